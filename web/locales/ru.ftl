language-name = Русский
language-direction = ltr

## Pages

languages = Язык
events = Мероприятия
events-hint = У каждого есть онлайн-чат. Для чтения учётная запись не нужна.
events-none = Открытых мероприятий пока нет.
events-all = Все открытые мероприятия
rooms = Комнаты
taking-part = Как участвовать
mailing-list = Для развёрнутых выступлений пишите в список рассылки:
hashtag = Хештег на других площадках:
website = Подробнее о мероприятии:
programme = Программа
facilitated-by = Ведёт { $name }
to-chat = К онлайн-чату
chat = Онлайн-чат
chat-loading = Онлайн-чат загружается…
chat-needs-scripts = Для онлайн-чата нужен JavaScript, а здесь он отключён.
to-plain = Читать и писать на простой странице
moderate = Модерация
moderate-loading = Страница модерации загружается…
moderate-needs-scripts = Для страницы модерации нужен JavaScript, а здесь он отключён.
problem-not-found = Здесь ничего нет
problem-not-found-hint = Такого мероприятия, комнаты или страницы не существует.
problem-unavailable = Скоро вернёмся
problem-unavailable-hint = Серверу сейчас недоступны его данные. Попробуйте ещё раз чуть позже.
problem-too-long = Слишком много текста
problem-too-long-hint = Для одного сообщения это слишком много. Вернитесь назад – текст ещё там – и сократите его.
problem-internal = Что-то пошло не так
problem-internal-hint = Сервер не смог выполнить запрос. Ошибка записана в журнал.

date = { $day } { $month ->
    [1] января
    [2] февраля
    [3] марта
    [4] апреля
    [5] мая
    [6] июня
    [7] июля
    [8] августа
    [9] сентября
    [10] октября
    [11] ноября
   *[12] декабря
} { $year } г.
moment = { $date }, { $time }
until = до { $moment }
day = { $weekday ->
    [1] понедельник
    [2] вторник
    [3] среда
    [4] четверг
    [5] пятница
    [6] суббота
   *[7] воскресенье
}, { $date }

## The room

online = { $count } в сети
connecting = Подключение…
offline = Нет связи – подключаемся снова. Всё, что вы пишете, сохраняется.
offline-reader = Нет связи – подключаемся снова.
stuck = Эта сеть не пропускает сообщения в реальном времени.
to-plain-instead = Продолжить на простой странице
ended = { $code ->
    [1008] Сервер закрыл соединение из-за нарушения правил обмена. Попробуйте обновить страницу.
    [1009] Сервер закрыл соединение: сообщение было слишком большим. Попробуйте обновить страницу.
    [4003] Вам закрыт доступ в эту комнату.
    [4004] Такой комнаты нет.
   *[other] Соединение закрыто.
}
reload = Обновить страницу

## Messages

messages = Сообщения
messages-hint = Стрелки вверх и вниз переводят от сообщения к сообщению.
members-only = Чтобы читать здесь, нужно присоединиться.
empty = Пока ничего не сказано
empty-reader = Сообщения появляются здесь сразу, как их напишут.
empty-joined = Первое сообщение может быть вашим.
new-messages = { $count ->
    [one] { $count } новое сообщение
    [few] { $count } новых сообщения
    [many] { $count } новых сообщений
   *[other] { $count } нового сообщения
}
to-newest = К новейшему сообщению
loading-earlier = Загружаются более ранние сообщения…
load-earlier = Загрузить более ранние сообщения
history-failed = Не удалось загрузить более ранние сообщения.
try-again = Повторить
beginning = Здесь начинается разговор.
# A line above what came meanwhile.
new-since = Новое с вашего последнего визита
announcement = { $name }: { $text }
role = { $role ->
    [moderator] Модератор
    [organiser] Организатор
   *[participant] Участник
}
removed = Сообщение удалено
earlier-message = Более раннее сообщение
in-reply-to = В ответ на сообщение от { $name }:
# Beside the time of a message.
mentions-you = упоминает вас
show-more = Показать полностью
show-less = Свернуть
reply = Ответить
reply-to = Ответить { $name }
remove = Удалить
remove-of = Удалить сообщение от { $name }
moderate-of = Модерация сообщения от { $name }
remove-own = Удалить своё сообщение
remove-sure = Удалить это сообщение у всех?
remove-reason = Причина (необязательно)
removing = Удаление…
keep = Оставить
remove-failed = Не удалено. { refusal }
report = Пожаловаться
report-of = Пожаловаться на сообщение от { $name }
report-why = Что с ним не так?
report-hint = Это и кто жалуется видят только модераторы.
reported = Жалоба отправлена. Модераторы её рассмотрят.
# $code: of the server's error; all others are told as elsewhere
report-failed = { $code ->
    [forbidden] Слишком много жалоб за короткое время. Немного подождите.
    [not_found] Этого сообщения больше нет.
   *[other] Жалоба не отправлена. { refusal }
}
ok = ОК
cancel = Отмена
edit = Изменить
edit-own = Изменить своё сообщение
edited = изменено
saving = Сохраняется…
# $code: of the server's error; all others are told as elsewhere
edit-failed = { $code ->
    [forbidden] Это сообщение больше нельзя изменить, или фильтр задерживает такие тексты.
   *[other] Не изменено. { refusal }
}
edit-again = Изменить ещё раз
react = Реакция
react-to = Отреагировать на сообщение от { $name }
reactions = Реакции
# Spoken for the button that shows an emoji and how many people chose it.
reaction = { $emoji }, { $count ->
    [one] { $count } человек
    [few] { $count } человека
    [many] { $count } человек
   *[other] { $count } человека
}
react-failed = Ваша реакция не принята. { refusal }

## Finding messages

search = Поиск
search-messages = Поиск по сообщениям
searching = Идёт поиск…
found = { $count ->
    [one] Найдено { $count } сообщение
    [few] Найдено { $count } сообщения
    [many] Найдено { $count } сообщений
   *[other] Найдено { $count } сообщения
}
found-none = Ничего не найдено
search-further = Искать в более ранних
finding-failed = Не получилось. { refusal }
around = Рядом с сообщением за этот день: { $day }
message-missing = Такого сообщения здесь нет.

## What one has written

sending = Отправка…
waiting = Ожидает отправки
paced = Будет отправлено чуть позже – в комнате медленный режим
sent = Отправлено
discard = Отменить
refusal = { $code ->
    [bad_text] Сервер не принимает этот текст.
    [too_long] Текст слишком длинный.
    [forbidden] У вас нет права на это действие.
    [slow_down] Слишком быстро. Подождите немного.
    [muted] Модератор временно запретил вам писать.
    [banned] Вам закрыт доступ в эту комнату.
    [room_locked] Комната закрыта для новых сообщений.
    [not_found] Сообщения, о котором идёт речь, больше нет.
    [not_joined] Сначала присоединитесь.
    [unavailable] Сервер сейчас не может сохранять сообщения.
   *[other] Что-то пошло не так.
}
write = Написать сообщение
write-placeholder = Напишите сообщение…
write-as = Напишите от имени { $name }…
# The list of names while one writes an @.
mentionable = Кого упомянуть
send = Отправить
enter-sends = Enter – отправить, Shift + Enter – новая строка
replying-to = Ответ для { $name }
cancel-reply = Отменить ответ
# Above the field one writes in, while it holds a message of one's own.
editing = Вы изменяете своё сообщение
cancel-edit = Не изменять
save = Сохранить
characters-left = { $count ->
    [one] Остался { $count } знак
    [few] Осталось { $count } знака
    [many] Осталось { $count } знаков
   *[other] Осталось { $count } знака
}
characters-over = { $count ->
    [one] { $count } лишний знак. Текст останется здесь, пока не поместится.
    [few] { $count } лишних знака. Текст останется здесь, пока не поместится.
    [many] { $count } лишних знаков. Текст останется здесь, пока не поместится.
   *[other] { $count } лишнего знака. Текст останется здесь, пока не поместится.
}
too-big = Текст слишком велик для отправки. Он останется здесь, пока не поместится.
# Below the field, once the text is too long.
long-title = Слишком длинно для чата?
long-hint = Отправьте это в список рассылки, там места хватит. Ваш текст останется здесь, пока вы его не измените.
long-hint-copy = Скопируйте текст и отправьте его иначе. Он останется здесь, пока вы его не измените.
long-mail = Написать в рассылку
long-copy-mail = Скопировать и написать в рассылку
long-list = Перейти к рассылке
long-copy = Скопировать текст
# Above the quoted message in a mail.
long-wrote = { $name } пишет:
copied = Скопировано. Теперь можно вставить.
copy-failed = Браузер не разрешает здесь копировать. Выделите текст и скопируйте его сами.

## Joining

join-to-write = Присоединитесь, чтобы писать
join-hint = Для чтения имя не нужно.
join-waiting = Написанное сохранено. Вы сможете отправить его, когда присоединитесь.
join-invited = Вас пригласили
join-invited-hint = Выберите имя, которое увидят остальные.
join-with-invite = Присоединиться по приглашению
invite-code = Ссылка или код приглашения
name = Ваше имя
name-missing = Укажите имя.
join = Присоединиться
joining = Минутку…
not-now = Не сейчас
join-failed = { $code ->
    [name_taken] Это имя занято или слишком похоже на занятое. Выберите другое.
    [bad_name] Выберите другое имя: одна строка от 1 до 40 видимых знаков.
    [forbidden] Нужно действующее приглашение. Возможно, срок вашего истёк или оно уже использовано; попросите новую ссылку.
    [not_found] Такого приглашения нет. Возможно, срок истёк или оно уже использовано.
    [unavailable] Сервер недоступен. Попробуйте ещё раз чуть позже.
    [slow_down] Отсюда присоединяется слишком много людей. Попробуйте ещё раз чуть позже.
   *[other] { refusal }
}

## Settings

settings = Настройки
announce = Что зачитывает экранный диктор
announce-all = Все новые сообщения
announce-mentions = Только те, где упоминают меня
announce-none = Ничего
low-data = Экономить трафик
low-data-hint = Более ранние сообщения приходят меньшими частями и только по вашему запросу. Реакции и число присутствующих не показываются.

## Sharing and embedding

pop-out = Открыть в отдельном окне
share = Поделиться и встроить
close = Закрыть
copy = Копировать
# $name: what it is that is copied, as below
copy-named = Копировать: { $name }
copied-named = Скопировано: { $name }
share-address = Адрес
share-address-hint = Чтобы поделиться, или для WordPress: на отдельной строке он превращается в чат.
share-element = На вашей странице
share-element-hint = Для любой веб-страницы. Организатор разрешает ваш сайт в файле события, в «embed_on».
share-frame = На вашей странице, без скриптов
share-plain = Простая страница
share-plain-hint = Читать и писать без скриптов, на любом устройстве.
share-look = Открыть простую страницу

## The moderators’ page

room = Комната
moderating-as = Вы модерируете как
moderate-refused = Эта страница – для модераторов и организаторов мероприятия.
moderate-refused-as = Вы здесь под именем { $name }, без прав модератора.
moderate-refused-hint = Откройте присланную ссылку-приглашение или присоединитесь по ней ниже. Одно лишь имя не даёт права удалять сообщения.

## The plain page

to-messages = К сообщениям
to-live-page = Обычная страница
error-in = Ошибка: { $title }
newest-messages = Новейшие сообщения
earlier-messages = Более ранние сообщения
later-messages = Более поздние сообщения
newest-first = Сначала новые
newest-last = Сначала старые
refresh = Обновить
renews = { $count ->
    [one] Страница обновляется каждую { $count } секунду.
    [few] Страница обновляется каждые { $count } секунды.
    [many] Страница обновляется каждые { $count } секунд.
   *[other] Страница обновляется каждые { $count } секунды.
}
renews-stop = Остановить
stays = Страница не обновляется сама.
stays-renew = Обновлять автоматически
nothing-further = Дальше в эту сторону ничего нет.
in-reply-to-removed = В ответ на удалённое сообщение
in-reply-to-earlier = В ответ на более раннее сообщение
message-as = Ваше сообщение, от имени { $name }
characters-most = { $count ->
    [one] Не более { $count } знака
    [few] Не более { $count } знаков
    [many] Не более { $count } знаков
   *[other] Не более { $count } знака
}
written-kept = Написанное сохранено:
invite-code-optional = Ссылка или код приглашения (если есть)
plain-pass = Следующая страница – ваш пропуск: файлов cookie здесь нет. Если её закрыть, придётся присоединиться снова под другим именем.
times-of = Время указано для часового пояса { $zone }.
plain-promise = Этой странице не нужны скрипты, и она не сохраняет файлов cookie.
joined-as = Вы здесь под именем { $name }.
posted = Ваше сообщение опубликовано.
removed-now = Сообщение удалено.
join-here = Присоединяйтесь на этой странице, а не через форму другого сайта.
nothing-written = Сначала напишите что-нибудь.
reason-too-long = Причина – одна строка не длиннее 200 знаков.
slow-down-for = { $count ->
    [one] Слишком быстро. Отправьте снова через { $count } секунду.
    [few] Слишком быстро. Отправьте снова через { $count } секунды.
    [many] Слишком быстро. Отправьте снова через { $count } секунд.
   *[other] Слишком быстро. Отправьте снова через { $count } секунды.
}
muted-seconds = { $count ->
    [one] Модератор временно запретил вам писать. Вы сможете писать через { $count } секунду.
    [few] Модератор временно запретил вам писать. Вы сможете писать через { $count } секунды.
    [many] Модератор временно запретил вам писать. Вы сможете писать через { $count } секунд.
   *[other] Модератор временно запретил вам писать. Вы сможете писать через { $count } секунды.
}
muted-minutes = { $count ->
    [one] Модератор временно запретил вам писать. Вы сможете писать через { $count } минуту.
    [few] Модератор временно запретил вам писать. Вы сможете писать через { $count } минуты.
    [many] Модератор временно запретил вам писать. Вы сможете писать через { $count } минут.
   *[other] Модератор временно запретил вам писать. Вы сможете писать через { $count } минуты.
}
plain-refusal = { $code ->
    [forbidden] Это могут только автор сообщения и модераторы.
    [slow_down] Слишком быстро. Отправьте снова чуть позже.
    [not_joined] Вас здесь больше не узнают. Присоединитесь снова; написанное сохранено.
    [nonce_reused] Из этой формы уже было отправлено другое сообщение. Если это новое, отправьте его сейчас.
    [unavailable] Сервер сейчас ничего не может сохранить; ничего не сохранено. Попробуйте снова чуть позже.
    [internal] Неизвестно, сохранилось ли это. Отправьте снова: сообщение появится один раз.
   *[other] { refusal }
}

## What is kept until it can be sent

# Above a message that somebody wrote in this browser who joined under another name.
outbox-another = Вы написали это под другим именем.
outbox-send-as = Отправить от имени { $name }
outbox-full = Слишком много сообщений ожидает отправки. Ваш текст останется здесь, пока не освободится место.

## The sessions of the programme

session-now = Сейчас:
session-next = Далее:
session-line = Сессия:
session-on = идёт сейчас
session-start = Начать
session-end = Завершить

## What comes after one reads

rest-failed = Не удалось загрузить то, что нужно, чтобы писать и искать.
keep-failed = Не удалось загрузить то, что нужно для модерации.

## What moderators do, and what those are told whom it is about

removed-yours = Модератор удалил ваше сообщение.
reason-given = Причина: { $reason }
ban-until = До: { $time }.
muted-until = Модератор запретил вам писать до { $time }. Написанное остаётся здесь.
told-role = Ваша роль здесь теперь: { role }.
act-on = { act }: { $name }
for-how-long = На какой срок
of-the-last = Сообщения за последние
ban-network = Также на время не впускать новых гостей из той же сети
and-then = И затем
find-person = Найти по имени
until-time = до { $time }
network-until = сеть до { $time }
log-what = Что
log-who = Кто
log-whom = Кому
log-all = Все
log-empty = Действий пока нет.
log-older = Более ранние действия
save-as = Сохранить журнал как { $format }
undo = Отменить
undo-of = Отменить действие { $number }
undone = отменено
undone-by = отменено: { $name }
keys = Клавиши
key-next = Следующее сообщение
key-previous = Предыдущее сообщение
key-undo = Отменить своё последнее действие
act-failed = Не сделано. { refusal }
already-so = Это уже было так.
done-before = Это уже сделано: { $name }.
nothing-to-undo = Вам нечего отменять.
# $text: what was done
cannot-undo = { $text }: это нельзя отменить.
act = { $kind ->
    [remove] Удалить
    [restore] Восстановить
    [erase] Стереть навсегда
    [clear] Очистить
    [mute] Запретить писать
    [unmute] Разрешить писать
    [ban] Заблокировать
    [unban] Разблокировать
    [appoint] Сделать модератором
    [approve] Одобрить
    [reject] Отклонить
    [keep] Оставить
    [pin] Закрепить
    [unpin] Открепить
   *[dismiss] Снять с модераторов
}
act-done = { $kind ->
    [remove] Удалено
    [restore] Восстановлено
    [erase] Стёрто
    [clear] Сообщения очищены
    [mute] Запрещено писать
    [unmute] Разрешено писать
    [ban] Заблокировано
    [unban] Разблокировано
    [switch] Настройки комнаты изменены
    [pin] Закреплено
    [unpin] Откреплено
    [approve] Одобрено
    [reject] Отклонено
    [keep] Оставлено несмотря на жалобу
    [invite] Приглашение создано
    [uninvite] Приглашение отменено
    [filters] Фильтры изменены
    [watch] Комната принята
    [unwatch] Комната сдана
   *[role] Роль изменена
}
span = { $span ->
    [m10] 10 минут
    [h1] 1 час
    [d1] 1 день
    [w1] 1 неделя
    [d30] 30 дней
   *[ever] Навсегда
}
then = { $then ->
    [mute] Запретить писать на 1 час
    [ban] Заблокировать навсегда
   *[nothing] Больше ничего
}
usual-reason = { $reason ->
    [insult] Оскорбление
    [spam] Спам
    [topic] Не по теме
   *[private] Личные данные
}
view = { $view ->
    [people] Люди
    [log] Журнал
    [queue] Очередь
    [rooms] Комнаты
    [switches] Режимы
    [invites] Приглашения
    [filters] Фильтры
   *[messages] Сообщения
}
views = Разделы
# Posts, or reported messages.
waiting-posts = { $count ->
    [one] { $count } ждёт
    [few] { $count } ждут
    [many] { $count } ждут
   *[other] { $count } ждут
}
queue-empty = Ничего не ждёт. Задержанное и то, на что пожаловались, появится здесь само.
queue-hint = Стрелки вверх и вниз переходят от одного к другому. A одобряет или оставляет, R отклоняет или удаляет, M запрещает писать, B блокирует, C очищает.
# Of what one rejects or removes.
reason-told = Причина, которую увидит автор
reason-none = Без причины
reason-own = Своими словами
# $text: the words or kinds of addresses for which a filter held it
caught-by = Фильтр: { $text }
reported-by = { $count ->
    [one] Жалуется { $count } человек
    [few] Жалуются { $count } человека
    [many] Жалуются { $count } человек
   *[other] Жалуются { $count } человека
}
filters-hint = То, что задержал фильтр, ждёт в очереди. Ничего не удаляется. Модераторов и организаторов это не касается.
filters-list = { $kind ->
    [patterns] Шаблоны (регулярные выражения), по одному в строке
    [hosts] Разрешённые для ссылок сайты со всеми поддоменами, по одному в строке
   *[words] Слова и выражения, по одному в строке
}
filters-sign = { $kind ->
    [links] Задерживать ссылки
   *[shouting] Задерживать тексты заглавными буквами
}
filters-count = { $kind ->
    [floods] Одинаковый текст от нескольких человек за минуту
   *[repeated] Одинаковый текст от одного человека за десять минут
}
filter-times = { $count ->
    [one] от { $count } раза
    [few] от { $count } раз
    [many] от { $count } раз
   *[other] от { $count } раза
}
filter-people = { $count ->
    [one] от { $count } человека
    [few] от { $count } человек
    [many] от { $count } человек
   *[other] от { $count } человека
}
filters-stale = Тем временем фильтры изменил кто-то другой. Ваши не сохранены.
filters-reload = Показать чужие
filters-try = Проверить на последних сутках
filter-wrong = { $kind ->
    [patterns] Строка { $line }, символ { $column }: этот шаблон нельзя использовать.
    [hosts] Строка { $line }: это не имя сайта, как example.org.
   *[words] Строка { $line }, символ { $column }: это нельзя использовать.
}
filter-name = { $kind ->
    [words] Слова
    [patterns] Шаблон
    [links] Ссылки
    [repeated] Повтор
    [shouting] Заглавные
   *[floods] Одно и то же от многих
}
trial-none = За последние сутки ничего не было бы задержано.
trial-found = { $count ->
    [one] За последние сутки было бы задержано { $count } сообщение.
    [few] За последние сутки было бы задержано { $count } сообщения.
    [many] За последние сутки было бы задержано { $count } сообщений.
   *[other] За последние сутки было бы задержано { $count } сообщения.
}
trial-partial = Сообщений больше, чем можно просмотреть.
judged-before = { $kind ->
    [approve] Это уже одобрено: { $name }.
    [keep] Это уже оставлено: { $name }.
    [remove] Это уже удалено: { $name }.
   *[reject] Это уже отклонено: { $name }.
}
key-queue = К очереди
newest-at = Последнее сообщение: { $time }
# Beside a room: what is switched there.
in-use = { $kind ->
    [calm] Успокоена
    [locked] Закрыта
    [participants_only] Гости только читают
    [links] Без ссылок
    [first] Первые сообщения ждут
    [guests] Сообщения гостей ждут
    [everybody] Все сообщения ждут
   *[slow] Медленный режим
}
switch = { $kind ->
    [calm] Успокоить комнату
    [locked] Пишут только модераторы
    [participants_only] Гости только читают
    [links] Гости могут писать ссылки
    [hold] Ждут модератора
   *[slow_mode_ms] Медленный режим
}
hold = { $kind ->
    [first] Первые сообщения гостей
    [guests] Все гости
    [everybody] Все
   *[nobody] Никто
}
on-off = { $kind ->
    [true] вкл.
   *[false] выкл.
}
# A switch and what it was set to.
set-to = { $name }: { $text }
calm-hint = Медленный режим в 30 секунд, сообщения гостей ждут модератора, ссылки от гостей запрещены – пока вы это не отмените.
calm-end = Снять успокоение
invite-role = Роль
invite-name = Имя для приветствия (необязательно)
invite-uses = Сколько человек могут войти
invite-make = Создать ссылку
invite-made = Эта ссылка показана только сейчас. Скопируйте и передайте её.
invite-link = Ссылка-приглашение
# How many may still join by an invite.
uses-left = { $count ->
    [one] ещё на { $count } человека
    [few] ещё на { $count } человек
    [many] ещё на { $count } человек
   *[other] ещё на { $count } человека
}
invite-end = Отменить
invite-end-of = Отменить это приглашение: { role }
invites-none = Сейчас нет действующих приглашений.
told-cleared = { $count ->
    [one] Модератор удалил { $count } ваше сообщение.
    [few] Модератор удалил { $count } ваших сообщения.
    [many] Модератор удалил { $count } ваших сообщений.
   *[other] Модератор удалил { $count } ваших сообщения.
}
so-many = { $count ->
    [one] { $count } сообщение
    [few] { $count } сообщения
    [many] { $count } сообщений
   *[other] { $count } сообщения
}

## What moderators know of a person and of each other

# After what was done to somebody, where the event says by whom.
done-by = Кто: { $name }.
room-had = За комнату отвечает { $name }, с { $time }.
room-mine = За комнату отвечаете вы, с { $time }.
room-free = За комнату никто не отвечает.
room-take = Комната на мне
room-leave = Сдать комнату
# To the other moderators: one of them removes much.
removes-much = { $count ->
    [one] { $name }: { $count } сообщение удалено за минуту.
    [few] { $name }: { $count } сообщения удалено за минуту.
    [many] { $name }: { $count } сообщений удалено за минуту.
   *[other] { $name }: { $count } сообщения удалено за минуту.
}
see-person = Посмотреть: { $name }
all-people = Все люди
joined-at = Здесь с { $time }
notes = Заметки
notes-hint = Их видят только модераторы.
note-new = Новая заметка
note-add = Добавить заметку
note-take = Убрать
note-take-of = Убрать заметку, автор: { $name }
noted = Записано.
# Above the text of a removed message.
kept-until = Удалено. Модераторы могут прочесть до { $time }:
done-to-them = Что было сделано
written-none = Пока ничего не написано.
go-to-message = К этому сообщению
message-far = Это сообщение слишком далеко, чтобы показать его здесь.
go-to-room = В комнату

## A room that is made quieter

held-yours = Ваше сообщение ждёт модератора.
pinned = Закреплено
pin = Закрепить
pin-of = Закрепить сообщение от { $name }
unpin = Открепить
unpin-of = Открепить сообщение от { $name }
pin-failed = { $code ->
    [forbidden] Закреплено уже три сообщения. Сначала открепите одно из них.
   *[other] Не сделано. { refusal }
}
announcement-sign = Объявление
announcement-of = Объявление от { $name }: { $text }
as-announcement = Как объявление
held-sign = ждёт модератора
held-first = Сообщения появляются здесь после проверки модератором.
told-rejected = Модератор не пропустил ваше сообщение.
closed-by = { $code ->
    [locked] Сейчас здесь пишут только модераторы.
   *[participants_only] Сейчас здесь пишут только приглашённые участники.
}
links-off = Гостям здесь сейчас нельзя отправлять ссылки. Уберите адрес, и сообщение можно будет отправить.
slow-seconds = { $count ->
    [one] Медленный режим: одно сообщение в { $count } секунду.
    [few] Медленный режим: одно сообщение в { $count } секунды.
    [many] Медленный режим: одно сообщение в { $count } секунд.
   *[other] Медленный режим: одно сообщение в { $count } секунды.
}
slow-minutes = { $count ->
    [one] Медленный режим: одно сообщение в { $count } минуту.
    [few] Медленный режим: одно сообщение в { $count } минуты.
    [many] Медленный режим: одно сообщение в { $count } минут.
   *[other] Медленный режим: одно сообщение в { $count } минуты.
}
write-in-seconds = { $count ->
    [one] Вы сможете писать через { $count } секунду.
    [few] Вы сможете писать через { $count } секунды.
    [many] Вы сможете писать через { $count } секунд.
   *[other] Вы сможете писать через { $count } секунды.
}
write-in-minutes = { $count ->
    [one] Вы сможете писать через { $count } минуту.
    [few] Вы сможете писать через { $count } минуты.
    [many] Вы сможете писать через { $count } минут.
   *[other] Вы сможете писать через { $count } минуты.
}
write-now = Вы снова можете писать.

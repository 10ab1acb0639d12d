language-name = Azərbaycanca
language-direction = ltr

## Pages

languages = Dil
events = Tədbirlər
events-hint = Hər birinin canlı söhbəti var. Oxumaq üçün hesab lazım deyil.
events-none = Hələ açıq tədbir yoxdur.
events-all = Bütün açıq tədbirlər
rooms = Otaqlar
taking-part = İştirak
mailing-list = Daha geniş çıxışlar üçün poçt siyahısına yazın:
hashtag = Başqa yerlərdə heşteq:
website = Tədbir haqqında ətraflı:
programme = Proqram
facilitated-by = Aparıcı: { $name }
to-chat = Canlı söhbətə keç
chat = Canlı söhbət
chat-loading = Canlı söhbət yüklənir…
chat-needs-scripts = Canlı söhbət üçün JavaScript lazımdır, burada isə söndürülüb.
to-plain = Sadə səhifədə oxu və yaz
moderate = Moderasiya
moderate-loading = Moderasiya səhifəsi yüklənir…
moderate-needs-scripts = Moderasiya səhifəsi üçün JavaScript lazımdır, burada isə söndürülüb.
problem-not-found = Burada heç nə yoxdur
problem-not-found-hint = Belə tədbir, otaq və ya səhifə yoxdur.
problem-unavailable = Tezliklə qayıdırıq
problem-unavailable-hint = Server hazırda məlumatlarına çata bilmir. Bir azdan yenidən cəhd edin.
problem-too-long = Mətn həddən artıq uzundur
problem-too-long-hint = Bu, bir mesaj üçün çoxdur. Geri qayıdın, mətn hələ oradadır, və onu qısaldın.
problem-internal = Nəsə səhv getdi
problem-internal-hint = Server bunu edə bilmədi. Xəta qeydə alındı.

date = { $day } { $month ->
    [1] yanvar
    [2] fevral
    [3] mart
    [4] aprel
    [5] may
    [6] iyun
    [7] iyul
    [8] avqust
    [9] sentyabr
    [10] oktyabr
    [11] noyabr
   *[12] dekabr
} { $year }
moment = { $date }, { $time }
until = bitmə vaxtı: { $moment }
day = { $date }, { $weekday ->
    [1] bazar ertəsi
    [2] çərşənbə axşamı
    [3] çərşənbə
    [4] cümə axşamı
    [5] cümə
    [6] şənbə
   *[7] bazar
}

## The room

online = { $count } nəfər onlayn
connecting = Qoşulur…
offline = Əlaqə yoxdur – yenidən qoşulur. Yazdıqlarınız saxlanılır.
offline-reader = Əlaqə yoxdur – yenidən qoşulur.
stuck = Bu şəbəkə canlı mesajları buraxmır.
to-plain-instead = Sadə səhifədə davam et
ended = { $code ->
    [1008] Server bu əlaqəni qayda pozulduğu üçün bağladı. Səhifəni yeniləmək kömək edə bilər.
    [1009] Server bu əlaqəni mesaj həddən artıq böyük olduğu üçün bağladı. Səhifəni yeniləmək kömək edə bilər.
    [4003] Bu otağa girişiniz qadağan edilib.
    [4004] Belə otaq yoxdur.
   *[other] Əlaqə bağlandı.
}
reload = Səhifəni yenilə

## Messages

messages = Mesajlar
messages-hint = Yuxarı və aşağı oxlar mesajdan mesaja keçir.
members-only = Burada yalnız qoşulanlar oxuya bilər.
empty = Hələ heç nə yazılmayıb
empty-reader = Mesajlar yazıldıqca burada görünür.
empty-joined = İlk mesaj sizinki ola bilər.
new-messages = { $count ->
    [one] { $count } yeni mesaj
   *[other] { $count } yeni mesaj
}
to-newest = Ən yeni mesaja keç
loading-earlier = Əvvəlki mesajlar yüklənir…
load-earlier = Əvvəlki mesajları yüklə
history-failed = Əvvəlki mesajları yükləmək mümkün olmadı.
try-again = Yenidən cəhd et
beginning = Söhbət buradan başlayır.
# A line above what came meanwhile.
new-since = Son gəlişinizdən sonra yenilər
announcement = { $name }: { $text }
role = { $role ->
    [moderator] Moderator
    [organiser] Təşkilatçı
   *[participant] İştirakçı
}
removed = Mesaj silinib
earlier-message = Əvvəlki bir mesaj
in-reply-to = Cavab verilən: { $name }
# Beside the time of a message.
mentions-you = sizi xatırladır
show-more = Daha çox göstər
show-less = Daha az göstər
reply = Cavab ver
reply-to = Cavab ver: { $name }
remove = Sil
remove-of = Mesajı sil: { $name }
moderate-of = Moderasiya: { $name } yazdığı mesaj
remove-own = Öz mesajını sil
remove-sure = Bu mesaj hamı üçün silinsin?
remove-reason = Səbəb (istəyə görə)
removing = Silinir…
keep = Saxla
remove-failed = Silinmədi. { refusal }
report = Şikayət et
report-of = { $name } yazdığı mesajdan şikayət et
report-why = Nə düzgün deyil?
report-hint = Bunu və kimin şikayət etdiyini yalnız moderatorlar görür.
reported = Şikayət göndərildi. Moderatorlar baxacaq.
# $code: of the server's error; all others are told as elsewhere
report-failed = { $code ->
    [forbidden] Qısa müddətdə çox şikayət etdiniz. Bir az gözləyin.
    [not_found] Mesaj artıq yoxdur.
   *[other] Şikayət göndərilmədi. { refusal }
}
ok = Oldu
cancel = Ləğv et
edit = Düzəlt
edit-own = Mesajınızı düzəldin
edited = düzəldilib
saving = Yadda saxlanılır…
# $code: of the server's error; all others are told as elsewhere
edit-failed = { $code ->
    [forbidden] Bu mesaj daha dəyişdirilə bilməz, ya da süzgəc belə mətnləri saxlayır.
   *[other] Dəyişdirilmədi. { refusal }
}
edit-again = Yenidən düzəlt
react = Reaksiya
react-to = { $name } yazdığı mesaja reaksiya bildir
reactions = Reaksiyalar
# Spoken for the button that shows an emoji and how many people chose it.
reaction = { $emoji }, { $count ->
    [one] { $count } nəfər
   *[other] { $count } nəfər
}
react-failed = Reaksiyanız qəbul edilmədi. { refusal }

## Finding messages

search = Axtar
search-messages = Mesajlarda axtar
searching = Axtarılır…
found = { $count ->
    [one] { $count } mesaj tapıldı
   *[other] { $count } mesaj tapıldı
}
found-none = Heç nə tapılmadı
search-further = Daha əvvəlkilərdə axtar
finding-failed = Alınmadı. { refusal }
around = Bu tarixli mesajın ətrafı: { $day }
message-missing = Burada belə bir mesaj yoxdur.

## What one has written

sending = Göndərilir…
waiting = Göndərilməyi gözləyir
paced = Bir azdan göndəriləcək – otaqda yazı sürəti məhduddur
sent = Göndərildi
discard = İmtina et
refusal = { $code ->
    [bad_text] Server bu mətni qəbul etmir.
    [too_long] Mətn çox uzundur.
    [forbidden] Bunu etməyə icazəniz yoxdur.
    [slow_down] Çox tez oldu. Bir az gözləyin.
    [muted] Moderator sizi səssizləşdirib.
    [banned] Bu otağa girişiniz qadağan edilib.
    [room_locked] Otaq yeni mesajlara bağlıdır.
    [not_found] Haqqında danışılan mesaj artıq yoxdur.
    [not_joined] Əvvəlcə qoşulun.
    [unavailable] Server hazırda mesajları saxlaya bilmir.
   *[other] Nəsə səhv getdi.
}
write = Mesaj yaz
write-placeholder = Mesaj yazın…
write-as = { $name } adından yazın…
# The list of names while one writes an @.
mentionable = Xatırlana bilən insanlar
send = Göndər
enter-sends = Enter göndərir, Shift + Enter yeni sətrə keçir
replying-to = Cavab: { $name }
cancel-reply = Cavabı ləğv et
# Above the field one writes in, while it holds a message of one's own.
editing = Mesajınızı düzəldirsiniz
cancel-edit = Düzəlişi dayandır
save = Yadda saxla
characters-left = { $count ->
    [one] { $count } simvol qalıb
   *[other] { $count } simvol qalıb
}
characters-over = { $count ->
    [one] { $count } simvol artıqdır. Mətn sığana qədər burada qalır.
   *[other] { $count } simvol artıqdır. Mətn sığana qədər burada qalır.
}
too-big = Mətn göndərmək üçün çox böyükdür. Sığana qədər burada qalır.
# Below the field, once the text is too long.
long-title = Söhbət üçün çox uzundur?
long-hint = Onu yer olan poçt siyahısına göndərin. Siz dəyişənə qədər mətniniz burada qalır.
long-hint-copy = Onu köçürün və başqa yolla göndərin. Siz dəyişənə qədər mətniniz burada qalır.
long-mail = Poçt siyahısına yaz
long-copy-mail = Köçür və poçt siyahısına yaz
long-list = Poçt siyahısına keç
long-copy = Mətni köçür
# Above the quoted message in a mail.
long-wrote = { $name } yazdı:
copied = Köçürüldü. İndi yapışdıra bilərsiniz.
copy-failed = Brauzeriniz burada köçürməyə icazə vermir. Mətni seçin və özünüz köçürün.

## Joining

join-to-write = Yazmaq üçün qoşulun
join-hint = Oxumaq üçün ad lazım deyil.
join-waiting = Yazdığınız saxlanılıb. Qoşulandan sonra onu göndərə bilərsiniz.
join-invited = Siz dəvət olunmusunuz
join-invited-hint = Başqalarının görəcəyi adı seçin.
join-with-invite = Dəvətlə qoşulun
invite-code = Dəvət linki və ya kodu
name = Adınız
name-missing = Ad daxil edin.
join = Qoşul
joining = Bir an…
not-now = İndi yox
join-failed = { $code ->
    [name_taken] Bu ad tutulub və ya tutulmuş ada çox oxşayır. Başqa ad seçin.
    [bad_name] Başqa ad seçin: bir sətir, 1–40 görünən simvol.
    [forbidden] Etibarlı dəvət lazımdır. Verilən dəvətin vaxtı bitmiş və ya istifadə edilmiş ola bilər; yeni link istəyin.
    [not_found] Bu dəvət tanınmır. Vaxtı bitmiş və ya istifadə edilmiş ola bilər.
    [unavailable] Serverlə əlaqə yoxdur. Bir azdan yenidən cəhd edin.
    [slow_down] Buradan həddən artıq adam qoşulur. Bir azdan yenidən cəhd edin.
   *[other] { refusal }
}

## Settings

settings = Parametrlər
announce = Ekran oxuyucusunun oxuduqları
announce-all = Bütün yeni mesajlar
announce-mentions = Yalnız məni xatırladanlar
announce-none = Heç nə
low-data = Trafikə qənaət
low-data-hint = Əvvəlki mesajlar daha kiçik hissələrlə və yalnız istədiyiniz zaman yüklənir. Reaksiyalar və burada olanların sayı göstərilmir.

## Sharing and embedding

pop-out = Ayrıca pəncərədə aç
share = Paylaş və yerləşdir
close = Bağla
copy = Köçür
# $name: what it is that is copied, as below
copy-named = Köçür: { $name }
copied-named = Köçürüldü: { $name }
share-address = Ünvan
share-address-hint = Paylaşmaq üçün, yaxud WordPress üçün: ayrıca sətirdə yazılanda söhbətə çevrilir.
share-element = Səhifənizdə
share-element-hint = İstənilən veb səhifə üçün. Təşkilatçı saytınıza tədbir faylında, “embed_on” altında icazə verir.
share-frame = Səhifənizdə, skriptsiz
share-plain = Sadə səhifə
share-plain-hint = Skriptsiz, istənilən cihazda oxuyub yazmaq.
share-look = Sadə səhifəni aç

## The moderators’ page

room = Otaq
moderating-as = Moderator kimi:
moderate-refused = Bu səhifə tədbirin moderatorları və təşkilatçıları üçündür.
moderate-refused-as = Siz burada { $name } adı ilə varsınız, moderator hüququnuz yoxdur.
moderate-refused-hint = Sizə göndərilən dəvət linkini açın və ya aşağıda onunla qoşulun. Yalnız adla qoşulmaq mesaj silmək hüququ vermir.

## The plain page

to-messages = Mesajlara keç
to-live-page = Canlı səhifə
error-in = Xəta: { $title }
newest-messages = Ən yeni mesajlar
earlier-messages = Əvvəlki mesajlar
later-messages = Sonrakı mesajlar
newest-first = Əvvəlcə yenilər
newest-last = Yenilər sonda
refresh = Yenilə
renews = { $count ->
    [one] Bu səhifə hər saniyə yenilənir.
   *[other] Bu səhifə hər { $count } saniyədən bir yenilənir.
}
renews-stop = Dayandır
stays = Bu səhifə öz-özünə yenilənmir.
stays-renew = Öz-özünə yenilənsin
nothing-further = Bu istiqamətdə başqa heç nə yoxdur.
in-reply-to-removed = Silinmiş mesaja cavab
in-reply-to-earlier = Əvvəlki mesaja cavab
message-as = Mesajınız, { $name } adından
characters-most = { $count ->
    [one] Ən çoxu { $count } simvol
   *[other] Ən çoxu { $count } simvol
}
written-kept = Yazdığınız saxlanılıb:
invite-code-optional = Dəvət linki və ya kodu (varsa)
plain-pass = Növbəti səhifə sizin buraxılış vərəqənizdir: kuki yoxdur. Onu bağlasanız, başqa adla yenidən qoşulmalı olacaqsınız.
times-of = Vaxtlar bu qurşağa görədir: { $zone }.
plain-promise = Bu səhifəyə skript lazım deyil və o, kuki saxlamır.
joined-as = Siz burada { $name } adı iləsiniz.
posted = Mesajınız yerləşdirildi.
removed-now = Mesaj silindi.
join-here = Başqa saytın formasından deyil, bu səhifədən qoşulun.
nothing-written = Əvvəlcə nəsə yazın.
reason-too-long = Səbəb ən çoxu 200 simvolluq bir sətirdir.
slow-down-for = { $count ->
    [one] Çox tez oldu. Bir saniyədən sonra yenidən göndərin.
   *[other] Çox tez oldu. { $count } saniyədən sonra yenidən göndərin.
}
muted-seconds = { $count ->
    [one] Moderator sizi səssizləşdirib. Bir saniyədən sonra yenə yaza bilərsiniz.
   *[other] Moderator sizi səssizləşdirib. { $count } saniyədən sonra yenə yaza bilərsiniz.
}
muted-minutes = { $count ->
    [one] Moderator sizi səssizləşdirib. Bir dəqiqədən sonra yenə yaza bilərsiniz.
   *[other] Moderator sizi səssizləşdirib. { $count } dəqiqədən sonra yenə yaza bilərsiniz.
}
plain-refusal = { $code ->
    [forbidden] Bunu yalnız müəllif və ya moderator edə bilər.
    [slow_down] Çox tez oldu. Bir azdan yenidən göndərin.
    [not_joined] Siz artıq burada tanınmırsınız. Yenidən qoşulun; yazdığınız saxlanılıb.
    [nonce_reused] Bu formadan artıq başqa mesaj göndərilib. Bu yenidirsə, indi göndərin.
    [unavailable] Server hazırda heç nə saxlaya bilmir; heç nə saxlanılmadı. Tezliklə yenidən cəhd edin.
    [internal] Bunun saxlanıb-saxlanmadığı məlum deyil. Yenidən göndərin: mesaj bir dəfə görünəcək.
   *[other] { refusal }
}

## What is kept until it can be sent

# Above a message that somebody wrote in this browser who joined under another name.
outbox-another = Bunu başqa adla yazmısınız.
outbox-send-as = { $name } adından göndər
outbox-full = Göndərilməyi gözləyən mesajlar həddən çoxdur. Yer açılana qədər mətniniz burada qalır.

## The sessions of the programme

session-now = İndi:
session-next = Növbəti:
session-line = Sessiya:
session-on = indi gedir
session-start = Başla
session-end = Bitir

## What comes after one reads

rest-failed = Yazmaq və axtarmaq üçün lazım olanlar yüklənmədi.
keep-failed = Moderasiya üçün lazım olanlar yüklənmədi.

## What moderators do, and what those are told whom it is about

removed-yours = Moderator mesajınızı sildi.
reason-given = Səbəb: { $reason }
ban-until = Bitir: { $time }.
muted-until = Moderator sizi { $time } vaxtına qədər susdurub. Yazdığınız burada qalır.
told-role = Buradakı rolunuz indi: { role }.
act-on = { act }: { $name }
for-how-long = Nə qədər
of-the-last = Son vaxtın mesajları
ban-network = Həmin şəbəkədən yeni qonaqları da bir müddət buraxma
and-then = Sonra
find-person = Ad üzrə axtar
until-time = { $time } qədər
network-until = şəbəkə: { $time } qədər
log-what = Nə
log-who = Kim
log-whom = Kimə
log-all = Hamısı
log-empty = Göstəriləcək hərəkət yoxdur.
log-older = Əvvəlki hərəkətlər
save-as = Jurnalı { $format } kimi saxla
undo = Geri al
undo-of = { $number } nömrəli hərəkəti geri al
undone = geri alınıb
undone-by = geri alan: { $name }
keys = Düymələr
key-next = Növbəti mesaj
key-previous = Əvvəlki mesaj
key-undo = Son hərəkətinizi geri alın
act-failed = Alınmadı. { refusal }
already-so = Artıq belə idi.
done-before = { $name } bunu artıq etmişdi.
nothing-to-undo = Geri alınacaq hərəkətiniz yoxdur.
# $text: what was done
cannot-undo = { $text }: bunu geri almaq olmur.
act = { $kind ->
    [remove] Sil
    [restore] Bərpa et
    [erase] Həmişəlik sil
    [clear] Mesajları təmizlə
    [mute] Sustur
    [unmute] Səsini qaytar
    [ban] Qadağan et
    [unban] Qadağanı götür
    [appoint] Moderator et
    [approve] Təsdiqlə
    [reject] Rədd et
    [keep] Saxla
    [pin] Sanc
    [unpin] Sancağı götür
   *[dismiss] Moderatorluqdan çıxar
}
act-done = { $kind ->
    [remove] Silindi
    [restore] Bərpa edildi
    [erase] Həmişəlik silindi
    [clear] Mesajlar təmizləndi
    [mute] Susdurulub
    [unmute] Səsi qaytarıldı
    [ban] Qadağan edilib
    [unban] Qadağa götürüldü
    [switch] Otağın ayarları dəyişdi
    [pin] Sancıldı
    [unpin] Sancaq götürüldü
    [approve] Təsdiqləndi
    [reject] Rədd edildi
    [keep] Şikayətə baxmayaraq saxlanıldı
    [invite] Dəvət yaradıldı
    [uninvite] Dəvət dayandırıldı
    [filters] Süzgəclər dəyişdirildi
    [watch] Otağı götürdü
    [unwatch] Otağı təhvil verdi
   *[role] Rol dəyişdi
}
span = { $span ->
    [m10] 10 dəqiqə
    [h1] 1 saat
    [d1] 1 gün
    [w1] 1 həftə
    [d30] 30 gün
   *[ever] Həmişəlik
}
then = { $then ->
    [mute] 1 saat sustur
    [ban] Həmişəlik qadağan et
   *[nothing] Başqa heç nə
}
usual-reason = { $reason ->
    [insult] Təhqir
    [spam] Spam
    [topic] Mövzudan kənar
   *[private] Şəxsi məlumat
}
view = { $view ->
    [people] İnsanlar
    [log] Jurnal
    [queue] Növbə
    [rooms] Otaqlar
    [switches] Rejimlər
    [invites] Dəvətlər
    [filters] Süzgəclər
   *[messages] Mesajlar
}
views = Görünüşlər
# Posts, or reported messages.
waiting-posts = { $count ->
    [one] { $count } gözləyir
   *[other] { $count } gözləyir
}
queue-empty = Heç nə gözləmir. Saxlanan və ya şikayət edilən mesajlar burada özü görünür.
queue-hint = Yuxarı və aşağı oxlarla birindən digərinə keçin. A təsdiqləyir və ya saxlayır, R rədd edir və ya silir, M susdurur, B qadağan edir, C təmizləyir.
# Of what one rejects or removes.
reason-told = Müəllifə deyilən səbəb
reason-none = Yoxdur
reason-own = Öz sözlərimlə
# $text: the words or kinds of addresses for which a filter held it
caught-by = Süzgəc: { $text }
reported-by = { $count ->
    [one] { $count } nəfər şikayət edib
   *[other] { $count } nəfər şikayət edib
}
filters-hint = Süzgəcin saxladığı növbədə gözləyir. Heç nə silinmir. Moderatorlara və təşkilatçılara aid deyil.
filters-list = { $kind ->
    [patterns] Şablonlar (müntəzəm ifadələr), hər sətirdə biri
    [hosts] Keçid verilə bilən saytlar, altındakılarla birlikdə, hər sətirdə biri
   *[words] Sözlər və ifadələr, hər sətirdə biri
}
filters-sign = { $kind ->
    [links] Keçidləri saxla
   *[shouting] Tamamilə böyük hərflə yazılanları saxla
}
filters-count = { $kind ->
    [floods] Bir dəqiqədə bir neçə nəfərdən eyni mətn
   *[repeated] On dəqiqədə bir nəfərdən eyni mətn
}
filter-times = { $count ->
    [one] { $count } dəfədən
   *[other] { $count } dəfədən
}
filter-people = { $count ->
    [one] { $count } nəfərdən
   *[other] { $count } nəfərdən
}
filters-stale = Bu arada süzgəcləri başqası dəyişdirib. Sizinkilər saxlanmadı.
filters-reload = Onunkuları göstər
filters-try = Son gündə yoxla
filter-wrong = { $kind ->
    [patterns] Sətir { $line }, simvol { $column }: bu şablon işlədilə bilməz.
    [hosts] Sətir { $line }: bu, example.org kimi sayt adı deyil.
   *[words] Sətir { $line }, simvol { $column }: bu işlədilə bilməz.
}
filter-name = { $kind ->
    [words] Sözlər
    [patterns] Şablon
    [links] Keçidlər
    [repeated] Təkrar
    [shouting] Böyük hərflər
   *[floods] Çoxlarından eyni
}
trial-none = Son gündən heç nə saxlanmazdı.
trial-found = { $count ->
    [one] Son gündən { $count } mesaj saxlanardı.
   *[other] Son gündən { $count } mesaj saxlanardı.
}
trial-partial = Baxıla biləndən çox mesaj var idi.
judged-before = { $kind ->
    [approve] { $name } bunu artıq təsdiqləmişdi.
    [keep] { $name } bunu artıq saxlamışdı.
    [remove] { $name } bunu artıq silmişdi.
   *[reject] { $name } bunu artıq rədd etmişdi.
}
key-queue = Növbəyə
newest-at = Ən yeni mesaj: { $time }
# Beside a room: what is switched there.
in-use = { $kind ->
    [calm] Sakitləşdirilib
    [locked] Kilidlənib
    [participants_only] Qonaqlar yalnız oxuyur
    [links] Keçidsiz
    [first] İlk mesajlar gözləyir
    [guests] Qonaqların mesajları gözləyir
    [everybody] Bütün mesajlar gözləyir
   *[slow] Yavaş rejim
}
switch = { $kind ->
    [calm] Otağı sakitləşdir
    [locked] Yalnız moderatorlar yazır
    [participants_only] Qonaqlar yalnız oxuyur
    [links] Qonaqlar keçid yaza bilər
    [hold] Moderatoru gözləyənlər
   *[slow_mode_ms] Yavaş rejim
}
hold = { $kind ->
    [first] Qonaqların ilk mesajları
    [guests] Bütün qonaqlar
    [everybody] Hamı
   *[nobody] Heç kim
}
on-off = { $kind ->
    [true] açıq
   *[false] bağlı
}
# A switch and what it was set to.
set-to = { $name }: { $text }
calm-hint = 30 saniyəlik yavaş rejim, qonaqların mesajları moderatoru gözləyir və qonaqlar keçid yazmır – siz bitirənədək.
calm-end = Sakitliyi bitir
invite-role = Rol
invite-name = Qarşılama üçün ad (istəyə bağlı)
invite-uses = Neçə nəfər qoşula bilər
invite-make = Keçid yarat
invite-made = Bu keçid yalnız indi göstərilir. Köçürün və paylaşın.
invite-link = Dəvət keçidi
# How many may still join by an invite.
uses-left = { $count ->
    [one] daha { $count } nəfər
   *[other] daha { $count } nəfər
}
invite-end = Dayandır
invite-end-of = Bu dəvəti dayandır: { role }
invites-none = Hazırda işlək dəvət yoxdur.
told-cleared = { $count ->
    [one] Moderator bir mesajınızı sildi.
   *[other] Moderator { $count } mesajınızı sildi.
}
so-many = { $count ->
    [one] { $count } mesaj
   *[other] { $count } mesaj
}

## What moderators know of a person and of each other

# After what was done to somebody, where the event says by whom.
done-by = Kim: { $name }.
room-had = { $time } vaxtından otaq { $name } adlı moderatordadır.
room-mine = { $time } vaxtından otaq sizdədir.
room-free = Otaq heç kimdə deyil.
room-take = Otaq məndədir
room-leave = Təhvil ver
# To the other moderators: one of them removes much.
removes-much = { $count ->
    [one] { $name } bir dəqiqədə { $count } mesaj sildi.
   *[other] { $name } bir dəqiqədə { $count } mesaj sildi.
}
see-person = Bax: { $name }
all-people = Bütün insanlar
joined-at = Qoşulub: { $time }
notes = Qeydlər
notes-hint = Bunları yalnız moderatorlar görür.
note-new = Yeni qeyd
note-add = Qeyd əlavə et
note-take = Sil
note-take-of = Qeydi sil: { $name }
noted = Qeyd edildi.
# Above the text of a removed message.
kept-until = Silinib. Moderatorlar { $time } vaxtına qədər oxuya bilər:
done-to-them = Barəsində edilənlər
written-none = Hələ heç nə yazılmayıb.
go-to-message = Bu mesaja keç
message-far = Bu mesaj çox geridədir, burada göstərilə bilmir.
go-to-room = Otağa keç

## A room that is made quieter

held-yours = Mesajınız moderatoru gözləyir.
pinned = Sancılıb
pin = Sanc
pin-of = Mesajı sanc: { $name }
unpin = Sancağı götür
unpin-of = Mesajın sancağını götür: { $name }
pin-failed = { $code ->
    [forbidden] Artıq üç mesaj sancılıb. Əvvəlcə birinin sancağını götürün.
   *[other] Alınmadı. { refusal }
}
announcement-sign = Elan
announcement-of = Elan, { $name }: { $text }
as-announcement = Elan kimi
held-sign = moderatoru gözləyir
held-first = Mesajlar burada moderator baxdıqdan sonra görünür.
told-rejected = Moderator mesajınızı buraxmadı.
closed-by = { $code ->
    [locked] Hazırda burada yalnız moderatorlar yazır.
   *[participants_only] Hazırda burada yalnız dəvət olunmuş iştirakçılar yazır.
}
links-off = Burada qonaqlar keçid göndərə bilməz. Ünvanı çıxarın, mesajı göndərə bilərsiniz.
slow-seconds = { $count ->
    [one] Yavaş rejim: saniyədə bir mesaj.
   *[other] Yavaş rejim: { $count } saniyədə bir mesaj.
}
slow-minutes = { $count ->
    [one] Yavaş rejim: dəqiqədə bir mesaj.
   *[other] Yavaş rejim: { $count } dəqiqədə bir mesaj.
}
write-in-seconds = { $count ->
    [one] Bir saniyədən sonra yenə yaza bilərsiniz.
   *[other] { $count } saniyədən sonra yenə yaza bilərsiniz.
}
write-in-minutes = { $count ->
    [one] Bir dəqiqədən sonra yenə yaza bilərsiniz.
   *[other] { $count } dəqiqədən sonra yenə yaza bilərsiniz.
}
write-now = Yenə yaza bilərsiniz.

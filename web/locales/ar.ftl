language-name = العربية
language-direction = rtl

## Pages

languages = اللغة
events = الفعاليات
events-hint = لكل فعالية دردشة مباشرة. القراءة لا تتطلب حسابًا.
events-none = لا توجد فعاليات عامة بعد.
events-all = كل الفعاليات العامة
rooms = الغرف
taking-part = المشاركة
mailing-list = للمداخلات الأطول، القائمة البريدية:
hashtag = الوسم في المواقع الأخرى:
website = المزيد عن الفعالية:
programme = البرنامج
facilitated-by = تيسير: { $name }
to-chat = إلى الدردشة المباشرة
chat = الدردشة المباشرة
chat-loading = جارٍ تحميل الدردشة المباشرة…
chat-needs-scripts = تحتاج الدردشة المباشرة إلى JavaScript، وهي معطّلة هنا.
to-plain = القراءة والكتابة في الصفحة البسيطة
moderate = الإشراف
moderate-loading = جارٍ تحميل صفحة الإشراف…
moderate-needs-scripts = تحتاج صفحة الإشراف إلى JavaScript، وهي معطّلة هنا.
problem-not-found = لا شيء هنا
problem-not-found-hint = لا توجد فعالية أو غرفة أو صفحة بهذا العنوان.
problem-unavailable = نعود بعد لحظات
problem-unavailable-hint = يتعذّر على الخادم الوصول إلى بياناته حاليًا. يُرجى إعادة المحاولة بعد قليل.
problem-too-long = النص أطول مما ينبغي
problem-too-long-hint = هذا أكثر بكثير مما تتسع له رسالة واحدة. بالرجوع إلى الصفحة السابقة يمكن اختصار النص، فهو ما زال هناك.
problem-internal = حدث خطأ ما
problem-internal-hint = لم يتمكن الخادم من تنفيذ الطلب. سُجّل الخطأ.

date = { $day } { $month ->
    [1] يناير
    [2] فبراير
    [3] مارس
    [4] أبريل
    [5] مايو
    [6] يونيو
    [7] يوليو
    [8] أغسطس
    [9] سبتمبر
    [10] أكتوبر
    [11] نوفمبر
   *[12] ديسمبر
} { $year }
moment = { $date }، { $time }
until = حتى { $moment }
day = { $weekday ->
    [1] الاثنين
    [2] الثلاثاء
    [3] الأربعاء
    [4] الخميس
    [5] الجمعة
    [6] السبت
   *[7] الأحد
}، { $date }

## The room

online = المتصلون: { $count }
connecting = جارٍ الاتصال…
offline = لا يوجد اتصال – جارٍ إعادة الاتصال. ما تكتبه محفوظ.
offline-reader = لا يوجد اتصال – جارٍ إعادة الاتصال.
stuck = لا تسمح هذه الشبكة بمرور الرسائل المباشرة.
to-plain-instead = المتابعة في الصفحة البسيطة
ended = { $code ->
    [1008] أغلق الخادم هذا الاتصال لمخالفته إحدى قواعد البث. قد يفيد إعادة تحميل الصفحة.
    [1009] أغلق الخادم هذا الاتصال لأن حجم إحدى الرسائل كبير جدًا. قد يفيد إعادة تحميل الصفحة.
    [4003] تم حظرك من هذه الغرفة.
    [4004] لا توجد غرفة بهذا الاسم.
   *[other] أُغلق الاتصال.
}
reload = إعادة تحميل الصفحة

## Messages

messages = الرسائل
messages-hint = ينقل السهمان إلى أعلى وإلى أسفل من رسالة إلى أخرى.
members-only = القراءة هنا للمنضمين فقط.
empty = لا رسائل بعد
empty-reader = تظهر الرسائل هنا فور كتابتها.
empty-joined = قد تكون رسالتك هي الأولى.
new-messages = { $count ->
    [zero] لا رسائل جديدة
    [one] رسالة جديدة واحدة
    [two] رسالتان جديدتان
    [few] { $count } رسائل جديدة
    [many] { $count } رسالة جديدة
   *[other] { $count } رسالة جديدة
}
to-newest = إلى أحدث رسالة
loading-earlier = جارٍ تحميل الرسائل السابقة…
load-earlier = تحميل رسائل أقدم
history-failed = تعذّر تحميل الرسائل السابقة.
try-again = إعادة المحاولة
beginning = هنا تبدأ المحادثة.
# A line above what came meanwhile.
new-since = جديد منذ زيارتك الأخيرة
announcement = { $name }: { $text }
role = { $role ->
    [moderator] إشراف
    [organiser] تنظيم
   *[participant] مشاركة
}
removed = أُزيلت الرسالة
earlier-message = رسالة سابقة
in-reply-to = ردًا على { $name }:
# Beside the time of a message.
mentions-you = رسالة تذكرك
show-more = عرض المزيد
show-less = عرض أقل
reply = رد
reply-to = الرد على { $name }
remove = إزالة
remove-of = إزالة رسالة { $name }
moderate-of = الإشراف على رسالة { $name }
remove-own = إزالة رسالتك
remove-sure = هل تُزال هذه الرسالة لدى الجميع؟
remove-reason = السبب (اختياري)
removing = جارٍ الإزالة…
keep = إبقاء
remove-failed = لم تُزَل الرسالة. { refusal }
report = إبلاغ
report-of = الإبلاغ عن رسالة { $name }
report-why = ما المشكلة فيها؟
report-hint = لا يرى هذا ومن أبلغ إلا المشرفون.
reported = تم الإبلاغ. سينظر المشرفون فيها.
# $code: of the server's error; all others are told as elsewhere
report-failed = { $code ->
    [forbidden] أبلغت كثيرًا في وقت قصير. انتظر قليلًا.
    [not_found] لم تعد الرسالة موجودة.
   *[other] لم يتم الإبلاغ. { refusal }
}
ok = حسنًا
cancel = إلغاء
edit = تعديل
edit-own = تعديل رسالتك
edited = معدّلة
saving = جارٍ الحفظ…
# $code: of the server's error; all others are told as elsewhere
edit-failed = { $code ->
    [forbidden] لم يعد ممكنًا تغيير هذه الرسالة، أو أن مرشّحًا يحتجز نصوصًا كهذه.
   *[other] لم تُعدَّل. { refusal }
}
edit-again = تعديل مرة أخرى
react = تفاعل
react-to = التفاعل مع رسالة { $name }
reactions = التفاعلات
# Spoken for the button that shows an emoji and how many people chose it.
reaction = { $emoji }، { $count ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $count } أشخاص
    [many] { $count } شخصًا
   *[other] { $count } شخص
}
react-failed = لم يُقبل تفاعلك. { refusal }

## Finding messages

search = بحث
search-messages = البحث في الرسائل
searching = جارٍ البحث…
found = { $count ->
    [zero] لم يُعثر على رسائل
    [one] عُثر على رسالة واحدة
    [two] عُثر على رسالتين
    [few] عُثر على { $count } رسائل
    [many] عُثر على { $count } رسالة
   *[other] عُثر على { $count } رسالة
}
found-none = لم يُعثر على شيء
search-further = البحث في رسائل أقدم
finding-failed = لم ينجح ذلك. { refusal }
around = ما حول رسالة من يوم { $day }
message-missing = لا توجد رسالة كهذه هنا.

## What one has written

sending = جارٍ الإرسال…
waiting = بانتظار الإرسال
paced = تُرسل بعد لحظات – وتيرة الغرفة محددة
sent = أُرسلت
discard = تجاهل
refusal = { $code ->
    [bad_text] لا يقبل الخادم هذا النص.
    [too_long] هذا النص طويل جدًا.
    [forbidden] لا يُسمح لك بهذا الإجراء.
    [slow_down] كان ذلك سريعًا جدًا. يُرجى الانتظار قليلًا.
    [muted] تم كتمك من قِبل الإشراف.
    [banned] تم حظرك من هذه الغرفة.
    [room_locked] الغرفة مغلقة أمام الرسائل الجديدة.
    [not_found] الرسالة المعنية لم تعد موجودة.
    [not_joined] يُرجى الانضمام أولًا.
    [unavailable] لا يستطيع الخادم حفظ الرسائل حاليًا.
   *[other] حدث خطأ ما.
}
write = كتابة رسالة
write-placeholder = كتابة رسالة…
write-as = الكتابة باسم { $name }…
# The list of names while one writes an @.
mentionable = أشخاص يمكن ذكرهم
send = إرسال
enter-sends = يرسل المفتاح Enter، ويبدأ Shift + Enter سطرًا جديدًا
replying-to = الرد على { $name }
cancel-reply = إلغاء الرد
# Above the field one writes in, while it holds a message of one's own.
editing = تعديل رسالتك
cancel-edit = إيقاف التعديل
save = حفظ
characters-left = { $count ->
    [zero] لم يبقَ أي حرف
    [one] بقي حرف واحد
    [two] بقي حرفان
    [few] بقيت { $count } أحرف
    [many] بقي { $count } حرفًا
   *[other] بقي { $count } حرف
}
characters-over = { $count ->
    [zero] النص بالطول المسموح.
    [one] حرف واحد زائد. يبقى نصك هنا إلى أن يُقصَّر.
    [two] حرفان زائدان. يبقى نصك هنا إلى أن يُقصَّر.
    [few] { $count } أحرف زائدة. يبقى نصك هنا إلى أن يُقصَّر.
    [many] { $count } حرفًا زائدًا. يبقى نصك هنا إلى أن يُقصَّر.
   *[other] { $count } حرف زائد. يبقى نصك هنا إلى أن يُقصَّر.
}
too-big = هذا النص أكبر من أن يُرسل. يبقى نصك هنا إلى أن يُقصَّر.
# Below the field, once the text is too long.
long-title = أطول من أن تتسع له الدردشة؟
long-hint = أرسله إلى القائمة البريدية حيث المجال أوسع. يبقى نصك هنا حتى تغيّره.
long-hint-copy = انسخه وأرسله بطريقة أخرى. يبقى نصك هنا حتى تغيّره.
long-mail = الكتابة إلى القائمة البريدية
long-copy-mail = النسخ والكتابة إلى القائمة البريدية
long-list = الذهاب إلى القائمة البريدية
long-copy = نسخ النص
# Above the quoted message in a mail.
long-wrote = كتب { $name }:
copied = تم النسخ. يمكنك لصقه الآن.
copy-failed = لا يسمح متصفحك بالنسخ هنا. حدّد النص وانسخه بنفسك.

## Joining

join-to-write = الانضمام للكتابة
join-hint = القراءة لا تتطلب اسمًا.
join-waiting = ما كتبته محفوظ، ويمكنك إرساله بعد انضمامك.
join-invited = لديك دعوة
join-invited-hint = الاسم الذي تختاره هو ما سيراه الآخرون.
join-with-invite = الانضمام بدعوتك
invite-code = رابط الدعوة أو رمزها
name = اسمك
name-missing = يُرجى إدخال اسم.
join = انضمام
joining = جارٍ الانضمام…
not-now = ليس الآن
join-failed = { $code ->
    [name_taken] هذا الاسم مستخدم أو يشبه اسمًا مستخدمًا. يُرجى اختيار اسم آخر.
    [bad_name] يُرجى اختيار اسم آخر: سطر واحد من 1 إلى 40 حرفًا ظاهرًا.
    [forbidden] يلزم وجود دعوة صالحة. ربما انتهت صلاحية الدعوة أو استُخدمت؛ يُرجى طلب رابط جديد.
    [not_found] هذه الدعوة غير معروفة. ربما انتهت صلاحيتها أو استُخدمت.
    [unavailable] يتعذّر الوصول إلى الخادم. يُرجى إعادة المحاولة بعد لحظات.
    [slow_down] عدد كبير ينضم من هنا. يُرجى إعادة المحاولة بعد لحظات.
   *[other] { refusal }
}

## Settings

settings = الإعدادات
announce = ما يقرؤه قارئ الشاشة
announce-all = كل الرسائل الجديدة
announce-mentions = الرسائل التي تذكرني فقط
announce-none = لا شيء
low-data = توفير البيانات
low-data-hint = تصل الرسائل الأقدم في أجزاء أصغر، وعند طلبها فقط. ولا تظهر التفاعلات ولا عدد الحاضرين.

## Sharing and embedding

pop-out = فتح في نافذة مستقلة
share = المشاركة والتضمين
close = إغلاق
copy = نسخ
# $name: what it is that is copied, as below
copy-named = نسخ: { $name }
copied-named = تم نسخ: { $name }
share-address = العنوان
share-address-hint = للمشاركة، أو لووردبريس: إذا وُضع وحده في سطر صار هو الدردشة.
share-element = في صفحتك
share-element-hint = لأي صفحة ويب. يسمح المنظّم لموقعك في ملف الفعالية تحت «embed_on».
share-frame = في صفحتك، دون JavaScript
share-plain = الصفحة البسيطة
share-plain-hint = القراءة والكتابة دون JavaScript، على أي جهاز.
share-look = فتح الصفحة البسيطة

## The moderators’ page

room = الغرفة
moderating-as = الإشراف باسم
moderate-refused = هذه الصفحة لفريقي الإشراف والتنظيم في هذه الفعالية.
moderate-refused-as = أنت هنا باسم { $name }، بلا صلاحية إشراف.
moderate-refused-hint = يلزم فتح رابط الدعوة الذي وصلك، أو الانضمام به أدناه. الانضمام بالاسم وحده لا يتيح إزالة الرسائل.

## The plain page

to-messages = إلى الرسائل
to-live-page = الصفحة المباشرة
error-in = خطأ: { $title }
newest-messages = أحدث الرسائل
earlier-messages = رسائل أقدم
later-messages = رسائل أحدث
newest-first = الأحدث أولًا
newest-last = الأحدث آخرًا
refresh = تحديث
renews = { $count ->
    [zero] تتحدّث هذه الصفحة تلقائيًا.
    [one] تتحدّث هذه الصفحة تلقائيًا كل ثانية.
    [two] تتحدّث هذه الصفحة تلقائيًا كل ثانيتين.
    [few] تتحدّث هذه الصفحة تلقائيًا كل { $count } ثوانٍ.
    [many] تتحدّث هذه الصفحة تلقائيًا كل { $count } ثانية.
   *[other] تتحدّث هذه الصفحة تلقائيًا كل { $count } ثانية.
}
renews-stop = إيقاف ذلك
stays = لا تتحدّث هذه الصفحة تلقائيًا.
stays-renew = تحديثها تلقائيًا
nothing-further = لا مزيد من الرسائل في هذا الاتجاه.
in-reply-to-removed = ردًا على رسالة أُزيلت
in-reply-to-earlier = ردًا على رسالة سابقة
message-as = رسالتك باسم { $name }
characters-most = { $count ->
    [zero] بلا أحرف
    [one] حرف واحد على الأكثر
    [two] حرفان على الأكثر
    [few] { $count } أحرف على الأكثر
    [many] { $count } حرفًا على الأكثر
   *[other] { $count } حرف على الأكثر
}
written-kept = ما كتبته محفوظ:
invite-code-optional = رابط الدعوة أو رمزها (إن وُجد)
plain-pass = الصفحة التالية هي بطاقة دخولك، فلا توجد ملفات تعريف ارتباط. بعد إغلاقها يلزم الانضمام من جديد باسم آخر.
times-of = الأوقات بتوقيت { $zone }.
plain-promise = لا تحتاج هذه الصفحة إلى JavaScript ولا تحفظ ملفات تعريف ارتباط.
joined-as = أنت هنا باسم { $name }.
posted = نُشرت رسالتك.
removed-now = أُزيلت الرسالة.
join-here = يُرجى الانضمام من هذه الصفحة، لا من نموذج في موقع آخر.
nothing-written = يُرجى كتابة شيء أولًا.
reason-too-long = السبب سطر واحد لا يتجاوز 200 حرف.
slow-down-for = { $count ->
    [zero] كان ذلك سريعًا جدًا. يمكن الإرسال الآن.
    [one] كان ذلك سريعًا جدًا. يمكن الإرسال مجددًا بعد ثانية.
    [two] كان ذلك سريعًا جدًا. يمكن الإرسال مجددًا بعد ثانيتين.
    [few] كان ذلك سريعًا جدًا. يمكن الإرسال مجددًا بعد { $count } ثوانٍ.
    [many] كان ذلك سريعًا جدًا. يمكن الإرسال مجددًا بعد { $count } ثانية.
   *[other] كان ذلك سريعًا جدًا. يمكن الإرسال مجددًا بعد { $count } ثانية.
}
muted-seconds = { $count ->
    [zero] تم كتمك من قِبل الإشراف. يمكنك الكتابة الآن.
    [one] تم كتمك من قِبل الإشراف. يمكنك الكتابة مجددًا بعد ثانية.
    [two] تم كتمك من قِبل الإشراف. يمكنك الكتابة مجددًا بعد ثانيتين.
    [few] تم كتمك من قِبل الإشراف. يمكنك الكتابة مجددًا بعد { $count } ثوانٍ.
    [many] تم كتمك من قِبل الإشراف. يمكنك الكتابة مجددًا بعد { $count } ثانية.
   *[other] تم كتمك من قِبل الإشراف. يمكنك الكتابة مجددًا بعد { $count } ثانية.
}
muted-minutes = { $count ->
    [zero] تم كتمك من قِبل الإشراف. يمكنك الكتابة الآن.
    [one] تم كتمك من قِبل الإشراف. يمكنك الكتابة مجددًا بعد دقيقة.
    [two] تم كتمك من قِبل الإشراف. يمكنك الكتابة مجددًا بعد دقيقتين.
    [few] تم كتمك من قِبل الإشراف. يمكنك الكتابة مجددًا بعد { $count } دقائق.
    [many] تم كتمك من قِبل الإشراف. يمكنك الكتابة مجددًا بعد { $count } دقيقة.
   *[other] تم كتمك من قِبل الإشراف. يمكنك الكتابة مجددًا بعد { $count } دقيقة.
}
plain-refusal = { $code ->
    [forbidden] لا يُسمح بهذا إلا لمن كتب الرسالة أو لفريق الإشراف.
    [slow_down] كان ذلك سريعًا جدًا. يمكن الإرسال مجددًا بعد لحظات.
    [not_joined] لم تعد معروفًا هنا. يُرجى الانضمام من جديد؛ ما كتبته محفوظ.
    [nonce_reused] أُرسلت رسالة أخرى من هذا النموذج من قبل. إن كانت هذه جديدة فيمكن إرسالها الآن.
    [unavailable] لا يستطيع الخادم حفظ أي شيء حاليًا؛ لم يُحفظ شيء. يُرجى إعادة المحاولة قريبًا.
    [internal] لا يُعرف إن كانت الرسالة قد حُفظت. يُرجى إرسالها مجددًا: لن تظهر إلا مرة واحدة.
   *[other] { refusal }
}

## What is kept until it can be sent

# Above a message that somebody wrote in this browser who joined under another name.
outbox-another = كتبتَ هذا باسم آخر.
outbox-send-as = الإرسال باسم { $name }
outbox-full = عدد الرسائل التي تنتظر الإرسال كبير جدًا. يبقى نصك هنا حتى يتوفر مكان له.

## The sessions of the programme

session-now = الآن:
session-next = التالي:
session-line = الجلسة:
session-on = جارية الآن
session-start = ابدأ
session-end = أنهِ

## What comes after one reads

rest-failed = تعذّر تحميل ما يلزم للكتابة والبحث.
keep-failed = تعذّر تحميل أدوات الإشراف.

## What moderators do, and what those are told whom it is about

removed-yours = أزال مشرف رسالتك.
reason-given = السبب: { $reason }
ban-until = ينتهي ذلك: { $time }.
muted-until = كتمك مشرف حتى { $time }. يبقى ما تكتبه هنا.
told-role = دورك هنا الآن: { role }.
act-on = { act }: { $name }
for-how-long = المدة
of-the-last = رسائله خلال آخر
ban-network = امنع أيضًا لفترة دخول ضيوف جدد من الشبكة نفسها
and-then = ثم
find-person = بحث بالاسم
until-time = حتى { $time }
network-until = الشبكة حتى { $time }
log-what = ماذا
log-who = من
log-whom = لمن
log-all = الكل
log-empty = لا إجراءات لعرضها.
log-older = إجراءات أقدم
save-as = حفظ السجل بصيغة { $format }
undo = تراجع
undo-of = التراجع عن الإجراء { $number }
undone = تم التراجع عنه
undone-by = تراجع عنه { $name }
keys = المفاتيح
key-next = الرسالة التالية
key-previous = الرسالة السابقة
key-undo = التراجع عن آخر إجراء لك
act-failed = لم يتم ذلك. { refusal }
already-so = كان الأمر كذلك بالفعل.
done-before = سبقك { $name } إلى ذلك.
nothing-to-undo = لا شيء لك للتراجع عنه.
# $text: what was done
cannot-undo = { $text }: لا يمكن التراجع عن هذا.
act = { $kind ->
    [remove] إزالة
    [restore] استعادة
    [erase] محو نهائي
    [clear] مسح رسائله
    [mute] كتم
    [unmute] إلغاء الكتم
    [ban] حظر
    [unban] رفع الحظر
    [appoint] تعيين مشرفًا
    [approve] قبول
    [reject] رفض
    [keep] إبقاء
    [pin] تثبيت
    [unpin] إلغاء التثبيت
   *[dismiss] إعفاء من الإشراف
}
act-done = { $kind ->
    [remove] أُزيلت
    [restore] استُعيدت
    [erase] مُحيت
    [clear] مُسحت الرسائل
    [mute] مكتوم
    [unmute] أُلغي الكتم
    [ban] محظور
    [unban] رُفع الحظر
    [switch] تغيّرت إعدادات القاعة
    [pin] ثُبّتت
    [unpin] أُلغي التثبيت
    [approve] قُبلت
    [reject] رُفضت
    [keep] أُبقيت رغم الإبلاغ
    [invite] أُنشئت دعوة
    [uninvite] أُنهيت دعوة
    [filters] غُيّرت المرشّحات
    [watch] تسلّم القاعة
    [unwatch] سلّم القاعة
   *[role] تغيّر الدور
}
span = { $span ->
    [m10] 10 دقائق
    [h1] ساعة
    [d1] يوم
    [w1] أسبوع
    [d30] 30 يومًا
   *[ever] نهائيًا
}
then = { $then ->
    [mute] كتم لساعة
    [ban] حظر نهائي
   *[nothing] لا شيء آخر
}
usual-reason = { $reason ->
    [insult] إهانة
    [spam] رسائل مزعجة
    [topic] خارج الموضوع
   *[private] بيانات شخصية
}
view = { $view ->
    [people] الأشخاص
    [log] السجل
    [queue] الانتظار
    [rooms] القاعات
    [switches] الأوضاع
    [invites] الدعوات
    [filters] المرشّحات
   *[messages] الرسائل
}
views = العروض
# Posts, or reported messages.
waiting-posts = { $count ->
    [zero] لا شيء ينتظر
    [one] واحدة تنتظر
    [two] اثنتان تنتظران
    [few] { $count } تنتظر
    [many] { $count } تنتظر
   *[other] { $count } تنتظر
}
queue-empty = لا شيء ينتظر. ما يُحتجز أو يُبلَّغ عنه يظهر هنا من تلقاء نفسه.
queue-hint = ينقلك السهمان لأعلى ولأسفل من واحدة إلى أخرى. A للقبول أو الإبقاء، R للرفض أو الإزالة، M للكتم، B للحظر، C للمسح.
# Of what one rejects or removes.
reason-told = السبب الذي يُبلَّغ به الكاتب
reason-none = بلا سبب
reason-own = بكلماتي
# $text: the words or kinds of addresses for which a filter held it
caught-by = المرشّح: { $text }
reported-by = { $count ->
    [zero] لا أحد أبلغ
    [one] أبلغ شخص واحد
    [two] أبلغ شخصان
    [few] أبلغ { $count } أشخاص
    [many] أبلغ { $count } شخصًا
   *[other] أبلغ { $count } شخص
}
filters-hint = ما يلتقطه مرشّح ينتظر في قائمة الانتظار. لا يُحذف شيء. المشرفون والمنظمون مستثنون.
filters-list = { $kind ->
    [patterns] أنماط (تعابير نمطية)، واحد في كل سطر
    [hosts] مواقع يُسمح بالروابط إليها وإلى ما تحتها، واحد في كل سطر
   *[words] كلمات وعبارات، واحدة في كل سطر
}
filters-sign = { $kind ->
    [links] احتجاز الروابط
   *[shouting] احتجاز النصوص المكتوبة كلها بأحرف كبيرة
}
filters-count = { $kind ->
    [floods] النص نفسه من عدة أشخاص خلال دقيقة
   *[repeated] النص نفسه من شخص واحد خلال عشر دقائق
}
filter-times = { $count ->
    [zero] ابتداءً من { $count } مرة
    [one] ابتداءً من مرة واحدة ({ $count })
    [two] ابتداءً من مرتين ({ $count })
    [few] ابتداءً من { $count } مرات
    [many] ابتداءً من { $count } مرة
   *[other] ابتداءً من { $count } مرة
}
filter-people = { $count ->
    [zero] ابتداءً من { $count } شخص
    [one] ابتداءً من شخص واحد ({ $count })
    [two] ابتداءً من شخصين ({ $count })
    [few] ابتداءً من { $count } أشخاص
    [many] ابتداءً من { $count } شخصًا
   *[other] ابتداءً من { $count } شخص
}
filters-stale = غيّر شخص آخر المرشّحات في هذه الأثناء. لم تُحفظ مرشّحاتك.
filters-reload = عرض مرشّحاته
filters-try = تجربة على اليوم الأخير
filter-wrong = { $kind ->
    [patterns] السطر { $line }، الحرف { $column }: لا يمكن استخدام هذا النمط.
    [hosts] السطر { $line }: هذا ليس اسم موقع مثل example.org.
   *[words] السطر { $line }، الحرف { $column }: لا يمكن استخدام هذا.
}
filter-name = { $kind ->
    [words] كلمات
    [patterns] نمط
    [links] روابط
    [repeated] مكرر
    [shouting] أحرف كبيرة
   *[floods] النص نفسه من كثيرين
}
trial-none = لم يكن شيء من اليوم الأخير ليُحتجز.
trial-found = { $count ->
    [zero] كانت ستُحتجز { $count } رسالة من اليوم الأخير.
    [one] كانت ستُحتجز رسالة واحدة ({ $count }) من اليوم الأخير.
    [two] كانت ستُحتجز رسالتان ({ $count }) من اليوم الأخير.
    [few] كانت ستُحتجز { $count } رسائل من اليوم الأخير.
    [many] كانت ستُحتجز { $count } رسالة من اليوم الأخير.
   *[other] كانت ستُحتجز { $count } رسالة من اليوم الأخير.
}
trial-partial = كان هناك أكثر مما يمكن فحصه.
judged-before = { $kind ->
    [approve] سبق أن قبل { $name } هذه.
    [keep] سبق أن أبقى { $name } هذه.
    [remove] سبق أن أزال { $name } هذه.
   *[reject] سبق أن رفض { $name } هذه.
}
key-queue = إلى ما ينتظر
newest-at = أحدث رسالة: { $time }
# Beside a room: what is switched there.
in-use = { $kind ->
    [calm] مُهدَّأة
    [locked] مقفلة
    [participants_only] الضيوف للقراءة فقط
    [links] بلا روابط
    [first] الرسائل الأولى تنتظر
    [guests] رسائل الضيوف تنتظر
    [everybody] كل الرسائل تنتظر
   *[slow] الوضع البطيء
}
switch = { $kind ->
    [calm] تهدئة القاعة
    [locked] يكتب المشرفون فقط
    [participants_only] الضيوف للقراءة فقط
    [links] يجوز للضيوف كتابة الروابط
    [hold] ينتظرون مشرفًا
   *[slow_mode_ms] الوضع البطيء
}
hold = { $kind ->
    [first] الرسائل الأولى للضيوف
    [guests] كل الضيوف
    [everybody] الجميع
   *[nobody] لا أحد
}
on-off = { $kind ->
    [true] مفعّل
   *[false] معطّل
}
# A switch and what it was set to.
set-to = { $name }: { $text }
calm-hint = وضع بطيء من 30 ثانية، وتنتظر رسائل الضيوف مشرفًا، ولا روابط منهم، إلى أن تنهيها.
calm-end = إنهاء التهدئة
invite-role = الدور
invite-name = الاسم للترحيب (اختياري)
invite-uses = كم شخصًا ينضم به
invite-make = إنشاء رابط
invite-made = يظهر هذا الرابط الآن فقط. انسخه وسلّمه.
invite-link = رابط الدعوة
# How many may still join by an invite.
uses-left = { $count ->
    [zero] لا أحد بعد
    [one] لشخص واحد
    [two] لشخصين
    [few] لـ { $count } أشخاص
    [many] لـ { $count } شخصًا
   *[other] لـ { $count } شخص
}
invite-end = إنهاء
invite-end-of = إنهاء هذه الدعوة: { role }
invites-none = لا توجد دعوة سارية حاليًا.
told-cleared = { $count ->
    [zero] لم يُزل شيء من رسائلك.
    [one] أزال مشرف رسالة لك.
    [two] أزال مشرف رسالتين لك.
    [few] أزال مشرف { $count } رسائل لك.
    [many] أزال مشرف { $count } رسالة لك.
   *[other] أزال مشرف { $count } رسالة لك.
}
so-many = { $count ->
    [zero] لا رسائل
    [one] رسالة واحدة
    [two] رسالتان
    [few] { $count } رسائل
    [many] { $count } رسالة
   *[other] { $count } رسالة
}

## What moderators know of a person and of each other

# After what was done to somebody, where the event says by whom.
done-by = بواسطة { $name }.
room-had = القاعة في عهدة { $name } منذ { $time }.
room-mine = القاعة في عهدتك منذ { $time }.
room-free = القاعة ليست في عهدة أحد.
room-take = القاعة في عهدتي
room-leave = تسليم القاعة
# To the other moderators: one of them removes much.
removes-much = { $count ->
    [zero] لم يُزل { $name } أي رسالة خلال دقيقة.
    [one] أزال { $name } رسالة واحدة خلال دقيقة.
    [two] أزال { $name } رسالتين خلال دقيقة.
    [few] أزال { $name } { $count } رسائل خلال دقيقة.
    [many] أزال { $name } { $count } رسالة خلال دقيقة.
   *[other] أزال { $name } { $count } رسالة خلال دقيقة.
}
see-person = عرض { $name }
all-people = كل الأشخاص
joined-at = انضم في { $time }
notes = ملاحظات
notes-hint = لا يراها إلا المشرفون.
note-new = ملاحظة جديدة
note-add = إضافة ملاحظة
note-take = حذف
note-take-of = حذف ملاحظة { $name }
noted = دُوّنت الملاحظة.
# Above the text of a removed message.
kept-until = أُزيلت. يمكن للمشرفين قراءتها حتى { $time }:
done-to-them = ما اتُّخذ بحقه
written-none = لم يُكتب شيء بعد.
go-to-message = الانتقال إلى هذه الرسالة
message-far = هذه الرسالة قديمة جدًا فلا يمكن عرضها هنا.
go-to-room = إلى الغرفة

## A room that is made quieter

held-yours = رسالتك في انتظار مشرف.
pinned = مثبّتة
pin = تثبيت
pin-of = تثبيت رسالة { $name }
unpin = إلغاء التثبيت
unpin-of = إلغاء تثبيت رسالة { $name }
pin-failed = { $code ->
    [forbidden] ثُبّتت ثلاث رسائل بالفعل. ألغِ تثبيت إحداها أولًا.
   *[other] لم يتم ذلك. { refusal }
}
announcement-sign = إعلان
announcement-of = إعلان من { $name }: { $text }
as-announcement = كإعلان
held-sign = في انتظار الإشراف
held-first = يطّلع الإشراف على الرسائل قبل أن تظهر هنا.
told-rejected = لم يسمح الإشراف بظهور رسالتك.
closed-by = { $code ->
    [locked] الكتابة هنا للإشراف فقط في الوقت الحالي.
   *[participants_only] الكتابة هنا للمشاركين المدعوين فقط في الوقت الحالي.
}
links-off = لا يمكن للضيوف إرسال الروابط هنا. احذف العنوان لتتمكن من إرسال رسالتك.
slow-seconds = { $count ->
    [zero] الوضع البطيء: رسالة واحدة كل ثانية.
    [one] الوضع البطيء: رسالة واحدة كل ثانية.
    [two] الوضع البطيء: رسالة واحدة كل ثانيتين.
    [few] الوضع البطيء: رسالة واحدة كل { $count } ثوانٍ.
    [many] الوضع البطيء: رسالة واحدة كل { $count } ثانية.
   *[other] الوضع البطيء: رسالة واحدة كل { $count } ثانية.
}
slow-minutes = { $count ->
    [zero] الوضع البطيء: رسالة واحدة كل دقيقة.
    [one] الوضع البطيء: رسالة واحدة كل دقيقة.
    [two] الوضع البطيء: رسالة واحدة كل دقيقتين.
    [few] الوضع البطيء: رسالة واحدة كل { $count } دقائق.
    [many] الوضع البطيء: رسالة واحدة كل { $count } دقيقة.
   *[other] الوضع البطيء: رسالة واحدة كل { $count } دقيقة.
}
write-in-seconds = { $count ->
    [zero] يمكنك الكتابة الآن.
    [one] يمكنك الكتابة مجددًا بعد ثانية.
    [two] يمكنك الكتابة مجددًا بعد ثانيتين.
    [few] يمكنك الكتابة مجددًا بعد { $count } ثوانٍ.
    [many] يمكنك الكتابة مجددًا بعد { $count } ثانية.
   *[other] يمكنك الكتابة مجددًا بعد { $count } ثانية.
}
write-in-minutes = { $count ->
    [zero] يمكنك الكتابة الآن.
    [one] يمكنك الكتابة مجددًا بعد دقيقة.
    [two] يمكنك الكتابة مجددًا بعد دقيقتين.
    [few] يمكنك الكتابة مجددًا بعد { $count } دقائق.
    [many] يمكنك الكتابة مجددًا بعد { $count } دقيقة.
   *[other] يمكنك الكتابة مجددًا بعد { $count } دقيقة.
}
write-now = يمكنك الكتابة مجددًا.

language-name = 简体中文
language-direction = ltr

## Pages

languages = 语言
events = 活动
events-hint = 每个活动都有实时聊天。阅读无需账号。
events-none = 还没有公开的活动。
events-all = 所有公开活动
rooms = 聊天室
taking-part = 参与方式
mailing-list = 较长的发言请发到邮件列表：
hashtag = 其他平台上的话题标签：
website = 活动详情：
programme = 日程
facilitated-by = 主持：{ $name }
to-chat = 前往实时聊天
chat = 实时聊天
chat-loading = 正在载入实时聊天…
chat-needs-scripts = 实时聊天需要 JavaScript，但此处已停用。
to-plain = 在简易页面阅读和发言
moderate = 管理
moderate-loading = 正在载入管理页面…
moderate-needs-scripts = 管理页面需要 JavaScript，但此处已停用。
problem-not-found = 这里什么也没有
problem-not-found-hint = 没有这个活动、聊天室或页面。
problem-unavailable = 马上回来
problem-unavailable-hint = 服务器暂时无法读取数据，请稍后再试。
problem-too-long = 文字太多
problem-too-long-hint = 一条消息放不下这么多文字。请返回上一页缩短文字，内容仍在那里。
problem-internal = 出错了
problem-internal-hint = 服务器无法完成此操作，错误已记录。

date = { $year }年{ $month ->
    [1] 1
    [2] 2
    [3] 3
    [4] 4
    [5] 5
    [6] 6
    [7] 7
    [8] 8
    [9] 9
    [10] 10
    [11] 11
   *[12] 12
}月{ $day }日
moment = { $date } { $time }
until = 至 { $moment }
day = { $date }{ $weekday ->
    [1] 星期一
    [2] 星期二
    [3] 星期三
    [4] 星期四
    [5] 星期五
    [6] 星期六
   *[7] 星期日
}

## The room

online = { $count } 人在线
connecting = 正在连接…
offline = 已离线，正在重新连接。你写的内容会保留。
offline-reader = 已离线，正在重新连接。
stuck = 此网络无法接收实时消息。
to-plain-instead = 改用简易页面
ended = { $code ->
    [1008] 此连接违反了规则，已被服务器关闭。刷新页面也许有用。
    [1009] 有一条消息过大，服务器已关闭此连接。刷新页面也许有用。
    [4003] 你已被禁止进入此聊天室。
    [4004] 没有这个聊天室。
   *[other] 连接已关闭。
}
reload = 刷新页面

## Messages

messages = 消息
messages-hint = 用上下方向键在消息之间移动。
members-only = 加入后才能在此阅读。
empty = 还没有人发言
empty-reader = 新消息会实时显示在这里。
empty-joined = 你可以发第一条消息。
new-messages = { $count ->
   *[other] { $count } 条新消息
}
to-newest = 跳到最新消息
loading-earlier = 正在载入更早的消息…
load-earlier = 加载更早的消息
history-failed = 无法载入更早的消息。
try-again = 重试
beginning = 对话从这里开始。
# A line above what came meanwhile.
new-since = 您上次离开后的新消息
announcement = { $name }：{ $text }
role = { $role ->
    [moderator] 管理员
    [organiser] 主办方
   *[participant] 参与者
}
removed = 消息已移除
earlier-message = 更早的一条消息
in-reply-to = 回复 { $name }：
# Beside the time of a message.
mentions-you = 提到了您
show-more = 展开
show-less = 收起
reply = 回复
reply-to = 回复 { $name }
remove = 移除
remove-of = 移除 { $name } 的消息
moderate-of = 管理 { $name } 的消息
remove-own = 移除你的消息
remove-sure = 要为所有人移除这条消息吗？
remove-reason = 原因（可选）
removing = 正在移除…
keep = 保留
remove-failed = 未能移除。{ refusal }
report = 举报
report-of = 举报 { $name } 的消息
report-why = 有什么问题？
report-hint = 只有管理员能看到此内容和举报人。
reported = 已举报。管理员会查看。
# $code: of the server's error; all others are told as elsewhere
report-failed = { $code ->
    [forbidden] 短时间内举报过多。请稍候。
    [not_found] 该消息已不存在。
   *[other] 未举报。 { refusal }
}
ok = 好
cancel = 取消
edit = 编辑
edit-own = 编辑你的消息
edited = 已编辑
saving = 正在保存…
# $code: of the server's error; all others are told as elsewhere
edit-failed = { $code ->
    [forbidden] 此消息已不能更改，或过滤会暂留这样的文字。
   *[other] 未修改。 { refusal }
}
edit-again = 再次编辑
react = 回应
react-to = 回应 { $name } 的消息
reactions = 回应
# Spoken for the button that shows an emoji and how many people chose it.
reaction = { $emoji }，{ $count ->
   *[other] { $count } 人
}
react-failed = 你的回应未被接受。 { refusal }

## Finding messages

search = 搜索
search-messages = 搜索消息
searching = 正在搜索…
found = { $count ->
   *[other] 找到 { $count } 条消息
}
found-none = 没有找到
search-further = 搜索更早的消息
finding-failed = 未能成功。{ refusal }
around = { $day }一条消息的前后
message-missing = 这里没有这条消息。

## What one has written

sending = 正在发送…
waiting = 等待发送
paced = 稍后发送，聊天室限制了发言频率
sent = 已发送
discard = 放弃
refusal = { $code ->
    [bad_text] 服务器不接受这段文字。
    [too_long] 文字太长。
    [forbidden] 你无权执行此操作。
    [slow_down] 太快了，请稍等。
    [muted] 管理员已将你禁言。
    [banned] 你已被禁止进入此聊天室。
    [room_locked] 聊天室已停止接收新消息。
    [not_found] 相关的消息已不存在。
    [not_joined] 请先加入。
    [unavailable] 服务器暂时无法保存消息。
   *[other] 出错了。
}
write = 写消息
write-placeholder = 写消息…
write-as = 以 { $name } 的名义发言…
# The list of names while one writes an @.
mentionable = 可提及的人
send = 发送
enter-sends = Enter 发送，Shift + Enter 换行
replying-to = 正在回复 { $name }
cancel-reply = 取消回复
# Above the field one writes in, while it holds a message of one's own.
editing = 正在编辑你的消息
cancel-edit = 停止编辑
save = 保存
characters-left = { $count ->
   *[other] 还可输入 { $count } 个字符
}
characters-over = { $count ->
   *[other] 超出 { $count } 个字符。文字会留在这里，直到缩短为止。
}
too-big = 文字过大，无法发送。文字会留在这里，直到缩短为止。
# Below the field, once the text is too long.
long-title = 内容太长，不适合聊天？
long-hint = 请发到邮件列表，那里篇幅不限。在你修改之前，文字会一直保留在这里。
long-hint-copy = 请复制后用其他方式发送。在你修改之前，文字会一直保留在这里。
long-mail = 写信到邮件列表
long-copy-mail = 复制并写信到邮件列表
long-list = 前往邮件列表
long-copy = 复制文字
# Above the quoted message in a mail.
long-wrote = { $name } 写道：
copied = 已复制，现在可以粘贴。
copy-failed = 浏览器不允许在此复制。请选中文字后自行复制。

## Joining

join-to-write = 加入后即可发言
join-hint = 阅读无需姓名。
join-waiting = 你写的内容已保留，加入后即可发送。
join-invited = 你收到了邀请
join-invited-hint = 请选择别人将看到的名字。
join-with-invite = 凭邀请加入
invite-code = 邀请链接或邀请码
name = 你的名字
name-missing = 请输入名字。
join = 加入
joining = 正在加入…
not-now = 以后再说
join-failed = { $code ->
    [name_taken] 这个名字已被使用，或与已有的名字太相似，请换一个。
    [bad_name] 请换一个名字：一行，1 到 40 个可见字符。
    [forbidden] 需要有效的邀请。你的邀请可能已过期或已用完，请索取新链接。
    [not_found] 没有这个邀请，可能已过期或已用完。
    [unavailable] 无法连接服务器，请稍后再试。
    [slow_down] 从这里加入的人太多，请稍后再试。
   *[other] { refusal }
}

## Settings

settings = 设置
announce = 屏幕阅读器朗读的内容
announce-all = 所有新消息
announce-mentions = 仅提到我的消息
announce-none = 不朗读
low-data = 节省流量
low-data-hint = 更早的消息分小段加载，且仅在您要求时加载。不显示回应和在线人数。

## Sharing and embedding

pop-out = 在单独的窗口中打开
share = 分享与嵌入
close = 关闭
copy = 复制
# $name: what it is that is copied, as below
copy-named = 复制：{ $name }
copied-named = 已复制：{ $name }
share-address = 网址
share-address-hint = 用于分享，也可用于 WordPress：单独放在一行即可显示聊天。
share-element = 嵌入你的网页
share-element-hint = 适用于任何网页。主办方须在活动文件的“embed_on”中允许你的网站。
share-frame = 嵌入你的网页（不用脚本）
share-plain = 简易页面
share-plain-hint = 无需脚本，任何设备均可阅读和发言。
share-look = 打开简易页面

## The moderators’ page

room = 聊天室
moderating-as = 管理身份：
moderate-refused = 此页面仅供本活动的管理员和主办方使用。
moderate-refused-as = 你在这里的名字是 { $name }，没有管理权限。
moderate-refused-hint = 请打开收到的邀请链接，或在下方凭邀请加入。仅凭名字加入无权移除消息。

## The plain page

to-messages = 跳到消息
to-live-page = 实时页面
error-in = 错误：{ $title }
newest-messages = 最新消息
earlier-messages = 更早的消息
later-messages = 更新的消息
newest-first = 最新在前
newest-last = 最新在后
refresh = 刷新
renews = { $count ->
   *[other] 此页面每 { $count } 秒自动刷新。
}
renews-stop = 停止刷新
stays = 此页面不会自动刷新。
stays-renew = 改为自动刷新
nothing-further = 这个方向没有更多消息了。
in-reply-to-removed = 回复一条已移除的消息
in-reply-to-earlier = 回复一条更早的消息
message-as = 以 { $name } 的名义发言
characters-most = { $count ->
   *[other] 最多 { $count } 个字符
}
written-kept = 你写的内容已保留：
invite-code-optional = 邀请链接或邀请码（如果有）
plain-pass = 接下来的页面就是你的通行证：这里不使用 Cookie。关闭该页面后，需要换个名字重新加入。
times-of = 时间为 { $zone } 当地时间。
plain-promise = 此页面无需脚本，也不使用 Cookie。
joined-as = 你在这里的名字是 { $name }。
posted = 消息已发出。
removed-now = 消息已移除。
join-here = 请在此页面加入，不要通过其他网站的表单。
nothing-written = 请先写点什么。
reason-too-long = 原因限一行，最多 200 个字符。
slow-down-for = { $count ->
   *[other] 太快了，请在 { $count } 秒后重新发送。
}
muted-seconds = { $count ->
   *[other] 管理员已将你禁言，{ $count } 秒后可继续发言。
}
muted-minutes = { $count ->
   *[other] 管理员已将你禁言，{ $count } 分钟后可继续发言。
}
plain-refusal = { $code ->
    [forbidden] 只有作者本人或管理员可以这样做。
    [slow_down] 太快了，请稍后重新发送。
    [not_joined] 这里已经不认识你了，请重新加入；你写的内容已保留。
    [nonce_reused] 此表单之前已发送过另一条消息。如果这是新消息，请现在发送。
    [unavailable] 服务器暂时无法保存任何内容，刚才的内容没有保存。请稍后再试。
    [internal] 无法确定是否已保存。请重新发送，消息只会出现一次。
   *[other] { refusal }
}

## What is kept until it can be sent

# Above a message that somebody wrote in this browser who joined under another name.
outbox-another = 这是你用另一个名字写的。
outbox-send-as = 以 { $name } 的身份发送
outbox-full = 等待发送的消息太多。有空位之前，你的文字会留在这里。

## The sessions of the programme

session-now = 现在：
session-next = 接下来：
session-line = 环节：
session-on = 进行中
session-start = 开始
session-end = 结束

## What comes after one reads

rest-failed = 未能加载书写和搜索功能。
keep-failed = 未能加载管理功能。

## What moderators do, and what those are told whom it is about

removed-yours = 管理员移除了你的消息。
reason-given = 理由：{ $reason }
ban-until = 结束时间：{ $time }。
muted-until = 管理员已将你禁言至 { $time }。你写的内容会留在这里。
told-role = 你现在的角色：{ role }。
act-on = { act }: { $name }
for-how-long = 多长时间
of-the-last = 其最近的消息
ban-network = 同时在一段时间内不让同一网络的新访客加入
and-then = 然后
find-person = 按名字查找
until-time = 至 { $time }
network-until = 其网络至 { $time }
log-what = 内容
log-who = 操作者
log-whom = 对象
log-all = 全部
log-empty = 没有可显示的操作。
log-older = 更早的操作
save-as = 将记录保存为 { $format }
undo = 撤销
undo-of = 撤销操作 { $number }
undone = 已撤销
undone-by = 已由 { $name } 撤销
keys = 按键
key-next = 下一条消息
key-previous = 上一条消息
key-undo = 撤销你的上一个操作
act-failed = 未完成。{ refusal }
already-so = 已经如此。
done-before = { $name } 已经这样做了。
nothing-to-undo = 你没有可撤销的操作。
# $text: what was done
cannot-undo = { $text }：此操作无法撤销。
act = { $kind ->
    [remove] 移除
    [restore] 恢复
    [erase] 永久删除
    [clear] 清除消息
    [mute] 禁言
    [unmute] 解除禁言
    [ban] 封禁
    [unban] 解除封禁
    [appoint] 设为管理员
    [approve] 批准
    [reject] 拒绝
    [keep] 保留
    [pin] 置顶
    [unpin] 取消置顶
   *[dismiss] 撤去管理员
}
act-done = { $kind ->
    [remove] 已移除
    [restore] 已恢复
    [erase] 已永久删除
    [clear] 已清除消息
    [mute] 已禁言
    [unmute] 已解除禁言
    [ban] 已封禁
    [unban] 已解除封禁
    [switch] 房间设置已更改
    [pin] 已置顶
    [unpin] 已取消置顶
    [approve] 已批准
    [reject] 已拒绝
    [keep] 被举报后保留
    [invite] 已创建邀请
    [uninvite] 已终止邀请
    [filters] 过滤已更改
    [watch] 接管了房间
    [unwatch] 交出了房间
   *[role] 角色已更改
}
span = { $span ->
    [m10] 10 分钟
    [h1] 1 小时
    [d1] 1 天
    [w1] 1 周
    [d30] 30 天
   *[ever] 永久
}
then = { $then ->
    [mute] 禁言 1 小时
    [ban] 永久封禁
   *[nothing] 仅此而已
}
usual-reason = { $reason ->
    [insult] 侮辱
    [spam] 垃圾信息
    [topic] 离题
   *[private] 隐私信息
}
view = { $view ->
    [people] 人员
    [log] 记录
    [queue] 待审
    [rooms] 房间
    [switches] 开关
    [invites] 邀请
    [filters] 过滤
   *[messages] 消息
}
views = 视图
# Posts, or reported messages.
waiting-posts = { $count ->
   *[other] { $count } 条待审
}
queue-empty = 没有待处理的内容。被拦下或被举报的消息会自动出现在这里。
queue-hint = 上下方向键逐条移动。A 批准或保留，R 拒绝或移除，M 禁言，B 封禁，C 清除。
# Of what one rejects or removes.
reason-told = 告知作者的理由
reason-none = 无
reason-own = 自行填写
# $text: the words or kinds of addresses for which a filter held it
caught-by = 过滤：{ $text }
reported-by = { $count ->
   *[other] { $count } 人举报
}
filters-hint = 被过滤的内容在队列中等待，不会删除任何内容。主持人和组织者不受限制。
filters-list = { $kind ->
    [patterns] 模式（正则表达式），每行一个
    [hosts] 允许链接的网站（包括其下的所有网站），每行一个
   *[words] 词语和短语，每行一个
}
filters-sign = { $kind ->
    [links] 暂留链接
   *[shouting] 暂留全部大写的文字
}
filters-count = { $kind ->
    [floods] 一分钟内多人发送相同文字
   *[repeated] 十分钟内一人发送相同文字
}
filter-times = { $count ->
   *[other] 从 { $count } 次起
}
filter-people = { $count ->
   *[other] 从 { $count } 人起
}
filters-stale = 期间有其他人更改了过滤。您的更改未保存。
filters-reload = 显示对方的更改
filters-try = 用最近一天试验
filter-wrong = { $kind ->
    [patterns] 第 { $line } 行，第 { $column } 个字符：此模式无法使用。
    [hosts] 第 { $line } 行：这不是网站名称，例如 example.org。
   *[words] 第 { $line } 行，第 { $column } 个字符：此内容无法使用。
}
filter-name = { $kind ->
    [words] 词语
    [patterns] 模式
    [links] 链接
    [repeated] 重复
    [shouting] 大写
   *[floods] 多人相同
}
trial-none = 最近一天没有内容会被暂留。
trial-found = { $count ->
   *[other] 最近一天有 { $count } 条消息会被暂留。
}
trial-partial = 内容太多，未能全部查看。
judged-before = { $kind ->
    [approve] { $name } 已先批准了这条。
    [keep] { $name } 已先保留了这条。
    [remove] { $name } 已先移除了这条。
   *[reject] { $name } 已先拒绝了这条。
}
key-queue = 前往待审
newest-at = 最新消息：{ $time }
# Beside a room: what is switched there.
in-use = { $kind ->
    [calm] 已安抚
    [locked] 已锁定
    [participants_only] 访客只读
    [links] 禁止链接
    [first] 首条消息待审
    [guests] 访客消息待审
    [everybody] 所有消息待审
   *[slow] 慢速模式
}
switch = { $kind ->
    [calm] 安抚房间
    [locked] 仅管理员可发言
    [participants_only] 访客只能阅读
    [links] 访客可发链接
    [hold] 需要审核
   *[slow_mode_ms] 慢速模式
}
hold = { $kind ->
    [first] 访客的首条消息
    [guests] 所有访客
    [everybody] 所有人
   *[nobody] 无人
}
on-off = { $kind ->
    [true] 开
   *[false] 关
}
# A switch and what it was set to.
set-to = { $name }：{ $text }
calm-hint = 30 秒慢速模式，访客消息需审核且不能发链接，直到您结束。
calm-end = 结束安抚
invite-role = 角色
invite-name = 欢迎时的称呼（可选）
invite-uses = 可供多少人加入
invite-make = 生成链接
invite-made = 此链接仅显示这一次，请复制后分发。
invite-link = 邀请链接
# How many may still join by an invite.
uses-left = { $count ->
   *[other] 还可 { $count } 人加入
}
invite-end = 终止
invite-end-of = 终止此邀请：{ role }
invites-none = 目前没有有效的邀请。
told-cleared = { $count ->
   *[other] 管理员移除了你的 { $count } 条消息。
}
so-many = { $count ->
   *[other] { $count } 条消息
}

## What moderators know of a person and of each other

# After what was done to somebody, where the event says by whom.
done-by = 操作者：{ $name }。
room-had = 自 { $time } 起由 { $name } 负责此房间。
room-mine = 自 { $time } 起由你负责此房间。
room-free = 此房间无人负责。
room-take = 由我负责房间
room-leave = 交出房间
# To the other moderators: one of them removes much.
removes-much = { $count ->
   *[other] { $name } 在一分钟内移除了 { $count } 条消息。
}
see-person = 查看 { $name }
all-people = 所有人员
joined-at = 加入时间：{ $time }
notes = 备注
notes-hint = 只有管理员能看到。
note-new = 新备注
note-add = 添加备注
note-take = 删除
note-take-of = 删除 { $name } 的备注
noted = 已记下。
# Above the text of a removed message.
kept-until = 已移除。管理员可在 { $time } 之前查看：
done-to-them = 对其采取的操作
written-none = 尚未写过任何内容。
go-to-message = 转到此消息
message-far = 此消息太靠前，无法在这里显示。
go-to-room = 前往聊天室

## A room that is made quieter

held-yours = 您的消息正在等待管理员审核。
pinned = 已置顶
pin = 置顶
pin-of = 置顶 { $name } 的消息
unpin = 取消置顶
unpin-of = 取消置顶 { $name } 的消息
pin-failed = { $code ->
    [forbidden] 已有三条置顶消息，请先取消其中一条。
   *[other] 未完成。{ refusal }
}
announcement-sign = 公告
announcement-of = { $name } 的公告：{ $text }
as-announcement = 作为公告
held-sign = 等待管理员审核
held-first = 消息经管理员审核后才会显示在这里。
told-rejected = 管理员没有通过你的消息。
closed-by = { $code ->
    [locked] 目前只有管理员可以在此发言。
   *[participants_only] 目前只有受邀参与者可以在此发言。
}
links-off = 访客目前不能在这里发送链接。去掉网址后即可发送。
slow-seconds = { $count ->
   *[other] 慢速模式：每 { $count } 秒可发一条消息。
}
slow-minutes = { $count ->
   *[other] 慢速模式：每 { $count } 分钟可发一条消息。
}
write-in-seconds = { $count ->
   *[other] { $count } 秒后可继续发言。
}
write-in-minutes = { $count ->
   *[other] { $count } 分钟后可继续发言。
}
write-now = 现在可以继续发言了。

### Every word that pages and client show. One file a language; README.md, "Languages", tells how to add one.

language-name = English
# ltr or rtl
language-direction = ltr

## Pages

languages = Language
events = Events
events-hint = Each has a live chat. Reading needs no account.
events-none = There is no public event yet.
events-all = All public events
rooms = Rooms
taking-part = Taking part
# An address follows.
mailing-list = For longer interventions, write to the mailing list:
# The hashtag follows.
hashtag = Hashtag elsewhere:
# An address follows.
website = More about the event:
programme = Programme
facilitated-by = Facilitated by { $name }
to-chat = To the live chat
chat = Live chat
chat-loading = The live chat is loading…
chat-needs-scripts = The live chat needs JavaScript, which is switched off here.
to-plain = Read and write on the plain page
moderate = Moderate
moderate-loading = The moderators’ page is loading…
moderate-needs-scripts = The moderators’ page needs JavaScript, which is switched off here.
problem-not-found = Nothing here
problem-not-found-hint = There is no such event, room or page.
problem-unavailable = Back in a moment
problem-unavailable-hint = The server cannot reach its data right now. Please try again shortly.
problem-too-long = Too much text
problem-too-long-hint = This is far too much for one message. Go back, it is still there, and make it shorter.
problem-internal = Something went wrong
problem-internal-hint = The server could not do this. It has been logged.

# $month: 1 to 12
date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
moment = { $date }, { $time }
until = until { $moment }
# $weekday: 1 is Monday, 7 Sunday
day = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}, { $date }

## The room

online = { $count } online
connecting = Connecting…
offline = Offline – reconnecting. What you write is kept.
offline-reader = Offline – reconnecting.
stuck = This network lets no live messages through.
to-plain-instead = Go on with the plain page
# $code: of the WebSocket's close
ended = { $code ->
    [1008] The server closed this connection because it broke a rule of the stream. Reloading the page may help.
    [1009] The server closed this connection because a message was too big. Reloading the page may help.
    [4003] You have been banned from this room.
    [4004] There is no such room.
   *[other] The connection was closed.
}
reload = Reload the page

## Messages

messages = Messages
messages-hint = The up and down arrow keys go from message to message.
members-only = Only those who joined can read here.
empty = Nothing said yet
empty-reader = Messages appear here as they are written.
empty-joined = Yours can be the first message.
new-messages = { $count ->
    [one] { $count } new message
   *[other] { $count } new messages
}
to-newest = To the newest message
loading-earlier = Loading earlier messages…
load-earlier = Load earlier messages
history-failed = Earlier messages could not be loaded.
try-again = Try again
beginning = This is where the conversation begins.
# A line above what came meanwhile.
new-since = New since you were here
# Read out as a message arrives.
announcement = { $name }: { $text }
# $role: shown as a badge beside the name
role = { $role ->
    [moderator] Moderator
    [organiser] Organiser
   *[participant] Participant
}
removed = Message removed
earlier-message = An earlier message
in-reply-to = In reply to { $name }:
# Beside the time of a message.
mentions-you = mentions you
show-more = Show more
show-less = Show less
reply = Reply
reply-to = Reply to { $name }
remove = Remove
remove-of = Remove message by { $name }
moderate-of = Moderate the message by { $name }
remove-own = Remove your message
remove-sure = Remove this message for everyone?
remove-reason = Reason (optional)
removing = Removing…
# Instead of removing it.
keep = Keep
remove-failed = Not removed. { refusal }
report = Report
report-of = Report the message by { $name }
report-why = What is wrong with it?
report-hint = Only moderators see this, and who reports.
reported = Reported. Moderators look at it.
# $code: of the server's error; all others are told as elsewhere
report-failed = { $code ->
    [forbidden] You have reported much in a short time. Please wait a little.
    [not_found] The message is no longer there.
   *[other] Not reported. { refusal }
}
ok = OK
cancel = Cancel
edit = Edit
edit-own = Edit your message
edited = edited
saving = Saving…
# $code: of the server's error; all others are told as elsewhere
edit-failed = { $code ->
    [forbidden] This message cannot be changed any more, or a filter holds texts like this.
   *[other] Not changed. { refusal }
}
edit-again = Edit again
react = React
react-to = React to the message by { $name }
reactions = Reactions
# Spoken for the button that shows an emoji and how many people chose it.
reaction = { $emoji }, { $count ->
    [one] { $count } person
   *[other] { $count } people
}
react-failed = Your reaction was not taken. { refusal }

## Finding messages

search = Search
search-messages = Search the messages
searching = Searching…
found = { $count ->
    [one] { $count } message found
   *[other] { $count } messages found
}
found-none = Nothing found
search-further = Search further back
# $code: of the server’s error
finding-failed = That did not work. { refusal }
# Above an old message and those before and after it.
around = Around a message of { $day }
message-missing = There is no such message here.

## What one has written

sending = Sending…
waiting = Waiting to be sent
paced = Sent in a moment – the room is paced
sent = Sent
discard = Discard
# $code: of the server's error (docs/protocol.md)
refusal = { $code ->
    [bad_text] The server does not take this text.
    [too_long] This text is too long.
    [forbidden] You are not allowed to do this.
    [slow_down] That was too quick. Please wait a moment.
    [muted] A moderator has muted you.
    [banned] You have been banned from this room.
    [room_locked] The room is closed for new messages.
    [not_found] The message it answers or concerns is no longer there.
    [not_joined] Please join first.
    [unavailable] The server cannot store messages right now.
   *[other] Something went wrong.
}
write = Write a message
write-placeholder = Write a message…
write-as = Write as { $name }…
# The list of names while one writes an @.
mentionable = People to mention
send = Send
enter-sends = Enter sends, Shift + Enter starts a new line
replying-to = Replying to { $name }
cancel-reply = Cancel the reply
# Above the field one writes in, while it holds a message of one's own.
editing = Editing your message
cancel-edit = Stop editing
save = Save
characters-left = { $count ->
    [one] { $count } character left
   *[other] { $count } characters left
}
characters-over = { $count ->
    [one] { $count } character too many. Your text stays here until it fits.
   *[other] { $count } characters too many. Your text stays here until it fits.
}
too-big = This text is too big to be sent. Your text stays here until it fits.
# Below the field, once the text is too long.
long-title = Too long for the chat?
long-hint = Send it to the mailing list, where there is room for it. Your text stays here until you change it.
long-hint-copy = Copy it and send it another way. Your text stays here until you change it.
long-mail = Write to the mailing list
long-copy-mail = Copy it and write to the mailing list
long-list = Go to the mailing list
long-copy = Copy the text
# Above the quoted message in a mail.
long-wrote = { $name } wrote:
copied = Copied. You can paste it now.
copy-failed = Your browser does not allow copying here. Select the text and copy it yourself.

## Joining

join-to-write = Join to write
join-hint = Reading needs no name.
join-waiting = What you wrote is kept. You can send it once you have joined.
join-invited = You are invited
join-invited-hint = Choose the name others will see.
join-with-invite = Join with your invite
invite-code = Invite link or code
name = Your name
name-missing = Please enter a name.
join = Join
joining = Joining…
not-now = Not now
# $code: of the server's error; all others are told as elsewhere
join-failed = { $code ->
    [name_taken] This name is taken, or too much like one that is. Please choose another.
    [bad_name] Please choose another name: one line of 1 to 40 visible characters.
    [forbidden] A valid invite is needed. One given may have expired or been used up; ask for a new link.
    [not_found] This invite is not known. It may have expired or been used up.
    [unavailable] The server cannot be reached. Please try again in a moment.
    [slow_down] Too many people are joining from here. Please try again in a moment.
   *[other] { refusal }
}

## Settings

settings = Settings
announce = What a screen reader reads out
announce-all = All new messages
announce-mentions = Only those that mention me
announce-none = Nothing
low-data = Save data
low-data-hint = Earlier messages come in smaller parts, and only when you ask for them. Reactions, and how many are here, are left out.

## Sharing and embedding

pop-out = Open in a window of its own
share = Share & embed
close = Close
copy = Copy
# $name: what it is that is copied, as below
copy-named = Copy: { $name }
copied-named = Copied: { $name }
share-address = Address
share-address-hint = To share it, or for WordPress: on a line of its own it becomes the chat.
share-element = In your page
share-element-hint = For any web page. The organiser allows your site in the event file, under “embed_on”.
share-frame = In your page, without scripts
share-plain = Plain page
share-plain-hint = Read and write without scripts, on any device.
share-look = Open the plain page

## The moderators’ page

room = Room
# A name and its badge follow.
moderating-as = Moderating as
moderate-refused = This page is for moderators and organisers of this event.
moderate-refused-as = You are here as { $name }, who is not a moderator.
moderate-refused-hint = Open the invite link you were sent, or join with it below. Joining by name alone gives you no right to remove messages.

## The plain page

to-messages = To the messages
to-live-page = Live page
error-in = Error: { $title }
newest-messages = Newest messages
earlier-messages = Earlier messages
later-messages = Later messages
newest-first = Newest first
newest-last = Newest last
refresh = Refresh
renews = { $count ->
    [one] This page renews itself every second.
   *[other] This page renews itself every { $count } seconds.
}
# Follows the sentence before.
renews-stop = Stop that
stays = This page stays as it is.
# Follows the sentence before.
stays-renew = Let it renew itself
nothing-further = There is nothing further in this direction.
in-reply-to-removed = In reply to a removed message
in-reply-to-earlier = In reply to an earlier message
message-as = Your message, as { $name }
characters-most = { $count ->
    [one] Up to { $count } character
   *[other] Up to { $count } characters
}
written-kept = What you wrote is kept:
invite-code-optional = Invite link or code (if you have one)
plain-pass = The page you get next is your pass: there are no cookies. Once it is closed, you join again under another name.
times-of = Times are those of { $zone }.
plain-promise = This page needs no script and sets no cookie.
joined-as = You are here as { $name }.
posted = Your message is there.
removed-now = The message is removed.
join-here = Please join on this page, not from another site’s form.
nothing-written = Please write something first.
reason-too-long = A reason is one line of at most 200 characters.
slow-down-for = { $count ->
    [one] That was too quick. Send it again in a second.
   *[other] That was too quick. Send it again in { $count } seconds.
}
muted-seconds = { $count ->
    [one] A moderator has muted you. You can write again in a second.
   *[other] A moderator has muted you. You can write again in { $count } seconds.
}
muted-minutes = { $count ->
    [one] A moderator has muted you. You can write again in a minute.
   *[other] A moderator has muted you. You can write again in { $count } minutes.
}
# $code: of the server's error; all others are told as elsewhere
plain-refusal = { $code ->
    [forbidden] Only its author or a moderator may do this.
    [slow_down] That was too quick. Send it again in a moment.
    [not_joined] You are not known here any more. Join again; what you wrote is kept.
    [nonce_reused] Another message was sent from this form before. If this is a new one, send it now.
    [unavailable] The server cannot store anything at the moment; nothing was stored. Try again soon.
    [internal] It is not known whether this was stored. Send it again: it will be there once.
   *[other] { refusal }
}

## What is kept until it can be sent

# Above a message that somebody wrote in this browser who joined under another name.
outbox-another = You wrote this under another name.
outbox-send-as = Send it as { $name }
outbox-full = Too many messages are waiting to be sent. Your text stays here until there is room for it.

## The sessions of the programme

# A session’s title follows, as in the two below.
session-now = Now:
session-next = Next:
# In the stream, where a session began.
session-line = Session:
# Beside the session that is on.
session-on = on now
session-start = Start
session-end = End

## What comes after one reads

rest-failed = Writing and searching could not be loaded.
keep-failed = What moderating needs could not be loaded.

## What moderators do, and what those are told whom it is about

removed-yours = A moderator removed your message.
reason-given = Reason: { $reason }
ban-until = This ends: { $time }.
muted-until = A moderator has muted you until { $time }. What you write stays here.
told-role = Your role here is now: { role }.
act-on = { act }: { $name }
for-how-long = For how long
of-the-last = Their messages of the last
ban-network = Also keep new guests from their network out for a while
and-then = And then
find-person = Find by name
until-time = until { $time }
network-until = their network until { $time }
log-what = What
log-who = By whom
log-whom = To whom
log-all = All
log-empty = No acts to show.
log-older = Earlier acts
save-as = Save the log as { $format }
undo = Undo
undo-of = Undo act { $number }
undone = taken back
undone-by = taken back by { $name }
keys = Keys
key-next = Next message
key-previous = Previous message
key-undo = Undo your last act
act-failed = Not done. { refusal }
already-so = That was so already.
done-before = { $name } had already done this.
nothing-to-undo = There is nothing of yours to undo.
# $text: what was done
cannot-undo = { $text }: this cannot be taken back.
act = { $kind ->
    [remove] Remove
    [restore] Restore
    [erase] Erase for good
    [clear] Clear
    [mute] Mute
    [unmute] Unmute
    [ban] Ban
    [unban] Lift the ban
    [appoint] Make moderator
    [approve] Approve
    [reject] Reject
    [keep] Keep
    [pin] Pin
    [unpin] Unpin
   *[dismiss] Dismiss as moderator
}
act-done = { $kind ->
    [remove] Removed
    [restore] Restored
    [erase] Erased
    [clear] Cleared
    [mute] Muted
    [unmute] Unmuted
    [ban] Banned
    [unban] Ban lifted
    [switch] Room’s switches changed
    [pin] Pinned
    [unpin] Unpinned
    [approve] Approved
    [reject] Rejected
    [keep] Kept though reported
    [invite] Invite made
    [uninvite] Invite ended
    [filters] Filters changed
    [watch] Took the room
    [unwatch] Gave the room up
   *[role] Role changed
}
span = { $span ->
    [m10] 10 minutes
    [h1] 1 hour
    [d1] 1 day
    [w1] 1 week
    [d30] 30 days
   *[ever] For good
}
then = { $then ->
    [mute] Mute for 1 hour
    [ban] Ban for good
   *[nothing] Nothing more
}
usual-reason = { $reason ->
    [insult] Insult
    [spam] Spam
    [topic] Off topic
   *[private] Private data
}
view = { $view ->
    [people] People
    [log] Log
    [queue] Queue
    [rooms] Rooms
    [switches] Switches
    [invites] Invites
    [filters] Filters
   *[messages] Messages
}
views = Views
# Posts, or reported messages.
waiting-posts = { $count ->
    [one] { $count } waits
   *[other] { $count } wait
}
queue-empty = Nothing waits. What is held or reported appears here by itself.
queue-hint = The up and down arrow keys go from one to the next. A approves or keeps, R rejects or removes, M mutes, B bans, C clears.
# Of what one rejects or removes.
reason-told = Reason told to the author
reason-none = None
reason-own = In my own words
# $text: the names of the filters
caught-by = Filter: { $text }
reported-by = { $count ->
    [one] Reported by { $count } person
   *[other] Reported by { $count } people
}
filters-hint = What a filter catches waits in the queue. Nothing is deleted. Moderators and organisers are exempt.
filters-list = { $kind ->
    [patterns] Patterns (regular expressions), one a line
    [hosts] Hosts that may be linked to, with all below them, one a line
   *[words] Words and phrases, one a line
}
filters-sign = { $kind ->
    [links] Hold links
   *[shouting] Hold texts all in capitals
}
filters-count = { $kind ->
    [floods] The same text by several people within a minute
   *[repeated] The same text by one person within ten minutes
}
filter-times = { $count ->
    [one] from { $count } time on
   *[other] from { $count } times on
}
filter-people = { $count ->
    [one] from { $count } person on
   *[other] from { $count } people on
}
filters-stale = Somebody else has changed the filters meanwhile. Yours were not saved.
filters-reload = Show theirs
filters-try = Try on the last day
filter-wrong = { $kind ->
    [patterns] Line { $line }, character { $column }: this pattern cannot be used.
    [hosts] Line { $line }: this is no host, as example.org is.
   *[words] Line { $line }, character { $column }: this cannot be used.
}
filter-name = { $kind ->
    [words] Words
    [patterns] Pattern
    [links] Links
    [repeated] Said again
    [shouting] Capitals
   *[floods] Same by many
}
trial-none = Nothing of the last day would have been held.
trial-found = { $count ->
    [one] { $count } message of the last day would have been held.
   *[other] { $count } messages of the last day would have been held.
}
trial-partial = There was more than can be looked at.
judged-before = { $kind ->
    [approve] { $name } had already approved this.
    [keep] { $name } had already let this stay.
    [remove] { $name } had already removed this.
   *[reject] { $name } had already rejected this.
}
key-queue = To the queue
newest-at = Newest message: { $time }
# Beside a room: what is switched there.
in-use = { $kind ->
    [calm] Calmed
    [locked] Locked
    [participants_only] Guests only read
    [links] No links
    [first] First messages wait
    [guests] Guests’ messages wait
    [everybody] All messages wait
   *[slow] Slow mode
}
switch = { $kind ->
    [calm] Calm the room
    [locked] Only moderators write
    [participants_only] Guests only read
    [links] Guests may write links
    [hold] Wait for a moderator
   *[slow_mode_ms] Slow mode
}
hold = { $kind ->
    [first] First messages of guests
    [guests] All guests
    [everybody] Everybody
   *[nobody] Nobody
}
on-off = { $kind ->
    [true] on
   *[false] off
}
# A switch and what it was set to.
set-to = { $name }: { $text }
calm-hint = Slow mode of 30 seconds, guests’ messages wait for a moderator, and no links from guests, until you end it.
calm-end = End the calm
invite-role = Role
invite-name = Name to greet them by (optional)
invite-uses = How many may join by it
invite-make = Make a link
invite-made = This link is shown only now. Copy it and hand it out.
invite-link = Invite link
# How many may still join by an invite.
uses-left = { $count ->
    [one] for { $count } more
   *[other] for { $count } more
}
invite-end = End
invite-end-of = End this invite: { role }
invites-none = No invite works at the moment.
told-cleared = { $count ->
    [one] A moderator removed one of your messages.
   *[other] A moderator removed { $count } of your messages.
}
so-many = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}

## What moderators know of a person and of each other

# After what was done to somebody, where the event says by whom.
done-by = By { $name }.
room-had = { $name } has had the room since { $time }.
room-mine = You have had the room since { $time }.
room-free = Nobody has this room.
room-take = I have the room
room-leave = Give it up
# To the other moderators: one of them removes much.
removes-much = { $count ->
    [one] { $name } removed { $count } message within a minute.
   *[other] { $name } removed { $count } messages within a minute.
}
see-person = See { $name }
all-people = All people
joined-at = Joined { $time }
notes = Notes
notes-hint = Only moderators see these.
note-new = New note
note-add = Add note
note-take = Take away
note-take-of = Take away the note by { $name }
noted = Noted.
# Above the text of a removed message.
kept-until = Removed. Moderators can read it until { $time }:
done-to-them = What was done to them
written-none = Nothing written yet.
go-to-message = Go to this message
message-far = This message is too far back to be shown here.
go-to-room = To the room

## A room that is made quieter

held-yours = Your message waits for a moderator.
# Above the stream; also the name of that place.
pinned = Pinned
pin = Pin
pin-of = Pin message by { $name }
unpin = Unpin
unpin-of = Unpin message by { $name }
# $code: of the server's error; all others are told as elsewhere
pin-failed = { $code ->
    [forbidden] Three messages are pinned already. Unpin one of them first.
   *[other] Not done. { refusal }
}
# Above a message that is one.
announcement-sign = Announcement
# Read out as one arrives.
announcement-of = Announcement by { $name }: { $text }
# Beside a box to tick.
as-announcement = As an announcement
# Beside a message of one's own that nobody else sees yet.
held-sign = waits for a moderator
held-first = A moderator looks at messages before they appear here.
told-rejected = A moderator did not let your message through.
# $code: why not everybody writes
closed-by = { $code ->
    [locked] Only moderators write here for now.
   *[participants_only] Only invited participants write here for now.
}
links-off = Links are off for guests here. Take the address out, and you can send your message.
slow-seconds = { $count ->
    [one] Slow mode: one message every second.
   *[other] Slow mode: one message every { $count } seconds.
}
slow-minutes = { $count ->
    [one] Slow mode: one message every minute.
   *[other] Slow mode: one message every { $count } minutes.
}
write-in-seconds = { $count ->
    [one] You can write again in a second.
   *[other] You can write again in { $count } seconds.
}
write-in-minutes = { $count ->
    [one] You can write again in a minute.
   *[other] You can write again in { $count } minutes.
}
write-now = You can write again.

// Generated from src/protocol by the test `wire_types_are_fresh`; do not edit.
// `UPDATE=1 cargo test wire_types` writes it anew.

export type Person = { 
/**
 * Who it is, for good.
 */
id: string, 
/**
 * The name they are seen by.
 */
name: string, 
/**
 * What they may do.
 */
role: "guest" | "participant" | "moderator" | "organiser", 
/**
 * Where they come from, if they said so.
 */
affiliation?: string, };

export type Reaction = { 
/**
 * With what.
 */
emoji: string, 
/**
 * How many people.
 */
count: number, 
/**
 * The first of them, up to 20 ids in the order of reacting.
 */
by: Array<string>, };

export type LiveMessage = { 
/**
 * Which message, for good.
 */
id: string, 
/**
 * Its place on the page and the history cursor; never changes.
 */
position: number, 
/**
 * The room's seq at its latest change: the resume cursor.
 */
seq: number, 
/**
 * When it was stored: RFC 3339, UTC, milliseconds, the server's clock.
 */
at: string, 
/**
 * Who wrote it.
 */
author: Person, 
/**
 * What they wrote, as last edited.
 */
text: string, 
/**
 * When they last edited it: as `at`.
 */
edited_at?: string, 
/**
 * The message it answers.
 */
reply_to?: string, 
/**
 * How people reacted, the emoji in the order in which they first came; missing where nobody did.
 */
reactions?: Array<Reaction>, 
/**
 * The session of the programme that was on when it was posted: its `slug`.
 */
session?: string, 
/**
 * Whether it is an announcement, to be shown apart; missing where it is not.
 */
announcement?: boolean, };

export type Tombstone = { 
/**
 * Which message it was.
 */
id: string, 
/**
 * Its place on the page.
 */
position: number, 
/**
 * The room's seq at its removal.
 */
seq: number, 
/**
 * Always `true`.
 */
removed: true, };

export type Message = LiveMessage | Tombstone;

export type SessionByHand = { 
/**
 * Which one.
 */
slug: string, 
/**
 * When it began: RFC 3339, UTC.
 */
started_at: string, 
/**
 * When it was ended by hand: as `started_at`.
 */
ended_at?: string, };

export type RoomState = { 
/**
 * The session that a moderator started or ended last; `null` leaves it to the programme's times.
 */
session: SessionByHand | null, 
/**
 * The least time between two posts of one person, in milliseconds; 0 is none.
 */
slow_mode_ms: number, 
/**
 * Whether only moderators and organisers write.
 */
locked: boolean, 
/**
 * Whether guests only read.
 */
participants_only: boolean, 
/**
 * Whether guests may write links.
 */
links: boolean, 
/**
 * Whose posts wait for a moderator: those of guests of whom nothing is there yet, of guests, or of all.
 */
hold: "nobody" | "first" | "guests" | "everybody", 
/**
 * Whether the room is calmed: slow mode, held guests and no links until that is over.
 */
calm: boolean, 
/**
 * The ids of the pinned messages, up to 3.
 */
pins: Array<string>, };

export type Room = { 
/**
 * Its short name in addresses.
 */
slug: string, 
/**
 * Its full name.
 */
title: string, 
/**
 * What one may react with, in the order of the choice; none is no reactions.
 */
reactions: Array<string>, 
/**
 * How long authors may edit a message after its `at`, in milliseconds; 0 is not at all.
 */
edit_window_ms: number, 
/**
 * The session that a moderator started or ended last; `null` leaves it to the programme's times.
 */
session: SessionByHand | null, 
/**
 * The least time between two posts of one person, in milliseconds; 0 is none.
 */
slow_mode_ms: number, 
/**
 * Whether only moderators and organisers write.
 */
locked: boolean, 
/**
 * Whether guests only read.
 */
participants_only: boolean, 
/**
 * Whether guests may write links.
 */
links: boolean, 
/**
 * Whose posts wait for a moderator: those of guests of whom nothing is there yet, of guests, or of all.
 */
hold: "nobody" | "first" | "guests" | "everybody", 
/**
 * Whether the room is calmed: slow mode, held guests and no links until that is over.
 */
calm: boolean, 
/**
 * The ids of the pinned messages, up to 3.
 */
pins: Array<string>, };

export type RoomNow = { 
/**
 * The seq of its latest change.
 */
seq: number, 
/**
 * How many are connected to this server.
 */
online: number, 
/**
 * When the newest of its latest messages that is not removed was posted: RFC 3339; missing where there is none.
 */
newest_at?: string, 
/**
 * How many posts wait for a moderator, up to 200; only those who keep the room are told.
 */
held?: number, 
/**
 * How many messages are reported, up to 200; only those who keep the room are told.
 */
reported?: number, 
/**
 * Its short name in addresses.
 */
slug: string, 
/**
 * Its full name.
 */
title: string, 
/**
 * What one may react with, in the order of the choice; none is no reactions.
 */
reactions: Array<string>, 
/**
 * How long authors may edit a message after its `at`, in milliseconds; 0 is not at all.
 */
edit_window_ms: number, 
/**
 * The session that a moderator started or ended last; `null` leaves it to the programme's times.
 */
session: SessionByHand | null, 
/**
 * The least time between two posts of one person, in milliseconds; 0 is none.
 */
slow_mode_ms: number, 
/**
 * Whether only moderators and organisers write.
 */
locked: boolean, 
/**
 * Whether guests only read.
 */
participants_only: boolean, 
/**
 * Whether guests may write links.
 */
links: boolean, 
/**
 * Whose posts wait for a moderator: those of guests of whom nothing is there yet, of guests, or of all.
 */
hold: "nobody" | "first" | "guests" | "everybody", 
/**
 * Whether the room is calmed: slow mode, held guests and no links until that is over.
 */
calm: boolean, 
/**
 * The ids of the pinned messages, up to 3.
 */
pins: Array<string>, };

export type Limits = { 
/**
 * The longest text, in code points after normalisation.
 */
text: number, 
/**
 * The largest frame, in bytes.
 */
frame: number, };

export type Welcome = { 
/**
 * Who the client is; `null` for a reader.
 */
you: Person | null, 
/**
 * The id of the room's history.
 */
epoch: string, 
/**
 * The room's seq up to which `messages` tells everything.
 */
seq: number, 
/**
 * Whether `messages` is everything changed since the client's cursor (by rising seq), or else the newest page (by
 * rising position).
 */
resumed: boolean, 
/**
 * The room as of `seq`.
 */
room: Room, 
/**
 * How many are connected.
 */
online: number, 
/**
 * What the server takes.
 */
limits: Limits, 
/**
 * Those messages. They stand last, for [`Welcome::pieces`].
 */
messages: Array<Message>, };

export type RoomFrame = { 
/**
 * The room's seq at this change.
 */
seq: number, 
/**
 * The state, whole; what else a `room` object says stays as it was.
 */
room: RoomState, };

export type Ack = { 
/**
 * The client's name for the command.
 */
nonce: string, 
/**
 * The message it made or changed.
 */
id: string, 
/**
 * That message's place on the page.
 */
position: number, 
/**
 * The room's seq at this change.
 */
seq: number, 
/**
 * Whether the post waits for a moderator and has no place yet: `position` and `seq` are 0; missing where it does not.
 */
held?: boolean, };

export type ActedFrame = { 
/**
 * The client's name for the act.
 */
nonce: string, 
/**
 * The room's seq since which its state is so; for what is set in a room.
 */
seq?: number, 
/**
 * Its entry in the log, for an act on somebody; missing where there was nothing left to do.
 */
act?: Act, 
/**
 * Whom it was about, as they are now.
 */
on?: Standing, 
/**
 * What was decided on a held post or a reported message.
 */
judged?: Judged, 
/**
 * How often the event's filters were set now.
 */
version?: number, };

export type ErrorCode = "bad_frame" | "bad_text" | "too_long" | "bad_name" | "name_taken" | "not_joined" | "forbidden" | "slow_down" | "muted" | "banned" | "room_locked" | "nonce_reused" | "not_found" | "unavailable" | "internal";

export type ErrorFrame = { 
/**
 * The client's name for the command, where it is known.
 */
nonce?: string, 
/**
 * What is wrong, for programs.
 */
code: ErrorCode, 
/**
 * What is wrong, for people, in English.
 */
message: string, 
/**
 * Milliseconds after which the same command may be let in.
 */
retry_after_ms?: number, };

export type Online = { 
/**
 * Connections in this room.
 */
count: number, };

export type Kind = "remove" | "restore" | "erase" | "clear" | "mute" | "unmute" | "ban" | "unban" | "role" | "switch" | "pin" | "unpin" | "approve" | "reject" | "keep" | "invite" | "uninvite" | "filters" | "watch" | "unwatch";

export type Notice = { 
/**
 * The act's number; a notice of a number that is known says nothing new.
 */
act: number, 
/**
 * When: RFC 3339, UTC, the server's clock.
 */
at: string, 
/**
 * What.
 */
kind: Kind, 
/**
 * By whom; missing where it was "a moderator".
 */
by?: Somebody, 
/**
 * In which room, for a single message.
 */
room?: string, 
/**
 * Which message.
 */
message?: string, 
/**
 * How many messages, where it was about many.
 */
messages?: number, 
/**
 * Until when one is muted or banned by it; missing where that is for good.
 */
until?: string, 
/**
 * The role one has from now on.
 */
role?: string, 
/**
 * Why.
 */
reason?: string, };

export type NoticeFrame = { 
/**
 * What.
 */
notice: Notice, };

export type Resume = { 
/**
 * The history it points into.
 */
epoch: string, 
/**
 * The last change delivered; `None` for a number that no room can reach.
 */
seq: number, };

export type ThenBody = { "act": "mute", 
/**
 * For how long, in milliseconds.
 */
for_ms: number, } | { "act": "ban", 
/**
 * For how long, in milliseconds; without it, for good.
 */
for_ms?: number, 
/**
 * Whether new guests from their network are kept out as well, where the event allows it.
 */
network?: boolean, };

export type SwitchBody = { 
/**
 * The least time between two posts of one person, in milliseconds; 0 is none.
 */
slow_mode_ms?: number, 
/**
 * Whether only those who keep the room write.
 */
locked?: boolean, 
/**
 * Whether guests only read.
 */
participants_only?: boolean, 
/**
 * Whether guests may write links.
 */
links?: boolean, 
/**
 * Whose posts wait for a moderator.
 */
hold?: "nobody" | "first" | "guests" | "everybody", 
/**
 * Whether slow mode, held guests and no links are all on, or all as before.
 */
calm?: boolean, 
/**
 * Why, in one line.
 */
reason?: string, };

export type FiltersBody = { 
/**
 * How often they were set: in a body, as they were read.
 */
version: number, 
/**
 * Words and phrases, found whole and however they are written.
 */
words: Array<string>, 
/**
 * Regular expressions (`https://docs.rs/regex`), which match also within a text, capitals or not.
 */
patterns: Array<string>, 
/**
 * Whether links are held.
 */
links: boolean, 
/**
 * The hosts that may be linked to all the same, with all below them.
 */
hosts: Array<string>, 
/**
 * Which of one person's same texts within ten minutes is held: 2 is the second; 0 is off.
 */
repeated: number, 
/**
 * Whether texts all in capitals are held.
 */
shouting: boolean, 
/**
 * At how many people who say the same within a minute it is held; 0 is off.
 */
floods: number, 
/**
 * Why, in one line.
 */
reason?: string, };

export type Ask = { "act": "mute", 
/**
 * Who.
 */
person: string, 
/**
 * For how long, in milliseconds.
 */
for_ms: number, } | { "act": "unmute", 
/**
 * Who.
 */
person: string, } | { "act": "ban", 
/**
 * Who.
 */
person: string, 
/**
 * For how long, in milliseconds; without it, for good.
 */
for_ms?: number, 
/**
 * Whether new guests from their network are kept out as well, where the event allows it.
 */
network?: boolean, } | { "act": "unban", 
/**
 * Who.
 */
person: string, } | { "act": "clear", 
/**
 * Who.
 */
person: string, 
/**
 * How far back, in milliseconds.
 */
last_ms: number, 
/**
 * What else is done to them.
 */
then?: ThenBody, } | { "act": "role", 
/**
 * Who.
 */
person: string, 
/**
 * Which one.
 */
role: "guest" | "participant" | "moderator", } | { "act": "undo", 
/**
 * Its number.
 */
number: number, } | { "act": "switch" } & SwitchBody | { "act": "pin", 
/**
 * Which one.
 */
id: string, } | { "act": "unpin", 
/**
 * Which one.
 */
id: string, } | { "act": "approve", 
/**
 * Which one.
 */
id: string, } | { "act": "filters" } & FiltersBody | { "act": "watch", } | { "act": "unwatch", } | { "act": "reject", 
/**
 * Which one.
 */
id: string, } | { "act": "keep", 
/**
 * Which one.
 */
id: string, } | { "act": "remove", 
/**
 * Which one.
 */
id: string, };

export type ClientFrame = { "type": "hello", 
/**
 * Who it is; without one, a reader.
 */
token?: string, 
/**
 * Up to where the client has the room.
 */
resume?: Resume, 
/**
 * Whether to leave out reactions and how many are connected.
 */
low_data?: boolean, } | { "type": "post", 
/**
 * The client's own name for this command, kept across retries.
 */
nonce: string, 
/**
 * What it says.
 */
text: string, 
/**
 * The message it answers.
 */
reply_to?: string, 
/**
 * Whether it is an announcement; for moderators and organisers.
 */
announcement?: boolean, } | { "type": "remove", 
/**
 * The client's own name for this command, kept across retries.
 */
nonce: string, 
/**
 * Which message.
 */
id: string, 
/**
 * Why, in one line.
 */
reason?: string, } | { "type": "erase", 
/**
 * The client's own name for this command, kept across retries.
 */
nonce: string, 
/**
 * Which message.
 */
id: string, 
/**
 * Why, in one line.
 */
reason?: string, } | { "type": "restore", 
/**
 * The client's own name for this command, kept across retries.
 */
nonce: string, 
/**
 * Which message.
 */
id: string, 
/**
 * Why, in one line.
 */
reason?: string, } | { "type": "edit", 
/**
 * The client's own name for this command, kept across retries.
 */
nonce: string, 
/**
 * Which message.
 */
id: string, 
/**
 * What it says from now on.
 */
text: string, } | { "type": "report", 
/**
 * The client's own name for this command, kept across retries.
 */
nonce: string, 
/**
 * Which message.
 */
id: string, 
/**
 * What is wrong with it, in one line.
 */
reason: string, } | { "type": "react", 
/**
 * The client's own name for this command, kept across retries.
 */
nonce: string, 
/**
 * To which message.
 */
id: string, 
/**
 * With what; one of the room's `reactions`.
 */
emoji: string, 
/**
 * Whether the reaction is to be there.
 */
on: boolean, } | { "type": "act", 
/**
 * The client's own name for this act, kept across retries.
 */
nonce: string, 
/**
 * What.
 */
ask: Ask, 
/**
 * Why, in one line.
 */
reason?: string, };

export type EventInfo = { 
/**
 * Its short name in addresses.
 */
slug: string, 
/**
 * Its full name.
 */
title: string, 
/**
 * What it is for, in plain text; paragraphs are parted by empty lines.
 */
description: string, 
/**
 * Where it takes place.
 */
place?: string, 
/**
 * The IANA name of its time zone.
 */
time_zone: string, 
/**
 * When it begins: RFC 3339, UTC.
 */
starts_at?: string, 
/**
 * When it ends: RFC 3339, UTC.
 */
ends_at?: string, 
/**
 * Where else it lives.
 */
links: EventLinks, 
/**
 * The room its page opens.
 */
default_room: string, 
/**
 * Its rooms.
 */
rooms: Array<RoomLink>, 
/**
 * Its programme.
 */
programme: Array<SessionInfo>, 
/**
 * For how long a ban may keep new guests from the same network out as well; missing where it may not.
 */
network_bans_ms?: number, };

export type EventLinks = { 
/**
 * Its own site.
 */
site?: string, 
/**
 * The mailing list for longer interventions.
 */
mailing_list?: string, 
/**
 * Its hashtag with the leading `#`.
 */
hashtag?: string, 
/**
 * Where that hashtag can be followed.
 */
hashtag_url?: string, };

export type RoomLink = { 
/**
 * Its short name in addresses.
 */
slug: string, 
/**
 * Its full name.
 */
title: string, };

export type SessionInfo = { 
/**
 * Its short name, by which messages know it.
 */
slug: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * What it is about.
 */
description?: string, 
/**
 * Who leads it.
 */
facilitator?: string, 
/**
 * The room it is held in.
 */
room?: string, 
/**
 * When it begins: RFC 3339, UTC.
 */
starts_at?: string, 
/**
 * When it ends: RFC 3339, UTC.
 */
ends_at?: string, };

export type Programme = { 
/**
 * The IANA name of the event's time zone.
 */
time_zone: string, 
/**
 * The sessions of the room, those of all rooms among them, in few words.
 */
programme: Array<SessionInfo>, };

export type HistoryPage = { 
/**
 * The id of the room's history.
 */
epoch: string, 
/**
 * The room's seq when this page was read.
 */
seq: number, 
/**
 * The messages by rising position, tombstones among them.
 */
messages: Array<Message>, };

export type SearchPage = { 
/**
 * The messages by falling position.
 */
messages: Array<LiveMessage>, 
/**
 * The position from which the same search goes on; missing where all was looked at.
 */
before?: number, };

export type Invite = { 
/**
 * What it is named by.
 */
id: string, 
/**
 * The role it gives.
 */
role: "participant" | "moderator" | "organiser", 
/**
 * How many may still join by it.
 */
uses_left: number, 
/**
 * Until when: RFC 3339, UTC; missing where that is for good.
 */
expires_at?: string, };

export type Invites = { 
/**
 * The highest role first.
 */
invites: Array<Invite>, };

export type InviteMade = { 
/**
 * The link to hand out.
 */
url: string, 
/**
 * The code in it.
 */
code: string, 
/**
 * It, as it is listed.
 */
invite: Invite, };

export type Joined = { 
/**
 * What proves from now on who one is. Told once; the server keeps only its hash.
 */
token: string, 
/**
 * Who one is.
 */
you: Person, };

export type Me = { 
/**
 * Who one is.
 */
you: Person, 
/**
 * Until when one is muted; missing where one is not.
 */
muted_until?: string, 
/**
 * What was done to oneself and one's messages in the last day, the newest first, up to 50.
 */
notices: Array<Notice>, };

export type Posted = { 
/**
 * The message.
 */
id: string, 
/**
 * Its place on the page.
 */
position: number, 
/**
 * The room's seq at this change.
 */
seq: number, 
/**
 * Whether the post waits for a moderator and has no place yet: `position` and `seq` are 0; missing where it does not.
 */
held?: boolean, };

export type Removed = { 
/**
 * The seq of the message's latest change.
 */
seq: number, };

export type StateSet = { 
/**
 * The room's seq since which its state is so.
 */
seq: number, };

export type SessionBegun = { 
/**
 * Which one.
 */
slug: string, 
/**
 * The first of its messages that is there to be read.
 */
id: string, 
/**
 * That message's place on the page.
 */
position: number, };

export type SessionsPage = { 
/**
 * The sessions that have messages in the room, by where they began.
 */
sessions: Array<SessionBegun>, };

export type FilterPlace = { 
/**
 * Which part of the settings: `words`, `patterns`, `hosts`, `repeated` or `floods`.
 */
list: string, 
/**
 * Which line of the list, counted from 1.
 */
line: number, 
/**
 * Which character of the line, counted from 1.
 */
column: number, };

export type Problem = { 
/**
 * The HTTP status.
 */
status: number, 
/**
 * The status in words.
 */
title: string, 
/**
 * What is wrong with this request and how to mend it.
 */
detail: string, 
/**
 * What is wrong, for programs.
 */
code: ErrorCode, 
/**
 * Milliseconds after which the same request may be let in.
 */
retry_after_ms?: number, 
/**
 * Where in the settings of filters it stands.
 */
place?: FilterPlace, };

export type Somebody = { 
/**
 * Who it is, for good.
 */
id: string, 
/**
 * The name they are seen by.
 */
name: string, };

export type Act = { 
/**
 * Its place in the event's log.
 */
number: number, 
/**
 * When: RFC 3339, UTC, the server's clock.
 */
at: string, 
/**
 * Who did it.
 */
by: Somebody, 
/**
 * What.
 */
kind: Kind, 
/**
 * To whom, or to whose message; missing where it was done to the room.
 */
on?: Somebody, 
/**
 * In which room, for a single message or the room itself.
 */
room?: string, 
/**
 * Which message.
 */
message?: string, 
/**
 * How many messages it removed or brought back, where it was about many.
 */
messages?: number, 
/**
 * Until when they are muted or banned by it; missing where that is for good.
 */
until?: string, 
/**
 * Until when it keeps new guests from their network out.
 */
network_until?: string, 
/**
 * What a `clear` also did: `mute` or `ban`.
 */
then?: "mute" | "ban", 
/**
 * The role they had.
 */
role_before?: string, 
/**
 * The role they got, or the one that an invite gives.
 */
role?: string, 
/**
 * Why.
 */
reason?: string, 
/**
 * The act it takes back.
 */
undoes?: number, 
/**
 * The act that took it back.
 */
undone_by?: number, 
/**
 * What was switched in the room: `calm=true`, `slow_mode_ms=30000 locked=false`.
 */
switched?: string, };

export type ActsPage = { 
/**
 * The newest first.
 */
acts: Array<Act>, 
/**
 * The number below which the next page is; missing on the last.
 */
before?: number, };

export type Standing = { 
/**
 * Who it is.
 */
person: Person, 
/**
 * Until when they are muted; missing where they are not.
 */
muted_until?: string, 
/**
 * Whether they are banned.
 */
banned: boolean, 
/**
 * Until when; missing where that is for good.
 */
banned_until?: string, };

export type Acted = { 
/**
 * Its entry in the log; missing where there was nothing left to do.
 */
act?: Act, 
/**
 * They as they are now.
 */
on: Standing, };

export type FilterName = "words" | "patterns" | "links" | "repeated" | "shouting" | "floods";

export type Held = { 
/**
 * The id it gets as a message.
 */
id: string, 
/**
 * Since when: RFC 3339, UTC, the server's clock.
 */
at: string, 
/**
 * Who wrote it.
 */
author: Person, 
/**
 * What they wrote.
 */
text: string, 
/**
 * The message it answers.
 */
reply_to?: string, 
/**
 * The filters that caught it; missing where a switch holds it. Only moderators and organisers are told.
 */
caught?: Array<FilterName>, };

export type HeldList = { 
/**
 * Those that wait longest first.
 */
held: Array<Held>, };

export type Complaint = { 
/**
 * Who.
 */
by: Somebody, 
/**
 * When: RFC 3339, UTC, the server's clock.
 */
at: string, 
/**
 * What is wrong with it.
 */
reason: string, };

export type Reported = { 
/**
 * The message, as it was when the list was read; the stream may have told of a later state.
 */
message: LiveMessage, 
/**
 * How many people report it.
 */
count: number, 
/**
 * What they say, the newest first, up to 20.
 */
reasons: Array<Complaint>, };

export type ReportedList = { 
/**
 * Those that were reported first first.
 */
reported: Array<Reported>, };

export type Judged = { 
/**
 * The post or message.
 */
id: string, 
/**
 * Whether the post is a message now, or the reported message stays.
 */
approved: boolean, 
/**
 * Who decided: their id.
 */
by: string, 
/**
 * When: RFC 3339, UTC, the server's clock.
 */
at: string, };

export type FiltersSet = { 
/**
 * How often they were set now.
 */
version: number, };

export type TriedMessage = { 
/**
 * The room it was said in.
 */
room: string, 
/**
 * It, as it is now.
 */
message: Message, 
/**
 * The filters that would have caught it.
 */
caught: Array<FilterName>, };

export type FiltersTrial = { 
/**
 * The newest first, up to 100.
 */
caught: Array<TriedMessage>, 
/**
 * How many there are in all.
 */
count: number, 
/**
 * How many texts were looked at.
 */
looked_at: number, 
/**
 * Whether there were more of the last day than one trial looks at.
 */
partial: boolean, };

export type ActsFrame = { 
/**
 * By rising number. One may be missing that came long ago: the log itself has it.
 */
acts: Array<Act>, };

export type Profile = { 
/**
 * When they joined: RFC 3339, UTC.
 */
joined_at: string, 
/**
 * How many messages they posted, in all rooms, removed ones among them.
 */
messages: number, 
/**
 * Who it is.
 */
person: Person, 
/**
 * Until when they are muted; missing where they are not.
 */
muted_until?: string, 
/**
 * Whether they are banned.
 */
banned: boolean, 
/**
 * Until when; missing where that is for good.
 */
banned_until?: string, };

export type PeoplePage = { 
/**
 * Who joined last comes first.
 */
people: Array<Profile>, 
/**
 * The person after whom the same search goes on; missing where all were looked at.
 */
before?: string, };

export type PersonPage = { 
/**
 * What is noted on them, the newest first; nothing where one asks for oneself.
 */
notes: Array<Note>, 
/**
 * What was done to them, the newest first, up to 50.
 */
acts: Array<Act>, 
/**
 * When they joined: RFC 3339, UTC.
 */
joined_at: string, 
/**
 * How many messages they posted, in all rooms, removed ones among them.
 */
messages: number, 
/**
 * Who it is.
 */
person: Person, 
/**
 * Until when they are muted; missing where they are not.
 */
muted_until?: string, 
/**
 * Whether they are banned.
 */
banned: boolean, 
/**
 * Until when; missing where that is for good.
 */
banned_until?: string, };

export type Note = { 
/**
 * Which note, for good.
 */
id: string, 
/**
 * When: RFC 3339, UTC, the server's clock.
 */
at: string, 
/**
 * Who wrote it.
 */
by: Somebody, 
/**
 * What it says.
 */
text: string, };

export type Notes = { 
/**
 * The newest first.
 */
notes: Array<Note>, };

export type Remark = { 
/**
 * The room; missing where it is hidden.
 */
room?: string, 
/**
 * The message as it now is, or its tombstone.
 */
message?: Message, 
/**
 * What is kept of a removed message.
 */
kept?: KeptText, 
/**
 * The post that waits.
 */
held?: Held, };

export type RemarksPage = { 
/**
 * What they wrote in all rooms, the newest first.
 */
messages: Array<Remark>, 
/**
 * The message before which the next page is; missing on the last.
 */
before?: string, };

export type KeptText = { 
/**
 * What it said.
 */
text: string, 
/**
 * When it was stored: RFC 3339, UTC.
 */
at: string, 
/**
 * Until when the text is kept.
 */
until: string, };

export type Watch = { 
/**
 * The room.
 */
room: string, 
/**
 * Who has it.
 */
by: Somebody, 
/**
 * Since when: RFC 3339, UTC, the server's clock.
 */
since: string, };

export type Watches = { 
/**
 * The rooms that somebody has.
 */
watches: Array<Watch>, };

export type MessageFrame = { "type": "message", message: Message };

export type ServerFrame = MessageFrame | { "type": "welcome" } & Welcome | { "type": "room" } & RoomFrame | { "type": "ack" } & Ack | { "type": "acted" } & ActedFrame | { "type": "error" } & ErrorFrame | { "type": "online" } & Online | { "type": "notice" } & NoticeFrame | { "type": "acts" } & ActsFrame | { "type": "held" } & HeldList | { "type": "reported" } & ReportedList;

// Written by hand in the shape that src/protocol/typescript.rs generates, until it does.

export type Person = { id: string, name: string, role: "guest" | "participant" | "moderator" | "organiser", affiliation?: string, };

export type LiveMessage = { id: string, position: number, seq: number, at: string, author: Person, text: string, reply_to?: string, };

export type Tombstone = { id: string, position: number, seq: number, removed: true, };

export type Message = LiveMessage | Tombstone;

export type Room = { slug: string, title: string, };

export type Limits = { text: number, frame: number, };

export type Welcome = { you: Person | null, epoch: string, seq: number, resumed: boolean, messages: Array<Message>, room: Room, online: number, limits: Limits, };

export type Ack = { nonce: string, id: string, position: number, seq: number, };

export type ErrorCode = "bad_frame" | "bad_text" | "too_long" | "bad_name" | "name_taken" | "not_joined" | "forbidden" | "slow_down" | "muted" | "banned" | "room_locked" | "nonce_reused" | "not_found" | "unavailable" | "internal";

export type ErrorFrame = { nonce?: string, code: ErrorCode, message: string, retry_after_ms?: number, };

export type Online = { count: number, };

export type Resume = { epoch: string, seq: number, };

export type ClientFrame = { "type": "hello", token?: string, resume?: Resume, } | { "type": "post", nonce: string, text: string, reply_to?: string, } | { "type": "remove", nonce: string, id: string, reason?: string, };

export type EventInfo = { slug: string, title: string, description: string, place?: string, time_zone: string, starts_at?: string, ends_at?: string, links: EventLinks, default_room: string, rooms: Array<RoomLink>, programme: Array<SessionInfo>, };

export type EventLinks = { site?: string, mailing_list?: string, hashtag?: string, hashtag_url?: string, };

export type RoomLink = { slug: string, title: string, };

export type SessionInfo = { title: string, description?: string, facilitator?: string, room?: string, starts_at?: string, ends_at?: string, };

export type HistoryPage = { epoch: string, seq: number, messages: Array<Message>, };

export type Joined = { token: string, you: Person, };

export type MessageFrame = { "type": "message", message: Message };

export type ServerFrame = MessageFrame | { "type": "welcome" } & Welcome | { "type": "ack" } & Ack | { "type": "error" } & ErrorFrame | { "type": "online" } & Online;

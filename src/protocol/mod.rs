//! Floor 1: the frames and objects of the wire, as the published contract names them.
//!
//! This is the only place that knows the wire's JSON, and the one source of its types: the web client's
//! `web/types/wire.d.ts` is generated from it. Nothing here stores, sends or knows HTTP.

mod acts;
mod asking;
mod bodies;
mod client_frame;
mod close;
mod encode;
mod error;
mod event_stream;
mod exports;
mod filters;
mod invites;
mod keeping;
mod objects;
mod parsed;
mod profiles;
mod server_frame;
pub mod typescript;
mod view;

pub use acts::{Act, Acted, ActsPage, Kind, Notice, Somebody, Standing};
pub use asking::{Ask, BanBody, ClearBody, MuteBody, RoleBody, ThenBody, UndoBody};
pub use bodies::{
    EditBody, HistoryPage, JoinBody, Joined, Me, PostBody, Posted, Problem, ReactBody, RemoveBody, Removed, SearchPage,
    SessionBegun, SessionBody, SessionsPage, StateSet,
};
pub use client_frame::{ClientFrame, FrameError, Resume};
pub use close::Close;
pub use encode::Encoded;
pub use error::ErrorCode;
pub use event_stream::{HEARTBEAT, retry, write_event};
pub use exports::{acts_as_csv, acts_as_lines};
pub use filters::{FilterName, FilterPlace, FiltersBody, FiltersSet, FiltersTrial, TriedMessage};
pub use invites::{Invite, InviteBody, InviteMade, Invites};
pub use keeping::{Complaint, Held, HeldList, Judged, ReportBody, Reported, ReportedList, SwitchBody};
pub use objects::{
    EventInfo, EventLinks, LiveMessage, Message, Person, Programme, Reaction, Room, RoomLink, RoomNow, RoomState,
    SessionByHand, SessionInfo, Tombstone,
};
pub use profiles::{
    KeptText, Note, NoteBody, Notes, PeoplePage, PersonPage, Profile, Remark, RemarksPage, Watch, Watches,
};
pub use server_frame::{
    Ack, ActedFrame, ActsFrame, ErrorFrame, Limits, NoticeFrame, Online, RoomFrame, ServerFrame, Welcome,
};
pub use view::View;

/// The WebSocket subprotocol. A change that breaks a client needs a new name.
pub const SUBPROTOCOL: &str = "social-stream.v1";

/// The largest frame, and the largest HTTP body, that a client may send, in bytes.
pub const FRAME_LIMIT: usize = 16 * 1024;

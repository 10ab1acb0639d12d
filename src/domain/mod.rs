//! Floor 0: what the program is about, as plain types that parse or refuse and pure functions.
//!
//! Nothing here does I/O, asks the machine for time or randomness, or knows how a thing is stored or sent.

mod clock;
mod id;
mod random;
mod secret;
mod slug;

mod address;
mod event;
mod folding;
mod invisible;
mod invite;
mod name;
mod person;
mod role;
mod text;

mod act;
mod batch;
mod command;
mod deed;
mod filters;
mod held;
mod message;
mod network;
mod nonce;
mod note;
mod pace;
mod programme;
mod reaction;
mod removal;
mod report;
mod room_state;
mod search;
mod seq;
mod switches;

pub use act::{Act, ActKind, ActKindError, ActNumber, Changed, acting, judge};
pub use batch::{Decision, Facts, KnownCommand, Receipt, Target, decide};
pub use clock::{Clock, Timestamp};
pub use command::{Ack, Action, Command, Outcome, Reason, ReasonError, Refusal};
pub use deed::{Acting, Deed, Sanction, Wanted, Wish, until};
pub use event::{
    Access, EDIT_WINDOW_DEFAULT, Event, EventSettings, Links, RESTORE_WINDOW_DEFAULT, RoomInfo, Session,
    TEXT_LIMIT_DEFAULT,
};
pub use filters::{
    Caught, FLOOD_WITHIN, FilterError, FilterList, FilterSettings, Filters, FiltersVersion, Lately, REPEATED_WITHIN,
};
pub use held::{Held, Past, Verdict};
pub use id::{EventId, MessageId, NoteId, PersonId, RoomId};
pub use invite::{INVITES_MAX, Invite, InviteError, InviteId, InviteIdError};
pub use message::{Change, Message, Tombstone};
pub use name::{Affiliation, Name, NameError, NameKey};
pub use network::{Arrival, NETWORK_BAN_MAX, NETWORK_DAYS, NETWORK_SECRET_DAYS, Network, NetworkHash, NetworkSecret};
pub use nonce::{Nonce, NonceError};
pub use note::{NOTE_LIMIT, NOTES_MAX, Note};
pub use pace::{Pace, PaceState, REACTION_PACE};
pub use person::{Paces, Person, Standing};
pub use programme::SessionTimes;
pub use random::Random;
pub use reaction::{Emoji, EmojiError, Reaction, Reactions};
pub use removal::{Kept, Removal, RemovalMark, RemovalState, RoomAct};
pub use report::{Complaint, REPORT_PACE, Report, Reported, Reports};
pub use role::Role;
pub use room_state::{PINS, RoomState, SessionByHand, SessionOn};
pub use search::{READERS_SEARCH_PACE, SEARCH_LIMIT, SEARCH_PACE, Search, SearchError};
pub use secret::{Secret, SecretHash};
pub use seq::{Cursor, Epoch, Seq};
pub use slug::{Slug, SlugError};
pub use switches::{CALM_SLOW_MODE, Calmed, Hold, HoldError, SLOW_MODE_MAX, Switches, Switching};
pub use text::{Text, TextError};

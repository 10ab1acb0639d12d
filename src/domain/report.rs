use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use super::{Message, MessageId, Pace, Person, PersonId, Reason, Timestamp};

/// How fast one person may report, in every event: enough for all of a raid that somebody reads, too little to bury those who
/// keep the room.
pub const REPORT_PACE: Pace = Pace { burst: 10, interval: Duration::from_secs(10) };

/// What a room knows of reports that a batch touches; empty where nothing was ever reported.
#[derive(Clone, Debug, Default)]
pub struct Reports {
    /// The messages that were ever reported, and whether somebody is still to decide on them.
    pub open: HashMap<MessageId, bool>,
    /// Who has reported which.
    pub made: HashSet<(MessageId, PersonId)>,
}

/// A report to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Of which message.
    pub message: MessageId,
    /// Who reports it.
    pub by: PersonId,
    /// Why; gone where the same batch has settled it.
    pub reason: Option<Reason>,
}

/// A message that is reported, for those who keep the room to decide on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// The message, as it was when this was read.
    pub message: Message,
    /// How many people report it.
    pub count: u64,
    /// What they say, the newest first; not all of it where there are many.
    pub complaints: Vec<Complaint>,
}

impl Reported {
    /// Whether somebody is told of it: who keeps the room, unless it is about them. Nobody learns who reported them.
    pub fn is_told_to(&self, person: &Person) -> bool {
        person.role.may_moderate() && self.message.author.id != person.id
    }

    /// When it was reported last.
    pub fn newest_at(&self) -> Option<Timestamp> {
        self.complaints.first().map(|complaint| complaint.at)
    }
}

/// What one person says of a message that they report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// Who.
    pub by: PersonId,
    /// Their name.
    pub by_name: String,
    /// Why.
    pub reason: Reason,
    /// When.
    pub at: Timestamp,
}

//! The pure parts of a message's way, ready to be run again and again.

use std::{
    collections::HashMap,
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    time::Duration,
};

use social_stream::{
    domain::{
        Action, Change, Command, EventId, Facts, Lately, Message, MessageId, Name, Pace, Paces, Person, PersonId,
        Random, Reactions, Reports, Role, RoomState, Seq, Standing, Text, Timestamp, decide,
    },
    hub::{Recent, RecentLimits},
    protocol::{ClientFrame, Encoded, View},
};

/// How many commands a batch holds: what gathers during one commit on a busy room.
pub(crate) const BATCH: usize = 50;

/// The room's memory as the server sets it.
const LIMITS: RecentLimits = RecentLimits { messages: 1_024, bytes: 1024 * 1024 };

const NOW: Timestamp = Timestamp::from_millis(1_351_918_800_000);

/// Numbers that count up: every run does the same.
struct Counting(AtomicU64);

impl Random for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            // Spread over all bits, as random numbers are (Knuth's multiplier).
            let number = self.0.fetch_add(1, Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes();
            chunk.copy_from_slice(&number[..chunk.len()]);
        }
    }
}

/// What all parts are run on.
pub(crate) struct Parts {
    random: Counting,
    frame: String,
    text: String,
    author: Standing,
    recent: Recent,
}

impl Parts {
    /// A full room and a text of 200 characters.
    pub(crate) fn new() -> Self {
        let random = Counting(AtomicU64::new(1));
        let text = "All people are born free and equal. ".repeat(6)[..200].to_owned();
        let author = Standing {
            person: Person {
                id: PersonId::random(&random),
                event: EventId::random(&random),
                name: Name::parse("Ann Lee").expect("a name"),
                role: Role::Guest,
                affiliation: None,
            },
            muted_until: None,
            banned_until: None,
            cleared_at: None,
            paces: Paces::default(),
        };
        let frame = format!(r#"{{"type":"post","nonce":"k3J9x_0Qw2","text":"{text}"}}"#);
        let recent = Recent::new(LIMITS, Seq::ZERO, Seq::ZERO, RoomState::default(), []);
        let mut parts = Self { random, frame, text, author, recent };
        for _ in 0..2 * LIMITS.messages {
            parts.push();
        }
        parts
    }

    /// Reads a client's frame.
    pub(crate) fn decode(&self) -> ClientFrame {
        ClientFrame::decode(&self.frame).expect("a frame")
    }

    /// Checks a text.
    pub(crate) fn text(&self) -> Text {
        Text::parse(&self.text, 2_000).expect("a text")
    }

    /// The facts and commands of a batch of posts, as [`Parts::decide`] takes them.
    pub(crate) fn batch(&self) -> (Facts, Vec<Command>) {
        let author = self.author.person.id;
        let facts = Facts {
            head: Seq::from_stored(10),
            pace: Pace { burst: 1_000_000, interval: Duration::ZERO },
            edit_window: Duration::ZERO,
            restore_window: Duration::ZERO,
            reactions: Vec::new(),
            known: HashMap::new(),
            people: HashMap::from([(author, self.author.clone())]),
            targets: HashMap::new(),
            messages: HashMap::new(),
            state: RoomState::default(),
            sessions: Vec::new(),
            kept: HashMap::new(),
            held: HashMap::new(),
            reports: Reports::default(),
            pasts: HashMap::new(),
            filters: None,
            lately: Lately::default(),
        };
        let commands = (0..BATCH).map(|number| Command {
            author,
            nonce: Some(format!("nonce-{number:04}").parse().expect("a nonce")),
            action: Action::Post {
                id: MessageId::random(&self.random),
                text: self.text(),
                reply_to: None,
                announcement: false,
            },
        });
        (facts, commands.collect())
    }

    /// Decides a batch.
    pub(crate) fn decide(&self, (facts, commands): (Facts, &[Command])) -> usize {
        decide(facts, commands, NOW).changes.len()
    }

    /// A new message, the next of the room.
    pub(crate) fn change(&self) -> Change {
        let seq = self.recent.head().next();
        Change::Live(Message {
            id: MessageId::random(&self.random),
            position: seq,
            seq,
            at: NOW,
            author: self.author.person.clone(),
            text: Text::from_stored(self.text.clone()),
            edited_at: None,
            reply_to: None,
            reactions: Reactions::default(),
            session: None,
            announcement: false,
        })
    }

    /// Writes a change as JSON.
    pub(crate) fn encode(&self, change: &Change) -> Encoded {
        Encoded::new(change)
    }

    /// Takes a new message into the room's memory, which is full: the oldest goes.
    pub(crate) fn push(&mut self) {
        let change = self.change();
        let encoded = Encoded::new(&change);
        self.recent.push(&change, encoded);
    }

    /// What one reader is sent who has all but the newest message.
    pub(crate) fn since(&self) -> usize {
        let cursor = Seq::from_stored(self.recent.head().to_stored() - 1);
        self.recent.since(cursor, View::Full, 16 * 1024).expect("a cursor in memory").frames.len()
    }

    /// The newest page.
    pub(crate) fn page(&self) -> usize {
        self.recent.page(50, 256 * 1024).expect("a page in memory").len()
    }
}

//! An event with people in it, on a database of its own.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use social_stream::{
    domain::{
        Ack, Act, Acting, Action, Change, Clock, Command, Event, EventId, EventSettings, Invite, Links, MessageId,
        Name, Nonce, Outcome, Pace, Person, PersonId, Random, Reason, Refusal, Role, RoomId, RoomInfo, Secret, Seq,
        Session, Slug, Text, Wanted,
    },
    store::{Acted, ActsFilter, CommitGate, JoinRefusal, Joining, Page, Store, WriteError, Written},
};

use crate::support::{
    databases::TestDatabase,
    world::{SeededRandom, TestClock},
};

pub(crate) struct House {
    pub(crate) store: Store,
    pub(crate) event: Event,
    /// The event's first room.
    pub(crate) room: RoomId,
    pub(crate) clock: TestClock,
    pub(crate) random: SeededRandom,
    nonces: AtomicU64,
}

pub(crate) fn slug(raw: &str) -> Slug {
    raw.parse().expect("a good slug")
}

/// An event with the rooms `main` and `side`, and no limit to the pace.
pub(crate) fn event(random: &dyn Random) -> Event {
    let room = |name: &str, title: &str| RoomInfo { id: RoomId::random(random), slug: slug(name), title: title.into() };
    Event {
        id: EventId::random(random),
        slug: slug("best-bits-2012"),
        title: "Best Bits".into(),
        description: "An open space.\n\nFor all.".into(),
        place: Some("Baku, Azerbaijan".into()),
        time_zone: "Asia/Baku".into(),
        starts_at: None,
        ends_at: None,
        links: Links::default(),
        rooms: vec![room("main", "Main room"), room("side", "Side room")],
        default_room: slug("main"),
        programme: Vec::new(),
        settings: EventSettings { pace: Pace { burst: 1, interval: Duration::ZERO }, ..EventSettings::default() },
    }
}

/// A session without times; one of all rooms unless it names one.
pub(crate) fn session(name: &str, room: Option<&str>) -> Session {
    Session {
        slug: slug(name),
        title: name.into(),
        description: None,
        facilitator: None,
        room: room.map(slug),
        starts_at: None,
        ends_at: None,
    }
}

impl House {
    pub(crate) async fn on(database: &TestDatabase) -> Self {
        Self::with(database, |_| ()).await
    }

    pub(crate) async fn with(database: &TestDatabase, change: impl FnOnce(&mut Event)) -> Self {
        let (store, random) = (database.open().await, SeededRandom::new(2012));
        let mut event = event(&random);
        change(&mut event);
        store.import_event(&event, &random).await.expect("the event is imported");
        let (room, clock) = (event.rooms[0].id, TestClock::new());
        Self { store, event, room, clock, random, nonces: AtomicU64::new(0) }
    }

    pub(crate) fn joining(&self, name: &str) -> Joining {
        let person = Person {
            id: PersonId::random(&self.random),
            event: self.event.id,
            name: Name::parse(name).expect("a good name"),
            role: Role::Guest,
            affiliation: None,
        };
        Joining { person, token: Secret::random(&self.random).hash(), invite: None, from: None }
    }

    pub(crate) async fn try_join(&self, joining: Joining) -> Result<Person, JoinRefusal> {
        self.store.join(joining, self.clock.now()).await.expect("the database answers")
    }

    pub(crate) async fn guest(&self, name: &str) -> PersonId {
        self.try_join(self.joining(name)).await.expect("the name is free").id
    }

    pub(crate) async fn invite(&self, role: Role, uses_left: u32) -> Invite {
        let code = Secret::random(&self.random).hash();
        let invite = Invite { code, event: self.event.id, role, uses_left, expires_at: None };
        self.store.create_invite(&invite).await.expect("the invite is kept");
        invite
    }

    pub(crate) async fn moderator(&self, name: &str) -> PersonId {
        let invite = self.invite(Role::Moderator, 1).await;
        let joining = Joining { invite: Some(invite.code), ..self.joining(name) };
        self.try_join(joining).await.expect("the invite admits").id
    }

    pub(crate) fn nonce(&self) -> Nonce {
        let number = self.nonces.fetch_add(1, Ordering::SeqCst);
        format!("nonce-{number:06}").parse().expect("a good nonce")
    }

    pub(crate) fn post(&self, author: PersonId, text: &str) -> Command {
        let text = Text::parse(text, 2_000).expect("a good text");
        let id = MessageId::at(self.clock.now(), &self.random);
        Command {
            author,
            nonce: Some(self.nonce()),
            action: Action::Post { id, text, reply_to: None, announcement: false },
        }
    }

    pub(crate) fn reply(&self, author: PersonId, text: &str, to: MessageId) -> Command {
        let mut command = self.post(author, text);
        if let Action::Post { reply_to, .. } = &mut command.action {
            *reply_to = Some(to);
        }
        command
    }

    pub(crate) fn removal(&self, author: PersonId, id: MessageId) -> Command {
        let reason = Reason::parse("off topic").ok();
        Command { author, nonce: Some(self.nonce()), action: Action::Remove { id, reason } }
    }

    pub(crate) fn edit(&self, author: PersonId, id: MessageId, text: &str) -> Command {
        let text = Text::parse(text, 2_000).expect("a good text");
        Command { author, nonce: Some(self.nonce()), action: Action::Edit { id, text } }
    }

    pub(crate) fn reaction(&self, author: PersonId, id: MessageId, emoji: &str, on: bool) -> Command {
        let emoji = emoji.parse().expect("an emoji");
        Command { author, nonce: Some(self.nonce()), action: Action::React { id, emoji, on } }
    }

    pub(crate) fn start(&self, author: PersonId, session: &str) -> Command {
        Command { author, nonce: None, action: Action::StartSession { session: slug(session) } }
    }

    pub(crate) fn end(&self, author: PersonId) -> Command {
        Command { author, nonce: None, action: Action::EndSession }
    }

    pub(crate) fn restore(&self, by: PersonId, id: MessageId) -> Command {
        Command { author: by, nonce: Some(self.nonce()), action: Action::Restore { id, reason: None } }
    }

    pub(crate) fn erase(&self, by: PersonId, id: MessageId) -> Command {
        Command { author: by, nonce: Some(self.nonce()), action: Action::Erase { id, reason: None } }
    }

    pub(crate) fn acting(&self, by: PersonId, wanted: Wanted) -> Acting {
        Acting { by, wanted, reason: None, nonce: None }
    }

    pub(crate) async fn act(&self, acting: Acting) -> Result<Acted, Refusal> {
        self.store.act(self.event.id, acting, self.clock.now()).await.expect("the database answers")
    }

    /// The log of acts, the newest first.
    pub(crate) async fn acts(&self) -> Vec<Act> {
        self.store.acts(self.event.id, ActsFilter::default(), 1_000).await.expect("an answer")
    }

    pub(crate) async fn write(&self, batch: &[Command]) -> Written {
        write(&self.store, self.room, batch, &self.clock).await
    }

    /// Writes one command that is stored.
    pub(crate) async fn stored(&self, command: Command) -> Ack {
        match self.write(&[command]).await.outcomes[..] {
            [Outcome::Stored(ack)] => ack,
            ref other => panic!("not stored: {other:?}"),
        }
    }

    /// Writes one command that is refused.
    pub(crate) async fn refused(&self, command: Command) -> Refusal {
        match self.write(&[command]).await.outcomes[..] {
            [Outcome::Refused(refusal)] => refusal,
            ref other => panic!("not refused: {other:?}"),
        }
    }

    pub(crate) async fn history(&self) -> Vec<Change> {
        self.store.history(self.room, Page::Latest, 100_000).await.expect("an answer").expect("the room").messages
    }

    pub(crate) async fn head(&self) -> Seq {
        self.store.room(self.room).await.expect("an answer").expect("the room").head
    }
}

/// Writes as the hub does: again until the database says what became of the batch.
pub(crate) async fn write(store: &Store, room: RoomId, batch: &[Command], clock: &TestClock) -> Written {
    for _ in 0..20 {
        match store.write(room, batch, clock.now(), &CommitGate::new()).await {
            Ok(written) => return written,
            Err(WriteError::Unavailable { .. } | WriteError::Uncertain { .. }) => {}
            Err(other) => panic!("{other}: {:?}", std::error::Error::source(&other)),
        }
    }
    panic!("the database stays unavailable");
}

pub(crate) fn seqs(changes: &[Change]) -> Vec<u64> {
    changes.iter().map(|change| change.seq().get()).collect()
}

pub(crate) fn positions(changes: &[Change]) -> Vec<u64> {
    changes.iter().map(|change| change.position().get()).collect()
}

pub(crate) fn text(change: &Change) -> Option<&str> {
    match change {
        Change::Live(message) => Some(message.text.as_str()),
        Change::Removed(_) => None,
    }
}

pub(crate) fn number(number: u64) -> Seq {
    Seq::new(number).expect("a seq a room can reach")
}

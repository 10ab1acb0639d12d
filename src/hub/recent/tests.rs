//! `Recent` against a plain model: the list of every message's present state.

use std::collections::BTreeMap;

use proptest::{collection::vec, prelude::*, sample::Index};
use serde_json::Value;

use super::*;
use crate::{
    domain::{
        EventId, Message, Name, Person, PersonId, Random, Reactions, Role, SessionByHand, Text, Timestamp, Tombstone,
    },
    machine::SystemRandom,
};

#[derive(Clone, Debug)]
enum Step {
    New(u8),
    Edit(Index),
    React(Index),
    /// Several changes of one message at once, of which only the last is told.
    Changes(Index, u8),
    Remove(Index),
    /// The room's state changes.
    Set,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => any::<u8>().prop_map(Step::New),
        1 => any::<Index>().prop_map(Step::Edit),
        1 => any::<Index>().prop_map(Step::React),
        1 => (any::<Index>(), 1..4_u8).prop_map(|(which, more)| Step::Changes(which, more)),
        1 => any::<Index>().prop_map(Step::Remove),
        1 => Just(Step::Set),
    ];
    vec(step, 0..120)
}

/// A log that is played into `Recent` and kept whole beside it.
struct Model {
    recent: Recent,
    now: Vec<Change>,
    state: RoomState,
    author: Person,
    head: Seq,
    /// What was said at each head.
    said: BTreeMap<Seq, Said>,
}

/// The messages without their reactions, by position: their texts, or nothing for those removed.
type Said = BTreeMap<Seq, Option<String>>;

impl Model {
    fn new(limits: RecentLimits) -> Self {
        let random: &dyn Random = &SystemRandom;
        let author = Person {
            id: PersonId::random(random),
            event: EventId::random(random),
            name: Name::parse("Ann").expect("a name"),
            role: Role::Guest,
            affiliation: None,
        };
        let said = BTreeMap::from([(Seq::ZERO, Said::new())]);
        let state = RoomState::default();
        let recent = Recent::new(limits, Seq::ZERO, Seq::ZERO, state.clone(), []);
        Self { recent, now: Vec::new(), state, author, head: Seq::ZERO, said }
    }

    fn play(&mut self, step: &Step) {
        let left_out = if let Step::Changes(_, more) = step { (*more).into() } else { 0 };
        let seq = Seq::from_stored(self.head.next().to_stored() + left_out);
        let change = match step {
            Step::New(length) => Change::Live(Message {
                id: MessageId::random(&SystemRandom),
                position: seq,
                seq,
                at: Timestamp::from_millis(0),
                author: self.author.clone(),
                text: Text::from_stored("x".repeat(usize::from(*length) + 1)),
                edited_at: None,
                reply_to: None,
                reactions: Reactions::default(),
                session: None,
                announcement: false,
            }),
            Step::Set => return self.set(seq),
            Step::Edit(_) | Step::React(_) | Step::Changes(..) | Step::Remove(_) if self.now.is_empty() => return,
            Step::Edit(which) | Step::Changes(which, _) => match which.get(&self.now) {
                Change::Live(message) => {
                    let text = Text::from_stored(format!("{}, edited", message.text.as_str()));
                    Change::Live(Message { seq, text, ..message.clone() })
                }
                Change::Removed(_) => return,
            },
            Step::React(which) => match which.get(&self.now) {
                Change::Live(message) => {
                    let (mut reactions, emoji) = (message.reactions.clone(), "👍".parse().expect("an emoji"));
                    reactions.set(&emoji, self.author.id, !reactions.has(&emoji, self.author.id));
                    Change::Live(Message { seq, reactions, ..message.clone() })
                }
                Change::Removed(_) => return,
            },
            Step::Remove(which) => match which.get(&self.now) {
                Change::Live(Message { id, position, .. }) => {
                    Change::Removed(Tombstone { id: *id, position: *position, seq })
                }
                Change::Removed(_) => return,
            },
        };
        self.head = seq;
        self.now.retain(|held| held.id() != change.id());
        self.now.push(change.clone());
        self.recent.push(&change, Encoded::new(&change));
        let said = self.now.iter().map(|change| match change {
            Change::Live(message) => (message.position, Some(message.text.as_str().to_owned())),
            Change::Removed(tombstone) => (tombstone.position, None),
        });
        self.said.insert(self.head, said.collect());
    }

    fn set(&mut self, seq: Seq) {
        let session = SessionByHand {
            session: "opening".parse().expect("a short name"),
            started_at: Timestamp::from_millis(seq.to_stored()),
            ended_at: None,
        };
        self.said.insert(seq, self.said[&self.head].clone());
        (self.head, self.state) = (seq, RoomState { seq, session: Some(session), ..RoomState::default() });
        self.recent.set_state(self.state.clone());
    }

    fn since(&self, cursor: Seq) -> Vec<(MessageId, Bytes)> {
        let later = self.now.iter().filter(|change| change.seq() > cursor);
        later.map(|change| (change.id(), Encoded::new(change).frame(View::Full))).collect()
    }

    /// The same with the room's state at its place.
    fn frames_since(&self, cursor: Seq) -> Vec<(Option<MessageId>, Bytes)> {
        let later = self.now.iter().filter(|change| change.seq() > cursor);
        let mut frames: Vec<_> =
            later.map(|change| (change.seq(), Some(change.id()), Encoded::new(change).frame(View::Full))).collect();
        if self.state.seq > cursor {
            frames.push((self.state.seq, None, RoomFrame::encode(&self.state)));
        }
        frames.sort_by_key(|(seq, ..)| *seq);
        frames.into_iter().map(|(_, id, frame)| (id, frame)).collect()
    }
}

/// Follows the room from a cursor in small turns, as a connection does.
fn follow(recent: &Recent, mut cursor: Seq, view: View, max_bytes: usize) -> Option<Vec<(Option<MessageId>, Bytes)>> {
    let mut got = Vec::new();
    while cursor < recent.head() {
        let delivery = recent.since(cursor, view, max_bytes)?;
        assert!(delivery.upto > cursor, "each turn gets on");
        assert!(delivery.ids.iter().eq(delivery.frames.iter().filter_map(|frame| frame.id.as_ref())));
        assert!(delivery.frames.is_sorted_by(|one, next| one.seq < next.seq));
        got.extend(delivery.frames.into_iter().map(|frame| (frame.id, frame.text)));
        cursor = delivery.upto;
    }
    Some(got)
}

proptest! {
    #[test]
    fn whatever_happened_a_cursor_gets_the_present_state_once_or_is_told_that_it_is_too_old(
        steps in steps(),
        messages in 1_usize..40,
        bytes in 300_usize..20_000,
        turn in 1_usize..2_000,
    ) {
        let mut model = Model::new(RecentLimits { messages, bytes });
        for step in &steps {
            model.play(step);
        }
        prop_assert_eq!(model.recent.head(), model.head);
        for cursor in (0..=model.head.get() + 1).filter_map(Seq::new) {
            let held = cursor >= model.recent.floor();
            let expected = held.then(|| model.since(cursor));
            let frames = held.then(|| if cursor < model.head { model.frames_since(cursor) } else { Vec::new() });
            prop_assert_eq!(follow(&model.recent, cursor, View::Full, turn), frames);
            let replay = model.recent.replay(cursor, View::Full, usize::MAX, usize::MAX);
            let replay = replay.map(|all| all.into_iter().map(|(id, m)| (id, m.frame(View::Full))).collect::<Vec<_>>());
            prop_assert_eq!(replay, if cursor > model.head { None } else { expected });
        }
        prop_assert_eq!(model.recent.state(), &model.state);
        let held = model.since(model.recent.floor());
        prop_assert!(held.len() <= messages);
        let size: usize = held.iter().map(|(_, frame)| frame.len()).sum();
        prop_assert!(size <= bytes || held.len() <= 1);
    }

    #[test]
    fn who_saves_data_holds_what_was_said_and_is_told_nothing_of_reactions(
        steps in steps(),
        messages in prop_oneof![1_usize..40, Just(usize::MAX)],
        turn in 1_usize..2_000,
    ) {
        let mut model = Model::new(RecentLimits { messages, bytes: usize::MAX });
        for step in &steps {
            model.play(step);
        }
        let now = &model.said[&model.head];
        for (&cursor, said) in model.said.range(model.recent.floor()..) {
            let mut held = said.clone();
            let told = follow(&model.recent, cursor, View::LowData, turn).expect("from memory");
            let replay = model.recent.replay(cursor, View::LowData, usize::MAX, usize::MAX).expect("from memory");
            prop_assert!(replay.iter().map(|(id, _)| *id).eq(told.iter().filter_map(|(id, _)| *id)));
            let mut last = cursor;
            for (id, frame) in &told {
                let frame: Value = serde_json::from_slice(frame).expect("JSON");
                let message = if id.is_some() { &frame["message"] } else { &frame };
                let seq = message["seq"].as_u64().and_then(Seq::new).expect("a seq");
                prop_assert!(seq > last, "rising");
                last = seq;
                if id.is_none() {
                    prop_assert_eq!(seq, model.state.seq);
                    continue;
                }
                prop_assert_eq!(&message["reactions"], &Value::Null);
                let position = message["position"].as_u64().and_then(Seq::new).expect("a position");
                let before = held.insert(position, message["text"].as_str().map(str::to_owned));
                // Of what was let go of meanwhile, memory cannot tell whether it said the same.
                prop_assert!(messages < usize::MAX || before != now.get(&position).cloned(), "known already");
            }
            prop_assert_eq!(&held, now);
        }
    }

    #[test]
    fn a_page_is_the_newest_messages_or_is_not_given(
        steps in steps(),
        messages in 1_usize..40,
        wanted in 1_usize..30,
    ) {
        let mut model = Model::new(RecentLimits { messages, bytes: usize::MAX });
        for step in &steps {
            model.play(step);
        }
        let mut newest: Vec<&Change> = model.now.iter().collect();
        newest.sort_by_key(|change| change.position());
        let newest = &newest[newest.len().saturating_sub(wanted)..];
        let newest: Vec<_> = newest.iter().map(|change| Encoded::new(change)).collect();
        if let Some(page) = model.recent.page(wanted, usize::MAX) {
            let page: Vec<_> = page.into_iter().map(|(_, message)| message).collect();
            prop_assert_eq!(page, newest);
        } else {
            prop_assert!(model.recent.floor() > Seq::ZERO, "a log that is held whole can always tell");
        }
    }

    #[test]
    fn what_was_removed_is_known_as_removed(steps in steps()) {
        let mut model = Model::new(RecentLimits { messages: usize::MAX, bytes: usize::MAX });
        for step in &steps {
            model.play(step);
        }
        for change in &model.now {
            let removed = matches!(change, Change::Removed(_));
            let before = Seq::from_stored(change.seq().to_stored() - 1);
            prop_assert_eq!(model.recent.removed_after(before, &[change.id()]), removed);
            prop_assert!(!model.recent.removed_after(change.seq(), &[change.id()]), "a tombstone that was told is no news");
        }
    }
}

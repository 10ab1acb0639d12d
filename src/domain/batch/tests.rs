use std::time::Duration;

use super::*;
use crate::{
    domain::{
        Action, EventId, Name, Person, REACTION_PACE, Random, Reactions, Reason, Refusal, RemovalState, Role, Slug,
        Text,
    },
    machine::SystemRandom,
};

const NOW: Timestamp = Timestamp::from_millis(1_351_918_800_000);

const WINDOW: Duration = Duration::from_secs(900);

const RESTORE: Duration = Duration::from_secs(24 * 60 * 60);

fn emoji(raw: &str) -> Emoji {
    raw.parse().expect("an emoji")
}

fn facts(people: &[&Standing]) -> Facts {
    Facts {
        head: Seq::from_stored(10),
        pace: Pace { burst: 2, interval: Duration::from_secs(2) },
        edit_window: WINDOW,
        restore_window: RESTORE,
        reactions: vec![emoji("👍"), emoji("🎉")],
        known: HashMap::new(),
        people: people.iter().map(|standing| (standing.person.id, (*standing).clone())).collect(),
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
    }
}

fn somebody(role: Role) -> Standing {
    let random: &dyn Random = &SystemRandom;
    Standing {
        person: Person {
            id: PersonId::random(random),
            event: EventId::random(random),
            name: Name::parse("Ann").expect("a name"),
            role,
            affiliation: None,
        },
        muted_until: None,
        banned_until: None,
        cleared_at: None,
        paces: Paces::default(),
    }
}

fn post(author: &Standing, nonce: &str, text: &str) -> Command {
    let action = Action::Post {
        id: MessageId::random(&SystemRandom),
        text: Text::parse(text, 100).expect("a text"),
        reply_to: None,
        announcement: false,
    };
    Command { author: author.person.id, nonce: Some(nonce.parse().expect("a nonce")), action }
}

fn remove(by: &Standing, id: MessageId) -> Command {
    Command { author: by.person.id, nonce: None, action: Action::Remove { id, reason: None } }
}

fn id_of(command: &Command) -> MessageId {
    match command.action {
        Action::Post { id, .. }
        | Action::Remove { id, .. }
        | Action::Erase { id, .. }
        | Action::Restore { id, .. }
        | Action::Edit { id, .. }
        | Action::React { id, .. } => id,
        Action::Pin { id, .. }
        | Action::Decide { id, .. }
        | Action::Report { id, .. }
        | Action::DecideReported { id, .. } => id,
        Action::StartSession { .. } | Action::EndSession | Action::Switch { .. } => panic!("it is about no message"),
    }
}

fn ack(id: MessageId, position: i64, seq: i64) -> Ack {
    Ack { id, position: Seq::from_stored(position), seq: Seq::from_stored(seq) }
}

#[test]
fn seqs_follow_the_head_and_a_refused_command_takes_none() {
    let (ann, stranger) = (somebody(Role::Moderator), somebody(Role::Guest));
    let batch = [post(&ann, "nonce-01", "a"), post(&stranger, "nonce-02", "b"), post(&ann, "nonce-03", "c")];
    let decision = decide(facts(&[&ann]), &batch, NOW);
    assert_eq!(decision.outcomes[0], Outcome::Stored(ack(id_of(&batch[0]), 11, 11)));
    assert_eq!(decision.outcomes[1], Outcome::Refused(Refusal::NotJoined));
    assert_eq!(decision.outcomes[2], Outcome::Stored(ack(id_of(&batch[2]), 12, 12)));
    assert_eq!(decision.head, Seq::from_stored(12));
    assert_eq!(decision.receipts.len(), 2);
}

#[test]
fn a_nonce_twice_in_one_batch_is_one_post() {
    let ann = somebody(Role::Guest);
    let batch = [post(&ann, "nonce-01", "a"), post(&ann, "nonce-01", "a"), post(&ann, "nonce-01", "b")];
    let decision = decide(facts(&[&ann]), &batch, NOW);
    let first = ack(id_of(&batch[0]), 11, 11);
    let expected = [Outcome::Stored(first), Outcome::Repeated(first), Outcome::Refused(Refusal::NonceReused)];
    assert_eq!(decision.outcomes, expected);
    assert_eq!(decision.changes.len(), 1);
}

#[test]
fn a_retry_is_answered_even_to_somebody_banned_and_over_their_pace() {
    let mut ann = somebody(Role::Guest);
    let batch = [post(&ann, "nonce-01", "a")];
    let first = decide(facts(&[&ann]), &batch, NOW);
    ann.banned_until = Some(NOW.plus(Duration::from_secs(60)));
    let mut later = facts(&[&ann]);
    later.known.extend(first.receipts.into_iter().map(|r| ((r.author, r.nonce), r.command)));
    let decision = decide(later, &[batch[0].clone(), post(&ann, "nonce-02", "b")], NOW);
    assert_eq!(decision.outcomes[0], Outcome::Repeated(ack(id_of(&batch[0]), 11, 11)));
    assert_eq!(decision.outcomes[1], Outcome::Refused(Refusal::Banned));
    assert!(decision.changes.is_empty());
}

#[test]
fn the_pace_counts_within_a_batch_and_not_for_moderators() {
    let (guest, moderator) = (somebody(Role::Guest), somebody(Role::Moderator));
    let batch: Vec<_> = ["nonce-01", "nonce-02", "nonce-03"]
        .iter()
        .flat_map(|nonce| [post(&guest, nonce, "a"), post(&moderator, nonce, "a")])
        .collect();
    let decision = decide(facts(&[&guest, &moderator]), &batch, NOW);
    assert_eq!(decision.outcomes[4], Outcome::Refused(Refusal::SlowDown { retry_after_ms: 2_000 }));
    assert_eq!(decision.changes.len(), 5);
    assert_eq!(decision.paces.keys().collect::<Vec<_>>(), [&guest.person.id]);
}

#[test]
fn a_removal_sees_what_its_batch_posted() {
    let (ann, bob, moderator) = (somebody(Role::Guest), somebody(Role::Guest), somebody(Role::Moderator));
    let posted = post(&ann, "nonce-01", "a");
    let id = id_of(&posted);
    let mut answer = post(&bob, "nonce-02", "an answer");
    if let Action::Post { reply_to, .. } = &mut answer.action {
        *reply_to = Some(id);
    }
    let batch = [posted, remove(&bob, id), remove(&moderator, id), remove(&ann, id), answer];
    let decision = decide(facts(&[&ann, &bob, &moderator]), &batch, NOW);
    assert_eq!(
        decision.outcomes[1..],
        [
            Outcome::Refused(Refusal::Forbidden),
            Outcome::Stored(ack(id, 11, 12)),
            Outcome::Repeated(ack(id, 11, 12)),
            Outcome::Refused(Refusal::NotFound),
        ]
    );
    assert_eq!(decision.removals.len(), 1);
    assert!(matches!(decision.changes[..], [Change::Live(_), Change::Removed(_)]));
}

/// Facts in which the author posted a message at position 3, `ago` before now.
fn facts_with_message(author: &Standing, people: &[&Standing], ago: Duration) -> (Facts, MessageId) {
    let id = MessageId::random(&SystemRandom);
    let message = Message {
        id,
        position: Seq::from_stored(3),
        seq: Seq::from_stored(3),
        at: Timestamp::from_millis(NOW.as_millis() - i64::try_from(ago.as_millis()).expect("small")),
        author: author.person.clone(),
        text: Text::parse("first", 100).expect("a text"),
        edited_at: None,
        reply_to: None,
        reactions: Reactions::default(),
        session: None,
        announcement: false,
    };
    let target = Target {
        position: message.position,
        seq: message.seq,
        author: author.person.id,
        author_role: author.person.role,
        removed: false,
        kept: false,
        removals: 0,
    };
    let facts =
        Facts { targets: HashMap::from([(id, target)]), messages: HashMap::from([(id, message)]), ..facts(people) };
    (facts, id)
}

fn edit(by: &Standing, nonce: &str, id: MessageId, text: &str) -> Command {
    let text = Text::parse(text, 100).expect("a text");
    Command { author: by.person.id, nonce: nonce.parse().ok(), action: Action::Edit { id, text } }
}

fn react(by: &Standing, id: MessageId, raw: &str, on: bool) -> Command {
    Command { author: by.person.id, nonce: None, action: Action::React { id, emoji: emoji(raw), on } }
}

fn live(change: &Change) -> &Message {
    match change {
        Change::Live(message) => message,
        Change::Removed(_) => panic!("removed"),
    }
}

#[test]
fn only_authors_edit_and_only_within_the_window() {
    let (ann, moderator) = (somebody(Role::Guest), somebody(Role::Moderator));
    let mut muted = ann.clone();
    muted.muted_until = Some(NOW.plus(Duration::from_secs(1)));
    let (in_time, second) = (WINDOW - Duration::from_millis(1), Duration::from_secs(1));
    for (by, ago, window, expected) in [
        (&ann, in_time, WINDOW, None),
        (&ann, WINDOW, WINDOW, Some(Refusal::TooLate)),
        (&ann, second, Duration::ZERO, Some(Refusal::TooLate)),
        (&moderator, second, WINDOW, Some(Refusal::NotTheAuthor)),
        (&muted, second, WINDOW, Some(Refusal::Muted { retry_after_ms: 1_000 })),
    ] {
        let (mut facts, id) = facts_with_message(&ann, &[&ann, &moderator, by], ago);
        facts.edit_window = window;
        let decision = decide(facts, &[edit(by, "nonce-01", id, "second")], NOW);
        match expected {
            Some(refusal) => assert_eq!(decision.outcomes, [Outcome::Refused(refusal)]),
            None => {
                assert_eq!(decision.outcomes, [Outcome::Stored(ack(id, 3, 11))]);
                let message = live(&decision.changes[0]);
                assert_eq!((message.text.as_str(), message.edited_at), ("second", Some(NOW)));
            }
        }
        assert_eq!(decision.changes.is_empty(), expected.is_some());
    }
}

#[test]
fn an_edit_to_what_it_says_already_changes_nothing_and_edits_have_the_pace_of_posts() {
    let ann = somebody(Role::Guest);
    let (facts, id) = facts_with_message(&ann, &[&ann], Duration::ZERO);
    let same = edit(&ann, "nonce-01", id, "first");
    let batch = [same.clone(), edit(&ann, "nonce-02", id, "second"), same, post(&ann, "nonce-03", "too fast")];
    let decision = decide(facts, &batch, NOW);
    assert_eq!(
        decision.outcomes,
        [
            Outcome::Repeated(ack(id, 3, 3)),
            Outcome::Stored(ack(id, 3, 11)),
            Outcome::Repeated(ack(id, 3, 3)),
            Outcome::Refused(Refusal::SlowDown { retry_after_ms: 2_000 }),
        ]
    );
    assert_eq!(live(&decision.changes[0]).text.as_str(), "second", "what is sent again brings nothing back");
}

#[test]
fn of_many_changes_of_a_message_the_last_state_is_told() {
    let (ann, bob) = (somebody(Role::Guest), somebody(Role::Guest));
    let (facts, id) = facts_with_message(&ann, &[&ann, &bob], Duration::ZERO);
    let batch = [
        react(&bob, id, "👍", true),
        react(&ann, id, "👍", true),
        edit(&ann, "nonce-01", id, "second"),
        post(&bob, "nonce-02", "between"),
        react(&bob, id, "👍", false),
        react(&bob, id, "👍", false),
        react(&bob, id, "🎉", true),
    ];
    let decision = decide(facts, &batch, NOW);
    let seqs = decision.outcomes.iter().map(|outcome| match outcome {
        Outcome::Stored(ack) => (true, ack.seq.get()),
        Outcome::Repeated(ack) => (false, ack.seq.get()),
        other => panic!("{other:?}"),
    });
    let expected = [(true, 11), (true, 12), (true, 13), (true, 14), (true, 15), (false, 15), (true, 16)];
    assert_eq!(seqs.collect::<Vec<_>>(), expected);
    assert_eq!(decision.head.get(), 16);
    assert_eq!(decision.changes.iter().map(|change| change.seq().get()).collect::<Vec<_>>(), [14, 16]);
    let message = live(&decision.changes[1]);
    assert_eq!(message.text.as_str(), "second");
    let reactions: Vec<_> = message.reactions.iter().map(|r| (r.emoji.as_str(), r.people.clone())).collect();
    assert_eq!(reactions, [("👍", vec![ann.person.id]), ("🎉", vec![bob.person.id])]);
}

#[test]
fn what_is_posted_changed_and_removed_in_one_batch_is_stored_before_it_is_changed() {
    let ann = somebody(Role::Moderator);
    let posted = post(&ann, "nonce-01", "first");
    let id = id_of(&posted);
    let batch = [posted, edit(&ann, "nonce-02", id, "second"), react(&ann, id, "👍", true)];
    let decision = decide(facts(&[&ann]), &batch, NOW);
    let told: Vec<_> = decision.changes.iter().map(|c| (c.seq().get(), live(c).text.as_str())).collect();
    assert_eq!(told, [(11, "first"), (13, "second")]);
    let batch = [&batch[..], &[remove(&ann, id), react(&ann, id, "👍", true)]].concat();
    let decision = decide(facts(&[&ann]), &batch, NOW);
    assert!(matches!(decision.changes[..], [Change::Live(_), Change::Removed(_)]));
    assert_eq!(decision.outcomes[3..], [Outcome::Stored(ack(id, 11, 14)), Outcome::Refused(Refusal::NotFound)]);
}

#[test]
fn reactions_are_what_the_event_offers_within_bounds() {
    let (ann, bob) = (somebody(Role::Guest), somebody(Role::Guest));
    let (mut facts, id) = facts_with_message(&ann, &[&ann, &bob], WINDOW);
    let message = facts.messages.get_mut(&id).expect("the message");
    message.reactions.set(&emoji("👀"), bob.person.id, true);
    for number in 1..Reactions::LIMIT {
        message.reactions.set(&emoji("👍"), PersonId(uuid::Uuid::from_u128(number as u128)), true);
    }
    let batch = [
        react(&bob, id, "👀", true),
        react(&ann, id, "🎉", true),
        react(&bob, id, "👀", false),
        react(&ann, id, "🎉", true),
        react(&ann, MessageId::random(&SystemRandom), "🎉", true),
    ];
    let decision = decide(facts, &batch, NOW);
    assert_eq!(
        decision.outcomes,
        [
            Outcome::Refused(Refusal::NotOffered),
            Outcome::Refused(Refusal::Full),
            Outcome::Stored(ack(id, 3, 11)),
            Outcome::Stored(ack(id, 3, 12)),
            Outcome::Refused(Refusal::NotFound),
        ]
    );
}

#[test]
fn a_reported_message_is_removed_as_any_other_and_its_reports_say_no_more() {
    let (gus, ann, mia) = (somebody(Role::Guest), somebody(Role::Guest), somebody(Role::Moderator));
    let (facts, id) = facts_with_message(&gus, &[&gus, &ann, &mia], WINDOW);
    let command = |by: &Standing, action| Command { author: by.person.id, nonce: None, action };
    let reason = Reason::parse("insult").expect("a reason");
    let batch = [
        command(&ann, Action::Report { id, reason }),
        command(&mia, Action::DecideReported { id, keep: false, reason: None }),
        command(&mia, Action::DecideReported { id, keep: true, reason: None }),
    ];
    let decision = decide(facts, &batch, NOW);
    assert_eq!(decision.outcomes, [Outcome::Stored(ack(id, 3, 3)), Outcome::Judged, Outcome::Judged]);
    assert_eq!(decision.marks, [(id, RemovalMark { nth: 1, state: RemovalState::Removed }); 2], "for the journal");
    assert_eq!((&decision.settled[..], &decision.reports[0].reason), (&[id][..], &None));
    assert_eq!(decision.acts.len(), 1, "nothing is done twice");
}

#[test]
fn reactions_have_a_pace_of_their_own() {
    let ann = somebody(Role::Guest);
    let (facts, id) = facts_with_message(&ann, &[&ann], Duration::ZERO);
    let burst = (0..REACTION_PACE.burst + 1).map(|n| react(&ann, id, "👍", n % 2 == 0));
    let batch: Vec<_> = burst.chain([post(&ann, "nonce-01", "as ever")]).collect();
    let decision = decide(facts, &batch, NOW);
    let [.., stored, refused, posted] = &decision.outcomes[..] else { panic!("{:?}", decision.outcomes) };
    assert!(matches!((stored, posted), (Outcome::Stored(_), Outcome::Stored(_))));
    assert_eq!(*refused, Outcome::Refused(Refusal::SlowDown { retry_after_ms: 500 }));
}

fn sessions(slugs: &[&str]) -> Vec<SessionTimes> {
    let session = |slug: &&str| SessionTimes {
        slug: slug.parse().expect("a short name"),
        names_room: true,
        starts_at: None,
        ends_at: None,
    };
    slugs.iter().map(session).collect()
}

fn start(by: &Standing, slug: &str) -> Command {
    let action = Action::StartSession { session: slug.parse().expect("a short name") };
    Command { author: by.person.id, nonce: None, action }
}

fn end(by: &Standing) -> Command {
    Command { author: by.person.id, nonce: None, action: Action::EndSession }
}

#[test]
fn messages_carry_the_session_that_is_on_when_they_are_posted() {
    let moderator = somebody(Role::Moderator);
    let facts = Facts { sessions: sessions(&["opening", "debate"]), ..facts(&[&moderator]) };
    let batch = [
        post(&moderator, "nonce-01", "before"),
        start(&moderator, "opening"),
        post(&moderator, "nonce-02", "first"),
        start(&moderator, "debate"),
        post(&moderator, "nonce-03", "second"),
        end(&moderator),
        post(&moderator, "nonce-04", "after"),
    ];
    let decision = decide(facts, &batch, NOW);
    let carried = decision.changes.iter().map(|change| {
        let message = live(change);
        (message.seq.get(), message.session.as_ref().map(Slug::as_str))
    });
    let expected = [(11, None), (13, Some("opening")), (15, Some("debate")), (17, None)];
    assert_eq!(carried.collect::<Vec<_>>(), expected, "each change of the room's state has a seq of its own");
    let state = decision.state.expect("it was changed");
    assert_eq!((state.seq.get(), decision.head.get()), (16, 17), "its last change");
    let by_hand = state.session.expect("set by hand");
    assert_eq!((by_hand.session.as_str(), by_hand.started_at, by_hand.ended_at), ("debate", NOW, Some(NOW)));
}

#[test]
fn only_moderators_set_the_rooms_state_and_only_what_is_new_is_a_change() {
    let (moderator, guest, participant) =
        (somebody(Role::Moderator), somebody(Role::Guest), somebody(Role::Participant));
    let everybody = Facts { sessions: sessions(&["opening"]), ..facts(&[&moderator, &guest, &participant]) };
    let refused = [start(&guest, "opening"), start(&participant, "opening"), end(&guest), start(&moderator, "lunch")];
    let decision = decide(everybody.clone(), &refused, NOW);
    let not_a_moderator = Outcome::Refused(Refusal::NotAModerator);
    let no_such = Outcome::Refused(Refusal::NoSuchSession);
    assert_eq!(decision.outcomes, [not_a_moderator, not_a_moderator, not_a_moderator, no_such]);
    assert_eq!((decision.head, decision.state), (everybody.head, None));

    let batch = [
        end(&moderator),
        start(&moderator, "opening"),
        start(&moderator, "opening"),
        end(&moderator),
        end(&moderator),
        start(&moderator, "opening"),
    ];
    let decision = decide(everybody, &batch, NOW);
    assert_eq!(decision.outcomes, [0, 11, 11, 12, 12, 13].map(|seq| Outcome::Set(Seq::from_stored(seq))));
}

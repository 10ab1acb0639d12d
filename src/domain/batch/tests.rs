use std::time::Duration;

use super::*;
use crate::{
    domain::{EventId, Name, Person, Random, Role, Text},
    machine::SystemRandom,
};

const NOW: Timestamp = Timestamp::from_millis(1_351_918_800_000);

fn facts(people: &[&Standing]) -> Facts {
    Facts {
        head: Seq::from_stored(10),
        pace: Pace { burst: 2, interval: Duration::from_secs(2) },
        known: HashMap::new(),
        people: people.iter().map(|standing| (standing.person.id, (*standing).clone())).collect(),
        targets: HashMap::new(),
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
        pace: PaceState::default(),
    }
}

fn post(author: &Standing, nonce: &str, text: &str) -> Command {
    let action = Action::Post {
        id: MessageId::random(&SystemRandom),
        text: Text::parse(text, 100).expect("a text"),
        reply_to: None,
    };
    Command { author: author.person.id, nonce: Some(nonce.parse().expect("a nonce")), action }
}

fn remove(by: &Standing, id: MessageId) -> Command {
    Command { author: by.person.id, nonce: None, action: Action::Remove { id, reason: None } }
}

fn id_of(command: &Command) -> MessageId {
    match command.action {
        Action::Post { id, .. } | Action::Remove { id, .. } => id,
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

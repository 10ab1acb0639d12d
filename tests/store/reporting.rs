use std::time::Duration;

use social_stream::domain::{
    ActKind, Action, Clock, Command, Deed, MessageId, Outcome, PersonId, REPORT_PACE, Reason, Refusal, Reported, Wanted,
};

use super::house::{House, write};
use crate::support::databases::TestDatabase;

fn report(by: PersonId, id: MessageId, reason: &str) -> Command {
    let reason = Reason::parse(reason).expect("a good reason");
    Command { author: by, nonce: None, action: Action::Report { id, reason } }
}

fn decide(by: PersonId, id: MessageId, keep: bool) -> Command {
    Command { author: by, nonce: None, action: Action::DecideReported { id, keep, reason: None } }
}

async fn only(house: &House, command: Command) -> Outcome {
    house.write(&[command]).await.outcomes[0]
}

async fn reported(house: &House) -> Vec<Reported> {
    house.store.reported(house.room, 10).await.expect("an answer")
}

/// Which messages are reported, by how many each.
async fn counts(house: &House) -> Vec<(MessageId, u64)> {
    reported(house).await.iter().map(|reported| (reported.message.id, reported.count)).collect()
}

pub(crate) async fn reports_are_gathered_by_message_once_a_person(database: &TestDatabase) {
    let house = House::on(database).await;
    let [gus, ann, bob] = [house.guest("Gus").await, house.guest("Ann").await, house.guest("Bob").await];
    let first = house.stored(house.post(gus, "rude")).await;
    let second = house.stored(house.post(gus, "ruder")).await;
    let written = house.write(&[report(ann, second.id, "insult")]).await;
    assert_eq!(written.outcomes, [Outcome::Stored(second)]);
    assert_eq!((written.changes.len(), written.head, written.held), (0, written.head_before, Some(1)));
    house.clock.advance(Duration::from_secs(1));
    let batch = [report(ann, first.id, "spam"), report(bob, second.id, "off topic"), report(bob, second.id, "again")];
    let stored = |ack| Outcome::Stored(ack);
    assert_eq!(house.write(&batch).await.outcomes, [stored(first), stored(second), Outcome::Repeated(second)]);
    let again = house.write(&[report(ann, second.id, "another word")]).await;
    assert_eq!((&again.outcomes[..], again.held), (&[Outcome::Repeated(second)][..], None), "nothing is new");
    assert_eq!(only(&house, report(gus, first.id, "mine")).await, Outcome::Refused(Refusal::OwnMessage));
    let nowhere = MessageId::at(house.clock.now(), &house.random);
    assert_eq!(only(&house, report(ann, nowhere, "spam")).await, Outcome::Refused(Refusal::NotFound));

    assert_eq!(counts(&house).await, [(second.id, 2), (first.id, 1)], "what was reported first comes first");
    let reported = reported(&house).await;
    let said = |index: usize| {
        let complaints = reported[index].complaints.iter();
        complaints.map(|said| (said.by, said.by_name.as_str(), said.reason.as_str())).collect::<Vec<_>>()
    };
    assert_eq!(said(0), [(bob, "Bob", "off topic"), (ann, "Ann", "insult")], "the newest first");
    assert_eq!(said(1), [(ann, "Ann", "spam")]);
    assert_eq!((reported[0].message.text.as_str(), reported[0].message.author.id), ("ruder", gus));
    assert!(house.acts().await.is_empty(), "a report is no act");
}

pub(crate) async fn a_report_is_decided_on_once(database: &TestDatabase) {
    let house = House::on(database).await;
    let [gus, ann, bob] = [house.guest("Gus").await, house.guest("Ann").await, house.guest("Bob").await];
    let (mia, max) = (house.moderator("Mia").await, house.moderator("Max").await);
    let said = house.stored(house.post(gus, "debatable")).await;
    let refused = Outcome::Refused;
    assert_eq!(only(&house, decide(mia, said.id, true)).await, refused(Refusal::NotReported));
    only(&house, report(ann, said.id, "insult")).await;
    assert_eq!(only(&house, decide(ann, said.id, false)).await, refused(Refusal::NotAModerator));

    let written = house.write(&[decide(mia, said.id, true), decide(max, said.id, false)]).await;
    assert_eq!((&written.outcomes[..], written.changes.len()), (&[Outcome::Judged; 2][..], 0), "the first decides");
    let verdict = house.store.verdict_on_reported(house.room, said.id).await.expect("an answer").expect("a verdict");
    assert_eq!((verdict.approved, verdict.by), (true, mia));
    assert!(counts(&house).await.is_empty());
    assert_eq!(database.number("SELECT COUNT(*) FROM reports WHERE reason IS NOT NULL").await, 0, "no word is kept");
    assert_eq!(only(&house, report(ann, said.id, "insult")).await, Outcome::Repeated(said), "once is once");
    assert!(counts(&house).await.is_empty());

    house.clock.advance(Duration::from_secs(1));
    only(&house, report(bob, said.id, "insult")).await;
    assert_eq!(counts(&house).await, [(said.id, 1)], "others open it anew, for themselves alone");
    let written = house.write(&[decide(max, said.id, false), decide(mia, said.id, true)]).await;
    assert_eq!((&written.outcomes[..], written.changes.len()), (&[Outcome::Judged; 2][..], 1));
    let verdict = house.store.verdict_on_reported(house.room, said.id).await.expect("an answer").expect("a verdict");
    assert_eq!((verdict.approved, verdict.by), (false, max));
    let acts: Vec<_> = house.acts().await.iter().map(|act| (act.kind, act.by, act.on, act.message)).collect();
    let (on, message) = (Some(gus), Some(said.id));
    assert_eq!(acts, [(ActKind::Remove, max, on, message), (ActKind::Keep, mia, on, message)]);
    assert_eq!(only(&house, report(bob, said.id, "insult")).await, refused(Refusal::NotFound), "it is gone");
}

pub(crate) async fn nobody_decides_on_reports_of_their_own_or_removes_an_equals(database: &TestDatabase) {
    let house = House::on(database).await;
    let (mia, max, ann) = (house.moderator("Mia").await, house.moderator("Max").await, house.guest("Ann").await);
    let said = house.stored(house.post(mia, "a moderator speaks")).await;
    only(&house, report(ann, said.id, "insult")).await;
    assert_eq!(only(&house, decide(mia, said.id, true)).await, Outcome::Refused(Refusal::Outranked));
    assert_eq!(only(&house, decide(max, said.id, false)).await, Outcome::Refused(Refusal::Forbidden));
    assert_eq!(counts(&house).await, [(said.id, 1)], "nothing is changed");
    assert_eq!(only(&house, decide(max, said.id, true)).await, Outcome::Judged);
}

pub(crate) async fn what_is_removed_is_reported_no_longer(database: &TestDatabase) {
    let house = House::on(database).await;
    let [gus, ann, bob] = [house.guest("Gus").await, house.guest("Ann").await, house.guest("Bob").await];
    let mia = house.moderator("Mia").await;
    let mut said = Vec::new();
    for text in ["removed", "erased", "taken back", "cleared", "cleared too"] {
        said.push(house.stored(house.post(gus, text)).await.id);
    }
    let reports: Vec<_> = said.iter().map(|id| report(ann, *id, "spam")).collect();
    house.write(&reports).await;
    assert_eq!(counts(&house).await.len(), 5);
    for (gone, removal) in
        [house.removal(mia, said[0]), house.erase(mia, said[1]), house.removal(gus, said[2])].into_iter().enumerate()
    {
        let written = house.write(&[removal]).await;
        assert_eq!(written.held, Some(gone as u64 + 2), "others are told");
        assert_eq!(counts(&house).await.len(), 4 - gone);
    }
    let clear = Wanted::Deed(gus, Deed::Clear { since: house.clock.now().minus(Duration::from_secs(9)), then: None });
    house.act(house.acting(mia, clear)).await.expect("they are cleared");
    assert_eq!(house.store.held_versions().await.expect("an answer"), [(house.room, 5)]);
    house.stored(house.restore(mia, said[0])).await;
    assert!(counts(&house).await.is_empty(), "restored, it is not reported again");
    assert_eq!(database.number("SELECT COUNT(*) FROM reports WHERE settled_at IS NULL").await, 0);
    house.clock.advance(Duration::from_secs(1));
    // In one batch each takes effect on what was before it.
    let post = house.stored(house.post(gus, "once more")).await.id;
    let batch = [report(ann, post, "spam"), decide(mia, post, true), report(bob, post, "spam")];
    assert_eq!(house.write(&batch).await.outcomes[1], Outcome::Judged);
    assert_eq!(counts(&house).await, [(post, 1)]);
    assert_eq!(reported(&house).await[0].complaints[0].by, bob);
    let batch = [house.removal(mia, post), report(mia, post, "spam")];
    assert_eq!(house.write(&batch).await.outcomes[1], Outcome::Refused(Refusal::NotFound));
    assert!(counts(&house).await.is_empty());
}

pub(crate) async fn floods_of_reports_are_refused_across_nodes(database: &TestDatabase) {
    let house = House::on(database).await;
    let other = database.open().await;
    let (gus, ann, mia) = (house.guest("Gus").await, house.guest("Ann").await, house.moderator("Mia").await);
    let mut said = Vec::new();
    for number in 0..REPORT_PACE.burst + 1 {
        said.push(house.stored(house.post(gus, &number.to_string())).await);
    }
    let last = said.pop().expect("one more than the burst");
    for (ack, store) in said.iter().zip([&house.store, &other].into_iter().cycle()) {
        let written = write(store, house.room, &[report(ann, ack.id, "spam")], &house.clock).await;
        assert_eq!(written.outcomes, [Outcome::Stored(*ack)]);
    }
    let too_many = Outcome::Refused(Refusal::TooManyReports { retry_after_ms: 10_000 });
    assert_eq!(only(&house, report(ann, last.id, "spam")).await, too_many);
    assert_eq!(
        only(&house, report(ann, said[0].id, "spam")).await,
        Outcome::Repeated(said[0]),
        "a retry costs nothing"
    );
    assert_eq!(counts(&house).await.len(), said.len(), "nothing is changed");
    assert_eq!(only(&house, report(mia, last.id, "spam")).await, Outcome::Stored(last));
    house.clock.advance(Duration::from_secs(10));
    assert_eq!(only(&house, report(ann, last.id, "spam")).await, Outcome::Stored(last));
}

use futures_util::future::join_all;
use social_stream::{
    domain::{Affiliation, Clock, EventId, InviteError, Role, Secret},
    store::{JoinRefusal, Joining},
};

use super::house::House;
use crate::support::databases::TestDatabase;

pub(crate) async fn a_token_is_known_in_its_event_only(database: &TestDatabase) {
    let house = House::on(database).await;
    let mut joining = house.joining("Katitza Rodriguez");
    joining.person.affiliation = Affiliation::parse("EFF").ok();
    joining.person.role = Role::Organiser; // does not count
    let person = house.try_join(joining.clone()).await.expect("the name is free");
    assert_eq!((person.role, &person.name), (Role::Guest, &joining.person.name));
    let find = async |event, token| house.store.person_by_token(event, token).await.expect("an answer");
    let known = find(house.event.id, joining.token).await.expect("they are known");
    assert_eq!(
        (&*known.person, known.token, known.muted_until, known.banned_until),
        (&person, joining.token, None, None)
    );
    assert_eq!(find(EventId::random(&house.random), joining.token).await, None);
    assert_eq!(find(house.event.id, Secret::random(&house.random).hash()).await, None);
}

pub(crate) async fn look_alikes_are_taken(database: &TestDatabase) {
    let house = House::on(database).await;
    house.guest("Moderator").await;
    for name in ["Moderator", "MODERATOR", "Mоderаtor", "rnoderator"] {
        assert_eq!(house.try_join(house.joining(name)).await, Err(JoinRefusal::NameTaken), "{name}");
    }
    house.guest("Modesty").await;
}

pub(crate) async fn raced_joins_of_one_name_let_one_in(database: &TestDatabase) {
    let house = House::on(database).await;
    let answers = join_all((0..10).map(|_| house.try_join(house.joining("Alice")))).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    assert_eq!(answers.iter().filter(|answer| **answer == Err(JoinRefusal::NameTaken)).count(), 9);
}

pub(crate) async fn an_invite_gives_its_role(database: &TestDatabase) {
    let house = House::on(database).await;
    for (name, role) in [("Pat", Role::Participant), ("Mo", Role::Moderator), ("Oz", Role::Organiser)] {
        let invite = house.invite(role, 1).await;
        house.store.create_invite(&invite).await.expect("the same invite again is no error");
        let joining = Joining { invite: Some(invite.code), ..house.joining(name) };
        assert_eq!(house.try_join(joining.clone()).await.map(|person| person.role), Ok(role));
        let found = house.store.person_by_token(house.event.id, joining.token).await.expect("an answer");
        assert_eq!(found.map(|member| member.person.role), Some(role));
    }
}

pub(crate) async fn an_invite_is_used_up_by_those_who_joined(database: &TestDatabase) {
    let house = House::on(database).await;
    house.guest("Alice").await;
    let code = Some(house.invite(Role::Participant, 1).await.code);
    let taken = Joining { invite: code, ..house.joining("Alice") };
    assert_eq!(house.try_join(taken).await, Err(JoinRefusal::NameTaken), "and the invite is not used");
    assert!(house.try_join(Joining { invite: code, ..house.joining("Bob") }).await.is_ok());
    let late = Joining { invite: code, ..house.joining("Carol") };
    assert_eq!(house.try_join(late).await, Err(JoinRefusal::Invite(InviteError::UsedUp)));
    assert_eq!(database.number("SELECT COUNT(*) FROM people").await, 2);
}

pub(crate) async fn raced_invites_let_in_as_many_as_they_say(database: &TestDatabase) {
    let house = House::on(database).await;
    let other = database.open().await;
    let code = Some(house.invite(Role::Moderator, 3).await.code);
    // Opens the connections, so that the joins start at once and not one by one.
    for store in [&house.store, &other] {
        join_all((0..6).map(|_| store.ping())).await;
    }
    let answers = join_all((0..12).map(|n| {
        let joining = Joining { invite: code, ..house.joining(&format!("Person {}", char::from(b'A' + n))) };
        let store = if n % 2 == 0 { &house.store } else { &other };
        store.join(joining, house.clock.now())
    }))
    .await;
    let admitted = answers.iter().filter(|answer| matches!(answer, Ok(Ok(_)))).count();
    assert_eq!(admitted, 3, "{answers:?}");
    let used_up = JoinRefusal::Invite(InviteError::UsedUp);
    assert_eq!(answers.iter().filter(|answer| matches!(answer, Ok(Err(why)) if *why == used_up)).count(), 9);
    assert_eq!(database.number("SELECT uses_left FROM invites").await, 0);
}

pub(crate) async fn an_expired_or_unknown_invite_lets_nobody_in(database: &TestDatabase) {
    let house = House::on(database).await;
    let mut invite = house.invite(Role::Participant, 5).await;
    invite.code = Secret::random(&house.random).hash();
    invite.expires_at = Some(house.clock.now());
    house.store.create_invite(&invite).await.expect("kept");
    let expired = Joining { invite: Some(invite.code), ..house.joining("Alice") };
    assert_eq!(house.try_join(expired).await, Err(JoinRefusal::Invite(InviteError::Expired)));
    let unknown = Joining { invite: Some(Secret::random(&house.random).hash()), ..house.joining("Alice") };
    assert_eq!(house.try_join(unknown).await, Err(JoinRefusal::Invite(InviteError::Unknown)));

    let mut other = super::house::event(&house.random);
    other.slug = super::house::slug("other");
    house.store.import_event(&other, &house.random).await.expect("imported");
    invite.event = other.id;
    invite.code = Secret::random(&house.random).hash();
    invite.expires_at = None;
    house.store.create_invite(&invite).await.expect("kept");
    let elsewhere = Joining { invite: Some(invite.code), ..house.joining("Alice") };
    assert_eq!(house.try_join(elsewhere).await, Err(JoinRefusal::Invite(InviteError::Unknown)));
}

pub(crate) async fn joining_twice_is_joining_once(database: &TestDatabase) {
    let house = House::on(database).await;
    let code = Some(house.invite(Role::Participant, 1).await.code);
    let joining = Joining { invite: code, ..house.joining("Alice") };
    let first = house.try_join(joining.clone()).await;
    assert!(first.is_ok());
    assert_eq!(house.try_join(joining).await, first);
    assert_eq!(database.number("SELECT COUNT(*) FROM people").await, 1);
}

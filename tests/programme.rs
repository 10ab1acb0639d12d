//! Which session is on and which comes next, by cases that the web client is held to as well
//! (`tests/web/programme.test.js`).

use serde_json::Value;
use social_stream::domain::{RoomState, SessionByHand, SessionTimes, Timestamp};

#[test]
fn the_programme_says_what_is_on_and_what_comes_next() {
    let file: Value = serde_json::from_str(include_str!("programme.json")).expect("JSON");
    for day in file["days"].as_array().expect("days") {
        let sessions: Vec<_> = list(&day["sessions"]).iter().map(session).collect();
        let session = day.get("hand").map(|hand| SessionByHand {
            session: slug(&hand[0]),
            started_at: moment(&hand[1]).expect("when it began"),
            ended_at: moment(&hand[2]),
        });
        let state = RoomState { session, ..RoomState::default() };
        for case in list(&day["cases"]) {
            let now = moment(&case[0]).expect("when");
            let on = state.session_on(&sessions, now).map(|on| on.session);
            let next = state.session_next(&sessions, now).map(|next| next.slug.clone());
            let told = [on, next].map(|slug| slug.map_or(Value::Null, |slug| slug.as_str().into()));
            assert_eq!(told, [case[1].clone(), case[2].clone()], "{}, {}", day["name"], case[0]);
        }
    }
}

fn session(raw: &Value) -> SessionTimes {
    let names_room = raw[3].as_bool().expect("whether it names the room");
    SessionTimes { slug: slug(&raw[0]), names_room, starts_at: moment(&raw[1]), ends_at: moment(&raw[2]) }
}

fn list(raw: &Value) -> &[Value] {
    raw.as_array().expect("a list")
}

fn slug(raw: &Value) -> social_stream::domain::Slug {
    raw.as_str().expect("a name").parse().expect("a short name")
}

/// Hours of 3 November 2012, UTC.
fn moment(hours: &Value) -> Option<Timestamp> {
    Some(Timestamp::from_millis(1_351_900_800_000 + (hours.as_f64()? * 3_600_000.0) as i64))
}

//! The state machine alone: what it says to any sequence of inputs.

use std::{collections::HashMap, time::Duration};

use proptest::{collection::vec, prelude::*};
use serde_json::Value;

use super::*;
use crate::{
    connection::limits::HELLO_WITHIN,
    domain::{Ack, EventId, Name, Random, Role, Seq},
    machine::SystemRandom,
};

const SETTINGS: Settings = Settings { text_limit: 100, readers: true };

fn ann() -> Arc<Person> {
    let random: &dyn Random = &SystemRandom;
    Arc::new(Person {
        id: PersonId::random(random),
        event: EventId::random(random),
        name: Name::parse("Ann").expect("a name"),
        role: Role::Guest,
        affiliation: None,
    })
}

fn post(nonce: usize) -> String {
    format!(r#"{{"type":"post","nonce":"nonce-{nonce:03}","text":"hello"}}"#)
}

fn codes(outputs: &[Output]) -> Vec<String> {
    let code = |output: &Output| match output {
        Output::Send(frame) => {
            let frame: Value = serde_json::from_str(frame).expect("JSON");
            frame["code"].as_str().or(frame["type"].as_str()).expect("a code or a type").to_owned()
        }
        Output::Close(why) => why.code().to_string(),
        other => format!("{other:?}").split(['(', ' ']).next().unwrap_or_default().to_owned(),
    };
    outputs.iter().map(code).collect()
}

/// A conversation in which somebody has joined.
fn open() -> (Conversation, Instant) {
    let now = Instant::now();
    let mut conversation = Conversation::new(SETTINGS, now);
    assert_eq!(codes(&conversation.take(Input::Text(r#"{"type":"hello","token":"t"}"#), now)), ["Identify"]);
    assert_eq!(codes(&conversation.take(Input::Identified(Identity::Known(ann())), now)), ["Welcome"]);
    (conversation, now)
}

#[test]
fn the_first_frame_is_hello_or_the_last() {
    for frame in [post(1).as_str(), "nonsense", r#"{"type":"edit","nonce":"nonce-001","id":"x","text":"y"}"#] {
        let now = Instant::now();
        let mut conversation = Conversation::new(SETTINGS, now);
        assert_eq!(codes(&conversation.take(Input::Text(frame), now)), ["bad_frame", "1008"], "{frame}");
        assert!(conversation.take(Input::Text(r#"{"type":"hello"}"#), now).is_empty(), "nothing follows a close");
    }
    let now = Instant::now();
    let mut silent = Conversation::new(SETTINGS, now);
    assert!(silent.take(Input::Time, now).is_empty());
    assert_eq!(silent.due(), now + HELLO_WITHIN);
    assert_eq!(codes(&silent.take(Input::Time, now + HELLO_WITHIN)), ["4001"]);
}

#[test]
fn later_a_bad_frame_costs_only_itself() {
    let (mut conversation, now) = open();
    assert_eq!(codes(&conversation.take(Input::Text("nonsense"), now)), ["bad_frame"]);
    assert_eq!(codes(&conversation.take(Input::Binary, now)), ["bad_frame"]);
    assert_eq!(codes(&conversation.take(Input::Text(r#"{"type":"hello"}"#), now)), ["bad_frame"]);
    assert_eq!(codes(&conversation.take(Input::Text(&post(1)), now)), ["Post"]);
}

#[test]
fn readers_read_and_strangers_are_told() {
    let now = Instant::now();
    for (readers, identity, expected) in [
        (true, Identity::Reader, vec!["Welcome"]),
        (false, Identity::Reader, vec!["not_joined", "1008"]),
        (true, Identity::Unknown, vec!["not_joined", "1008"]),
        (true, Identity::Unavailable, vec!["unavailable", "1013"]),
    ] {
        let mut conversation = Conversation::new(Settings { readers, ..SETTINGS }, now);
        conversation.take(Input::Text(r#"{"type":"hello"}"#), now);
        assert_eq!(codes(&conversation.take(Input::Identified(identity), now)), expected);
    }
    let mut reader = Conversation::new(SETTINGS, now);
    reader.take(Input::Text(r#"{"type":"hello"}"#), now);
    reader.take(Input::Identified(Identity::Reader), now);
    assert_eq!(codes(&reader.take(Input::Text(&post(1)), now)), ["not_joined"]);
}

#[test]
fn a_silent_client_is_asked_once_and_then_left() {
    let (mut conversation, now) = open();
    let asked = now + PING_AFTER;
    assert_eq!(conversation.due(), asked);
    assert_eq!(codes(&conversation.take(Input::Time, asked)), ["Ping"]);
    assert!(conversation.take(Input::Control, asked + Duration::from_secs(1)).is_empty(), "a pong is a sign of life");
    let asked = conversation.due();
    assert_eq!(codes(&conversation.take(Input::Time, asked)), ["Ping"]);
    assert_eq!(codes(&conversation.take(Input::Time, asked + PONG_WITHIN)), ["4000"]);
}

#[test]
fn a_flood_ends_the_connection() {
    let (mut conversation, now) = open();
    assert_eq!(codes(&conversation.take(Input::Flood { retry_after_ms: 20 }, now)), ["slow_down", "1008"]);
    assert!(conversation.take(Input::Text(&post(1)), now).is_empty());
}

#[test]
fn unanswered_commands_are_bounded() {
    let (mut conversation, now) = open();
    for nonce in 0..OUTSTANDING {
        assert_eq!(codes(&conversation.take(Input::Text(&post(nonce)), now)), ["Post"]);
    }
    assert_eq!(codes(&conversation.take(Input::Text(&post(99)), now)), ["slow_down"]);
    let nonce: Nonce = "nonce-000".parse().expect("a nonce");
    assert_eq!(codes(&conversation.take(Input::Answered(nonce, Answer::Unavailable), now)), ["unavailable"]);
    assert_eq!(codes(&conversation.take(Input::Text(&post(99)), now)), ["Post"]);
}

#[test]
fn a_command_becomes_what_the_log_decides_on() {
    let id = "019a0000-0000-7000-8000-000000000000";
    let (mut open, now) = open();
    let mut reader = Conversation::new(SETTINGS, now);
    reader.take(Input::Text(r#"{"type":"hello"}"#), now);
    reader.take(Input::Identified(Identity::Reader), now);
    let long = "x".repeat(SETTINGS.text_limit + 1);
    for (rest, expected, to_a_reader) in [
        (format!(r#""remove","id":"{id}","reason":"spam""#), "Submit", "not_joined"),
        (format!(r#""edit","id":"{id}","text":"hello""#), "Submit", "not_joined"),
        (format!(r#""edit","id":"{id}","text":"{long}""#), "too_long", "not_joined"),
        (format!(r#""edit","id":"{id}","text":" ""#), "bad_text", "not_joined"),
        (format!(r#""edit","id":"{id}""#), "bad_frame", "bad_frame"),
        (format!(r#""react","id":"{id}","emoji":"👍","on":false"#), "Submit", "not_joined"),
        (format!(r#""react","id":"{id}","emoji":"ok","on":true"#), "bad_frame", "bad_frame"),
        (format!(r#""react","id":"{id}","emoji":"👍""#), "bad_frame", "bad_frame"),
        (format!(r#""act","ask":{{"act":"ban","person":"{id}"}}"#), "Act", "not_joined"),
        (format!(r#""act","ask":{{"act":"pin","id":"{id}"}},"reason":"\n""#), "bad_frame", "bad_frame"),
        (r#""act","ask":{"act":"switch","calm":true,"reason":"\n"}"#.to_owned(), "bad_frame", "bad_frame"),
    ] {
        let frame = format!(r#"{{"nonce":"nonce-001","type":{rest}}}"#);
        assert_eq!(codes(&open.take(Input::Text(&frame), now)), [expected], "{frame}");
        assert_eq!(codes(&reader.take(Input::Text(&frame), now)), [to_a_reader], "{frame}");
    }
}

#[derive(Clone, Debug)]
enum Heard {
    Frame(String),
    Binary,
    Control,
    Flood,
    Answer(u8),
    Busy,
    Wait(u16),
}

fn heard() -> impl Strategy<Value = Heard> {
    prop_oneof![
        4 => (0..8_usize).prop_map(|nonce| Heard::Frame(post(nonce))),
        1 => Just(Heard::Frame(r#"{"type":"hello"}"#.to_owned())),
        1 => ".{0,40}".prop_map(Heard::Frame),
        1 => Just(Heard::Frame(r#"{"type":"remove","nonce":"nonce-500","id":"019a0000-0000-7000-8000-000000000000"}"#.to_owned())),
        1 => Just(Heard::Frame(r#"{"type":"edit","nonce":"nonce-501","id":"019a0000-0000-7000-8000-000000000000","text":"x"}"#.to_owned())),
        1 => Just(Heard::Frame(r#"{"type":"react","nonce":"nonce-502","id":"019a0000-0000-7000-8000-000000000000","emoji":"👍","on":true}"#.to_owned())),
        1 => Just(Heard::Binary),
        1 => Just(Heard::Control),
        1 => Just(Heard::Flood),
        4 => any::<u8>().prop_map(Heard::Answer),
        1 => Just(Heard::Busy),
        1 => any::<u16>().prop_map(Heard::Wait),
    ]
}

proptest! {
    #[test]
    fn every_command_is_answered_once_and_nothing_comes_after_the_close(inputs in vec(heard(), 0..200)) {
        let (mut conversation, mut now) = open();
        let mut waiting: Vec<Nonce> = Vec::new();
        let mut balance: HashMap<String, i64> = HashMap::new();
        let mut closed = false;
        for input in inputs {
            let outputs = match &input {
                Heard::Frame(frame) => conversation.take(Input::Text(frame), now),
                Heard::Binary => conversation.take(Input::Binary, now),
                Heard::Control => conversation.take(Input::Control, now),
                Heard::Flood => conversation.take(Input::Flood { retry_after_ms: 20 }, now),
                Heard::Answer(_) | Heard::Busy if waiting.is_empty() => continue,
                Heard::Busy => conversation.take(Input::Busy(waiting.remove(0)), now),
                Heard::Answer(kind) => {
                    let ack = Ack { id: MessageId::random(&SystemRandom), position: Seq::ZERO, seq: Seq::ZERO };
                    let answer = match kind % 4 {
                        0 => Answer::Decided(Outcome::Stored(ack)),
                        1 => Answer::Decided(Outcome::Refused(Refusal::SlowDown { retry_after_ms: 1 })),
                        2 => Answer::Unavailable,
                        _ => Answer::Internal,
                    };
                    conversation.take(Input::Answered(waiting.remove(0), answer), now)
                }
                Heard::Wait(millis) => {
                    now += Duration::from_millis((*millis).into());
                    conversation.take(Input::Time, now)
                }
            };
            prop_assert!(!closed || outputs.is_empty());
            for output in &outputs {
                match output {
                    Output::Post(_, nonce, ..) | Output::Submit(_, nonce, _) => {
                        waiting.push(nonce.clone());
                        *balance.entry(nonce.as_str().to_owned()).or_default() += 1;
                    }
                    Output::Send(frame) => {
                        let frame: Value = serde_json::from_str(frame).expect("JSON");
                        // What was never put out (too much at once) is refused beside the balance.
                        if let Some(nonce) = frame["nonce"].as_str() && !matches!(input, Heard::Frame(_)) {
                            let left = balance.entry(nonce.to_owned()).or_default();
                            *left -= 1;
                            prop_assert!(*left >= 0, "{nonce} was answered twice");
                        }
                    }
                    Output::Close(_) => closed = true,
                    _ => {}
                }
            }
        }
        prop_assert!(closed || waiting.len() <= OUTSTANDING);
        prop_assert!(closed || balance.values().sum::<i64>() == waiting.len() as i64, "every answer was passed on");
    }
}

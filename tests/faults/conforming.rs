//! Streams are WebSocket as RFC 6455 has it. The tables follow the sections of the public conformance suite that
//! `docs/protocol.md` names, and are spoken as bytes to `examples/ws_echo.rs`.

use crate::support::{
    frames::{BINARY, CLOSE, CONTINUATION, Echo, Heard, PING, PONG, TEXT, bytes, close, fragment, frame},
    waiting::within,
};

/// What it is, what the client says, which messages and pongs it hears, and the code of the close that follows: `None`
/// where the connection stays open, 1005 where the close has no code.
type Case<'a> = (&'a str, Vec<Vec<u8>>, Vec<Heard>, Option<u16>);

const OPEN: Option<u16> = None;
const MALFORMED: Option<u16> = Some(1002);
const NOT_UTF8: Option<u16> = Some(1007);
const TOO_BIG: Option<u16> = Some(1009);

/// The limit of a stream, and one that lets all sizes of the suite in.
const LIMIT: usize = 16 * 1024;
const WIDE: [&str; 4] = ["--max-message", "1048576", "--max-frame", "1048576"];

fn text(payload: impl AsRef<[u8]>) -> Heard {
    Heard::Text(payload.as_ref().to_vec())
}

fn binary(payload: impl AsRef<[u8]>) -> Heard {
    Heard::Binary(payload.as_ref().to_vec())
}

fn pong(payload: impl AsRef<[u8]>) -> Heard {
    Heard::Pong(payload.as_ref().to_vec())
}

/// Plays every case on a connection of its own. All together must not take long: a server that waits at each farewell
/// for the client to hang up first runs out of the time.
async fn each(echo: &Echo, cases: Vec<Case<'_>>) {
    within("all cases", async {
        for (what, says, hears, code) in cases {
            let mut wire = echo.hears(&says).await;
            for heard in hears {
                assert_eq!(wire.hears().await, heard, "{what}");
            }
            if code.is_none() {
                // Nothing else was said, and the connection still works.
                wire.says(&close(1000, b"")).await;
            }
            let last = wire.hears().await;
            let Heard::Close(farewell) = last else { panic!("{what}: {last:?}") };
            assert_eq!(farewell.map_or(1005, |(code, _)| code), code.unwrap_or(1000), "{what}");
        }
    })
    .await;
}

#[tokio::test]
async fn messages_of_every_size_come_back_as_they_were() {
    let mut cases = Vec::new();
    for size in [0, 1, 125, 126, 127, 128, 1023, 1024, 1025, 65_535, 65_536] {
        let payload = vec![b'*'; size];
        cases.push(("text", vec![frame(TEXT, &payload)], vec![text(&payload)], OPEN));
        let payload = vec![0xFE; size];
        cases.push(("binary", vec![frame(BINARY, &payload)], vec![binary(&payload)], OPEN));
    }
    // Section 5.2 wants the shortest form; this server takes any, as most do.
    let long_form = [&[0x81, 0xFE, 0, 2, 0, 0, 0, 0][..], b"hi"].concat();
    cases.push(("a length of two bytes written in four", vec![long_form], vec![text("hi")], OPEN));
    cases.push(("no mask", vec![vec![0x81, 2, b'h', b'i']], vec![], MALFORMED));
    let echo = Echo::with(&WIDE).await;
    each(&echo, cases).await;
    let mut wire = echo.opens().await;
    for byte in frame(TEXT, b"byte by byte") {
        wire.says(&[byte]).await;
    }
    assert_eq!(wire.hears().await, text("byte by byte"));
}

#[tokio::test]
async fn pings_are_answered_and_pongs_are_not() {
    let ten: Vec<_> = (0..10_u8).map(|number| frame(PING, &[number])).collect();
    let cases = vec![
        ("without payload", vec![frame(PING, b"")], vec![pong("")], OPEN),
        ("with text", vec![frame(PING, b"Hello")], vec![pong("Hello")], OPEN),
        ("with bytes", vec![frame(PING, &[0, 0xFF, 0xFE])], vec![pong([0, 0xFF, 0xFE])], OPEN),
        ("125 bytes", vec![frame(PING, &[0xFE; 125])], vec![pong([0xFE; 125])], OPEN),
        ("126 bytes", vec![frame(PING, &[0xFE; 126])], vec![], MALFORMED),
        ("an unsolicited pong", vec![frame(PONG, b"")], vec![], OPEN),
        ("and one with payload", vec![frame(PONG, b"what?"), frame(PING, b"!")], vec![pong("!")], OPEN),
        ("a pong of 126 bytes", vec![frame(PONG, &[0xFE; 126])], vec![], MALFORMED),
        ("ten at once", ten, (0..10_u8).map(|number| pong([number])).collect(), OPEN),
    ];
    each(&Echo::with(&[]).await, cases).await;
}

#[tokio::test]
async fn what_is_reserved_is_refused() {
    let echo = Echo::with(&[]).await;
    let mut cases = Vec::new();
    for bits in 1..8_u8 {
        for opcode in [TEXT, BINARY, PING, PONG, CLOSE] {
            cases.push(("bits", vec![bytes(0x80 | bits << 4 | opcode, b"")], vec![], MALFORMED));
        }
    }
    for opcode in [3, 4, 5, 6, 7, 11, 12, 13, 14, 15] {
        for payload in [&b""[..], b"payload"] {
            cases.push(("opcodes", vec![frame(opcode, payload)], vec![], MALFORMED));
        }
    }
    let after = vec![frame(TEXT, b"good"), bytes(0xC1, b"bad"), frame(PING, b"")];
    cases.push(("after a message", after, vec![text("good")], MALFORMED));
    each(&echo, cases).await;
}

#[tokio::test]
async fn fragments_are_put_together() {
    let (first, last) = (fragment(TEXT, b"frag"), frame(CONTINUATION, b"ments"));
    let crumbs = |count: usize| {
        let inner = std::iter::repeat_n(fragment(CONTINUATION, b"-"), count);
        [fragment(BINARY, b"")].into_iter().chain(inner).chain([frame(CONTINUATION, b"")]).collect::<Vec<_>>()
    };
    let cases: Vec<Case<'_>> = vec![
        ("two", vec![first.clone(), last.clone()], vec![text("fragments")], OPEN),
        (
            "a ping between",
            vec![first.clone(), frame(PING, b"?"), last.clone()],
            vec![pong("?"), text("fragments")],
            OPEN,
        ),
        ("a pong between", vec![first.clone(), frame(PONG, b"?"), last.clone()], vec![text("fragments")], OPEN),
        (
            "all empty",
            vec![fragment(TEXT, b""), fragment(CONTINUATION, b""), frame(CONTINUATION, b"")],
            vec![text("")],
            OPEN,
        ),
        ("a thousand of one byte", crumbs(1000), vec![binary([b'-'; 1000])], OPEN),
        ("nothing to continue", vec![fragment(CONTINUATION, b"?"), frame(TEXT, b"x")], vec![], MALFORMED),
        ("nothing to end", vec![last.clone()], vec![], MALFORMED),
        (
            "nothing left to continue",
            vec![first.clone(), last.clone(), last.clone()],
            vec![text("fragments")],
            MALFORMED,
        ),
        ("a message inside another", vec![first.clone(), frame(TEXT, b"new")], vec![], MALFORMED),
        ("a beginning inside another", vec![first.clone(), fragment(BINARY, b"new")], vec![], MALFORMED),
        ("a ping in fragments", vec![fragment(PING, b"?"), last.clone()], vec![], MALFORMED),
        ("a pong in fragments", vec![fragment(PONG, b"?"), last.clone()], vec![], MALFORMED),
        ("a close in fragments", vec![fragment(CLOSE, &1000_u16.to_be_bytes())], vec![], MALFORMED),
        ("a farewell before the end", vec![first, close(1000, b""), last], vec![], Some(1000)),
    ];
    each(&Echo::with(&[]).await, cases).await;
}

#[tokio::test]
async fn texts_are_utf_8() {
    let echo = Echo::with(&[]).await;
    let mut cases = Vec::new();
    // The second line: the ends of every length, and code points that stand for nothing.
    for valid in
        ["κόσμε", "Hello-µ@ßöäüàá-UTF-8!!", "👩‍👩‍👧", "\u{7F}\u{80}\u{7FF}\u{800}\u{FFFD}\u{FFFF}\u{10000}\u{10FFFF}", "\0"]
    {
        cases.push((valid, vec![frame(TEXT, valid.as_bytes())], vec![text(valid)], OPEN));
        for cut in 0..=valid.len() {
            let (one, other) = valid.as_bytes().split_at(cut);
            cases.push((valid, vec![fragment(TEXT, one), frame(CONTINUATION, other)], vec![text(valid)], OPEN));
        }
        let mut crumbs: Vec<_> = valid.bytes().map(|byte| fragment(CONTINUATION, &[byte])).collect();
        crumbs.insert(0, fragment(TEXT, b""));
        crumbs.push(frame(CONTINUATION, b""));
        cases.push((valid, crumbs, vec![text(valid)], OPEN));
    }
    let invalid: [(&str, &[u8]); 8] = [
        ("a continuation alone", b"\x80"),
        ("an overlong form", b"\xC0\x80"),
        ("an overlong form of three", b"\xE0\x80\xAF"),
        ("a surrogate", b"\xED\xA0\x80"),
        ("a pair of surrogates", b"\xED\xA0\x80\xED\xB0\x80"),
        ("beyond U+10FFFF", b"\xF4\x90\x80\x80"),
        ("five bytes", b"\xF8\x88\x80\x80\x80"),
        ("never a byte of UTF-8", b"\xFE"),
    ];
    for (what, payload) in invalid {
        let payload = [b"good ", payload, b" good"].concat();
        cases.push((what, vec![frame(TEXT, &payload)], vec![], NOT_UTF8));
        // Told as soon as the fragment is there, without waiting for the rest.
        cases.push((what, vec![fragment(TEXT, &payload)], vec![], NOT_UTF8));
        cases.push((what, vec![fragment(TEXT, b"good"), fragment(CONTINUATION, &payload)], vec![], NOT_UTF8));
        cases.push((what, vec![frame(BINARY, &payload)], vec![binary(payload)], OPEN));
    }
    cases.push(("an end in the middle", vec![frame(TEXT, b"\xCE\xBA\xCF")], vec![], NOT_UTF8));
    let halves = vec![fragment(TEXT, b"\xCE\xBA"), frame(CONTINUATION, b"\xCF")];
    cases.push(("an end in the middle, in fragments", halves, vec![], NOT_UTF8));
    let broken = vec![fragment(TEXT, b"\xF4"), fragment(CONTINUATION, b"\x90")];
    cases.push(("half a code point and no other half", broken, vec![], NOT_UTF8));
    each(&echo, cases).await;
}

#[tokio::test]
async fn farewells_are_answered() {
    let echo = Echo::with(&[]).await;
    let mut cases: Vec<Case<'_>> = vec![
        ("no code", vec![frame(CLOSE, b"")], vec![], Some(1005)),
        ("half a code", vec![frame(CLOSE, &[3])], vec![], MALFORMED),
        ("too long a reason", vec![close(1000, &[b'*'; 124])], vec![], MALFORMED),
        ("a reason that is not UTF-8", vec![close(1000, b"\xCE\xBA\xE1\xBD")], vec![], NOT_UTF8),
        ("two", vec![close(1000, b""), close(1001, b"")], vec![], Some(1000)),
        ("a message after it", vec![close(1000, b""), frame(TEXT, b"late")], vec![], Some(1000)),
        ("a ping after it", vec![close(1000, b""), frame(PING, b"late")], vec![], Some(1000)),
        ("nonsense after it", vec![close(1000, b""), vec![0xFF; 20]], vec![], Some(1000)),
        ("a message before it", vec![frame(TEXT, b"last"), close(1000, b"")], vec![text("last")], Some(1000)),
        // More than the server has read when it answers: the kernel must not answer the rest with a reset.
        ("a lot after it", vec![close(1000, b""), vec![0xFF; 100_000]], vec![], Some(1000)),
    ];
    for code in [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535] {
        cases.push(("a code that nobody may send", vec![close(code, b"")], vec![], MALFORMED));
    }
    for code in [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 3000, 3999, 4000, 4999] {
        cases.push(("a code", vec![close(code, b"")], vec![], Some(code)));
    }
    each(&echo, cases).await;
    for reason in ["", "Hello", &"*".repeat(123), "κόσμε"] {
        let mut wire = echo.hears(&[close(4321, reason.as_bytes())]).await;
        assert_eq!(wire.hears().await, Heard::Close(Some((4321, reason.into()))));
    }
}

#[tokio::test]
async fn more_than_the_limit_is_too_big() {
    let (fits, over) = (vec![b'*'; LIMIT], vec![b'*'; LIMIT + 1]);
    let halves = |size: usize| vec![fragment(BINARY, &over[..size]), frame(CONTINUATION, &over[..LIMIT / 2])];
    let head = |length: u64| [&[0x82, 0xFF][..], &length.to_be_bytes(), b"mask"].concat();
    let cases: Vec<Case<'_>> = vec![
        ("a text that just fits", vec![frame(TEXT, &fits)], vec![text(&fits)], OPEN),
        ("fragments that just fit", halves(LIMIT / 2), vec![binary(&fits)], OPEN),
        ("a text", vec![frame(TEXT, &over)], vec![], TOO_BIG),
        ("bytes", vec![frame(BINARY, &over)], vec![], TOO_BIG),
        ("fragments", halves(LIMIT / 2 + 1), vec![], TOO_BIG),
        ("a frame that is only announced", vec![head(LIMIT as u64 + 1)], vec![], TOO_BIG),
        ("the longest that can be announced", vec![head(i64::MAX as u64)], vec![], TOO_BIG),
        ("a length with the sign bit", vec![head(u64::MAX)], vec![], TOO_BIG),
    ];
    each(&Echo::with(&[]).await, cases).await;
}

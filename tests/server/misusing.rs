use serde_json::json;
use tokio_tungstenite::tungstenite::{
    Error, Message,
    http::{HeaderValue, header},
};

use crate::support::{
    actors::{Reader, hello, nonce, post},
    api::Answer,
    databases::TestDatabase,
    server::Server,
    stream::{Stream, upgrade},
};

pub(super) async fn bad_frames_cost_only_themselves(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut alice, mut bob) = (server.participant("Alice").await, server.participant("Bob").await);
    let deep = format!(r#"{{"type":"post","nonce":"n0n0n0n0","text":{}1{}}}"#, "[".repeat(7_000), "]".repeat(7_000));
    let nonce = nonce();
    for frame in [
        "",
        "nonsense",
        "[]",
        "null",
        &deep,
        r#"{"type":"hello"}"#,
        r#"{"type":"shout","text":"x"}"#,
        r#"{"type":"post","nonce":"short","text":"x"}"#,
        r#"{"type":"edit","nonce":"n0n0n0n0","id":"x","text":"y"}"#,
        r#"{"type":"react","nonce":"n0n0n0n0","id":"x","emoji":"y","on":true}"#,
    ] {
        alice.stream.sends_raw(Message::text(frame)).await;
        alice.is_refused("bad_frame").await;
    }
    for forged in ["role", "seq", "position", "author", "at", "id"] {
        let frame = json!({ "type": "post", "nonce": nonce, "text": "forged", forged: 7 });
        alice.sends(&frame).await;
        assert_eq!(alice.is_refused("bad_frame").await["nonce"], nonce, "{forged}");
    }
    alice.stream.sends_raw(Message::binary(vec![1, 2, 3])).await;
    alice.is_refused("bad_frame").await;
    alice.says("still here").await;
    assert_eq!(bob.sees("still here").await["seq"], 1, "nothing else was stored");
}

pub(super) async fn the_first_frame_is_hello(database: &TestDatabase) {
    let server = Server::on(database).await;
    for first in [post("hi").to_string(), "nonsense".to_owned(), r#"{"type":"hello","who":"me"}"#.to_owned()] {
        let mut stream = server.stream().await;
        stream.sends_raw(Message::text(first)).await;
        assert_eq!(stream.awaits("an error", |f| f["type"] == "error").await["code"], "bad_frame");
        assert_eq!(stream.is_closed().await, 1008);
    }
    let mut stranger = server.stream().await;
    stranger.sends(&hello(Some("made up"), None)).await;
    assert_eq!(stranger.awaits("an error", |f| f["type"] == "error").await["code"], "not_joined");
    assert_eq!(stranger.is_closed().await, 1008);
    let mut reader = server.reader().await;
    reader.sends(&post("without joining")).await;
    reader.is_refused("not_joined").await;
}

pub(super) async fn frames_have_a_size(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut alice = server.participant("Alice").await;
    let fits = post(&"x".repeat(16_000));
    alice.sends(&fits).await;
    assert_eq!(alice.is_refused("too_long").await["nonce"], fits["nonce"]);
    alice.sends(&post(&"x".repeat(17 * 1024))).await;
    alice.is_closed_with(1009).await;
    let body = json!({ "nonce": nonce(), "text": "x".repeat(17 * 1024) });
    alice.api.post("/rooms/main/messages", &body).await.refuses(413, "too_long");
    let mut broken = server.reader().await;
    // A whole text frame with a zero mask whose two bytes are no UTF-8.
    let mut bytes = broken.stream.into_bytes();
    tokio::io::AsyncWriteExt::write_all(&mut bytes, &[0x81, 0x82, 0, 0, 0, 0, 0xC3, 0x28]).await.expect("written");
    let mut answer = Vec::new();
    crate::support::waiting::within("the close", tokio::io::AsyncReadExt::read_to_end(&mut bytes, &mut answer))
        .await
        .expect("it ends");
    // The close frame begins with its code, 1007.
    let close = answer.windows(4).find(|window| window[0] == 0x88).expect("a close frame");
    assert_eq!(u16::from_be_bytes([close[2], close[3]]), 1007);
    broken = server.reader().await;
    assert_eq!(broken.welcome["seq"], 0);
}

pub(super) async fn floods_end_the_connection(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mut alice, mut bob) = (server.participant("Alice").await, server.participant("Bob").await);
    alice.stream.floods((0..500).map(|_| Message::Ping(vec![7].into()))).await;
    alice.is_refused("slow_down").await;
    alice.is_closed_with(1008).await;
    bob.says("unharmed").await;
}

pub(super) async fn texts_that_mislead_are_refused(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut alice = server.participant("Alice").await;
    for (text, code) in [
        ("", "bad_text"),
        (" \n ", "bad_text"),
        ("\u{200B}\u{2060}\u{3164}", "bad_text"),
        ("a\0b", "bad_text"),
        ("a\tb", "bad_text"),
        ("\u{202E}reversed", "bad_text"),
        (&"x".repeat(2_001), "too_long"),
    ] {
        alice.may_not_say(text, code).await;
        let body = json!({ "nonce": nonce(), "text": text });
        alice.api.post("/rooms/main/messages", &body).await.refuses(422, code);
    }
    for text in ["x".repeat(2_000), "<script>alert(1)</script>".to_owned(), "👩‍👩‍👧 می‌خواهم".to_owned()]
    {
        alice.says(&text).await;
        alice.sees(&text).await;
    }
    alice.says("e\u{301}").await;
    alice.sees("é").await;
}

pub(super) async fn bad_requests_get_one_clear_problem(database: &TestDatabase) {
    let server = Server::on(database).await;
    let alice = server.participant("Alice").await;
    for query in [
        "?limit=0",
        "?limit=201",
        "?limit=x",
        "?before=-1",
        "?after=1.5",
        "?before=1&after=1",
        "?page=2",
        "?before=9007199254740992",
    ] {
        server.api().get(&format!("/rooms/main/messages{query}")).await.refuses(400, "bad_frame");
    }
    for body in [
        json!({ "text": "no nonce" }),
        json!({ "nonce": "short", "text": "x" }),
        json!({ "nonce": nonce(), "text": "x", "role": "moderator" }),
        json!({ "nonce": nonce(), "text": "x", "reply_to": "nonsense" }),
        json!("text"),
    ] {
        alice.api.post("/rooms/main/messages", &body).await.refuses(400, "bad_frame");
    }
    let body = json!({ "nonce": nonce(), "text": "x" });
    server.api().post("/rooms/main/messages", &body).await.refuses(401, "not_joined");
    server.api().with_token("made up").get("/rooms/main/messages").await.refuses(401, "not_joined");
    alice.api.delete("/rooms/main/messages/nonsense").await.refuses(404, "not_found");
    let put = server.api().call(reqwest::Method::PUT, "/join");
    Answer::to(put).await.refuses(405, "bad_frame");
    server.api().get("/nowhere").await.refuses(404, "not_found");
    server.api().get("/rooms/main/stream").await.refuses(426, "bad_frame");
}

pub(super) async fn streams_open_only_where_they_may(database: &TestDatabase) {
    let listed = "https://bestbits.example";
    let server = Server::with(database, |event| event.settings.embed_on = vec![listed.to_owned()]).await;
    let own = format!("http://{}", server.address);
    let ask = async |origin: &str| {
        let mut request = upgrade(server.address, &server.stream_path("main"));
        request.headers_mut().insert(header::ORIGIN, HeaderValue::from_str(origin).expect("a header"));
        Stream::ask(server.address, request, origin).await
    };
    for origin in [own.as_str(), listed, "null"] {
        let (stream, _) = ask(origin).await.expect(origin);
        Reader::enter(stream, None, None).await;
    }
    for origin in ["https://evil.example", "https://bestbits.example.evil.example", "http://bestbits.example", ""] {
        match ask(origin).await {
            Err(Error::Http(response)) => assert_eq!(response.status(), 403, "{origin}"),
            other => panic!("{origin}: {:?}", other.map(|(_, chosen)| chosen)),
        }
    }
    let with_protocol = async |protocol: Option<&'static str>| {
        let mut request = upgrade(server.address, &server.stream_path("main"));
        request.headers_mut().remove(header::SEC_WEBSOCKET_PROTOCOL);
        if let Some(protocol) = protocol {
            request.headers_mut().insert(header::SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(protocol));
        }
        Stream::ask(server.address, request, "a client").await
    };
    let (stream, chosen) = with_protocol(None).await.expect("a client that names none");
    assert_eq!(chosen, None);
    Reader::enter(stream, None, None).await;
    let (_, chosen) = with_protocol(Some("chat.v9, social-stream.v1")).await.expect("one of several");
    assert_eq!(chosen.as_deref(), Some("social-stream.v1"));
    assert!(matches!(with_protocol(Some("chat.v9")).await, Err(Error::Http(response)) if response.status() == 400));
}

pub(super) async fn places_that_are_not_there(database: &TestDatabase) {
    let server = Server::on(database).await;
    let api = server.api();
    for path in ["/api/v1/events/nowhere", "/api/v1/events/No%20Where/rooms/main/messages", "/api/v1/nonsense"] {
        Answer::to(api.request(reqwest::Method::GET, path)).await.refuses(404, "not_found");
    }
    api.get("/rooms/nowhere/messages").await.refuses(404, "not_found");
    api.get("/rooms/%FF/messages").await.refuses(400, "bad_frame");
    for path in
        ["/e/nowhere", "/e/best-bits-2012/nowhere", "/e/best-bits-2012/nowhere/embed", "/e/nowhere/moderate", "/x"]
    {
        let page = api.page(path).await;
        assert_eq!((page.status, page.header("content-type")), (404, "text/html; charset=utf-8"), "{path}");
    }
    for path in [server.stream_path("nowhere"), "/api/v1/events/nowhere/rooms/main/stream".to_owned()] {
        let mut stream = Stream::open(server.address, &path, "a lost client").await.expect("the upgrade");
        assert_eq!(stream.is_closed().await, 4004, "{path}");
    }
}

pub(super) async fn too_many_streams_are_told_to_come_back(database: &TestDatabase) {
    let server = Server::for_streams(database, 2).await;
    let (mut first, _second) = (server.reader().await, server.reader().await);
    assert_eq!(server.stream().await.is_closed().await, 1013);
    first.stream.sends_raw(Message::Close(None)).await;
    first.stream.is_closed().await;
    drop(first);
    // The place is free once the server has seen the farewell, which came before this.
    let mut tries = 0;
    loop {
        let mut stream = server.stream().await;
        stream.sends(&hello(None, None)).await;
        if stream.looks_for("the welcome", |frame| frame["type"] == "welcome").await.is_some() {
            break;
        }
        tries += 1;
        assert!(tries < 100, "the place stays taken");
    }
}

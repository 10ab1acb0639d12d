//! The plain page, as its forms are sent.

use std::time::Duration;

use reqwest::{Method, header};
use serde_json::{Value, json};
use social_stream::domain::{Access, Pace, Role};

use crate::support::{
    actors::{nonce, tombstone},
    api::Answer,
    databases::TestDatabase,
    server::Server,
};

const PLAIN: &str = "/e/best-bits-2012/main/plain";

/// Sends a form as a browser does.
async fn sends(server: &Server<'_>, fields: &[(&str, &str)]) -> Answer {
    sends_to(server, PLAIN, fields).await
}

async fn sends_to(server: &Server<'_>, address: &str, fields: &[(&str, &str)]) -> Answer {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    let request = server.api().request(Method::POST, address);
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    // Pages that send no referrer have no origin either.
    Answer::to(request.header(header::ORIGIN, "null").body(form.finish())).await
}

/// What a field of a page's forms holds.
fn field<'a>(page: &'a Answer, name: &str) -> &'a str {
    let (_, rest) =
        page.text.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("{name}: {page:?}"));
    rest.split('"').next().expect("it ends")
}

async fn joins(server: &Server<'_>, name: &str, invite: &str) -> Answer {
    let key = field(&server.api().page(&format!("{PLAIN}?refresh=off")).await, "key").to_owned();
    sends(server, &[("do", "join"), ("name", name), ("invite", invite), ("key", &key)]).await
}

fn texts(messages: &[Value]) -> Vec<&str> {
    messages.iter().map(|message| message["text"].as_str().unwrap_or("(removed)")).collect()
}

pub(super) async fn a_form_sent_twice_does_everything_once(database: &TestDatabase) {
    let server = Server::on(database).await;
    let key = field(&server.api().page(&format!("{PLAIN}?refresh=off")).await, "key").to_owned();
    let join = [("do", "join"), ("name", "Ann Lee"), ("invite", ""), ("key", &*key)];
    let joined = sends(&server, &join).await;
    assert_eq!(joined.status, 200, "{joined:?}");
    let token = field(&joined, "token").to_owned();
    assert_eq!(field(&sends(&server, &join).await, "token"), token, "the same form, the same person");
    let other = sends(&server, &[("do", "join"), ("name", "Ann Lee"), ("key", "another")]).await;
    assert_eq!(other.status, 409, "another form is somebody else");
    assert!(other.text.contains("This name is taken"), "{other:?}");

    let post = [("do", "post"), ("token", &*token), ("nonce", field(&joined, "nonce")), ("text", "one\r\ntwo")];
    for _ in 0..2 {
        let posted = sends(&server, &post).await;
        assert_eq!(posted.status, 200);
        assert!(posted.text.contains("Your message is there."), "{posted:?}");
        assert_ne!(field(&posted, "nonce"), field(&joined, "nonce"), "the next message has its own");
    }
    assert_eq!(texts(&server.api().history("").await), ["one\ntwo"]);
    let changed = [("do", "post"), ("token", &*token), ("nonce", field(&joined, "nonce")), ("text", "something new")];
    let changed = sends(&server, &changed).await;
    assert_eq!(changed.status, 409);
    assert!(changed.text.contains("\nsomething new</textarea>"), "{changed:?}");
    let post = [("do", "post"), ("token", &*token), ("nonce", field(&changed, "nonce")), ("text", "something new")];
    sends(&server, &post).await;
    assert_eq!(texts(&server.api().history("").await), ["one\ntwo", "something new"]);

    let posted = server.api().history("").await.remove(0);
    let remove = [("do", "remove"), ("token", &*token), ("remove", posted["id"].as_str().expect("an id"))];
    for _ in 0..2 {
        assert_eq!(sends(&server, &remove).await.status, 200);
    }
    assert_eq!(server.api().history("").await[0], tombstone(&posted, &3.into()));
    let page = server.api().page(PLAIN).await;
    assert!(!page.text.contains("one\ntwo") && page.text.contains("Message removed"), "{page:?}");
}

pub(super) async fn only_authors_and_moderators_remove(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut alice = server.participant("Alice").await;
    let posted = alice.says("mine").await;
    let id = posted["id"].as_str().expect("an id");
    let ann = joins(&server, "Ann Lee", "").await;
    assert!(!ann.text.contains("name=\"ask\""), "nothing to remove for her");
    let remove = [("do", "remove"), ("token", field(&ann, "token")), ("remove", id)];
    let refused = sends(&server, &remove).await;
    assert_eq!(refused.status, 403);
    assert!(refused.text.contains("Only its author or a moderator may do this."), "{refused:?}");
    assert_eq!(server.api().history("").await[0]["text"], "mine");

    let code = server.invite(Role::Moderator, 1, None).await;
    let link = format!("{}/e/best-bits-2012#invite={code}&name=Mia", server.address);
    let mia = joins(&server, "Mia Berg", &link).await;
    let asked = sends(&server, &[("ask", id), ("token", field(&mia, "token")), ("text", "half a thought")]).await;
    assert!(asked.text.contains("Remove this message for everyone?") && asked.text.contains("Reason (optional)"));
    assert_eq!(field(&asked, "text"), "half a thought");
    let token = field(&mia, "token");
    let long = "x".repeat(201);
    let refused = sends(&server, &[("do", "remove"), ("token", token), ("remove", id), ("reason", &long)]).await;
    assert_eq!(refused.status, 400);
    let draft = ("text", "half a thought");
    let remove = [("do", "remove"), ("token", token), ("remove", id), ("reason", "off topic"), draft];
    let removed = sends(&server, &remove).await;
    assert!(removed.text.contains("\nhalf a thought</textarea>"), "what was begun is still there");
    alice.sees_removed(&posted).await;
}

pub(super) async fn the_plain_page_offers_what_the_server_takes(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut olga = server.somebody("Olga", Role::Organiser).await;
    olga.says("from above").await;
    server.participant("Bob").await.says("from below").await;
    let page = joins(&server, "Mia", &server.invite(Role::Moderator, 1, None).await).await;
    for (offered, what, name) in [
        (true, "Remove message by", "Bob"),
        (false, "Remove message by", "Olga"),
        (true, "Report the message by", "Olga"),
        (false, "Report the message by", "Bob"),
    ] {
        let label = format!("{what} {name}");
        assert_eq!(page.text.contains(&label), offered, "{label}: {page:?}");
    }
}

pub(super) async fn what_is_refused_is_given_back(database: &TestDatabase) {
    let server = Server::with(database, |event| {
        event.settings.pace = Pace { burst: 1, interval: Duration::from_secs(7) };
        event.settings.text_limit = 20;
    })
    .await;
    let ann = joins(&server, "Ann Lee", "").await;
    let token = field(&ann, "token").to_owned();
    let says = async |text: &str, nonce: &str| {
        sends(&server, &[("do", "post"), ("token", &token), ("nonce", nonce), ("text", text)]).await
    };
    says("the first", &nonce()).await;
    let (quick, too_quick) = (nonce(), "<b>\"quick\"</b> & so on");
    let refused = says("the & second", &quick).await;
    assert_eq!(refused.status, 429);
    assert!(refused.text.contains("That was too quick. Send it again in 7 seconds."), "{refused:?}");
    assert!(refused.text.contains("\nthe &#38; second</textarea>"), "{refused:?}");
    assert_eq!(field(&refused, "nonce"), quick, "so that it is stored once, whatever became of this one");
    server.clock.advance(Duration::from_secs(7));
    assert_eq!(says("the & second", &quick).await.status, 200);
    let refused = says(too_quick, &nonce()).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("2 characters too many. Your text stays here until it fits."), "{refused:?}");
    assert!(refused.text.contains("&#60;b&#62;") && !refused.text.contains("<b>\"quick"), "{refused:?}");
    let mute = "UPDATE people SET muted_until = 1351918900000 WHERE name = 'Ann Lee'";
    database.execute(mute).await;
    let refused = says("muted", &nonce()).await;
    assert_eq!(refused.status, 403);
    assert!(refused.text.contains("A moderator has muted you. You can write again in 93 seconds."), "{refused:?}");
    let unknown = [("do", "post"), ("token", "of another"), ("nonce", &*nonce()), ("text", "kept for later")];
    let unknown = sends(&server, &unknown).await;
    assert_eq!(unknown.status, 403);
    assert_eq!(field(&unknown, "text"), "kept for later", "joining again keeps it");
    assert!(unknown.text.contains("the first"), "reading goes on");
    assert_eq!(texts(&server.api().history("").await), ["the first", "the & second"]);
}

pub(super) async fn nothing_is_lost_while_the_database_is_away(database: &TestDatabase) {
    let server = Server::on(database).await;
    let ann = joins(&server, "Ann Lee", "").await;
    let post =
        [("do", "post"), ("token", field(&ann, "token")), ("nonce", field(&ann, "nonce")), ("text", "the first")];
    let posted = sends(&server, &post).await;
    server.store.close().await;
    let page = server.api().page(PLAIN).await;
    assert!(page.status == 200 && page.text.contains("the first"), "{page:?}");
    let post =
        [("do", "post"), ("token", field(&posted, "token")), ("nonce", field(&posted, "nonce")), ("text", "second")];
    let refused = sends(&server, &post).await;
    assert_eq!(refused.status, 503);
    assert!(refused.text.contains("nothing was stored") && refused.text.contains("\nsecond</textarea>"), "{refused:?}");
    assert_eq!(field(&refused, "nonce"), field(&posted, "nonce"));
}

pub(super) async fn a_closed_event_is_read_with_its_token(database: &TestDatabase) {
    let server = Server::with(database, |event| event.settings.access = Access::Invited).await;
    server.moderator("Mia").await.says("among ourselves").await;
    let code = server.invite(Role::Participant, 1, None).await;
    let page = server.api().page(PLAIN).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("Only those who joined can read here.") && !page.text.contains("among ourselves"));
    for invite in ["", "no-such-code"] {
        let refused = joins(&server, "Ann Lee", invite).await;
        assert_eq!(refused.status, 403, "{refused:?}");
        assert!(!refused.text.contains("among ourselves"));
    }
    let ann = joins(&server, "Ann Lee", &code).await;
    assert!(ann.text.contains("among ourselves"), "{ann:?}");
    let refused = sends(&server, &[("token", "of another")]).await;
    assert!(!refused.text.contains("among ourselves"));
}

pub(super) async fn the_plain_page_speaks_the_language_of_its_address(database: &TestDatabase) {
    let server =
        Server::with(database, |event| event.settings.pace = Pace { burst: 1, interval: Duration::from_secs(7) }).await;
    server.participant("Alice").await.says("good morning").await;
    let asked = server.api().request(Method::GET, PLAIN).header(header::ACCEPT_LANGUAGE, "ar");
    let page = Answer::to(asked).await;
    assert!(page.text.contains("<html lang=\"ar\" dir=\"rtl\">"), "{page:?}");
    assert!(page.text.contains("السبت، 3 نوفمبر 2012"), "{page:?}");

    let page = server.api().page(&format!("{PLAIN}?refresh=off&newest=last&lang=ru")).await;
    for kept in [
        "action=\"/e/best-bits-2012/main/plain?lang=ru\"",
        "href=\"/e/best-bits-2012/main/plain?newest=first&#38;lang=ru\"",
        "href=\"/e/best-bits-2012/side/plain?lang=ru\"",
        "href=\"/e/best-bits-2012/main?lang=ru\"",
    ] {
        assert!(page.text.contains(kept), "{kept}: {page:?}");
    }
    let key = field(&page, "key").to_owned();
    let in_russian = format!("{PLAIN}?lang=ru");
    let joined = sends_to(&server, &in_russian, &[("do", "join"), ("name", "Ann Lee"), ("key", &key)]).await;
    assert!(joined.text.contains("Вы здесь под именем Ann Lee."), "{joined:?}");
    assert!(joined.text.contains("action=\"/e/best-bits-2012/main/plain?lang=ru\""), "{joined:?}");
    let token = field(&joined, "token");
    for (nonce, said) in [(nonce(), "Ваше сообщение опубликовано."), (nonce(), "Отправьте снова через 7 секунд.")]
    {
        let post = [("do", "post"), ("token", token), ("nonce", &*nonce), ("text", "hello")];
        let posted = sends_to(&server, &in_russian, &post).await;
        assert!(posted.text.contains(said), "{said}: {posted:?}");
    }
    let post =
        Answer::to(server.api().request(Method::POST, PLAIN).header(header::ACCEPT_ENCODING, "br").body("")).await;
    assert_eq!(post.header("content-encoding"), "", "a compressed token could be told by the length");
}

pub(super) async fn joining_by_another_sites_form_is_refused(database: &TestDatabase) {
    let server = Server::on(database).await;
    let form = "do=join&name=Chosen%20for%20you&key=known-to-them";
    for (site, status) in [("cross-site", 403), ("same-site", 403), ("same-origin", 200)] {
        let request = server.api().request(Method::POST, PLAIN).header("sec-fetch-site", site).body(form);
        assert_eq!(Answer::to(request).await.status, status, "{site}");
    }
}

pub(super) async fn the_plain_page_is_whole_and_never_kept(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut alice = server.participant("Alice").await;
    alice.says("<script>alert(1)</script> javascript:alert(1) https://example.org/?a=1&b=\"2\"").await;
    let page = server.api().page(PLAIN).await;
    assert_eq!((page.status, page.header("cache-control")), (200, "no-store"));
    assert_eq!(page.header("set-cookie"), "");
    let policy = page.header("content-security-policy");
    assert!(policy.contains("form-action 'self'") && policy.ends_with("frame-ancestors 'self'"), "{policy}");
    assert!(!page.text.contains("<script") && !page.text.contains("style="), "{page:?}");
    assert!(page.text.contains("<noscript><meta http-equiv=\"refresh\" content=\"30\"></noscript>"), "{page:?}");
    let link = "<a href=\"https://example.org/?a=1&#38;b=\" rel=\"nofollow noopener noreferrer\">";
    assert!(page.text.contains(link), "{page:?}");
    assert!(page.text.contains("<time datetime=\"2012-11-03T05:00:00.000Z\">09:00</time>"), "the event's zone");
    assert!(page.text.contains("Saturday, 3 November 2012"), "{page:?}");
    for query in ["before=x", "after=-1", "before=99999999999999999999"] {
        assert_eq!(server.api().page(&format!("{PLAIN}?{query}")).await.status, 400, "{query}");
    }
    let still = server.api().page(&format!("{PLAIN}?before=1")).await;
    assert!(!still.text.contains("http-equiv"), "history does not change by itself");
    assert_eq!(server.api().page("/e/best-bits-2012/nowhere/plain").await.status, 404);
    let huge = server.api().request(Method::POST, PLAIN).body("text=".to_owned() + &"x".repeat(200 * 1024));
    let huge = Answer::to(huge).await;
    assert_eq!(huge.status, 413);
    assert!(huge.text.contains("<h1>"), "a page, not a problem for programs: {huge:?}");
}

pub(super) async fn the_plain_page_says_how_quiet_the_room_is(database: &TestDatabase) {
    let server = Server::on(database).await;
    let mut mia = server.moderator("Mia").await;
    let old = mia.says("where the papers are").await;
    let pinned = old["id"].as_str().expect("an id");
    for n in 0..50 {
        mia.says(&format!("line {n}")).await;
    }
    mia.api.put(&format!("/rooms/main/messages/{pinned}/pin")).await.gives(200);
    let ann = joins(&server, "Ann Lee", "").await;
    let (token, nonce) = (field(&ann, "token").to_owned(), field(&ann, "nonce").to_owned());
    let post = |text: &'static str| [("do", "post"), ("token", &*token), ("nonce", &*nonce), ("text", text)];
    let read = server.api().page(PLAIN).await;
    assert!(read.text.contains("where the papers are") && read.text.contains("?before=26#m-"), "{read:?}");
    assert!(ann.text.contains("value=\"before-26\""), "whoever joined goes there by a form: {ann:?}");

    mia.api.patch("/rooms/main", &json!({ "hold": "guests", "links": false, "slow_mode_ms": 90_000 })).await.gives(200);
    let read = server.api().page(PLAIN).await;
    assert!(read.text.contains("Slow mode: one message every 90 seconds."), "{read:?}");
    let refused = sends(&server, &post("www.example.org")).await;
    assert_eq!(refused.status, 403);
    assert!(refused.text.contains("Links are off for guests here."), "{refused:?}");
    let held = sends(&server, &post("may I?")).await;
    assert_eq!(held.status, 200);
    assert!(held.text.contains("may I?") && held.text.contains("waits for a moderator"), "{held:?}");
    let bob = joins(&server, "Bob Oduya", "").await;
    for (who, page) in [("a reader", server.api().page(PLAIN).await), ("another", bob)] {
        assert!(!page.text.contains("may I?"), "{who}: {page:?}");
    }
    let soon = [("do", "post"), ("token", &*token), ("nonce", field(&held, "nonce")), ("text", "again")];
    let soon = sends(&server, &soon).await;
    assert_eq!(soon.status, 429);
    assert!(soon.text.contains("Send it again in 90 seconds."), "{soon:?}");

    let waiting = mia.api.get("/rooms/main/held").await.gives(200);
    let id = waiting["held"][0]["id"].as_str().expect("an id");
    mia.api.post(&format!("/rooms/main/held/{id}/reject"), &json!({})).await.gives(200);
    let rejected = sends(&server, &post("may I?")).await;
    assert_eq!(rejected.status, 403);
    assert!(rejected.text.contains("A moderator did not let your message through."), "{rejected:?}");
    mia.api.delete(&format!("/rooms/main/messages/{pinned}")).await.gives(200);
    mia.api.patch("/rooms/main", &json!({ "locked": true })).await.gives(200);
    let locked = sends(&server, &[("do", "read"), ("token", &*token)]).await;
    assert!(locked.text.contains("Only moderators write here for now."), "{locked:?}");
    assert!(!locked.text.contains("<textarea") && !locked.text.contains("where the papers are"), "{locked:?}");
}

/// Somebody joins by a form, says that, and gives their token and that message.
async fn joins_and_says(server: &Server<'_>, name: &str, text: &str) -> (String, Value) {
    let joined = joins(server, name, "").await;
    let token = field(&joined, "token").to_owned();
    let post = [("do", "post"), ("token", &*token), ("nonce", field(&joined, "nonce")), ("text", text)];
    assert_eq!(sends(server, &post).await.status, 200);
    let messages = server.api().history("").await;
    (token, messages.last().expect("a message").clone())
}

pub(super) async fn who_joined_is_told_on_the_plain_page_what_was_done_to_them(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (mia, olga) = (server.moderator("Mia").await, server.somebody("Olga", Role::Organiser).await);
    let (token, posted) = joins_and_says(&server, "Ann Lee", "buy my shoes").await;
    let ann = server.api().with_token(&token);
    let at = |what: &str| format!("/people/{}/{what}", posted["author"]["id"].as_str().expect("an id"));
    let reads = async || sends(&server, &[("do", "read"), ("token", &token)]).await.text;
    let says = async |room: &str, text: &str| {
        let body = json!({ "nonce": nonce(), "text": text });
        let posted = ann.post(&format!("/rooms/{room}/messages"), &body).await.gives(201);
        format!("/rooms/{room}/messages/{}", posted["id"].as_str().expect("an id"))
    };
    let removes = async |message: &str| {
        let request = mia.api.call(Method::DELETE, message).json(&json!({ "reason": "an <advert>" }));
        Answer::to(request).await.gives(200);
    };

    // At its place, and to her alone.
    removes(&format!("/rooms/main/messages/{}", posted["id"].as_str().expect("an id"))).await;
    let told = "<p class=\"gone\">A moderator removed your message. Reason: an &#60;advert&#62;</p>";
    let read = reads().await;
    assert!(read.contains(told) && !read.contains("Mia") && !read.contains("/moderate\""), "{read}");
    let bob = joins(&server, "Bob Oduya", "").await;
    for (who, page) in [("a reader", server.api().page(PLAIN).await), ("another", bob)] {
        assert!(!page.text.contains("your message.") && !page.text.contains("advert"), "{who}: {page:?}");
    }

    // Elsewhere, the newest few, until it is taken back.
    let mut aside = Vec::new();
    for n in 0..4 {
        let message = says("side", &format!("aside {n}")).await;
        removes(&message).await;
        aside.push(message);
    }
    let elsewhere = "<time datetime=\"2012-11-03T05:00:00.000Z\">09:00</time> A moderator removed your message.";
    assert_eq!(reads().await.matches(elsewhere).count(), 3);
    for message in &aside {
        mia.api.post(&format!("{message}/restore"), &json!({})).await.gives(200);
    }
    let read = reads().await;
    assert!(read.contains(told) && !read.contains(elsewhere), "{read}");
    says("main", "and hats").await;
    let cleared = mia.api.post(&at("clear"), &json!({ "last_ms": 60_000 })).await.gives(200);
    let read = reads().await;
    assert!(read.contains("A moderator removed 5 of your messages."), "{read}");
    mia.api.post(&format!("/acts/{}/undo", cleared["act"]["number"]), &json!({})).await.gives(200);
    assert!(!reads().await.contains("of your messages."));

    let mute = json!({ "for_ms": 60_000, "reason": "breathe" });
    mia.api.puts(&at("mute"), &mute).await.gives(200);
    let muted = "A moderator has muted you until 09:01. What you write stays here. Reason: breathe";
    assert!(reads().await.contains(muted));
    mia.api.delete(&at("mute")).await.gives(200);
    assert!(!reads().await.contains("muted"));

    olga.api.puts(&at("role"), &json!({ "role": "moderator" })).await.gives(200);
    let read = reads().await;
    assert!(read.contains("Your role here is now: Moderator."), "{read}");
    assert!(read.contains("<a href=\"/e/best-bits-2012/moderate\">Moderate</a>"), "{read}");
    olga.api.puts(&at("role"), &json!({ "role": "participant" })).await.gives(200);
    let read = reads().await;
    assert!(read.contains("Your role here is now: Participant.") && !read.contains("Moderator."), "only what holds");
    assert!(!read.contains("/moderate\""), "{read}");

    server.clock.advance(Duration::from_secs(24 * 60 * 60 + 1));
    let read = reads().await;
    assert!(!read.contains("your message.") && !read.contains("Your role"), "no longer than a day: {read}");
    mia.api.puts(&at("ban"), &json!({ "for_ms": 60_000 })).await.gives(200);
    let banned = reads().await;
    assert!(banned.contains("You have been banned from this room. This ends: 09:01."), "{banned}");
}

pub(super) async fn the_plain_page_names_moderators_only_where_the_event_does(database: &TestDatabase) {
    for (names, who, by) in [(false, "Ann Lee", "Mia Unnamed"), (true, "Alma Roth", "Mia Named")] {
        let server = Server::with(database, |event| event.settings.name_moderators = names).await;
        let mia = server.moderator(by).await;
        let (token, posted) = joins_and_says(&server, who, "buy my shoes").await;
        mia.api.delete(&format!("/rooms/main/messages/{}", posted["id"].as_str().expect("an id"))).await.gives(200);
        let person = posted["author"]["id"].as_str().expect("an id");
        mia.api.puts(&format!("/people/{person}/mute"), &json!({ "for_ms": 60_000 })).await.gives(200);
        let read = sends(&server, &[("do", "read"), ("token", &token)]).await.text;
        assert!(read.contains("A moderator removed your message."), "{read}");
        assert_eq!(read.matches(&format!("By {by}.")).count(), if names { 2 } else { 0 }, "{read}");
        assert_eq!(read.contains(by), names, "{read}");
    }
}

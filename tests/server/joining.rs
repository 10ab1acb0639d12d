use std::time::Duration;

use serde_json::json;
use social_stream::domain::{Access, Role};

use crate::support::{databases::TestDatabase, server::Server};

pub(super) async fn names_that_look_alike_are_taken(database: &TestDatabase) {
    let server = Server::on(database).await;
    let api = server.api();
    let joined = api.joins("Moderator Mia", None).await;
    assert_eq!(joined["you"]["role"], "guest");
    let me = api.with_token(joined["token"].as_str().expect("a token")).get("/me").await.gives(200);
    assert_eq!(me["you"], joined["you"]);
    for name in [
        "Moderator Mia",
        "moderator mia",
        "MODERATOR MIA",
        "Mоdеrаtоr Mia",
        "Ｍｏｄｅｒａｔｏｒ　Ｍｉａ",
        " Moderator  Mia ",
    ] {
        api.post("/join", &json!({ "name": name })).await.refuses(409, "name_taken");
    }
    api.joins("Moderator Max", None).await;
    let answer = api.post("/join", &json!({ "name": "Zoë", "affiliation": "Best Bits" })).await.gives(201);
    assert_eq!(answer["you"]["affiliation"], "Best Bits");
    api.with_token("made up").get("/me").await.refuses(401, "not_joined");
    api.get("/me").await.refuses(401, "not_joined");
}

pub(super) async fn invitations_give_their_role_and_run_out(database: &TestDatabase) {
    let server = Server::on(database).await;
    let api = server.api();
    for (role, name) in [(Role::Participant, "Pat"), (Role::Moderator, "Mia"), (Role::Organiser, "Olga")] {
        let code = server.invite(role, 1, None).await;
        assert_eq!(api.joins(name, Some(&code)).await["you"]["role"], role.as_str());
        let again = json!({ "name": format!("{name} again"), "invite": code });
        api.post("/join", &again).await.refuses(403, "forbidden");
    }
    let short = server.invite(Role::Moderator, 5, Some(Duration::from_secs(60))).await;
    api.joins("Early", Some(&short)).await;
    api.post("/join", &json!({ "name": "Mia", "invite": short })).await.refuses(409, "name_taken");
    server.clock.advance(Duration::from_secs(60));
    api.post("/join", &json!({ "name": "Late", "invite": short })).await.refuses(403, "forbidden");
    api.post("/join", &json!({ "name": "Lost", "invite": "made up" })).await.refuses(403, "forbidden");
    api.joins("Lost", None).await;
}

pub(super) async fn names_that_mislead_are_refused(database: &TestDatabase) {
    let server = Server::on(database).await;
    let api = server.api();
    for name in
        ["", "   ", "A\u{200B}nn", "A\u{202E}nn", "A\nnn", "A\0", "x\u{301}\u{302}\u{303}", &"x".repeat(41), "\u{3164}"]
    {
        api.post("/join", &json!({ "name": name })).await.refuses(422, "bad_name");
    }
    api.post("/join", &json!({ "name": "Ann", "affiliation": "A\u{202E}" })).await.refuses(422, "bad_name");
    for body in [json!({}), json!({ "name": 7 }), json!({ "name": "Ann", "role": "moderator" }), json!([])] {
        api.post("/join", &body).await.refuses(400, "bad_frame");
    }
    api.joins("Ann", None).await;
}

pub(super) async fn closed_events_are_read_by_those_invited(database: &TestDatabase) {
    let server = Server::with(database, |event| event.settings.access = Access::Invited).await;
    let api = server.api();
    api.get("").await.refuses(401, "not_joined");
    api.get("/rooms/main/messages").await.refuses(401, "not_joined");
    api.post("/join", &json!({ "name": "Stranger" })).await.refuses(403, "forbidden");
    let mut stranger = server.stream().await;
    stranger.sends(&json!({ "type": "hello" })).await;
    assert_eq!(stranger.awaits("an error", |f| f["type"] == "error").await["code"], "not_joined");
    assert_eq!(stranger.is_closed().await, 1008);
    assert!(!api.page("/").await.text.contains("Best Bits"));
    let page = api.page("/e/best-bits-2012").await.text;
    assert!(!page.contains("Katitza") && !page.contains("Baku"), "{page}");
    let mut mia = server.moderator("Mia").await;
    mia.says("among us").await;
    assert_eq!(mia.api.history("").await[0]["text"], "among us");
    assert_eq!(mia.api.get("").await.gives(200)["place"], "Baku, Azerbaijan");
}

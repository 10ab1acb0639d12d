//! Links by which others join, made and ended by those who keep a room.

use std::time::Duration;

use serde_json::{Value, json};
use social_stream::domain::Role;

use crate::support::{databases::TestDatabase, server::Server};

fn code(made: &Value) -> &str {
    made["code"].as_str().expect("a code")
}

fn at(made: &Value) -> String {
    format!("/invites/{}", made["invite"]["id"].as_str().expect("an id"))
}

pub(super) async fn an_invitation_is_made_used_and_ended(database: &TestDatabase) {
    let server = Server::on(database).await;
    let (olga, mia) = (server.somebody("Olga", Role::Organiser).await, server.moderator("Mia").await);
    let there_already = mia.api.get("/invites").await.gives(200)["invites"].as_array().expect("a list").clone();
    let body =
        json!({ "role": "participant", "uses": 2, "for_ms": 3_600_000, "name": "Ann Lee", "reason": "late guests" });
    let made = mia.api.post("/invites", &body).await.gives(201);
    let url = made["url"].as_str().expect("an address");
    assert!(url.ends_with(&format!("/e/{}#invite={}&name=Ann+Lee", server.event.slug, code(&made))), "{url}");
    assert_eq!((&made["invite"]["role"], &made["invite"]["uses_left"]), (&json!("participant"), &json!(2)), "{made}");

    let paula = server.api().joins("Paula", Some(code(&made))).await;
    assert_eq!(paula["you"]["role"], "participant");
    let listed = olga.api.get("/invites").await;
    assert!(!listed.text.contains(code(&made)), "the code is told once");
    let listed = listed.gives(200)["invites"].as_array().expect("a list").clone();
    assert_eq!(listed.len(), there_already.len() + 1);
    assert!(listed.iter().any(|invite| invite["id"] == made["invite"]["id"] && invite["uses_left"] == 1), "{listed:?}");

    // Ended, it lets nobody in any more; again changes nothing.
    for _ in 0..2 {
        assert_eq!(olga.api.delete(&at(&made)).await.gives(200), json!({ "invites": there_already }));
    }
    let refused = server.api().post("/join", &json!({ "name": "Paul", "invite": code(&made) })).await;
    refused.refuses(403, "forbidden");

    // Over, it is listed no more.
    let short = mia.api.post("/invites", &json!({ "role": "participant", "for_ms": 1_000 })).await.gives(201);
    server.clock.advance(Duration::from_secs(1));
    assert_eq!(mia.api.get("/invites").await.gives(200), json!({ "invites": there_already }));
    server.api().post("/join", &json!({ "name": "Paul", "invite": code(&short) })).await.refuses(403, "forbidden");

    let told: Vec<_> = (olga.api.get("/acts").await.gives(200)["acts"].as_array().expect("acts").iter())
        .map(|act| json!([act["kind"], act["by"]["name"], act["role"], act["reason"]]))
        .collect();
    let expected = [
        json!(["invite", "Mia", "participant", null]),
        json!(["uninvite", "Olga", "participant", null]),
        json!(["invite", "Mia", "participant", "late guests"]),
    ];
    assert_eq!(told, expected);
}

pub(super) async fn nobody_invites_an_equal_and_a_dismissed_moderator_nobody(database: &TestDatabase) {
    let server = Server::on(database).await;
    let olga = server.somebody("Olga", Role::Organiser).await;
    let mia = server.moderator("Mia").await;
    let (paula, alice) = (server.somebody("Paula", Role::Participant).await, server.participant("Alice").await);
    let by_olga = olga.api.post("/invites", &json!({ "role": "moderator" })).await.gives(201);
    let by_mia = mia.api.post("/invites", &json!({ "role": "participant" })).await.gives(201);
    let invites = "SELECT CAST(COUNT(*) + SUM(uses_left) * 1000 AS BIGINT) FROM invites";
    let before = database.number(invites).await;
    for (by, role) in [
        (&olga, "organiser"),
        (&mia, "moderator"),
        (&mia, "organiser"),
        (&paula, "participant"),
        (&alice, "participant"),
    ] {
        by.api.post("/invites", &json!({ "role": role })).await.refuses(403, "forbidden");
    }
    for by in [&paula, &alice] {
        by.api.get("/invites").await.refuses(403, "forbidden");
        by.api.delete(&at(&by_mia)).await.refuses(403, "forbidden");
    }
    server.api().get("/invites").await.refuses(401, "not_joined");
    mia.api.delete(&at(&by_olga)).await.refuses(403, "forbidden");
    mia.api.delete("/invites/00000000000000000000000000000000").await.refuses(404, "not_found");
    mia.api.delete("/invites/all").await.refuses(404, "not_found");
    for wrong in [
        json!({ "role": "guest" }),
        json!({ "role": "king" }),
        json!({ "role": "participant", "uses": 0 }),
        json!({ "role": "participant", "uses": 100_001 }),
        json!({ "role": "participant", "code": "mine" }),
        json!({}),
    ] {
        olga.api.post("/invites", &wrong).await.refuses(400, "bad_frame");
    }
    for for_ms in [0_u64, 366 * 24 * 60 * 60 * 1000] {
        let body = json!({ "role": "participant", "for_ms": for_ms });
        olga.api.post("/invites", &body).await.refuses(403, "forbidden");
    }
    olga.api.post("/invites", &json!({ "role": "participant", "name": "\u{202e}" })).await.refuses(422, "bad_name");
    olga.api.puts(&mia.at("role"), &json!({ "role": "participant" })).await.gives(200);
    mia.api.post("/invites", &json!({ "role": "participant" })).await.refuses(403, "forbidden");
    mia.api.delete(&at(&by_mia)).await.refuses(403, "forbidden");
    assert_eq!(database.number(invites).await, before, "nothing was made or ended");
}

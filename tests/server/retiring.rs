use std::sync::Arc;

use social_stream::{
    domain::RoomId,
    hub::{Hub, HubError},
};

use crate::support::{databases::TestDatabase, server::Server, waiting::within};

pub(super) async fn rooms_close_when_nobody_is_in_them(database: &TestDatabase) {
    let server = Server::on(database).await;
    let hub = Arc::new(Hub::new(server.store.clone(), server.clock.clone(), crate::support::server::fresh_random()));
    for _ in 0..100 {
        let unknown = RoomId::random(hub.random());
        assert!(matches!(hub.room(unknown).await, Err(HubError::NotFound)));
    }
    assert_eq!(hub.retire_idle(), 0, "a room that does not exist costs no memory");
    let id = server.event.rooms[0].id;
    let (one, other) = tokio::join!(hub.room(id), hub.room(id));
    let (one, other) = (one.expect("it opens"), other.expect("it opens"));
    assert!(Arc::ptr_eq(&one, &other), "whoever comes at once gets the same room");
    drop(other);
    for _ in 0..3 {
        assert_eq!(hub.retire_idle(), 1, "somebody is in it");
    }
    let mut bell = one.bell();
    drop(one);
    assert_eq!(hub.retire_idle(), 1, "they may come back in a moment");
    assert_eq!(hub.retire_idle(), 0, "nobody came since it was last looked at");
    assert!(within("the writer's end", bell.changed()).await.is_err(), "its writer has ended");
    drop(hub.room(id).await.expect("it opens again"));
    assert_eq!(hub.retire_idle(), 1, "somebody has just been here");
    assert_eq!(hub.retire_idle(), 0);
}

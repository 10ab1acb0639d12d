//! What waits for a moderator in the open rooms, as of the last look into the database.

use tokio::time::Duration;

use super::{Hub, HubError, shared::Shared};
use crate::{
    domain::{Held, Person, Reported, Seq},
    store::{Store, StoreError},
};

/// Posts of a room that are remembered, those that wait longest; the rest follows as they are decided on.
const REMEMBERED: u32 = 500;

/// Reported messages that are remembered and told of, those that were reported first.
const REPORTED: u32 = 50;

/// How long a look may take before it is left to the next.
const LOOK_WITHIN: Duration = Duration::from_secs(4);

/// What waits in a room.
#[derive(Debug, Default)]
pub struct Waiting {
    /// How often anything was held, reported or decided on when this was read, or a little before.
    version: u64,
    posts: Vec<Held>,
    reported: Vec<Reported>,
    /// The room's seq then, or a little before.
    pub upto: Seq,
}

impl Waiting {
    /// What somebody may know of it: those who keep the room everything, others what is their own.
    pub fn shown_to<'a>(&'a self, person: &'a Person) -> impl Iterator<Item = &'a Held> {
        self.posts.iter().filter(move |held| person.role.may_moderate() || held.author.id == person.id)
    }

    /// What they may know of reports; see [`Reported::is_told_to`]. What was removed after [`upto`](Self::upto) is to be left
    /// out.
    pub fn reported_to<'a>(&'a self, person: &'a Person) -> impl Iterator<Item = &'a Reported> {
        self.reported.iter().filter(|reported| reported.is_told_to(person))
    }
}

/// Reads what waits in a room, where that was not read at this version yet.
pub(super) async fn look(store: &Store, room: &Shared, version: u64) -> Result<(), StoreError> {
    if room.waiting.borrow().version >= version {
        return Ok(());
    }
    let upto = room.read().head();
    let looked = async {
        Ok::<_, StoreError>((store.waiting(room.id, None, REMEMBERED).await?, store.reported(room.id, REPORTED).await?))
    };
    let Ok(looked) = tokio::time::timeout(LOOK_WITHIN, looked).await else { return Ok(()) };
    let (posts, reported) = looked?;
    room.waiting.send_if_modified(|waiting| {
        let newer = waiting.version < version;
        if newer {
            *waiting = Waiting { version, posts, reported, upto };
        }
        newer
    });
    Ok(())
}

impl Hub {
    /// Looks into the database for what was held, reported or decided on in the open rooms, on whichever node.
    ///
    /// # Errors
    /// If the database is away; the next look makes up for it.
    pub async fn heed_held(&self) -> Result<(), HubError> {
        for (id, version) in self.store.held_versions().await? {
            // The guard of the map is gone before anything is awaited.
            let room = self.rooms.get(&id).and_then(|cell| cell.get().cloned());
            if let Some(room) = room {
                room.look_at_held(version).await?;
            }
        }
        Ok(())
    }
}

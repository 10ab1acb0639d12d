//! Hearing of acts, done here or on another node of the same database: the log of acts, and for each event a cursor into it.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use super::{Hub, HubError, Room};
use crate::domain::{Act, ActNumber, EventId, PersonId};

/// Acts read at once.
const PIECE: u32 = 200;

/// Up to where this node has heard of each event's acts; `None` before the first look, which is where it begins.
pub(super) type Heard = Option<HashMap<EventId, ActNumber>>;

impl Hub {
    /// Makes everything on this node heed the acts in the database: sockets of those who are banned close, roles are the new
    /// ones, rooms show what was removed or restored. Call it after an act, before it is answered, and often.
    ///
    /// # Errors
    /// If the database is away; the next look makes up for it.
    pub async fn heed_acts(&self) -> Result<(), HubError> {
        // Held while it looks: two looks at once would tell the same acts twice.
        let mut heard = self.heard.lock().await;
        let heads = self.store.act_heads().await?;
        let Some(heard) = heard.as_mut() else {
            *heard = Some(heads.into_iter().collect());
            return Ok(());
        };
        for (event, head) in heads {
            let mut after = heard.get(&event).copied().unwrap_or(ActNumber(0));
            while after < head {
                let acts: Vec<_> =
                    self.store.acts_after(event, after, PIECE).await?.into_iter().map(Arc::new).collect();
                let Some(last) = acts.last() else { break };
                self.heed(event, &acts).await?;
                after = last.number;
                heard.insert(event, after);
            }
        }
        Ok(())
    }

    async fn heed(&self, event: EventId, acts: &[Arc<Act>]) -> Result<(), HubError> {
        for person in acts.iter().filter_map(|act| act.on).collect::<BTreeSet<_>>() {
            self.heed_person(event, person, acts).await?;
        }
        // After the people: a dismissed moderator is known to be one before the log goes on.
        self.doings.tell(event, acts);
        let about_many = acts.iter().any(|act| act.messages.is_some());
        let rooms: Vec<Arc<Room>> = (self.rooms.iter())
            .filter(|entry| about_many || acts.iter().any(|act| act.room == Some(*entry.key())))
            .filter_map(|entry| entry.value().get().cloned())
            .collect();
        for room in rooms {
            room.look().await;
        }
        Ok(())
    }

    async fn heed_person(&self, event: EventId, person: PersonId, acts: &[Arc<Act>]) -> Result<(), HubError> {
        let Some(member) = self.store.member(person).await? else { return Ok(()) };
        // Remembered first: who attends after that looks there.
        let member = self.people.put((event, member.token), Arc::new(member));
        self.present.tell(&member, acts.iter().filter(|act| act.on == Some(person) && act.kind.is_told()).cloned());
        Ok(())
    }
}

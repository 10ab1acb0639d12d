//! Who has a connection to this node, and how they hear of what is done to them.

use std::sync::Arc;

use dashmap::DashMap;
use tokio::sync::watch;

use crate::{
    domain::{Act, ActNumber, PersonId},
    store::Member,
};

/// Acts that somebody's connections are told of at once; who does not listen for longer asks for the rest.
const TOLD: usize = 32;

/// What is known here of somebody since they connected. It may be overwritten unread: only the last one counts.
#[derive(Clone, Debug, Default)]
struct Affairs {
    member: Option<Arc<Member>>,
    /// By rising number.
    acts: Vec<Arc<Act>>,
}

/// The people who have connections to this node.
#[derive(Debug, Default)]
pub(super) struct Present(DashMap<PersonId, watch::Sender<Affairs>>);

/// Somebody's presence on one connection.
#[derive(Debug)]
pub struct Attendance {
    person: PersonId,
    bell: watch::Receiver<Affairs>,
    seen: ActNumber,
    present: Arc<Present>,
}

/// What was done to somebody.
#[derive(Clone, Debug)]
pub struct Affected {
    /// They as they are now.
    pub member: Arc<Member>,
    /// What they have not heard of, in its order.
    pub acts: Vec<Arc<Act>>,
}

impl Present {
    pub(super) fn attend(self: &Arc<Self>, person: PersonId) -> Attendance {
        // Under the lock of the map, so that nobody takes the entry away in between.
        let bell = self.0.entry(person).or_default().subscribe();
        let seen = bell.borrow().acts.last().map_or(ActNumber(0), |act| act.number);
        Attendance { person, bell, seen, present: self.clone() }
    }

    /// Tells somebody's connections, if there are any.
    pub(super) fn tell(&self, member: &Arc<Member>, acts: impl IntoIterator<Item = Arc<Act>>) {
        let Some(bell) = self.0.get(&member.person.id) else { return };
        bell.send_modify(|affairs| {
            affairs.member = Some(member.clone());
            affairs.acts.extend(acts);
            let beyond = affairs.acts.len().saturating_sub(TOLD);
            affairs.acts.drain(..beyond);
        });
    }
}

impl Attendance {
    /// Waits until something is done to this person.
    pub async fn affected(&mut self) -> Affected {
        loop {
            if self.bell.changed().await.is_err() {
                // The bell lives as long as somebody listens.
                std::future::pending::<()>().await;
            }
            let affairs = self.bell.borrow_and_update();
            let Some(member) = affairs.member.clone() else { continue };
            let acts: Vec<_> = affairs.acts.iter().filter(|act| act.number > self.seen).cloned().collect();
            self.seen = acts.last().map_or(self.seen, |act| act.number);
            return Affected { member, acts };
        }
    }
}

impl Drop for Attendance {
    fn drop(&mut self) {
        self.present.0.remove_if(&self.person, |_, bell| bell.receiver_count() == 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::Random, machine::SystemRandom};

    #[test]
    fn who_has_left_is_forgotten() {
        let present = Arc::<Present>::default();
        let person = PersonId::random(&SystemRandom as &dyn Random);
        let (first, second) = (present.attend(person), present.attend(person));
        drop(first);
        assert_eq!(present.0.len(), 1, "one is still there");
        drop(second);
        assert!(present.0.is_empty());
    }
}

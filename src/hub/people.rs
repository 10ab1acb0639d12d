//! Who has a connection to this node, and how they hear of what is done to them, and of what is done at all where they keep a room.

use std::sync::Arc;

use dashmap::DashMap;
use tokio::sync::watch;

use super::doings::{Doings, Listening};
use crate::{
    domain::{Act, ActNumber, Person, PersonId},
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
    /// Where they keep a room.
    listening: Option<Listening>,
    present: Arc<Present>,
    doings: Arc<Doings>,
}

/// What somebody hears.
#[derive(Clone, Debug)]
pub struct Affected {
    /// They as they are now, where something was done to them.
    pub member: Option<Arc<Member>>,
    /// What was done to them that they have not heard of, in its order.
    pub acts: Vec<Arc<Act>>,
    /// What was done to whomever, for those who keep a room.
    pub doings: Vec<Arc<Act>>,
}

impl Present {
    pub(super) fn attend(self: &Arc<Self>, person: PersonId, doings: &Arc<Doings>) -> Attendance {
        // Under the lock of the map, so that nobody takes the entry away in between.
        let bell = self.0.entry(person).or_default().subscribe();
        let seen = bell.borrow().acts.last().map_or(ActNumber(0), |act| act.number);
        Attendance { person, bell, seen, listening: None, present: self.clone(), doings: doings.clone() }
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
    /// Says who they are by a look that was made after they attended: who keeps a room hears of all that is done from now on.
    pub fn is(&mut self, person: &Person) {
        if !person.role.may_moderate() {
            self.listening = None;
        } else if self.listening.is_none() {
            self.listening = Some(self.doings.listen(person.event));
        }
    }

    /// Waits until something is done to this person, or to whomever where they keep a room.
    pub async fn affected(&mut self) -> Affected {
        loop {
            tokio::select! {
                changed = self.bell.changed() => {
                    if changed.is_err() {
                        // The bell lives as long as somebody listens.
                        std::future::pending::<()>().await;
                    }
                }
                () = anything(self.listening.as_mut()) => {}
            }
            // What was done is read first and who they are after it: a dismissal is told to them before it is told of.
            let doings = self.listening.as_mut().map(Listening::news).unwrap_or_default();
            let affairs = self.bell.borrow_and_update().clone();
            let acts: Vec<_> = affairs.acts.iter().filter(|act| act.number > self.seen).cloned().collect();
            self.seen = acts.last().map_or(self.seen, |act| act.number);
            if let Some(member) = &affairs.member {
                self.is(&member.person);
            }
            let doings = if self.listening.is_some() { doings } else { Vec::new() };
            if affairs.member.is_some() || !doings.is_empty() {
                return Affected { member: affairs.member, acts, doings };
            }
        }
    }
}

async fn anything(listening: Option<&mut Listening>) {
    match listening {
        Some(listening) => listening.changed().await,
        None => std::future::pending().await,
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
        let doings = Arc::default();
        let (first, second) = (present.attend(person, &doings), present.attend(person, &doings));
        drop(first);
        assert_eq!(present.0.len(), 1, "one is still there");
        drop(second);
        assert!(present.0.is_empty());
    }
}

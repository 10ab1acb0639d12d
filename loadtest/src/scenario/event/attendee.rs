//! One attendee: comes, follows, says something now and then, loses the connection, leaves.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::time::{Instant, sleep_until};

use super::itinerary::Itinerary;
use crate::{
    changes::{Changed, Changes},
    checker::{Mark, Post, Shown},
    client::{Client, Event, Gone},
    names::{NAMES, Names},
    outbox::{Outbox, Words},
    reader::Followed,
    run::Run,
    scenario::visits::{Visit, arrive},
    texts::article,
    wire::Command,
};

/// What people react with, in turn; every event offers these unless it says otherwise.
const EMOJI: [&str; 4] = ["👍", "❤️", "😂", "🎉"];

/// How many look closely at what they are sent (see [`Client::shows`]): of those who stay.
const CLOSELY: usize = 40;

/// The id of what was said last, by anybody.
#[derive(Debug, Default)]
pub(super) struct Said(Mutex<Option<Box<str>>>);

/// Who somebody is.
#[derive(Debug)]
pub(super) struct Ticket {
    pub(super) number: usize,
    pub(super) names: Arc<Names>,
    pub(super) invite: Option<String>,
    /// Whether one removes some of one's own posts oneself.
    pub(super) removes_own: bool,
    /// From the ack of a post to wanting it otherwise.
    pub(super) reaction: Duration,
    pub(super) said: Arc<Said>,
}

/// What an attendee brings home.
#[derive(Debug, Default)]
pub(super) struct Attended {
    /// How the arrival went; `None` when it failed.
    pub(super) visit: Option<Visit>,
    /// When the first welcome came, and how long after the intended arrival.
    pub(super) welcome: Option<(Instant, Duration)>,
    pub(super) returns: Vec<Return>,
    pub(super) left: Option<Instant>,
    pub(super) posts: HashMap<Mark, Post>,
    pub(super) removed: Changed,
    pub(super) edited: Changed,
    /// When one's reactions were acked. One that is on its way when the connection is lost is lost with it.
    pub(super) reacted: Vec<Instant>,
    /// What the history showed on arrival.
    pub(super) shown: Vec<Shown>,
    pub(super) followed: Option<Followed>,
    /// Why the arrival failed.
    pub(super) failure: Option<String>,
}

/// A connection that was lost and taken up again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Return {
    pub(super) at: Instant,
    /// Since the loss, a client's random pause included.
    pub(super) after: Duration,
    /// Whether everything missed was brought.
    pub(super) resumed: bool,
}

/// What is done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Post,
    React,
    RemoveOwn,
    EditOwn,
    LoseConnection,
    Leave,
}

/// Attends until leaving, or until the run is over.
pub(super) async fn attend(run: Arc<Run>, ticket: Ticket, itinerary: Itinerary) -> Attended {
    let (number, mut attended) = (ticket.number, Attended::default());
    // Made before anybody waits for it: an outbox counts as busy.
    let outbox = Outbox::new(run.clone(), Words::These(article(number)));
    let (start, end) = tokio::select! {
        times = run.posting() => times,
        () = run.over() => return attended,
    };
    let arrived = tokio::select! {
        arrived = comes(&run, &ticket, start + itinerary.arrives, &mut attended) => arrived,
        () = run.over() => Err("did not get in before the end".to_owned()),
    };
    match arrived {
        Ok(token) => {
            let mut client = Client::new(run.clone(), number, Some(token));
            if number < CLOSELY && itinerary.leaves.is_none() {
                client = client.attentive();
            }
            let (removals, edits) = (Changes::removals(run.clone()), Changes::edits(run.clone()));
            let arrival = start + itinerary.arrives;
            let mut person = Attendee {
                client,
                ticket,
                itinerary,
                start,
                end,
                outbox,
                removals,
                edits,
                lost: None,
                reactions: 0,
                reacted: Vec::new(),
            };
            let failure = tokio::select! {
                biased;
                end = person.takes_part(arrival, &mut attended) => end.err(),
                () = run.over() => None,
            };
            person.client.close().await;
            attended.posts = person.outbox.into_posts();
            attended.removed = person.removals.into_changed();
            attended.edited = person.edits.into_changed();
            attended.reacted = person.reacted;
            attended.followed = Some(Followed { observer: person.client.observer, failure });
        }
        Err(why) => {
            // Owed nothing, and nobody waits for it.
            drop(outbox.into_posts());
            attended.failure = Some(why);
        }
    }
    run.left(number);
    attended
}

/// Opens the page, has the newest messages and joins, for a token.
async fn comes(run: &Run, ticket: &Ticket, intended: Instant, attended: &mut Attended) -> Result<String, String> {
    sleep_until(intended).await;
    let name = (&*ticket.names, ticket.number % NAMES);
    let arrival = arrive(run.target.clone(), run.id, name, ticket.invite.as_deref(), intended).await;
    let arrival = arrival.map_err(|error| format!("{error:#}"))?;
    let after = run.clock.at(arrival.asked);
    let removable = arrival.shown.into_iter().filter(|mark| run.ordinal_to_remove(*mark).is_some());
    attended.shown = removable.map(|mark| Shown { mark, after }).collect();
    attended.visit = Some(arrival.visit);
    Ok(arrival.token)
}

struct Attendee {
    client: Client,
    ticket: Ticket,
    itinerary: Itinerary,
    start: Instant,
    end: Instant,
    outbox: Outbox,
    removals: Changes,
    edits: Changes,
    /// When the connection was lost that is not back yet.
    lost: Option<Instant>,
    /// How often one reacted.
    reactions: usize,
    reacted: Vec<Instant>,
}

impl Said {
    fn was(&self, id: &str) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(id.into());
    }

    fn last(&self) -> Option<Box<str>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Attendee {
    /// Until leaving; an error says why it had to be earlier.
    async fn takes_part(&mut self, arrival: Instant, attended: &mut Attended) -> Result<(), String> {
        loop {
            self.client.connect().await?;
            let at = Instant::now();
            attended.welcome.get_or_insert((at, at - arrival));
            if let Some(lost) = self.lost.take() {
                attended.returns.push(Return { at, after: at - lost, resumed: self.client.was_resumed() });
            }
            match self.converses().await {
                Ok(()) => {
                    self.client.observer.leave();
                    attended.left = Some(Instant::now());
                    return Ok(());
                }
                Err(Gone::Final(why)) => return Err(why),
                Err(Gone::Again(pause, _)) => {
                    self.lost = Some(Instant::now());
                    self.client.rest(pause).await;
                }
            }
        }
    }

    /// Until leaving, or until the connection is lost.
    async fn converses(&mut self) -> Result<(), Gone> {
        self.removals.connected();
        self.edits.connected();
        self.outbox.send_again(&mut self.client).await?;
        loop {
            let next = self.next();
            if self.itinerary.leaves.is_none() && self.itinerary.posts.is_empty() && self.outbox.unanswered() == 0 {
                self.outbox.rest();
            }
            tokio::select! {
                event = self.client.next() => self.hears(event?),
                () = sleep_until(next.map_or(self.end, |(due, _)| due)), if next.is_some() => match next {
                    Some((due, Act::Post)) => {
                        self.itinerary.posts.pop_front();
                        let intended = self.client.run.clock.at(due);
                        self.outbox.post(&mut self.client, intended).await?;
                        self.client.flush().await?;
                    }
                    Some((_, Act::React)) => self.reacts().await?,
                    Some((_, Act::RemoveOwn)) => self.removals.ask(&mut self.client).await?,
                    Some((_, Act::EditOwn)) => self.edits.ask(&mut self.client).await?,
                    Some((_, Act::LoseConnection)) => {
                        self.itinerary.loses = None;
                        self.client.cut();
                        return Err(Gone::Again(self.client.run.backoff, "lost in the break".to_owned()));
                    }
                    Some((_, Act::Leave)) | None => return Ok(()),
                },
            }
        }
    }

    async fn reacts(&mut self) -> Result<(), Gone> {
        self.itinerary.reacts.pop_front();
        let Some(id) = self.ticket.said.last() else { return Ok(()) };
        let nonce = self.client.run.id.reaction_nonce(self.ticket.number, self.reactions);
        let emoji = EMOJI[(self.ticket.number + self.reactions) % EMOJI.len()];
        self.reactions += 1;
        self.client.feed(&Command::React { nonce: &nonce, id: &id, emoji, on: true }).await?;
        self.client.flush().await
    }

    /// What is due first, and when.
    fn next(&self) -> Option<(Instant, Act)> {
        let at = |time: Option<Duration>| time.map(|time| self.start + time);
        // Nobody leaves before having seen one's words go out.
        let leaves = self.itinerary.leaves.filter(|_| self.itinerary.posts.is_empty() && self.outbox.unanswered() == 0);
        let acts = [
            (at(self.itinerary.posts.front().copied()), Act::Post),
            (at(self.itinerary.reacts.front().copied()), Act::React),
            (self.removals.due().filter(|due| *due < self.end), Act::RemoveOwn),
            (self.edits.due().filter(|due| *due < self.end), Act::EditOwn),
            (at(self.itinerary.loses), Act::LoseConnection),
            (at(leaves), Act::Leave),
        ];
        acts.into_iter().filter_map(|(due, act)| Some((due?, act))).min_by_key(|(due, _)| *due)
    }

    fn hears(&mut self, event: Event) {
        let run = &self.client.run;
        match event {
            Event::Acked(mark, ack) => {
                let id = ack.id.clone();
                self.ticket.said.was(&id);
                let unwanted = self.ticket.removes_own && run.ordinal_to_remove(mark).is_some();
                let clumsy = run.is_to_be_edited(mark);
                let due = Instant::now() + self.ticket.reaction;
                if self.outbox.acked(&self.client, mark, ack) {
                    if unwanted {
                        self.removals.want(mark, id, due);
                    } else if clumsy {
                        self.edits.want(mark, id, due);
                    }
                }
            }
            Event::Removed(mark) => self.removals.acked(mark),
            Event::Edited(mark) => self.edits.acked(mark),
            Event::Reacted => self.reacted.push(Instant::now()),
            Event::Held(mark) => self.outbox.refused(mark),
            Event::Acted(_) => {}
            Event::Refused { mark, removal, edit, code, retry_after, .. } => {
                run.meter.refused(&code);
                mark.into_iter().for_each(|mark| self.outbox.refused(mark));
                removal.into_iter().for_each(|mark| self.removals.refused(mark, retry_after));
                edit.into_iter().for_each(|mark| self.edits.refused(mark, retry_after));
            }
            Event::Message { seen, .. } => {
                if let Some(mark) = seen.mark.filter(|mark| run.ordinal_to_remove(*mark).is_some()) {
                    self.client.shows(mark);
                }
            }
        }
    }
}

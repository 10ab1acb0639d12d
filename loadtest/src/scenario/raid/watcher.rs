//! A reader who notes what of the raid is to be seen, and for how long.

use std::{collections::HashMap, time::Duration};

use tokio::time::Instant;

use crate::{
    client::{Client, Event, Gone},
    reader::Followed,
};

/// What a watcher brings home.
#[derive(Debug)]
pub(super) struct Watched {
    /// When each raid text came, from the start of the posting.
    pub(super) came: Vec<Duration>,
    /// How long each removed one was to be seen.
    pub(super) visible: Vec<Duration>,
    /// How many are still to be seen.
    pub(super) left: u64,
    pub(super) followed: Followed,
}

/// Watches until the run is over.
pub(super) async fn watch(mut client: Client) -> Watched {
    let run = client.run.clone();
    let mut seen = Noted::default();
    let failure = tokio::select! {
        biased;
        why = follow(&mut client, &mut seen) => Some(why),
        () = run.over() => None,
    };
    client.close().await;
    let Noted { came, visible, standing, .. } = seen;
    let followed = Followed { observer: client.observer, failure };
    Watched { came, visible, left: standing.len() as u64, followed }
}

#[derive(Default)]
struct Noted {
    start: Option<Instant>,
    came: Vec<Duration>,
    visible: Vec<Duration>,
    /// By position: since when each is to be seen.
    standing: HashMap<u64, Instant>,
}

async fn follow(client: &mut Client, noted: &mut Noted) -> String {
    let run = client.run.clone();
    loop {
        if let Err(why) = client.connect().await {
            return why;
        }
        let gone = loop {
            tokio::select! {
                biased;
                times = run.posting(), if noted.start.is_none() => noted.start = Some(times.0),
                event = client.next() => match event {
                    Ok(Event::Message { seen, raid, .. }) => {
                        if let Some(mark) = seen.mark {
                            client.shows(mark);
                        }
                        noted.take(seen.position, seen.removed, raid);
                    }
                    Ok(_) => {}
                    Err(gone) => break gone,
                },
            }
        };
        match gone {
            Gone::Final(why) => return why,
            Gone::Again(pause, _) => client.rest(pause).await,
        }
    }
}

impl Noted {
    fn take(&mut self, position: u64, removed: bool, raid: bool) {
        if removed {
            self.visible.extend(self.standing.remove(&position).map(|since| since.elapsed()));
        } else if raid && let Some(start) = self.start {
            self.came.push(start.elapsed());
            self.standing.insert(position, Instant::now());
        }
    }
}

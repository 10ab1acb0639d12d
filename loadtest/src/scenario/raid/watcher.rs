//! A reader who notes what of the raid is to be seen, for how long, and how late the others' posts come meanwhile.

use std::{collections::HashMap, time::Duration};

use tokio::time::Instant;

use crate::{
    client::{Client, Event, Gone},
    reader::Followed,
};

/// What a watcher brings home. All times are from the start of the posting.
#[derive(Debug)]
pub(super) struct Watched {
    pub(super) noted: Noted,
    pub(super) followed: Followed,
}

/// What a watcher saw.
#[derive(Debug, Default)]
pub(super) struct Noted {
    pub(super) start: Option<Instant>,
    /// When each raid text came.
    pub(super) came: Vec<Duration>,
    /// How long each removed one was to be seen.
    pub(super) visible: Vec<Duration>,
    /// When something last changed about what is to be seen of the raid.
    pub(super) last: Duration,
    /// By position: since when each is to be seen, as far as the watcher was told.
    pub(super) standing: HashMap<u64, Instant>,
    /// When it was back last, after a connection was lost: what went meanwhile it was not told one by one.
    pub(super) back: Option<Duration>,
    /// When each post of the quiet came, and how late.
    pub(super) quiet: Vec<(Duration, Duration)>,
}

/// Watches until the run is over.
pub(super) async fn watch(client: Client) -> Watched {
    let run = client.run.clone();
    let mut client = client.attentive();
    let mut noted = Noted::default();
    let failure = tokio::select! {
        biased;
        why = follow(&mut client, &mut noted) => Some(why),
        () = run.over() => None,
    };
    client.close().await;
    Watched { noted, followed: Followed { observer: client.observer, failure } }
}

async fn follow(client: &mut Client, noted: &mut Noted) -> String {
    let run = client.run.clone();
    loop {
        if let Err(why) = client.connect().await {
            return why;
        }
        noted.back = noted.start.map(|start| start.elapsed());
        let gone = loop {
            tokio::select! {
                biased;
                times = run.posting(), if noted.start.is_none() => noted.start = Some(times.0),
                event = client.next() => match event {
                    Ok(Event::Message { seen, raid, late, .. }) => {
                        if let Some(mark) = seen.mark {
                            client.shows(mark);
                        }
                        noted.take(seen.position, seen.removed, raid, late);
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
    fn take(&mut self, position: u64, removed: bool, raid: bool, late: Option<Duration>) {
        let Some(now) = self.start.map(|start| start.elapsed()) else { return };
        if removed {
            if let Some(since) = self.standing.remove(&position) {
                self.visible.push(since.elapsed());
                self.last = now;
            }
        } else if raid {
            self.came.push(now);
            self.standing.insert(position, Instant::now());
            self.last = now;
        } else {
            self.quiet.extend(late.map(|late| (now, late)));
        }
    }
}

//! A reader: follows the room until the run is over.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use crate::{
    checker::Observer,
    client::{Client, Gone},
};

/// What a client brings home.
#[derive(Debug)]
pub struct Followed {
    /// What it saw.
    pub observer: Observer,
    /// Why it had to leave before the end.
    pub failure: Option<String>,
}

/// Follows the room, over as many connections as it takes.
pub async fn read(mut client: Client) -> Followed {
    let run = client.run.clone();
    let failure = tokio::select! {
        biased;
        why = follow(&mut client) => Some(why),
        () = run.over() => None,
    };
    client.close().await;
    Followed { observer: client.observer, failure }
}

async fn follow(client: &mut Client) -> String {
    loop {
        if let Err(why) = client.connect().await {
            return why;
        }
        let cut = next_cut(client.run.churn);
        loop {
            let event = tokio::select! {
                event = client.next() => event,
                () = sleep_until(cut.unwrap_or_else(Instant::now)), if cut.is_some() => {
                    client.cut();
                    break client.rest(client.run.backoff).await;
                }
            };
            match event {
                Ok(_) => {}
                Err(Gone::Final(why)) => return why,
                Err(Gone::Again(pause, _)) => {
                    client.rest(pause).await;
                    break;
                }
            }
        }
    }
}

/// When the connection is lost: each moment is as likely as any other, as with people on the move.
fn next_cut(churn: Option<Duration>) -> Option<Instant> {
    let exponential = -(1.0 - fastrand::f64()).ln();
    churn.map(|mean| Instant::now() + mean.mul_f64(exponential))
}

//! A reader: follows the room until the run is over.

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
        loop {
            match client.next().await {
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

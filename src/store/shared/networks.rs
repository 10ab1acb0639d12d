//! From which networks people joined, as hashes, and which of these are kept out for a while.

use super::{Backend, Connection};
use crate::{
    domain::{
        Arrival, Changed, EventId, NETWORK_DAYS, NETWORK_SECRET_DAYS, NetworkHash, NetworkSecret, PersonId, Refusal,
        Timestamp,
    },
    store::{StoreError, lease::End},
};

/// What a network is known by: its hashes by day, the latest first.
pub(super) type Hashes = Vec<(i64, NetworkHash)>;

impl Backend {
    /// Erases what is over of networks: bans, hashes, and the secrets they were made with.
    pub(in crate::store) async fn erase_networks(&self, now: Timestamp) -> Result<u64, StoreError> {
        self.change(move |connection| {
            Box::pin(async move {
                let today = NetworkSecret::day_of(now);
                let mut erased = 0;
                for (statement, bound) in [
                    ("DELETE FROM network_bans WHERE until <= $1", now.as_millis()),
                    ("DELETE FROM networks WHERE day <= $1", today - NETWORK_DAYS),
                    ("DELETE FROM network_secrets WHERE day <= $1", today - NETWORK_SECRET_DAYS),
                ] {
                    erased += sqlx::query(statement).bind(bound).execute(&mut *connection).await?.rows_affected();
                }
                Ok((if erased == 0 { End::RollBack } else { End::Clean }, erased))
            })
        })
        .await
    }
}

/// What the network is known by today and was on the days whose secrets are still here.
pub(super) async fn hashes(connection: &mut Connection, arrival: &Arrival) -> Result<Hashes, StoreError> {
    let Arrival { network, fresh } = arrival;
    // Whichever node is first makes the secret of the day; the others wait for it here.
    sqlx::query("INSERT INTO network_secrets (day, secret) VALUES ($1, $2) ON CONFLICT (day) DO NOTHING")
        .bind(fresh.day)
        .bind(fresh.secret.to_vec())
        .execute(&mut *connection)
        .await?;
    let secrets: Vec<(i64, Vec<u8>)> =
        sqlx::query_as("SELECT day, secret FROM network_secrets WHERE day > $1 AND day <= $2 ORDER BY day DESC")
            .bind(fresh.day - NETWORK_SECRET_DAYS)
            .bind(fresh.day)
            .fetch_all(connection)
            .await?;
    let hash = |(day, secret): (i64, Vec<u8>)| {
        let secret = secret.try_into().map_err(|_| StoreError::broken("a stored secret has another size"))?;
        Ok((day, NetworkSecret { day, secret }.hash(*network)))
    };
    secrets.into_iter().map(hash).collect()
}

/// Whether new guests from there are kept out.
pub(super) async fn are_kept_out(
    connection: &mut Connection,
    event: EventId,
    hashes: &Hashes,
    now: Timestamp,
) -> Result<bool, StoreError> {
    for (_, hash) in hashes {
        let bans: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM network_bans WHERE event_id = $1 AND hash = $2 AND until > $3")
                .bind(event.0)
                .bind(hash.0.to_vec())
                .bind(now.as_millis())
                .fetch_one(&mut *connection)
                .await?;
        if bans > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Notes from which network somebody joined, by today's hash of it.
pub(super) async fn note(connection: &mut Connection, person: PersonId, hashes: &Hashes) -> Result<(), StoreError> {
    let Some((day, hash)) = hashes.first() else { return Ok(()) };
    sqlx::query("INSERT INTO networks (person_id, day, hash) VALUES ($1, $2, $3)")
        .bind(person.0)
        .bind(day)
        .bind(hash.0.to_vec())
        .execute(connection)
        .await?;
    Ok(())
}

/// What a change of a ban does to the network of whom it is about.
#[derive(Clone, Copy, Default)]
pub(super) struct OnNetwork {
    /// Until when it is kept out from now on.
    pub(super) until: Option<Timestamp>,
    /// Whether that is another state than before.
    pub(super) changes: bool,
}

/// What becomes of somebody's network when their ban is changed. `asked` is until when they are banned together with it; a ban that
/// does not ask for it lets it in. It stays in where it is not known: they joined too long ago.
///
/// # Errors
/// [`Refusal::NoNetworkBans`] where the event does not allow it.
pub(super) async fn plan(
    connection: &mut Connection,
    event: EventId,
    on: PersonId,
    changed: Option<Changed>,
    asked: Option<Timestamp>,
    now: Timestamp,
) -> Result<Result<OnNetwork, Refusal>, StoreError> {
    let Some(Changed::Ban { .. }) = changed else { return Ok(Ok(OnNetwork::default())) };
    let allowed: i64 = sqlx::query_scalar("SELECT network_bans_ms FROM events WHERE id = $1")
        .bind(event.0)
        .fetch_one(&mut *connection)
        .await?;
    if asked.is_some() && allowed == 0 {
        return Ok(Err(Refusal::NoNetworkBans));
    }
    let known: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM networks WHERE person_id = $1 AND day > $2")
        .bind(on.0)
        .bind(NetworkSecret::day_of(now) - NETWORK_DAYS)
        .fetch_one(&mut *connection)
        .await?;
    let before: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM network_bans WHERE person_id = $1 AND until > $2")
        .bind(on.0)
        .bind(now.as_millis())
        .fetch_one(connection)
        .await?;
    let longest = Timestamp::from_millis(now.as_millis().saturating_add(allowed));
    let until = asked.filter(|_| known > 0).map(|until| until.min(longest));
    Ok(Ok(OnNetwork { until, changes: until.is_some() != (before > 0) }))
}

/// Keeps somebody's network out, or lets it in.
pub(super) async fn set(
    connection: &mut Connection,
    event: EventId,
    on: PersonId,
    until: Option<Timestamp>,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM network_bans WHERE person_id = $1").bind(on.0).execute(&mut *connection).await?;
    let Some(until) = until else { return Ok(()) };
    sqlx::query(
        "INSERT INTO network_bans (person_id, event_id, hash, until)
         SELECT person_id, $2, hash, $3 FROM networks WHERE person_id = $1",
    )
    .bind(on.0)
    .bind(event.0)
    .bind(until.as_millis())
    .execute(connection)
    .await?;
    Ok(())
}

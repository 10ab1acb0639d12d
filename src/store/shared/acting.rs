//! Acts on people. One transaction takes every lock in the order in which a room's writer takes them (rooms, then people, then
//! the log of acts), so that neither waits for the other in a circle; what it forbids is refused by whoever comes after.

use sqlx::types::Uuid;

use super::{Backend, Connection, acts, clearing, networks};
use crate::{
    domain::{
        Act, ActKind, ActNumber, Acting, Changed, Deed, EventId, MessageId, PersonId, Refusal, RemovalMark, Standing,
        Timestamp, Wanted, acting, judge,
    },
    store::{
        Acted, ActsFilter, StoreError,
        lease::End,
        rows::{StandingRow, changed_to_stored, standing_of},
    },
};

/// What is to be done, once it is known to whom.
enum Plan {
    Do(Deed),
    Undo(Box<Act>),
}

type Done = Result<(Acted, Vec<(MessageId, RemovalMark)>), Refusal>;

impl Backend {
    pub(in crate::store) async fn act(
        &self,
        event: EventId,
        acting: Acting,
        now: Timestamp,
    ) -> Result<Done, StoreError> {
        self.change(move |connection| {
            Box::pin(async move {
                let done = act(connection, event, &acting, now).await?;
                let end = match &done {
                    Ok((Acted { act: Some(act), .. }, _)) if act.messages.is_some() => End::Clean,
                    Ok((Acted { act: Some(_), .. }, _)) => End::Commit,
                    // Asked again, there was nothing to do; refused, nothing is left behind.
                    Ok(_) | Err(_) => End::RollBack,
                };
                Ok((end, done))
            })
        })
        .await
    }
}

async fn act(connection: &mut Connection, event: EventId, wanted: &Acting, now: Timestamp) -> Result<Done, StoreError> {
    let (on, plan) = match &wanted.wanted {
        Wanted::Deed(on, deed) => (*on, Plan::Do(deed.clone())),
        Wanted::Undo(number) => match acts::one(connection, event, *number).await? {
            Some(act) => match act.on {
                Some(on) => (on, Plan::Undo(Box::new(act))),
                None => return Ok(Err(Refusal::Final)),
            },
            None => return Ok(Err(Refusal::Unknown)),
        },
    };
    let rooms = if plan.is_about_messages() { lock_rooms(connection, event).await? } else { Vec::new() };
    let (by, on) = lock_people(connection, wanted.by, on).await?;
    let by = by.filter(|by| by.person.event == event);
    let by = match acting(by.as_ref(), now) {
        Ok(by) => by,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let Some(on) = on else { return Ok(Err(Refusal::Unknown)) };
    if on.person.event != event {
        return Ok(Err(Refusal::Outranked));
    }
    if let Some(act) = done_before(connection, event, wanted).await? {
        let same = act.on == Some(on.person.id) && plan.is_done_by(&act);
        return Ok(if same { Ok((Acted { act: Some(act), on }, Vec::new())) } else { Err(Refusal::NonceReused) });
    }
    let (kind, changed, undoes) = match plan.on(&on, now) {
        Ok(planned) => planned,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if let Err(refusal) = judge(by, &on, kind, changed) {
        return Ok(Err(refusal));
    }
    // Another may have undone it while this one waited for the locks.
    if let Some(number) = undoes
        && let Some(undone_by) = acts::one(connection, event, number).await?.and_then(|act| act.undone_by)
    {
        return Ok(Ok((Acted { act: acts::one(connection, event, undone_by).await?, on }, Vec::new())));
    }
    let network = match networks::plan(connection, event, on.person.id, changed, plan.network_until(), now).await? {
        Ok(network) => network,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let changed = changed.filter(|changed| !changed.is_nothing() || network.changes);
    let about_messages = plan.is_about_messages();
    if changed.is_none() && !about_messages {
        return Ok(Ok((Acted { act: None, on }, Vec::new())));
    }
    let undoes = match undoes {
        None => undone_by_kind(connection, event, on.person.id, kind).await?,
        undoes => undoes,
    };
    let number = acts::next_number(connection, event).await?;
    let marks = match &plan {
        Plan::Do(Deed::Clear { since, .. }) => {
            let gone = clearing::Gone { of: on.person.id, since: *since, by: wanted, event, number, now };
            gone.remove(connection, &rooms).await?
        }
        Plan::Undo(act) if about_messages => clearing::bring_back(connection, event, act.number, &rooms, now).await?,
        Plan::Do(_) | Plan::Undo(_) => Vec::new(),
    };
    change(connection, on.person.id, changed).await?;
    if let Some(Changed::Ban { .. }) = changed {
        networks::set(connection, event, on.person.id, network.until).await?;
    }
    let entry = acts::Entry {
        on: Some(on.person.id),
        changed,
        network_until: network.until,
        messages: about_messages.then_some(marks.len() as u64),
        undoes,
        nonce: wanted.nonce.as_ref(),
        ..acts::Entry::of_event(wanted.by, kind, wanted.reason.as_ref())
    };
    acts::append(connection, event, &[entry], now).await?;
    let act = acts::one(connection, event, number).await?;
    Ok(Ok((Acted { act, on: standing_of(on, changed) }, marks)))
}

impl Plan {
    fn is_about_messages(&self) -> bool {
        match self {
            Self::Do(deed) => deed.kind() == ActKind::Clear,
            Self::Undo(act) => act.kind == ActKind::Clear,
        }
    }

    /// Until when it bans somebody together with their network, where it asks for that.
    fn network_until(&self) -> Option<Timestamp> {
        match self {
            Self::Do(deed) => deed.network_until(),
            Self::Undo(_) => None,
        }
    }

    /// What it does to somebody, and what it takes back.
    fn on(&self, on: &Standing, now: Timestamp) -> Result<(ActKind, Option<Changed>, Option<ActNumber>), Refusal> {
        match self {
            Self::Do(deed) => Ok((deed.kind(), deed.on(on, now), None)),
            Self::Undo(act) => match (act.kind, act.changed) {
                // The messages come back in any case; what else was done may have been changed since.
                (ActKind::Clear, changed) => {
                    let back = changed.and_then(|changed| changed.reversed(on).ok());
                    Ok((ActKind::Restore, back, Some(act.number)))
                }
                (_, Some(changed)) if act.undone_by.is_some() => Ok((changed.kind(), None, Some(act.number))),
                (_, Some(changed)) => {
                    let back = changed.reversed(on)?;
                    Ok((back.kind(), Some(back), Some(act.number)))
                }
                (_, None) => Err(Refusal::Final),
            },
        }
    }

    /// Whether an act is what this would have become.
    fn is_done_by(&self, act: &Act) -> bool {
        match self {
            Self::Do(deed) => act.undoes.is_none_or(|_| deed.kind() != ActKind::Clear) && act.kind == deed.kind(),
            Self::Undo(undone) => act.undoes == Some(undone.number),
        }
    }
}

async fn change(connection: &mut Connection, on: PersonId, changed: Option<Changed>) -> Result<(), StoreError> {
    let (_, [_, until], [_, role]) = changed_to_stored(changed);
    let statement = match changed {
        None => return Ok(()),
        Some(Changed::Mute { .. }) => sqlx::query("UPDATE people SET muted_until = $1 WHERE id = $2").bind(until),
        Some(Changed::Ban { .. }) => sqlx::query("UPDATE people SET banned_until = $1 WHERE id = $2").bind(until),
        Some(Changed::Role { .. }) => sqlx::query("UPDATE people SET role = $1 WHERE id = $2").bind(role),
    };
    statement.bind(on.0).execute(connection).await?;
    Ok(())
}

/// Who keeps a room, locked: a dismissal comes before or after.
pub(super) async fn keeper(
    connection: &mut Connection,
    event: EventId,
    by: PersonId,
    now: Timestamp,
) -> Result<Result<Standing, Refusal>, StoreError> {
    let (by, _) = lock_people(connection, by, by).await?;
    let by = by.filter(|by| by.person.event == event);
    Ok(match acting(by.as_ref(), now) {
        Ok(by) if by.person.role.may_moderate() => Ok(by.clone()),
        Ok(_) => Err(Refusal::NotAModerator),
        Err(refusal) => Err(refusal),
    })
}

/// Locks all rooms of an event in the order of their ids; an update that changes nothing does so on either database.
pub(super) async fn lock_rooms(connection: &mut Connection, event: EventId) -> Result<Vec<Uuid>, StoreError> {
    let rooms: Vec<Uuid> = sqlx::query_scalar("SELECT id FROM rooms WHERE event_id = $1 ORDER BY id")
        .bind(event.0)
        .fetch_all(&mut *connection)
        .await?;
    for room in &rooms {
        sqlx::query("UPDATE rooms SET head = head WHERE id = $1").bind(room).execute(&mut *connection).await?;
    }
    Ok(rooms)
}

/// Locks the rows of both people in the order of their ids.
pub(super) async fn lock_people(
    connection: &mut Connection,
    by: PersonId,
    on: PersonId,
) -> Result<(Option<Standing>, Option<Standing>), StoreError> {
    let (mut found_by, mut found_on) = (None, None);
    for id in std::collections::BTreeSet::from([by, on]) {
        let row: Option<StandingRow> = sqlx::query_as(
            "UPDATE people SET muted_until = muted_until WHERE id = $1
             RETURNING id, event_id, name, affiliation, role, muted_until, banned_until, cleared_at, pace_tat,
                 reaction_tat, report_tat",
        )
        .bind(id.0)
        .fetch_optional(&mut *connection)
        .await?;
        let standing = row.map(StandingRow::standing).transpose()?.map(|(_, standing)| standing);
        if id == by {
            found_by.clone_from(&standing);
        }
        if id == on {
            found_on = standing;
        }
    }
    Ok((found_by, found_on))
}

/// What this person asked for by the same name before.
async fn done_before(connection: &mut Connection, event: EventId, wanted: &Acting) -> Result<Option<Act>, StoreError> {
    let Some(nonce) = &wanted.nonce else { return Ok(None) };
    let number: Option<i64> = sqlx::query_scalar("SELECT number FROM acts WHERE actor_id = $1 AND nonce = $2")
        .bind(wanted.by.0)
        .bind(nonce.as_str())
        .fetch_optional(&mut *connection)
        .await?;
    match number {
        Some(number) => acts::one(connection, event, ActNumber(number.unsigned_abs())).await,
        None => Ok(None),
    }
}

/// The act that an act of this kind takes back without naming it.
async fn undone_by_kind(
    connection: &mut Connection,
    event: EventId,
    on: PersonId,
    kind: ActKind,
) -> Result<Option<ActNumber>, StoreError> {
    let undone = match kind {
        ActKind::Unmute => ActKind::Mute,
        ActKind::Unban => ActKind::Ban,
        _ => return Ok(None),
    };
    let filter = ActsFilter { on: Some(on), kind: Some(undone), ..ActsFilter::default() };
    let last = acts::read(connection, event, &filter, 1).await?.pop();
    Ok(last.filter(|act| act.undone_by.is_none()).map(|act| act.number))
}

use uuid::Uuid;

use super::{number, seq, stored};
use crate::{
    domain::{Caught, FilterSettings, FiltersVersion, MessageId, PersonId, Role, Seq, Text, Timestamp},
    store::StoreError,
};

/// What an event's filters are set to.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct FiltersRow {
    version: i64,
    words: String,
    patterns: String,
    hosts: String,
    links: bool,
    shouting: bool,
    repeated: i64,
    floods: i64,
}

impl FiltersRow {
    pub(in crate::store) fn filters(self) -> Result<(FiltersVersion, FilterSettings), StoreError> {
        let count = |raw, what| number(raw, what).map(|count: u64| u32::try_from(count).unwrap_or(u32::MAX));
        let settings = FilterSettings {
            words: lines(&self.words),
            patterns: lines(&self.patterns),
            links: self.links,
            hosts: lines(&self.hosts),
            repeated: count(self.repeated, "repeated")?,
            shouting: self.shouting,
            floods: count(self.floods, "floods")?,
        };
        Ok((FiltersVersion(number(self.version, "version")?), settings))
    }
}

fn lines(stored: &str) -> Vec<String> {
    stored.lines().map(str::to_owned).collect()
}

/// One a line; there is no end of line in any.
pub(in crate::store) fn lines_to_stored(lines: &[String]) -> String {
    lines.join("\n")
}

/// Which filters caught a post.
pub(super) fn caught(names: Option<&str>) -> Result<Caught, StoreError> {
    names.map_or(Ok(Caught::default()), |names| stored(names, "filter"))
}

/// When somebody said something, the newest last.
pub(in crate::store) fn moments_to_stored(moments: &[Timestamp]) -> String {
    moments.iter().map(|at| at.as_millis().to_string()).collect::<Vec<_>>().join(" ")
}

pub(in crate::store) fn moments_from_stored(raw: &str) -> Result<Vec<Timestamp>, StoreError> {
    raw.split(' ').map(|at| Ok(Timestamp::from_millis(stored(at, "moment")?))).collect()
}

/// What filters are tried on.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct TriedRow {
    id: Uuid,
    position: i64,
    posted_at: i64,
    author_id: Uuid,
    role: String,
    body: String,
}

impl TriedRow {
    pub(in crate::store) fn id(&self) -> MessageId {
        MessageId(self.id)
    }

    pub(in crate::store) fn position(&self) -> Result<Seq, StoreError> {
        seq(self.position)
    }

    pub(in crate::store) fn at(&self) -> Timestamp {
        Timestamp::from_millis(self.posted_at)
    }

    pub(in crate::store) fn author(&self) -> PersonId {
        PersonId(self.author_id)
    }

    pub(in crate::store) fn role(&self) -> Result<Role, StoreError> {
        stored(&self.role, "role")
    }

    pub(in crate::store) fn bytes(&self) -> usize {
        self.body.len()
    }

    pub(in crate::store) fn text(self) -> Text {
        Text::from_stored(self.body)
    }
}

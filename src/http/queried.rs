//! What a request's address says after its `?`.

use std::{collections::HashMap, str::FromStr, sync::Arc};

use axum::{
    extract::{FromRequestParts, Query},
    http::request::Parts,
};

use super::{Site, problem::Problem};
use crate::domain::Seq;

/// By name. Where one is given twice, the last counts.
pub(super) struct Queried(HashMap<String, String>);

impl FromRequestParts<Arc<Site>> for Queried {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<Site>) -> Result<Self, Problem> {
        let Query(query) =
            Query::try_from_uri(&parts.uri).map_err(|_| Problem::bad_request("the query cannot be read"))?;
        Ok(Self(query))
    }
}

impl Queried {
    /// Refuses a query that says anything else.
    pub(super) fn only(self, known: &[&str]) -> Result<Self, Problem> {
        match self.0.keys().find(|key| !known.contains(&key.as_str())) {
            Some(unknown) => {
                Err(Problem::bad_request(format!("the query knows {}, not `{unknown}`", known.join(", "))))
            }
            None => Ok(self),
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// How many are asked for.
    pub(super) fn limit(&self, usual: u32, most: u32) -> Result<u32, Problem> {
        let within = |raw: &str| raw.parse().ok().filter(|limit| (1..=most).contains(limit));
        Ok(self.read("limit", within, &format!("a number from 1 to {most}"))?.unwrap_or(usual))
    }

    /// Where in a room.
    pub(super) fn position(&self, key: &str) -> Result<Option<Seq>, Problem> {
        self.read(key, |raw| raw.parse().ok().and_then(Seq::new), "a position: a number from 0 to 2^53 - 1")
    }

    /// What can be parsed. `what` tells the sender what it has to be.
    pub(super) fn parsed<T: FromStr>(&self, key: &str, what: &str) -> Result<Option<T>, Problem> {
        self.read(key, |raw| raw.parse().ok(), what)
    }

    /// The same, read by `read`.
    pub(super) fn read<T>(
        &self,
        key: &str,
        read: impl FnOnce(&str) -> Option<T>,
        what: &str,
    ) -> Result<Option<T>, Problem> {
        let Some(raw) = self.get(key) else { return Ok(None) };
        read(raw).map(Some).ok_or_else(|| Problem::bad_request(format!("{key} is {what}")))
    }
}

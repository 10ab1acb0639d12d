use std::collections::HashSet;

use super::{
    error::{Fault, FilterError, FilterList},
    lines,
};
use crate::domain::{address, folding::plain};

const HOSTS: usize = 100;
const LONGEST: usize = 253;

/// The hosts that may be linked to, in their ASCII form.
pub(super) struct Links(HashSet<String>);

impl Links {
    pub(super) fn compile(hosts: &[String]) -> Result<Self, FilterError> {
        let allowed = lines(FilterList::Hosts, hosts, HOSTS, LONGEST)?.map(|(line, host)| {
            let fault = FilterError { list: FilterList::Hosts, line, column: 1, fault: Fault::NoHost };
            host_of(host.trim()).ok_or(fault)
        });
        Ok(Self(allowed.collect::<Result<_, _>>()?))
    }

    /// Whether a text links to a host that is not allowed.
    pub(super) fn find(&self, text: &str) -> bool {
        address::hosts(&plain(text).collect::<String>())
            .any(|host| !host_of(host).is_some_and(|host| self.allow(&host)))
    }

    /// Allowed itself, or below one that is.
    fn allow(&self, host: &str) -> bool {
        let mut rest = host;
        loop {
            if self.0.contains(rest) {
                return true;
            }
            match rest.split_once('.') {
                Some((_, above)) => rest = above,
                None => return false,
            }
        }
    }
}

/// A host as it is compared. Whatever a browser would take for the same one becomes the same.
fn host_of(raw: &str) -> Option<String> {
    if raw.contains(|c: char| c.is_whitespace() || c == '%' || c == '*') {
        return None;
    }
    match url::Host::parse(raw.trim_end_matches('.')) {
        Ok(host) => Some(host.to_string()),
        Err(_) => None,
    }
}

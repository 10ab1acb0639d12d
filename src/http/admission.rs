//! How fast people join from one network. A venue is one network, so many may at once; a program that joins under ever new
//! names may not for long.

use ipnet::IpNet;

use super::problem::Problem;
use crate::{
    domain::{Network, Pace, Timestamp},
    hub::PaceTable,
};

/// Networks whose paces are kept apart, in 128 KiB.
const NETWORKS: usize = 16_384;

/// Who is let in how fast, and by whose word one knows where they come from.
pub struct Admission {
    pace: Pace,
    proxies: Vec<IpNet>,
    paces: PaceTable,
}

impl Admission {
    /// At that pace for each network; the addresses of `proxies` are ours.
    pub fn new(pace: Pace, proxies: Vec<IpNet>) -> Self {
        Self { pace, proxies, paces: PaceTable::new(NETWORKS) }
    }

    pub(super) fn proxies(&self) -> &[IpNet] {
        &self.proxies
    }

    /// Lets somebody try to join from a network. Who is refused for another reason has tried as well, or names could be tried
    /// out without end.
    pub(super) fn admit(&self, from: Network, now: Timestamp) -> Result<(), Problem> {
        self.paces.admit(&from, self.pace, now).map_err(Problem::too_many_join)
    }
}

//! Whether the network is gone for everybody, and when to try it again: pure decisions.

use std::time::Duration;

use crate::failure::{Failure, FailureKind};

/// The first try after the network was lost; doubled each time up to [`SLOWEST_TRY`].
const FIRST_TRY: Duration = Duration::from_secs(15);
const SLOWEST_TRY: Duration = Duration::from_mins(5);

/// What the last poll of an account that lies beyond this machine says about the network.
#[derive(Debug, Clone, Copy)]
pub(super) struct Witness<'a> {
    /// The host that was asked.
    pub(super) host: &'a str,
    /// Why it failed; `None` when it did not.
    pub(super) failure: Option<&'a Failure>,
}

/// Whether a failure is one that a lost network causes.
pub(super) fn is_lost_network(failure: &Failure) -> bool {
    matches!(failure.kind, FailureKind::NetworkDns | FailureKind::NetworkConnect)
}

/// Offline is when nobody can be reached: all of several hosts, or the only one when not even its name is found.
pub(super) fn is_offline<'a>(witnesses: impl IntoIterator<Item = Witness<'a>>) -> bool {
    let mut hosts = std::collections::BTreeSet::new();
    let mut no_name_found = true;
    for witness in witnesses {
        let Some(failure) = witness.failure.filter(|failure| is_lost_network(failure)) else { return false };
        hosts.insert(witness.host);
        no_name_found &= failure.kind == FailureKind::NetworkDns;
    }
    hosts.len() > 1 || (hosts.len() == 1 && no_name_found)
}

/// How long to wait before the one account that tries the network for all is asked again.
pub(super) fn try_again_after(tries: u32) -> Duration {
    FIRST_TRY.saturating_mul(2_u32.saturating_pow(tries.min(20))).min(SLOWEST_TRY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_silent_provider_is_not_the_network() {
        let dns = Failure::new(FailureKind::NetworkDns, "");
        let connect = Failure::new(FailureKind::NetworkConnect, "");
        let timeout = Failure::new(FailureKind::Timeout, "");
        let of = |list: &[(&str, Option<&Failure>)]| {
            is_offline(list.iter().map(|(host, failure)| Witness { host, failure: *failure }).collect::<Vec<_>>())
        };
        assert!(!of(&[]));
        assert!(of(&[("a", Some(&dns))]));
        assert!(!of(&[("a", Some(&connect))]), "its server may be down");
        assert!(!of(&[("a", Some(&connect)), ("a", Some(&connect))]), "two keys at one host are one witness");
        assert!(of(&[("a", Some(&connect)), ("b", Some(&dns))]));
        assert!(!of(&[("a", Some(&connect)), ("b", None)]));
        assert!(!of(&[("a", Some(&dns)), ("b", Some(&timeout))]), "a time-out is no proof");
    }

    #[test]
    fn tries_grow_rarer_up_to_five_minutes() {
        assert_eq!([0, 1, 2, 9, 99].map(|n| try_again_after(n).as_secs()), [15, 30, 60, 300, 300]);
    }
}

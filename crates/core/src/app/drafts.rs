//! Checked keys that wait to be saved: in memory only, for ten minutes, each used once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use url::Url;

use crate::ids::ProviderId;
use crate::probe::Asked;
use crate::schedule;
use crate::secret::Secret;
use crate::time::Timestamp;

const KEPT_FOR: Duration = Duration::from_mins(10);
/// More than anybody adds at once; the oldest give way.
const AT_MOST: usize = 16;

/// A key that was checked and not yet saved.
pub(crate) struct Draft {
    pub(crate) provider: ProviderId,
    pub(crate) key: Arc<Secret>,
    /// The variable that the key is to be read from at each poll; none where it goes into the keychain.
    pub(crate) variable: Option<String>,
    pub(crate) params: BTreeMap<String, String>,
    pub(crate) base_url: Option<Url>,
    pub(crate) asked: Asked,
    pub(crate) at: Timestamp,
}

/// All drafts.
#[derive(Default)]
pub(crate) struct Drafts(Mutex<BTreeMap<String, Draft>>);

impl Drafts {
    /// Keeps a draft under a name that has not been used.
    pub(crate) fn keep(&self, name: String, draft: Draft) {
        let mut drafts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = draft.at;
        drafts.retain(|_, other| is_fresh(other, now));
        while drafts.len() >= AT_MOST {
            let oldest = drafts.iter().min_by_key(|(_, other)| other.at).map(|(name, _)| name.clone());
            let Some(oldest) = oldest else { break };
            drafts.remove(&oldest);
        }
        drafts.insert(name, draft);
    }

    /// Takes a draft out; an old one is gone.
    pub(crate) fn take(&self, name: &str, now: Timestamp) -> Option<Draft> {
        let mut drafts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        drafts.retain(|_, other| is_fresh(other, now));
        drafts.remove(name)
    }
}

fn is_fresh(draft: &Draft, now: Timestamp) -> bool {
    schedule::after(draft.at, KEPT_FOR) > now
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::{Failure, FailureKind};

    fn draft(second: i64) -> Draft {
        Draft {
            provider: "crun".parse().unwrap(),
            key: Arc::new(Secret::parse("k".into()).unwrap()),
            variable: None,
            params: BTreeMap::new(),
            base_url: None,
            asked: Err(Failure::new(FailureKind::Timeout, "")).into(),
            at: Timestamp::from_second(second).unwrap(),
        }
    }

    #[test]
    fn a_draft_is_used_once_and_not_for_long() {
        let drafts = Drafts::default();
        let at = |second| Timestamp::from_second(second).unwrap();
        drafts.keep("a".into(), draft(0));
        drafts.keep("b".into(), draft(300));
        assert!(drafts.take("a", at(599)).is_some());
        assert!(drafts.take("a", at(599)).is_none());
        assert!(drafts.take("b", at(900)).is_none());
    }

    #[test]
    fn the_oldest_give_way() {
        let drafts = Drafts::default();
        for number in 0..20 {
            drafts.keep(format!("{number}"), draft(number));
        }
        let now = Timestamp::from_second(20).unwrap();
        assert!(drafts.take("3", now).is_none());
        assert!(drafts.take("4", now).is_some());
    }
}

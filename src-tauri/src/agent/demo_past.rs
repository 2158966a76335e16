//! The past of the demo's accounts: what they answered in the month before it, read and kept as if Lowtide had been there.

use std::path::Path;
use std::sync::Arc;

use jiff::Zoned;
use lowtide_core::alert::{Belief, Observation, Rules, Watch};
use lowtide_core::catalog::{Catalog, Provider};
use lowtide_core::extract::{self, Answer};
use lowtide_core::failure::Failure;
use lowtide_core::history::{History, HistoryError, Poll};
use lowtide_core::ids::AccountId;
use lowtide_demo::{DemoAccount, PastAnswer};

/// Writes the past into the history of that folder. Blocks.
pub(super) fn remember(data: &Path, accounts: &[DemoAccount], now: &Zoned) -> Result<(), HistoryError> {
    let history = History::open(data, now.timestamp())?.history;
    let Ok(catalog) = Catalog::builtin() else { return Ok(()) };
    for account in accounts {
        let provider = account.provider.parse().ok().and_then(|id| catalog.get(&id));
        if let (Some(provider), Ok(id)) = (provider, account.id.parse::<AccountId>()) {
            keep(&history, &id, provider, &account.past(now), now)?;
        }
    }
    Ok(())
}

/// Nothing of it is told: what the alerts would have said then is not kept, so the demo begins without a word.
fn keep(
    history: &History,
    account: &AccountId,
    provider: &Provider,
    past: &[PastAnswer],
    now: &Zoned,
) -> Result<(), HistoryError> {
    let mut watch = Watch::new(Rules::default());
    for answer in past {
        let raw = Answer { status: answer.status, headers: &[], body: &answer.body, received_at: answer.at };
        let read: Result<_, Failure> = extract::read(provider, &raw, None);
        let Ok(reading) = read.map(Arc::new) else { continue };
        let observed = watch.observe(Observation::Reading(Arc::clone(&reading)), answer.at, now.time_zone());
        if observed.belief == Belief::Believed {
            let poll = Poll { outcome: Ok(&reading), memory: None, rises: &observed.rises, decisions: &[] };
            history.record_poll(account, answer.at, &poll)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use lowtide_core::amount::Unit;
    use lowtide_core::forecast::RiseKind;
    use lowtide_demo::Scenario;

    use super::*;

    #[test]
    fn every_account_has_a_month_behind_it() {
        let folder = tempfile::tempdir().unwrap();
        let now: Zoned = "2026-11-20T10:00:00[UTC]".parse().unwrap();
        let scenario = Scenario::demo();
        remember(folder.path(), scenario.accounts(), &now).unwrap();
        let history = History::open(folder.path(), now.timestamp()).unwrap().history;
        let mut top_ups = 0;
        for account in scenario.accounts() {
            let id: AccountId = account.id.parse().unwrap();
            let runs = history.runs(&id, "credits", &Unit::Credits, None).unwrap();
            assert!(runs.len() > 15, "{}: {}", account.id, runs.len());
            let left = history.latest(&id).unwrap().reading.unwrap().reading.primary().unwrap().remaining.unwrap();
            let first = account.script.figures(std::time::Duration::ZERO).remaining.unwrap();
            assert_eq!(left.to_string(), first.to_string(), "it goes on from there");
            top_ups += history.rises(&id, None).unwrap().iter().filter(|rise| rise.kind() == RiseKind::TopUp).count();
        }
        assert!(top_ups >= 4, "{top_ups}");
    }
}

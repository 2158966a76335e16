//! How every account went in the last seven days.

use std::time::Duration;

use super::{App, AppError};
use crate::amount::Unit;
use crate::contract::Trend;
use crate::history::TrendQuery;
use crate::ids::AccountId;
use crate::time::Timestamp;

const WEEK: Duration = Duration::from_hours(7 * 24);
/// Three hours each.
const STEPS: usize = 56;

impl App {
    /// One trend for each account, in the order of the snapshot. One that was never read has one too, of nothing.
    pub(super) async fn trends(&self) -> Result<Vec<Trend>, AppError> {
        let snapshot = self.0.engine.snapshots().borrow().clone();
        let meters: Vec<(AccountId, Option<(String, Unit)>)> = snapshot
            .accounts
            .iter()
            .map(|account| {
                let primary = account.reading.as_ref().and_then(|reading| reading.meters.iter().find(|it| it.primary));
                let meter = primary.and_then(|meter| Some((meter.id.clone(), meter.unit.parse().ok()?)));
                (account.id.clone(), meter)
            })
            .collect();
        let until = self.0.options.clock.now();
        let query = TrendQuery { since: until.saturating_sub(WEEK).unwrap_or(Timestamp::MIN), until, steps: STEPS };
        self.ask_history(move |history| {
            let trend = |(account, meter): (AccountId, Option<(String, Unit)>)| {
                let points = match meter {
                    Some((meter, unit)) => history.trend(&account, &meter, &unit, &query)?,
                    None => vec![None; STEPS],
                };
                Ok(Trend { account, points })
            };
            meters.into_iter().map(trend).collect()
        })
        .await
    }
}

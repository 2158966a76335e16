//! What the page asks of the past: what rose, what that was, and a meter's line.

use super::alerts::time;
use super::{App, AppError, render_past};
use crate::amount::Unit;
use crate::contract::{ChartView, MeterEntry, RiseView};
use crate::forecast::RiseKind;
use crate::history::ChartQuery;
use crate::ids::AccountId;

/// The widest chart.
const MOST_COLUMNS: u32 = 4_000;

/// The line that a chart is to show, in the page's words.
pub(super) struct Line {
    pub(super) account: AccountId,
    pub(super) meter: String,
    pub(super) unit: String,
    pub(super) since: Option<String>,
    pub(super) until: Option<String>,
    pub(super) columns: u32,
}

impl App {
    pub(super) async fn changes(&self, account: AccountId) -> Result<Vec<RiseView>, AppError> {
        let rises = self.ask_history(move |history| history.rises(&account, None)).await?;
        Ok(rises.iter().rev().map(render_past::rise).collect())
    }

    pub(super) async fn relabel(&self, rise: i64, kind: Option<RiseKind>) -> Result<(), AppError> {
        Ok(self.0.engine.relabel(rise, kind).await?)
    }

    pub(super) async fn meters(&self, account: AccountId) -> Result<Vec<MeterEntry>, AppError> {
        let meters = self.ask_history(move |history| history.meters(&account)).await?;
        Ok(meters.into_iter().map(render_past::meter_entry).collect())
    }

    pub(super) async fn meter_history(&self, line: Line) -> Result<ChartView, AppError> {
        let Line { account, meter, unit, since, until, columns } = line;
        let invalid = |field, message| AppError::Invalid { field, message };
        let unit: Unit = unit.parse().map_err(|why: crate::amount::UnknownUnit| invalid("unit", why.to_string()))?;
        let (since, until) = (time("since", since)?, time("until", until)?);
        if since.zip(until).is_some_and(|(since, until)| since >= until) {
            return Err(invalid("until", "must lie behind since".to_owned()));
        }
        if !(1..=MOST_COLUMNS).contains(&columns) {
            return Err(invalid("columns", format!("must be from 1 to {MOST_COLUMNS}")));
        }
        let query = ChartQuery { since, until, columns: columns as usize };
        let chart = self.ask_history(move |history| history.chart(&account, &meter, &unit, &query)).await?;
        Ok(render_past::chart(&chart))
    }
}

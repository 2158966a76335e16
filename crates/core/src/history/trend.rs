//! How a meter went lately, in a few steps: for a line as small as a word, of many meters at once.

use rusqlite::Connection;

use super::record::LONGEST_GAP;
use super::runs::{MeterRow, amount_at, meter_row};
use super::{History, HistoryError};
use crate::amount::{Decimal, Unit};
use crate::ids::AccountId;
use crate::time::Timestamp;

/// Which time is wanted, in how many steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrendQuery {
    /// From here.
    pub since: Timestamp,
    /// Up to here.
    pub until: Timestamp,
    /// In so many equal steps.
    pub steps: usize,
}

/// A figure and how long it was the answer.
struct Run {
    first_at: i64,
    last_at: i64,
    left: Decimal,
}

impl History {
    /// What was left of a meter at the end of each step, as a share of the most in that time: 0 to 1. Where nothing was
    /// read for hours there is none.
    pub fn trend(
        &self,
        account: &AccountId,
        meter: &str,
        unit: &Unit,
        query: &TrendQuery,
    ) -> Result<Vec<Option<f64>>, HistoryError> {
        let (since, until) = (query.since.as_millisecond(), query.until.as_millisecond());
        let runs = self.read(|connection| match meter_row(connection, account, meter, unit)? {
            Some(meter) => runs(connection, meter, since, until),
            None => Ok(Vec::new()),
        })?;
        let most = runs.iter().map(|run| run.left).max().unwrap_or_default();
        let lefts = at_steps(&runs, since, until, query.steps);
        Ok(lefts.into_iter().map(|left| left.map(|left| drawn(left, most))).collect())
    }
}

/// The figures that were read in that time, the oldest first. From the latest back, so that a long past costs nothing.
fn runs(connection: &Connection, meter: MeterRow, since: i64, until: i64) -> rusqlite::Result<Vec<Run>> {
    let mut runs = Vec::new();
    let sql = "SELECT first_at, last_at, remaining FROM sample
               WHERE meter = ?1 AND remaining IS NOT NULL AND NOT unlimited ORDER BY reading DESC";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([meter.id])?;
    while let Some(row) = rows.next()? {
        let (first_at, last_at) = (row.get(0)?, row.get(1)?);
        if last_at < since {
            break;
        }
        if first_at <= until {
            runs.push(Run { first_at, last_at, left: amount_at(row, 2)? });
        }
    }
    // Samples that are thinned out sooner than a week; most people keep them for longer.
    let sql = "SELECT first_at, last_at, last FROM span
               WHERE meter = ?1 AND last_at >= ?2 AND first_at <= ?3 AND last IS NOT NULL ORDER BY start DESC";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([meter.id, since, until])?;
    while let Some(row) = rows.next()? {
        runs.push(Run { first_at: row.get(0)?, last_at: row.get(1)?, left: amount_at(row, 2)? });
    }
    runs.reverse();
    Ok(runs)
}

/// What was left at the end of each step. A figure holds for as long as it was read, and on until the next one, unless that
/// is hours away.
fn at_steps(runs: &[Run], since: i64, until: i64, steps: usize) -> Vec<Option<Decimal>> {
    let (count, span) = (i64::try_from(steps).unwrap_or(1).max(1), until.saturating_sub(since).max(0));
    let mut lefts = Vec::with_capacity(steps);
    let (mut place, mut current): (usize, Option<&Run>) = (0, None);
    for step in 1..=count {
        let end = since.saturating_add(span.saturating_mul(step) / count);
        let begin = since.saturating_add(span.saturating_mul(step - 1) / count);
        while let Some(next) = runs.get(place).filter(|next| next.first_at <= end) {
            (place, current) = (place + 1, Some(next));
        }
        // Read in this step; or carried over from an earlier one to the next reading, or to now.
        let next_at = runs.get(place).map_or(until, |next| next.first_at);
        let holds = |run: &&Run| run.last_at >= begin || next_at.saturating_sub(run.last_at) <= LONGEST_GAP;
        lefts.push(current.filter(holds).map(|run| run.left));
    }
    lefts
}

/// A share as a length to draw, 0 to 1. Where there never was anything, nothing is left.
fn drawn(left: Decimal, most: Decimal) -> f64 {
    let share = left.checked_div(most).unwrap_or_default();
    if most <= Decimal::ZERO { 0.0 } else { f64::try_from(share).unwrap_or_default().clamp(0.0, 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;

    /// What is left at the end of steps of three hours, a day long; `-` where nothing is known.
    fn day(runs: &[(i64, i64, i64)]) -> String {
        let runs: Vec<Run> = runs
            .iter()
            .map(|(from, until, left)| Run { first_at: from * HOUR, last_at: until * HOUR, left: Decimal::from(*left) })
            .collect();
        let shown = |left: Option<Decimal>| left.map_or_else(|| "-".to_owned(), |left| left.to_string());
        at_steps(&runs, 0, 24 * HOUR, 8).into_iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_figure_holds_while_it_is_read_and_until_the_next_one() {
        for (runs, steps, why) in [
            (vec![], "- - - - - - - -", "nothing was read"),
            (vec![(-5, 24, 9)], "9 9 9 9 9 9 9 9", "one figure all the time, read before"),
            (vec![(0, 1, 9), (2, 2, 8), (4, 5, 7), (10, 24, 6)], "8 7 7 6 6 6 6 6", "the last of each step"),
            (vec![(0, 1, 9), (7, 24, 8)], "9 9 8 8 8 8 8 8", "six hours are no gap"),
            (vec![(0, 1, 9), (8, 24, 8)], "9 - 8 8 8 8 8 8", "seven are"),
            (vec![(7, 24, 8)], "- - 8 8 8 8 8 8", "nothing before the first"),
            (vec![(0, 17, 9)], "9 9 9 9 9 9 - -", "not carried on to a now that is far"),
            (vec![(0, 19, 9)], "9 9 9 9 9 9 9 9", "but to one that is near"),
        ] {
            assert_eq!(day(&runs), steps, "{why}");
        }
    }

    #[test]
    fn shares_can_be_drawn() {
        let share = |left: i64, most: i64| drawn(Decimal::from(left), Decimal::from(most)).to_string();
        assert_eq!([share(5, 10), share(10, 10), share(-3, 10)], ["0.5", "1", "0"]);
        assert_eq!([share(0, 0), share(-3, -3), share(-9, -3)], ["0"; 3], "empty all the time");
    }
}

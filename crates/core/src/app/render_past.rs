//! From the history's types to the contract's.

use super::render::{digits, time};
use crate::alert::Decision;
use crate::contract::{ChartGap, ChartPoint, ChartView, DecisionView, MeterEntry, RiseView};
use crate::history::{Chart, MeterName, StoredRise};
use crate::ids::AccountId;

/// One decision of the record.
pub(super) fn decision(id: i64, account: &AccountId, decision: &Decision) -> DecisionView {
    DecisionView {
        id,
        at: time(decision.at),
        account: account.clone(),
        rule: decision.concern.rule,
        level: decision.severity,
        delivered: decision.held.is_none(),
        held_because: decision.held,
        sentence: decision.sentence.clone(),
    }
}

/// One rise.
pub(super) fn rise(stored: &StoredRise) -> RiseView {
    let rise = &stored.rise;
    RiseView {
        id: stored.id,
        at: time(rise.at),
        meter: rise.meter.clone(),
        unit: rise.unit.to_string(),
        before: digits(rise.before),
        after: digits(rise.after),
        kind: stored.kind(),
        detected: rise.kind,
    }
}

/// A meter that the history knows.
pub(super) fn meter_entry(meter: MeterName) -> MeterEntry {
    let MeterName { id, unit, label, primary } = meter;
    MeterEntry { id, unit: unit.to_string(), label, primary }
}

/// A meter's line.
pub(super) fn chart(chart: &Chart) -> ChartView {
    let point = |point: &crate::history::Point| ChartPoint {
        at: time(point.at),
        until: time(point.until),
        first: digits(point.first),
        min: digits(point.min),
        max: digits(point.max),
        last: digits(point.last),
    };
    ChartView {
        points: chart.points.iter().map(point).collect(),
        rises: chart.rises.iter().map(rise).collect(),
        gaps: chart.gaps.iter().map(|gap| ChartGap { from: time(gap.from), until: time(gap.until) }).collect(),
    }
}

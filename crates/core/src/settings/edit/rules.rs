//! What a table says about the rules, written as [`super::super::parse`] reads it.
//!
//! Only what is said otherwise than before is written, so that a person's `"360m"`, `1_000` or `true` stays as it is
//! while it means what it should.

use std::time::Duration;

use jiff::civil::Time;
use toml_edit::{InlineTable, Item, Table, TableLike, Value};

use super::values::{has_table, put, put_or_remove, remove, space, within};
use crate::alert::{Levels, QuietHours, RuleOverrides, RunwayLevels};
use crate::amount::Decimal;
use crate::settings::format_duration;

/// Writes the rules of an account, `before` being what it says now; `None` where that cannot be read. What is empty
/// then is removed.
pub(super) fn write_alerts(account: &mut Item, before: Option<&RuleOverrides>, after: &RuleOverrides) {
    let is_inline = account.is_inline_table();
    let Some(table) = account.as_table_like_mut() else { return };
    if *after != RuleOverrides::default() && !table.contains_key("alerts") {
        let empty = if is_inline { Item::Value(InlineTable::new().into()) } else { Item::Table(Table::new()) };
        table.insert("alerts", empty);
    }
    if let Some(alerts) = table.get_mut("alerts").and_then(Item::as_table_like_mut) {
        write_rules(alerts, before, after);
        if alerts.is_empty() {
            table.remove("alerts");
        }
    }
    space(table.get_mut("alerts"));
    if is_inline {
        space(Some(account));
    }
}

/// Writes the rules into a table that says `before` now; `None` where that cannot be read.
pub(super) fn write_rules(table: &mut dyn TableLike, before: Option<&RuleOverrides>, after: &RuleOverrides) {
    let mut rules = Writer { table, before, after };
    rules.rule(
        "amount",
        |rules| rules.amount,
        |table, name, before, after| {
            put_levels(table, name, before.map(pair), pair(after), amount_value);
        },
    );
    rules.rule(
        "share",
        |rules| rules.share,
        |table, name, before, after| {
            put_levels(table, name, before.map(pair), pair(after), |share| percent(share).into());
        },
    );
    rules.rule(
        "runway",
        |rules| rules.runway,
        |table, name, before, after| {
            let pair = |levels: RunwayLevels| (levels.warning, levels.critical);
            put_levels(table, name, before.map(pair), pair(after), |time| format_duration(time).into());
        },
    );
    rules.value("empty", |rules| rules.empty, Value::from);
    rules.value("key_rejected", |rules| rules.key_rejected, Value::from);
    rules.rule("unreachable_after", |rules| rules.unreachable_after, put_time);
    rules.value("subscription", |rules| rules.subscription, Value::from);
    rules.rule("storage", |rules| rules.storage, |table, name, _, share| put(table, name, percent(share)));
    rules.rule("expiry", |rules| rules.expiry, put_time);
    rules.value("unusual_spend", |rules| rules.unusual_spend, Value::from);
    rules.value("topped_up", |rules| rules.topped_up, Value::from);
    rules.rule("reminder", |rules| rules.reminder, put_time);
    rules.rule("quiet_hours", |rules| rules.quiet_hours, put_quiet_hours);
    rules.value("hysteresis", |rules| rules.hysteresis, |share| percent(share).into());
}

struct Writer<'t> {
    table: &'t mut dyn TableLike,
    before: Option<&'t RuleOverrides>,
    after: &'t RuleOverrides,
}

impl Writer<'_> {
    /// A rule that can be switched off; `write` gets how it was set before.
    fn rule<T: Copy + PartialEq>(
        &mut self,
        name: &str,
        said: impl Fn(&RuleOverrides) -> Option<Option<T>>,
        write: impl FnOnce(&mut dyn TableLike, &str, Option<T>, T),
    ) {
        let (before, after) = (self.before.map(&said), said(self.after));
        if before == Some(after) {
            return;
        }
        match after {
            None => remove(self.table, name),
            Some(None) => put(self.table, name, false),
            Some(Some(after)) => write(self.table, name, before.flatten().flatten(), after),
        }
    }

    /// What is one value, always.
    fn value<T: Copy + PartialEq>(
        &mut self,
        name: &str,
        said: impl Fn(&RuleOverrides) -> Option<T>,
        value: impl FnOnce(T) -> Value,
    ) {
        let (before, after) = (self.before.map(&said), said(self.after));
        if before != Some(after) {
            put_or_remove(self.table, name, after.map(value));
        }
    }
}

fn pair(levels: Levels) -> (Option<Decimal>, Option<Decimal>) {
    (levels.warning, levels.critical)
}

fn put_levels<T: Copy + PartialEq>(
    table: &mut dyn TableLike,
    name: &str,
    before: Option<(Option<T>, Option<T>)>,
    after: (Option<T>, Option<T>),
    value: impl Fn(T) -> Value,
) {
    // Where `true` stood, the levels were said but not written.
    let before = before.filter(|_| has_table(table, name));
    within(table, name, |levels| {
        if before.map(|(warning, _)| warning) != Some(after.0) {
            put_or_remove(levels, "warning", after.0.map(&value));
        }
        if before.map(|(_, critical)| critical) != Some(after.1) {
            put_or_remove(levels, "critical", after.1.map(&value));
        }
    });
}

fn put_time(table: &mut dyn TableLike, name: &str, _before: Option<Duration>, after: Duration) {
    put(table, name, format_duration(after));
}

fn put_quiet_hours(table: &mut dyn TableLike, name: &str, before: Option<QuietHours>, after: QuietHours) {
    let before = before.filter(|_| has_table(table, name));
    within(table, name, |hours| {
        if before.map(|before| before.from) != Some(after.from) {
            put(hours, "from", time_of_day(after.from));
        }
        if before.map(|before| before.to) != Some(after.to) {
            put(hours, "to", time_of_day(after.to));
        }
        if before.map(|before| before.critical_passes) != Some(after.critical_passes) {
            put(hours, "critical_passes", after.critical_passes);
        }
    });
}

/// `22:00`. Seconds are written where there are any, and refused when that is read: nothing is rounded silently.
fn time_of_day(time: Time) -> String {
    let whole = time.second() == 0 && time.subsec_nanosecond() == 0;
    if whole { time.strftime("%H:%M").to_string() } else { time.to_string() }
}

/// The amount as a TOML number with exactly its digits, or as a text where TOML has no such number.
fn amount_value(amount: Decimal) -> Value {
    let digits = amount.to_string();
    digits.parse().unwrap_or_else(|_| digits.into())
}

fn percent(fraction: Decimal) -> String {
    format!("{}%", (fraction * Decimal::ONE_HUNDRED).normalize())
}

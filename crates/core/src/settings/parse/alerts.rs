//! `[alerts]` and `[accounts.<id>.alerts]`: what a table says about the rules.
//!
//! `false` switches a rule off. `true` is the default, for an account that wants a rule which the general table has
//! switched off; a rule without a default has nothing that `true` could mean. Deliberately absent: what a rule does.

use std::ops::RangeInclusive;
use std::time::Duration;

use jiff::civil::Time;

use crate::alert::{Levels, QuietHours, RuleOverrides, Rules, RunwayLevels, SHORTEST_REMINDER};
use crate::amount::Decimal;
use crate::settings::fields::{Field, Reader, Table};

/// Below a minute nothing is polled; ten years are longer than anybody keeps a key.
const TIMES: RangeInclusive<Duration> = Duration::from_mins(1)..=Duration::from_hours(24 * 3650);
const TIME_BOUNDS: &str = "must be from 1m to 3650d";

const TIME_OF_DAY: &str = "must be a time of day from \"00:00\" to \"23:59\"";

/// How a rule is written.
#[derive(Debug, Clone, Copy)]
enum Form {
    /// As a table; with an example.
    Table(&'static str),
    /// As a text in quotes; with an example.
    Text(&'static str),
}

impl Form {
    fn fits(self, field: &Field<'_>) -> bool {
        match self {
            Self::Table(_) => field.is_table(),
            Self::Text(_) => field.as_text().is_some(),
        }
    }

    fn example(self) -> &'static str {
        match self {
            Self::Table(example) | Self::Text(example) => example,
        }
    }
}

/// Reads the table `alerts` of a table; where there is none, nothing is said.
pub(super) fn read_alerts(reader: &mut Reader<'_>, parent: &Table<'_>) -> RuleOverrides {
    let Some(table) = parent.get("alerts").and_then(|field| reader.table(&field)) else {
        return RuleOverrides::default();
    };
    let usual = Rules::default();
    let amount = Form::Table("levels as { warning = 1000, critical = 200 }");
    let share = Form::Table("levels as { warning = \"20%\", critical = \"5%\" }");
    let runway = Form::Table("levels as { warning = \"3d\", critical = \"1d\" }");
    let quiet_hours = Form::Table("{ from = \"22:00\", to = \"08:00\" }");
    RuleOverrides {
        amount: read_rule(reader, &table, "amount", usual.amount, amount, |reader, field| {
            let (warning, critical) = read_levels(reader, field, Reader::amount)?;
            Some(Levels { warning, critical })
        }),
        share: read_rule(reader, &table, "share", usual.share, share, |reader, field| {
            let (warning, critical) = read_levels(reader, field, Reader::share)?;
            Some(Levels { warning, critical })
        }),
        runway: read_rule(reader, &table, "runway", usual.runway, runway, |reader, field| {
            let (warning, critical) = read_levels(reader, field, read_time)?;
            Some(RunwayLevels { warning, critical })
        }),
        empty: read_switch(reader, &table, "empty"),
        key_rejected: read_switch(reader, &table, "key_rejected"),
        unreachable_after: read_rule(
            reader,
            &table,
            "unreachable_after",
            usual.unreachable_after,
            Form::Text("a duration as \"6h\""),
            read_time,
        ),
        subscription: read_switch(reader, &table, "subscription"),
        storage: read_rule(
            reader,
            &table,
            "storage",
            usual.storage,
            Form::Text("a percentage as \"90%\""),
            read_storage,
        ),
        expiry: read_rule(reader, &table, "expiry", usual.expiry, Form::Text("a duration as \"7d\""), read_time),
        unusual_spend: read_switch(reader, &table, "unusual_spend"),
        topped_up: read_switch(reader, &table, "topped_up"),
        reminder: read_rule(
            reader,
            &table,
            "reminder",
            usual.reminder,
            Form::Text("a duration as \"24h\""),
            read_reminder,
        ),
        quiet_hours: read_rule(reader, &table, "quiet_hours", usual.quiet_hours, quiet_hours, read_quiet_hours),
        hysteresis: table.get("hysteresis").and_then(|field| reader.share(&field)),
    }
}

fn read_switch(reader: &mut Reader<'_>, table: &Table<'_>, name: &str) -> Option<bool> {
    reader.boolean(&table.get(name)?)
}

#[expect(clippy::option_option, reason = "as in `RuleOverrides`: not said, switched off, or how it is set")]
fn read_rule<'t, T>(
    reader: &mut Reader<'t>,
    table: &Table<'_>,
    name: &str,
    usual: Option<T>,
    form: Form,
    read: impl FnOnce(&mut Reader<'t>, &Field<'_>) -> Option<T>,
) -> Option<Option<T>> {
    let field = table.get(name)?;
    let example = form.example();
    match (field.as_boolean(), usual) {
        (Some(false), _) => return Some(None),
        (Some(true), Some(usual)) => return Some(Some(usual)),
        (Some(true), None) => reader.refuse(&field, format!("has no default: write {example}, or false")),
        (None, _) if form.fits(&field) => return read(reader, &field).map(Some),
        (None, Some(_)) => reader.refuse(&field, format!("must be {example}, true for the default, or false")),
        (None, None) => reader.refuse(&field, format!("must be {example}, or false")),
    }
    None
}

/// The levels `warning` and `critical`, at least one of them.
fn read_levels<'t, T: PartialOrd + Copy>(
    reader: &mut Reader<'t>,
    field: &Field<'_>,
    read: impl Fn(&mut Reader<'t>, &Field<'_>) -> Option<T>,
) -> Option<(Option<T>, Option<T>)> {
    let levels = reader.table(field)?;
    let (warning, critical) = (levels.get("warning"), levels.get("critical"));
    if warning.is_none() && critical.is_none() {
        reader.refuse(field, "must say warning, critical or both");
        return None;
    }
    let warning = warning.map(|level| read(reader, &level));
    let critical = critical.map(|level| read(reader, &level));
    // A level that is there but unreadable makes the rule unreadable.
    let (warning, critical) = match (warning, critical) {
        (Some(None), _) | (_, Some(None)) => return None,
        (warning, critical) => (warning.flatten(), critical.flatten()),
    };
    if let (Some(warning), Some(critical)) = (warning, critical)
        && critical > warning
    {
        reader.refuse(field, "critical must not be above warning");
        return None;
    }
    Some((warning, critical))
}

fn read_time(reader: &mut Reader<'_>, field: &Field<'_>) -> Option<Duration> {
    reader.duration(field, &TIMES, TIME_BOUNDS)
}

fn read_reminder(reader: &mut Reader<'_>, field: &Field<'_>) -> Option<Duration> {
    let reminder = reader.duration(field, &(Duration::ZERO..=*TIMES.end()), "must be at most 3650d")?;
    if reminder < SHORTEST_REMINDER {
        reader.refuse(field, "must be at least 24h");
        return None;
    }
    Some(reminder)
}

fn read_storage(reader: &mut Reader<'_>, field: &Field<'_>) -> Option<Decimal> {
    let share = reader.share(field)?;
    if share.is_zero() {
        reader.refuse(field, "must be above \"0%\", which every storage has reached");
        return None;
    }
    Some(share)
}

fn read_quiet_hours(reader: &mut Reader<'_>, field: &Field<'_>) -> Option<QuietHours> {
    let table = reader.table(field)?;
    // All are read even when one is wrong, so that everything that is wrong is named.
    let from = read_time_of_day(reader, &table, "from", "begin");
    let to = read_time_of_day(reader, &table, "to", "end");
    let critical_passes = table.get("critical_passes").map(|field| reader.boolean(&field));
    let (from, to, critical_passes) = (from?, to?, critical_passes.unwrap_or(Some(true))?);
    if from == to {
        reader.refuse(field, "from and to must differ: the same time twice could mean never or always");
        return None;
    }
    Some(QuietHours { from, to, critical_passes })
}

/// A time as `"22:00"`, or as TOML's own local time `22:00:00`.
fn read_time_of_day(reader: &mut Reader<'_>, table: &Table<'_>, name: &str, does: &str) -> Option<Time> {
    let Some(field) = table.get(name) else {
        reader.missing(table, name, format!("is missing: say when the quiet hours {does}"));
        return None;
    };
    let time = match field.as_datetime() {
        Some(local) if local.date.is_none() && local.offset.is_none() => local.time,
        _ => field.as_text().and_then(minutes_of_day),
    };
    let Some(time) = time else {
        reader.refuse(&field, TIME_OF_DAY);
        return None;
    };
    if time.second.unwrap_or(0) != 0 || time.nanosecond.unwrap_or(0) != 0 {
        reader.refuse(&field, "must be a whole minute");
        return None;
    }
    let civil = i8::try_from(time.hour).ok().zip(i8::try_from(time.minute).ok());
    let civil = civil.and_then(|(hour, minute)| Time::new(hour, minute, 0, 0).ok());
    if civil.is_none() {
        reader.refuse(&field, TIME_OF_DAY);
    }
    civil
}

/// Exactly `HH:MM`; whether there is such a time is not judged here.
fn minutes_of_day(text: &str) -> Option<toml::value::Time> {
    let &[h1, h0, b':', m1, m0] = text.as_bytes() else { return None };
    let number = |tens: u8, ones: u8| {
        (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + (ones - b'0'))
    };
    Some(toml::value::Time { hour: number(h1, h0)?, minute: number(m1, m0)?, second: None, nanosecond: None })
}

#[cfg(test)]
mod tests;

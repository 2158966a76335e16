//! Everything that is known of one account.

use lowtide_core::amount::Decimal;
use lowtide_core::app::Seen;
use lowtide_core::report::{AccountReport, FactReport, MeterReport, PlanReport};
use lowtide_core::time::Timestamp;

use crate::check;
use crate::output::{Output, Style};
use crate::table;
use crate::words;

/// The account in lines.
pub(crate) fn render(output: &Output, seen: &Seen, now: Timestamp) -> String {
    let account = &seen.report;
    let (sign, style) = words::sign(account.state);
    let state = output.styled(style, &format!("{sign} {}", account.state));
    let name = output.styled(Style::Bold, &words::name(&account.label, &account.id));
    let mut text = format!("{name}  {state}\n");
    if let Some(failure) = &account.failure {
        text.push_str(&output.styled(style, &words::failure(failure, now)));
        text.push('\n');
    }
    let figure = words::primary(account).map(|meter| {
        let word = if words::left(meter).is_some() && !meter.unlimited { " left" } else { "" };
        format!("{}{word}", words::figure(meter))
    });
    // Of the most seen only less than all of it says something.
    let share = seen.share.filter(|share| share.of_limit || share.left < Decimal::ONE).map(|share| {
        let whole = if share.of_limit { "the limit" } else { "the most seen since the last top-up" };
        format!("{} of {whole}", words::percent(share.left))
    });
    let lines = |line: Option<String>| line.into_iter().collect::<Vec<_>>();
    text.push('\n');
    text.push_str(&table::sheet(
        output,
        &[
            ("Balance", figure.into_iter().chain(share).collect()),
            ("Meters", meters(account, now)),
            ("Plans", table::columns(&account.plans.iter().map(|plan| self::plan(plan, now)).collect::<Vec<_>>())),
            ("Facts", table::columns(&account.facts.iter().map(fact).collect::<Vec<_>>())),
            ("Status", lines(account.status.as_deref().map(words::clean))),
            ("As of", lines(account.as_of.map(|at| words::moment(at, now)))),
            ("Read", vec![check::read(seen, now)]),
            ("Asked", lines(account.checked_at.filter(|_| account.failure.is_some()).map(|at| words::ago(at, now)))),
            ("Provider", vec![account.provider.clone()]),
        ],
    ));
    text
}

/// Every meter, unless the balance has said all that there is.
fn meters(account: &AccountReport, now: Timestamp) -> Vec<String> {
    let rows: Vec<_> = account.meters.iter().map(|meter| self::meter(meter, now)).collect();
    match &rows[..] {
        [only] if only.len() == 2 => Vec::new(),
        _ => table::columns(&rows),
    }
}

fn meter(meter: &MeterReport, now: Timestamp) -> Vec<String> {
    let mut row = vec![words::clean(&meter.label), words::figure(meter)];
    let mut rest = Vec::new();
    if let (Some(used), true) = (&meter.used, meter.remaining.is_some()) {
        rest.push(format!("{} used", words::number(used.get())));
    }
    if let Some(limit) = &meter.limit {
        rest.push(format!("of {}", words::number(limit.get())));
    }
    if let Some(period) = &meter.period {
        let end = |at: Option<Timestamp>| at.map_or_else(|| "…".to_owned(), words::date_and_time);
        rest.push(format!("{} to {}", end(period.start), end(period.end)));
    }
    rest.extend(turns(meter.resets_at, meter.expires_at, now));
    if !rest.is_empty() {
        row.push(rest.join(", "));
    }
    row
}

fn plan(plan: &PlanReport, now: Timestamp) -> Vec<String> {
    let part = match (&plan.remaining, &plan.limit) {
        (Some(left), Some(limit)) => format!("{} of {}", words::number(left.get()), words::number(limit.get())),
        (Some(left), None) => format!("{} left", words::number(left.get())),
        (None, Some(limit)) => format!("of {}", words::number(limit.get())),
        (None, None) => String::new(),
    };
    vec![
        words::clean(&plan.name),
        plan.status.as_deref().map(words::clean).unwrap_or_default(),
        part,
        turns(plan.resets_at, plan.expires_at, now).join(", "),
    ]
}

fn turns(resets: Option<Timestamp>, expires: Option<Timestamp>, now: Timestamp) -> Vec<String> {
    let resets = resets.map(|at| format!("resets {}", words::moment(at, now)));
    let expires = expires.map(|at| format!("expires {}", words::moment(at, now)));
    resets.into_iter().chain(expires).collect()
}

fn fact(fact: &FactReport) -> Vec<String> {
    // Words and times are JSON strings, numbers stand for themselves.
    let value = match serde_json::from_str::<String>(fact.value.get()) {
        Ok(text) => words::clean(&text),
        Err(_) => words::number(fact.value.get()),
    };
    let unit = fact.unit.as_deref().map(|unit| format!(" {}", words::clean(unit))).unwrap_or_default();
    vec![words::clean(&fact.label), format!("{value}{unit}")]
}

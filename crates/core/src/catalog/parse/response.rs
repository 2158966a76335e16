//! The parts of a definition that read the answer: `[response]`, `[[meters]]`, `[[plans]]`, `[[facts]]`, `[[errors]]`.

use super::value::{Place, amount, conditions, path, text, time, unit};
use super::{short_text, word};
use crate::catalog::path::Path;
use crate::catalog::provider::{ErrorRule, FactRule, FactSource, MeterRule, PlanRule, Repeat, Response};
use crate::catalog::reader::{Item, Read, Table};
use crate::catalog::value::{Text, TextSource};
use crate::failure::FailureKind;

const DOCUMENT: Place = Place { in_each: false };

/// What an answer can mean. The other kinds are about the way to the provider, the keychain or the body's form.
const ANSWER_KINDS: [FailureKind; 8] = [
    FailureKind::Unauthorized,
    FailureKind::WrongKeyKind,
    FailureKind::OutOfCredits,
    FailureKind::RateLimited,
    FailureKind::Timeout,
    FailureKind::ServerError,
    FailureKind::Maintenance,
    FailureKind::Rejected,
];

pub(super) fn response(root: &Table<'_>) -> Read<Response> {
    let section = root.maybe("response", section);
    let meters = meters(root);
    let plans = root.or("plans", Vec::new(), |item| item.each(plan));
    let facts = facts(root);
    let mut response = section?.unwrap_or_default();
    response.message.get_or_insert_with(usual_message);
    response.meters = meters?;
    response.plans = plans?;
    response.facts = facts?;
    Ok(response)
}

impl Default for Response {
    fn default() -> Self {
        Self {
            json: true,
            http_status: None,
            accept_http: Vec::new(),
            success: Vec::new(),
            message: None,
            status: None,
            as_of: None,
            meters: Vec::new(),
            plans: Vec::new(),
            facts: Vec::new(),
        }
    }
}

fn section(item: &Item<'_>) -> Read<Response> {
    let table = item.table()?;
    let json = table.or("body", true, |item| item.one_of(&[("json", true), ("ignored", false)]));
    let http_status = table.maybe("http_status", |item| path(item, DOCUMENT));
    let accept_http = table.or("accept_http", Vec::new(), statuses);
    let success = table.or("success", Vec::new(), |item| conditions(item, DOCUMENT));
    let message = table.maybe("message", |item| text(item, DOCUMENT));
    let status = table.maybe("status", |item| text(item, DOCUMENT));
    let as_of = table.maybe("as_of", |item| time(item, DOCUMENT));
    table.finish();
    Ok(Response {
        json: json?,
        http_status: http_status?,
        accept_http: accept_http?,
        success: success?,
        message: message?,
        status: status?,
        as_of: as_of?,
        ..Response::default()
    })
}

/// Where providers say what went wrong, if the definition does not say.
fn usual_message() -> Text {
    let usual = ["$.error.message", "$.message", "$.error", "$.detail", "$.msg", "$.errors[0].message"];
    let text = |path: &&str| Path::parse(path, false).ok().map(|path| Text::plain(TextSource::Path(path)));
    Text::plain(TextSource::First(usual.iter().filter_map(text).collect()))
}

/// HTTP statuses, or what bodies write in their place: three digits.
fn statuses(item: &Item<'_>) -> Read<Vec<u16>> {
    item.each(|item| match u16::try_from(item.integer()?) {
        Ok(status @ 100..=999) => Ok(status),
        _ => item.fail("is not a status of three digits"),
    })
}

/// What the rules for lists have in common.
fn repeat(table: &Table<'_>) -> Read<(Repeat, Place)> {
    let each = table.maybe("each", |item| path(item, DOCUMENT));
    let place = Place { in_each: table.has("each") };
    let only_in_each = |item: &Item<'_>| {
        if place.in_each { text(item, place) } else { item.fail("is only known beside `each`") }
    };
    let key = table.maybe("key", only_in_each);
    let label = table.maybe("label_from", only_in_each);
    let when = table.or("when", Vec::new(), |item| conditions(item, place));
    Ok((Repeat { each: each?, key: key?, label: label?, when: when? }, place))
}

/// Reads a list of tables with ids, which must differ.
fn with_ids<T>(item: &Item<'_>, read: impl Fn(&Item<'_>) -> Read<T>, id: impl Fn(&T) -> &str) -> Read<Vec<T>> {
    let items = item.array()?;
    let read: Vec<Read<T>> = items.iter().map(read).collect();
    let mut seen: Vec<&str> = Vec::new();
    for (rule, item) in read.iter().zip(&items) {
        let Ok(rule) = rule else { continue };
        if seen.contains(&id(rule)) {
            item.note(format!("the id {:?} is used twice", id(rule)));
        }
        seen.push(id(rule));
    }
    read.into_iter().collect()
}

fn meters(root: &Table<'_>) -> Read<Vec<MeterRule>> {
    let item = root.required("meters")?;
    if item.array()?.is_empty() {
        return item.fail("must not be empty");
    }
    let meters = with_ids(&item, meter, |meter| &meter.id)?;
    match meters.iter().filter(|meter| meter.primary).count() {
        1 => Ok(meters),
        0 => item.fail("none is primary: set `primary = true` on the one that the account is judged by"),
        _ => item.fail("several are primary: set `primary = true` on one only"),
    }
}

fn meter(item: &Item<'_>) -> Read<MeterRule> {
    let table = item.table()?;
    let id = table.must("id", word);
    let label = table.must("label", |item| short_text(item, 60));
    let repeat = repeat(&table);
    let place = Place { in_each: table.has("each") };
    let unit = table.must("unit", |item| unit(item, place));
    let primary = table.or("primary", false, Item::bool);
    let remaining = table.maybe("remaining", |item| amount(item, place));
    let used = table.maybe("used", |item| amount(item, place));
    let limit = table.maybe("limit", |item| amount(item, place));
    let limit_is_lifetime = table.or("limit_is_lifetime", false, |item| {
        if table.has("limit") { item.bool() } else { item.fail("says something about `limit`, which is missing") }
    });
    let unlimited = table.or("unlimited", Vec::new(), |item| conditions(item, place));
    let period = table.maybe("period", |item| {
        let period = item.table()?;
        let start = period.maybe("start", |item| time(item, place));
        let end = period.maybe("end", |item| time(item, place));
        period.finish();
        Ok((start?, end?))
    });
    let resets_at = table.maybe("resets_at", |item| time(item, place));
    let expires_at = table.maybe("expires_at", |item| time(item, place));
    if !["remaining", "used", "limit"].iter().any(|figure| table.has(figure)) {
        table.note("has no figure: give at least one of remaining, used, limit");
    }
    table.finish();
    let (period_start, period_end) = period?.unwrap_or_default();
    Ok(MeterRule {
        id: id?,
        label: label?,
        repeat: repeat?.0,
        unit: unit?,
        primary: primary?,
        remaining: remaining?,
        used: used?,
        limit: limit?,
        limit_is_lifetime: limit_is_lifetime?,
        unlimited: unlimited?,
        period_start,
        period_end,
        resets_at: resets_at?,
        expires_at: expires_at?,
    })
}

fn plan(item: &Item<'_>) -> Read<PlanRule> {
    let table = item.table()?;
    let label = table.or("label", "Plan".to_owned(), |item| short_text(item, 60));
    let repeat = repeat(&table);
    let place = Place { in_each: table.has("each") };
    let name = table.maybe("name", |item| text(item, place));
    let status = table.maybe("status", |item| text(item, place));
    let remaining = table.maybe("remaining", |item| amount(item, place));
    let limit = table.maybe("limit", |item| amount(item, place));
    let resets_at = table.maybe("resets_at", |item| time(item, place));
    let expires_at = table.maybe("expires_at", |item| time(item, place));
    if !["name", "status", "remaining", "limit"].iter().any(|field| table.has(field)) {
        table.note("says nothing: give at least one of name, status, remaining, limit");
    }
    table.finish();
    Ok(PlanRule {
        label: label?,
        repeat: repeat?.0,
        name: name?,
        status: status?,
        remaining: remaining?,
        limit: limit?,
        resets_at: resets_at?,
        expires_at: expires_at?,
    })
}

fn facts(root: &Table<'_>) -> Read<Vec<FactRule>> {
    root.or("facts", Vec::new(), |item| with_ids(item, fact, |fact| &fact.id))
}

#[derive(Clone, Copy, PartialEq)]
enum FactKind {
    Text,
    Number,
    Percent,
    Time,
}

fn fact(item: &Item<'_>) -> Read<FactRule> {
    let table = item.table()?;
    let id = table.must("id", word);
    let label = table.must("label", |item| short_text(item, 60));
    let repeat = repeat(&table);
    let place = Place { in_each: table.has("each") };
    let kind = table.or("kind", FactKind::Text, |item| {
        item.one_of(&[
            ("text", FactKind::Text),
            ("number", FactKind::Number),
            ("percent", FactKind::Percent),
            ("time", FactKind::Time),
        ])
    });
    let unit = table.maybe("unit", |item| {
        if matches!(kind, Ok(FactKind::Number)) {
            short_text(item, 20)
        } else {
            item.fail("is only known beside `kind = \"number\"`")
        }
    });
    let value = table.must("value", |item| match kind? {
        FactKind::Text => text(item, place).map(FactSource::Text),
        FactKind::Number => amount(item, place).map(|amount| FactSource::Number { amount, unit: None }),
        FactKind::Percent => amount(item, place).map(|mut amount| {
            amount.percent = true;
            FactSource::Number { amount, unit: Some("%".to_owned()) }
        }),
        FactKind::Time => time(item, place).map(FactSource::Time),
    });
    table.finish();
    let (value, unit) = (value?, unit?);
    let value = match value {
        FactSource::Number { amount, unit: None } => FactSource::Number { amount, unit },
        other => other,
    };
    Ok(FactRule { id: id?, label: label?, repeat: repeat?.0, value })
}

pub(super) fn error_rules(root: &Table<'_>) -> Read<Vec<ErrorRule>> {
    root.or("errors", Vec::new(), |item| item.each(error_rule))
}

fn error_rule(item: &Item<'_>) -> Read<ErrorRule> {
    let table = item.table()?;
    let http = table.or("http", Vec::new(), statuses);
    let when = table.or("when", Vec::new(), |item| conditions(item, DOCUMENT));
    let kind = table.must("kind", |item| item.one_of(&ANSWER_KINDS.map(|kind| (kind.as_str(), kind))));
    let message = table.maybe("message", |item| text(item, DOCUMENT));
    let help = table.maybe("help", |item| short_text(item, 200));
    let retry_at = table.maybe("retry_at", |item| time(item, DOCUMENT));
    if !table.has("http") && !table.has("when") {
        table.note("matches everything: give `http`, `when` or both");
    }
    table.finish();
    Ok(ErrorRule { http: http?, when: when?, kind: kind?, message: message?, help: help?, retry_at: retry_at? })
}

//! One line that goes in: a reading, a failure or an event, as JSON. The form is a contract: `docs/replay.md`.
//!
//! Numbers are read from their digits, never by way of a binary float. Fields that are not known are not looked at, so that
//! a line of a newer version can be read; what is known must be right.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::failure;
use crate::amount::{self, AmountError, Decimal, Unit};
use crate::failure::{Failure, FailureKind};
use crate::reading::{Meter, Period, Plan, Reading};
use crate::replay::{Event, Timed};
use crate::time::Timestamp;

/// Why a line is none of a replay's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// It is not JSON, or not of the form of a line.
    #[error("{reason} (column {column})")]
    Malformed {
        /// What is wrong.
        reason: String,
        /// Where, counted from 1.
        column: usize,
    },
    /// A field is wrong.
    #[error("{field}: {problem}")]
    Field {
        /// Its path, as `meters[0].unit`.
        field: String,
        /// What is wrong with it.
        problem: FieldProblem,
    },
    /// It says nothing, or more than one thing.
    #[error("a line is one of a reading (\"meters\"), a \"failure\" or an \"event\"")]
    NotOneThing,
    /// Two meters have the same id and unit.
    #[error("two meters are called {0:?}")]
    SameMeterTwice(String),
    /// Several meters are marked as the one that the account is judged by.
    #[error("more than one meter is \"primary\"")]
    SeveralPrimary,
    /// It cannot be known which meter the account is judged by.
    #[error("no meter is \"primary\", and there are several")]
    WhichIsPrimary,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldProblem {
    /// It must be there.
    #[error("is missing")]
    Missing,
    /// It is no time.
    #[error("must be a time such as \"2026-11-20T10:00:00Z\"")]
    NotATime,
    /// It is no number.
    #[error("must be a number or null")]
    NotANumber,
    /// It is a number with too many digits.
    #[error("is too large to be held exactly")]
    TooLarge,
    /// It is no unit.
    #[error("{0}")]
    UnknownUnit(#[from] amount::UnknownUnit),
    /// It is no kind of failure.
    #[error("there is no failure {name:?}; the kinds are {}", kinds())]
    UnknownFailure {
        /// What stands there.
        name: String,
    },
    /// It is no event.
    #[error("there is no event {name:?}; there are restart, snooze, mute_until_topped_up, delivery_fails and tick")]
    UnknownEvent {
        /// What stands there.
        name: String,
    },
}

#[derive(Deserialize)]
struct Line<'t> {
    #[serde(borrow)]
    at: Option<Cow<'t, str>>,
    #[serde(borrow)]
    meters: Option<Vec<MeterLine<'t>>>,
    #[serde(borrow)]
    plans: Option<Vec<PlanLine<'t>>>,
    status: Option<String>,
    #[serde(borrow)]
    as_of: Option<Cow<'t, str>>,
    #[serde(borrow)]
    failure: Option<Cow<'t, str>>,
    message: Option<String>,
    http_status: Option<u16>,
    #[serde(borrow)]
    retry_at: Option<Cow<'t, str>>,
    #[serde(borrow)]
    event: Option<Cow<'t, str>>,
    #[serde(borrow)]
    until: Option<Cow<'t, str>>,
}

#[derive(Deserialize)]
struct MeterLine<'t> {
    id: Option<String>,
    label: Option<String>,
    #[serde(borrow)]
    unit: Option<Cow<'t, str>>,
    primary: Option<bool>,
    #[serde(borrow)]
    remaining: Option<&'t RawValue>,
    #[serde(borrow)]
    used: Option<&'t RawValue>,
    #[serde(borrow)]
    limit: Option<&'t RawValue>,
    unlimited: Option<bool>,
    #[serde(borrow)]
    period: Option<PeriodLine<'t>>,
    #[serde(borrow)]
    resets_at: Option<Cow<'t, str>>,
    #[serde(borrow)]
    expires_at: Option<Cow<'t, str>>,
}

#[derive(Deserialize)]
struct PeriodLine<'t> {
    #[serde(borrow)]
    start: Option<Cow<'t, str>>,
    #[serde(borrow)]
    end: Option<Cow<'t, str>>,
}

#[derive(Deserialize)]
struct PlanLine<'t> {
    name: Option<String>,
    status: Option<String>,
    #[serde(borrow)]
    remaining: Option<&'t RawValue>,
    #[serde(borrow)]
    limit: Option<&'t RawValue>,
    #[serde(borrow)]
    resets_at: Option<Cow<'t, str>>,
    #[serde(borrow)]
    expires_at: Option<Cow<'t, str>>,
}

/// What a line says; nothing of an empty one.
pub fn parse_line(text: &str) -> Result<Option<Timed>, LineError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let line: Line<'_> = serde_json::from_str(text).map_err(|error| malformed(&error))?;
    let at = required(time("at", line.at.as_deref())?, "at")?;
    let event = match (line.meters, line.failure, line.event) {
        (Some(meters), None, None) => {
            let plans = line.plans.unwrap_or_default();
            let reading = Reading {
                meters: self::meters(meters)?,
                plans: plans.into_iter().enumerate().map(plan).collect::<Result<_, _>>()?,
                facts: Vec::new(),
                status: line.status,
                as_of: time("as_of", line.as_of.as_deref())?,
                oddities: Vec::new(),
            };
            Event::Reading(Arc::new(reading))
        }
        (None, Some(kind), None) => {
            let kind = FailureKind::from_name(&kind)
                .ok_or_else(|| wrong("failure", FieldProblem::UnknownFailure { name: shortened(&kind) }))?;
            let message = line.message.unwrap_or_else(|| failure::message(kind).to_owned());
            let retry_at = time("retry_at", line.retry_at.as_deref())?;
            Event::Failure(Failure { kind, message, http_status: line.http_status, retry_at })
        }
        (None, None, Some(name)) => event(&name, time("until", line.until.as_deref())?)?,
        _ => return Err(LineError::NotOneThing),
    };
    Ok(Some(Timed { at, event }))
}

fn event(name: &str, until: Option<Timestamp>) -> Result<Event, LineError> {
    Ok(match name {
        "restart" => Event::Restart,
        "snooze" => Event::Snooze { until: required(until, "until")? },
        "mute_until_topped_up" => Event::MuteUntilToppedUp,
        "delivery_fails" => Event::DeliveryFails { until: required(until, "until")? },
        "tick" => Event::Tick,
        _ => return Err(wrong("event", FieldProblem::UnknownEvent { name: shortened(name) })),
    })
}

fn meters(lines: Vec<MeterLine<'_>>) -> Result<Vec<Meter>, LineError> {
    let marked = lines.iter().filter(|line| line.primary == Some(true)).count();
    let unsaid = lines.iter().filter(|line| line.primary.is_none()).count();
    if marked > 1 {
        return Err(LineError::SeveralPrimary);
    }
    if marked == 0 && unsaid > 1 {
        return Err(LineError::WhichIsPrimary);
    }
    let mut names = BTreeSet::new();
    let mut meters = Vec::with_capacity(lines.len());
    for (number, line) in lines.into_iter().enumerate() {
        // Where no meter says that it is the one, the only one that does not say otherwise is.
        let meter = meter(number, line, marked == 0)?;
        if !names.insert((meter.id.clone(), meter.unit.clone())) {
            return Err(LineError::SameMeterTwice(shortened(&meter.id)));
        }
        meters.push(meter);
    }
    Ok(meters)
}

fn meter(number: usize, line: MeterLine<'_>, primary_unless_said: bool) -> Result<Meter, LineError> {
    let path = |field: &str| format!("meters[{number}].{field}");
    let id = required(line.id, path("id"))?;
    let unit: Unit = required(line.unit, path("unit"))?
        .parse()
        .map_err(|amount::UnknownUnit(name)| wrong(path("unit"), amount::UnknownUnit(shortened(&name)).into()))?;
    let period = line.period.map(|period| {
        Ok(Period {
            start: time(path("period.start"), period.start.as_deref())?,
            end: time(path("period.end"), period.end.as_deref())?,
        })
    });
    Ok(Meter {
        label: line.label.unwrap_or_else(|| id.clone()),
        id,
        unit,
        primary: line.primary.unwrap_or(primary_unless_said),
        remaining: number_of(path("remaining"), line.remaining)?,
        used: number_of(path("used"), line.used)?,
        limit: number_of(path("limit"), line.limit)?,
        limit_is_lifetime: false,
        unlimited: line.unlimited.unwrap_or_default(),
        period: period.transpose()?,
        resets_at: time(path("resets_at"), line.resets_at.as_deref())?,
        expires_at: time(path("expires_at"), line.expires_at.as_deref())?,
    })
}

fn plan((number, line): (usize, PlanLine<'_>)) -> Result<Plan, LineError> {
    let path = |field: &str| format!("plans[{number}].{field}");
    Ok(Plan {
        name: required(line.name, path("name"))?,
        status: line.status,
        remaining: number_of(path("remaining"), line.remaining)?,
        limit: number_of(path("limit"), line.limit)?,
        resets_at: time(path("resets_at"), line.resets_at.as_deref())?,
        expires_at: time(path("expires_at"), line.expires_at.as_deref())?,
    })
}

fn number_of(field: String, raw: Option<&RawValue>) -> Result<Option<Decimal>, LineError> {
    let Some(digits) = raw.map(RawValue::get) else { return Ok(None) };
    amount::parse(digits).map(Some).map_err(|error| {
        let problem = match error {
            AmountError::NotANumber => FieldProblem::NotANumber,
            AmountError::TooLarge => FieldProblem::TooLarge,
        };
        wrong(field, problem)
    })
}

fn time(field: impl Into<String>, text: Option<&str>) -> Result<Option<Timestamp>, LineError> {
    text.map(str::parse).transpose().map_err(|_| wrong(field, FieldProblem::NotATime))
}

fn required<T>(value: Option<T>, field: impl Into<String>) -> Result<T, LineError> {
    value.ok_or_else(|| wrong(field, FieldProblem::Missing))
}

fn wrong(field: impl Into<String>, problem: FieldProblem) -> LineError {
    LineError::Field { field: field.into(), problem }
}

/// The parser's reason without its own idea of where the line is.
fn malformed(error: &serde_json::Error) -> LineError {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let reason = shortened(text.strip_suffix(&place).unwrap_or(&text));
    LineError::Malformed { reason, column: error.column() }
}

/// What stands in the file may be long, and is only there to be recognised.
fn shortened(text: &str) -> String {
    const AT_MOST: usize = 120;
    match text.char_indices().nth(AT_MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn kinds() -> String {
    FailureKind::ALL.map(FailureKind::as_str).join(", ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn reading(text: &str) -> Reading {
        match parse_line(text).unwrap().unwrap().event {
            Event::Reading(reading) => Arc::unwrap_or_clone(reading),
            other => panic!("{other:?}"),
        }
    }

    fn refused(text: &str) -> String {
        parse_line(text).unwrap_err().to_string()
    }

    #[test]
    fn the_line_of_the_contract() {
        let text = r#"{"at":"2026-11-20T10:00:00Z","meters":[{"id":"credits","unit":"credits","primary":true,
            "remaining":812,"used":null,"limit":null,"resets_at":null}],"plans":[],"status":"active"}"#;
        let timed = parse_line(text).unwrap().unwrap();
        assert_eq!(timed.at.to_string(), "2026-11-20T10:00:00Z");
        let reading = reading(text);
        assert_eq!(reading.status.as_deref(), Some("active"));
        assert_eq!(
            reading.meters,
            [Meter {
                id: "credits".to_owned(),
                label: "credits".to_owned(),
                unit: Unit::Credits,
                primary: true,
                remaining: Some(Decimal::from(812)),
                used: None,
                limit: None,
                limit_is_lifetime: false,
                unlimited: false,
                period: None,
                resets_at: None,
                expires_at: None,
            }]
        );
    }

    #[test]
    fn everything_that_a_reading_can_say() {
        let reading = reading(
            r#"{"at":"2026-11-20T11:00:00+01:00","meters":[
                {"id":"usd","label":"Wallet","unit":"USD","primary":true,"remaining":-0.10,"used":1e3,"limit":5.00,
                 "unlimited":true,"period":{"start":"2026-11-01T00:00:00Z","end":null},
                 "resets_at":"2026-12-01T00:00:00Z","expires_at":"2027-01-01T00:00:00Z","newer":[{}]},
                {"id":"disk","unit":"bytes"}],
               "plans":[{"name":"Pro","status":"past_due","remaining":1.5,"limit":2,"resets_at":"2026-12-01T00:00:00Z",
                 "expires_at":null}, {"name":"Gift"}],
               "facts":[{"id":"x","value":"ignored"}],"as_of":"2026-11-20T09:59:00Z","failure":null,"event":null}"#,
        );
        let [wallet, disk] = &reading.meters[..] else { panic!("{reading:?}") };
        assert_eq!(wallet.remaining.unwrap().to_string(), "-0.10", "the digits as they stand");
        assert_eq!(wallet.used, Some(Decimal::from(1000)));
        assert!(wallet.unlimited && wallet.primary && !disk.primary);
        assert_eq!(wallet.period.as_ref().unwrap().start.unwrap().to_string(), "2026-11-01T00:00:00Z");
        assert_eq!((disk.remaining, disk.unit.clone()), (None, Unit::Bytes));
        assert_eq!(reading.plans[0].remaining.unwrap().to_string(), "1.5");
        assert_eq!(reading.plans[1].status, None);
        assert!(reading.facts.is_empty());
        assert_eq!(reading.as_of.unwrap().to_string(), "2026-11-20T09:59:00Z");
    }

    #[test]
    fn a_float_never_comes_between() {
        let digits = "0.1234567890123456789012345678";
        let text =
            format!(r#"{{"at":"2026-11-20T10:00:00Z","meters":[{{"id":"a","unit":"USD","remaining":{digits}}}]}}"#);
        assert_eq!(reading(&text).meters[0].remaining.unwrap().to_string(), digits);
    }

    #[test]
    fn which_meter_the_account_is_judged_by() {
        let line = |meters: &str| format!(r#"{{"at":"2026-11-20T10:00:00Z","meters":[{meters}]}}"#);
        let a = |more: &str| format!(r#"{{"id":"a","unit":"credits"{more}}}"#);
        let b = |more: &str| format!(r#"{{"id":"b","unit":"credits"{more}}}"#);
        let (yes, no) = (r#","primary":true"#, r#","primary":false"#);
        for (meters, expected) in [
            (String::new(), None),
            (a(""), Some("a")),
            (a(no), None),
            (format!("{},{}", a(""), b(yes)), Some("b")),
            (format!("{},{}", a(""), b(no)), Some("a")),
            (format!("{},{}", a(no), b(no)), None),
        ] {
            let reading = reading(&line(&meters));
            assert_eq!(reading.primary().map(|meter| meter.id.as_str()), expected, "{meters}");
        }
        assert_eq!(refused(&line(&format!("{},{}", a(yes), b(yes)))), "more than one meter is \"primary\"");
        assert_eq!(refused(&line(&format!("{},{}", a(""), b("")))), "no meter is \"primary\", and there are several");
        assert_eq!(refused(&line(&format!("{},{}", a(yes), a("")))), "two meters are called \"a\"");
    }

    #[test]
    fn failures_by_their_kind() {
        for kind in FailureKind::ALL {
            let text = format!(r#"{{"at":"2026-11-20T10:00:00Z","failure":"{}"}}"#, kind.as_str());
            let Event::Failure(failure) = parse_line(&text).unwrap().unwrap().event else { panic!("{text}") };
            assert_eq!(failure, Failure::new(kind, failure::message(kind)));
        }
        let text = r#"{"at":"2026-11-20T10:00:00Z","failure":"rate_limited","message":"Slow down","http_status":429,
            "retry_at":"2026-11-20T10:05:00Z"}"#;
        let Event::Failure(failure) = parse_line(text).unwrap().unwrap().event else { panic!("{text}") };
        assert_eq!((failure.message.as_str(), failure.http_status), ("Slow down", Some(429)));
        assert_eq!(failure.retry_at.unwrap().to_string(), "2026-11-20T10:05:00Z");
    }

    #[test]
    fn events_by_their_name() {
        let event = |more: &str| format!("{:?}", parse_line(&format!(r#"{{"at":"2026-11-20T10:00:00Z",{more}}}"#)));
        for (more, expected) in [
            (r#""event":"restart""#, "Restart"),
            (r#""event":"snooze","until":"2026-11-21T10:00:00Z""#, "Snooze { until: 2026-11-21T10:00:00Z }"),
            (r#""event":"mute_until_topped_up""#, "MuteUntilToppedUp"),
            (
                r#""event":"delivery_fails","until":"2026-11-21T10:00:00Z""#,
                "DeliveryFails { until: 2026-11-21T10:00:00Z }",
            ),
            (r#""event":"tick""#, "Tick"),
        ] {
            assert!(event(more).contains(expected), "{more}: {}", event(more));
        }
    }

    #[test]
    fn an_empty_line_says_nothing() {
        for text in ["", "  ", "\t\r"] {
            assert!(parse_line(text).unwrap().is_none());
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let meter = |meter: &str| format!(r#"{{"at":"2026-11-20T10:00:00Z","meters":[{{{meter}}}]}}"#);
        for (text, expected) in [
            ("nonsense", "expected ident (column 2)"),
            ("{\"at\":", "EOF while parsing a value (column 6)"),
            ("[]", "invalid length 0"),
            ("7", "invalid type: integer `7`"),
            ("{} {}", "trailing characters (column 4)"),
            (r#"{"at":"2026-11-20T10:00:00Z","at":"2026-11-20T10:00:00Z"}"#, "duplicate field `at`"),
            ("{}", "at: is missing"),
            (r#"{"at":null,"event":"tick"}"#, "at: is missing"),
            (r#"{"at":"yesterday","event":"tick"}"#, "at: must be a time such as \"2026-11-20T10:00:00Z\""),
            (r#"{"at":"2026-11-20T10:00:00","event":"tick"}"#, "at: must be a time"),
            (r#"{"at":1763632800,"event":"tick"}"#, "invalid type: integer"),
            (r#"{"at":"2026-11-20T10:00:00Z"}"#, "a line is one of a reading"),
            (r#"{"at":"2026-11-20T10:00:00Z","status":"active"}"#, "a line is one of a reading"),
            (r#"{"at":"2026-11-20T10:00:00Z","meters":[],"failure":"timeout"}"#, "a line is one of a reading"),
            (r#"{"at":"2026-11-20T10:00:00Z","failure":"timeout","event":"tick"}"#, "a line is one of a reading"),
            (
                r#"{"at":"2026-11-20T10:00:00Z","failure":"tired"}"#,
                "failure: there is no failure \"tired\"; the kinds are key_missing, ",
            ),
            (
                r#"{"at":"2026-11-20T10:00:00Z","event":"party"}"#,
                "event: there is no event \"party\"; there are restart, ",
            ),
            (r#"{"at":"2026-11-20T10:00:00Z","event":"snooze"}"#, "until: is missing"),
            (r#"{"at":"2026-11-20T10:00:00Z","event":"delivery_fails"}"#, "until: is missing"),
            (r#"{"at":"2026-11-20T10:00:00Z","event":"snooze","until":"noon"}"#, "until: must be a time"),
            (r#"{"at":"2026-11-20T10:00:00Z","meters":{}}"#, "invalid type: map"),
            (r#"{"at":"2026-11-20T10:00:00Z","meters":[],"plans":[{}]}"#, "plans[0].name: is missing"),
            (&meter(r#""unit":"credits""#), "meters[0].id: is missing"),
            (&meter(r#""id":"a""#), "meters[0].unit: is missing"),
            (&meter(r#""id":"a","unit":"gold""#), "meters[0].unit: unknown unit \"gold\""),
            (&meter(r#""id":"a","unit":"credits","remaining":"12""#), "meters[0].remaining: must be a number or null"),
            (&meter(r#""id":"a","unit":"credits","remaining":[]"#), "meters[0].remaining: must be a number or null"),
            (&meter(r#""id":"a","unit":"credits","limit":1e400"#), "meters[0].limit: is too large"),
            (&meter(r#""id":"a","unit":"credits","resets_at":"soon""#), "meters[0].resets_at: must be a time"),
            (&meter(r#""id":"a","unit":"credits","period":{"end":"x"}"#), "meters[0].period.end: must be a time"),
            (&meter(r#""id":"a","unit":"credits","primary":"yes""#), "invalid type: string"),
        ] {
            let told = refused(text);
            assert!(told.contains(expected), "{text}: {told}");
        }
        let long = format!(r#"{{"at":"2026-11-20T10:00:00Z","event":"{}"}}"#, "x".repeat(5000));
        assert!(refused(&long).len() < 400);
    }

    proptest! {
        #[test]
        fn no_line_makes_it_panic(text in ".{0,200}") {
            let _outcome = parse_line(&text);
        }
    }
}

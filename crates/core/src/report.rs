//! What `lowtide check --json` and `lowtide status --json` print: a contract that other programs build on.
//!
//! Apart from the page's contract because it promises other things: amounts are JSON numbers with the decimal's exact
//! digits, names are in snake_case, and fields are only ever added.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::amount::{self, Decimal};
use crate::contract::AccountState;
use crate::engine::AccountPicture;
use crate::forecast::Forecast;
use crate::reading::{Fact, FactValue, Meter, Plan};
use crate::time::Timestamp;

/// All accounts that were asked for.
#[derive(Debug, Serialize)]
pub struct Report {
    /// In the order of the configuration.
    pub accounts: Vec<AccountReport>,
}

/// One account.
#[derive(Debug, Serialize)]
pub struct AccountReport {
    /// Which.
    pub id: String,
    /// At which provider.
    pub provider: String,
    /// The person's name for it, or the provider's.
    pub label: String,
    /// How it stands.
    pub state: &'static str,
    /// Whether the reading is older than it should be.
    pub stale: bool,
    /// When the provider was last asked.
    pub checked_at: Option<Timestamp>,
    /// The measured quantities.
    pub meters: Vec<MeterReport>,
    /// Subscriptions and grants.
    pub plans: Vec<PlanReport>,
    /// Further values.
    pub facts: Vec<FactReport>,
    /// The account's status in the provider's word.
    pub status: Option<String>,
    /// The time the provider says its figures are of.
    pub as_of: Option<Timestamp>,
    /// How long it will last.
    pub forecast: ForecastReport,
    /// Why the last poll gave no reading.
    pub failure: Option<FailureReport>,
}

/// One measured quantity; null is "not reported".
#[derive(Debug, Serialize)]
pub struct MeterReport {
    /// Stable name.
    pub id: String,
    /// What to call it.
    pub label: String,
    /// What it counts.
    pub unit: String,
    /// Whether the account is judged by it.
    pub primary: bool,
    /// What is left.
    pub remaining: Option<Box<RawValue>>,
    /// What has been used.
    pub used: Option<Box<RawValue>>,
    /// The total.
    pub limit: Option<Box<RawValue>>,
    /// Whether there is no limit.
    pub unlimited: bool,
    /// The period that the figures belong to.
    pub period: Option<PeriodReport>,
    /// When it starts anew.
    pub resets_at: Option<Timestamp>,
    /// When what is left lapses.
    pub expires_at: Option<Timestamp>,
}

/// A span of time.
#[derive(Debug, Serialize)]
pub struct PeriodReport {
    /// Its first moment.
    pub start: Option<Timestamp>,
    /// Its last moment.
    pub end: Option<Timestamp>,
}

/// A subscription or grant.
#[derive(Debug, Serialize)]
pub struct PlanReport {
    /// Its name.
    pub name: String,
    /// Its status in the provider's word.
    pub status: Option<String>,
    /// What is left of it.
    pub remaining: Option<Box<RawValue>>,
    /// Its total.
    pub limit: Option<Box<RawValue>>,
    /// When it starts anew.
    pub resets_at: Option<Timestamp>,
    /// When it lapses.
    pub expires_at: Option<Timestamp>,
}

/// A labelled value.
#[derive(Debug, Serialize)]
pub struct FactReport {
    /// Stable name.
    pub id: String,
    /// What to call it.
    pub label: String,
    /// Words, a number with its exact digits, or a time.
    pub value: Box<RawValue>,
    /// What stands behind a number.
    pub unit: Option<String>,
}

/// How long it will last, counted from the time of the report.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ForecastReport {
    /// `learning`, `steady`, `not_draining` or `lasts_until_reset`.
    pub state: &'static str,
    /// Days left, to two decimals; null where nothing can be said or nothing drains.
    pub days_left: Option<f64>,
    /// Days left at the least.
    pub days_left_low: Option<f64>,
    /// Days left at the most.
    pub days_left_high: Option<f64>,
}

/// Why a poll gave no reading.
#[derive(Debug, Serialize)]
pub struct FailureReport {
    /// The kind's name.
    pub kind: &'static str,
    /// The reason in a sentence.
    pub message: String,
    /// The answer's HTTP status.
    pub http_status: Option<u16>,
    /// Not before this time.
    pub retry_at: Option<Timestamp>,
}

impl From<&AccountPicture> for AccountReport {
    fn from(picture: &AccountPicture) -> Self {
        let account = &picture.account;
        let reading = picture.reading.as_deref();
        let label = account.label.clone().or_else(|| picture.provider.as_ref().map(|provider| provider.name.clone()));
        Self {
            id: account.id.to_string(),
            provider: account.provider.to_string(),
            label: label.unwrap_or_else(|| account.provider.to_string()),
            state: AccountState::from(picture.state).as_str(),
            stale: picture.stale,
            checked_at: picture.checked_at,
            meters: reading.map_or_else(Vec::new, |reading| reading.meters.iter().map(Into::into).collect()),
            plans: reading.map_or_else(Vec::new, |reading| reading.plans.iter().map(Into::into).collect()),
            facts: reading.map_or_else(Vec::new, |reading| reading.facts.iter().map(Into::into).collect()),
            status: reading.and_then(|reading| reading.status.clone()),
            as_of: reading.and_then(|reading| reading.as_of),
            forecast: ForecastReport::from(&picture.forecast),
            failure: picture.failure.as_ref().map(|failure| FailureReport {
                kind: failure.kind.as_str(),
                message: failure.message.clone(),
                http_status: failure.http_status,
                retry_at: failure.retry_at,
            }),
        }
    }
}

impl From<&Forecast> for ForecastReport {
    fn from(forecast: &Forecast) -> Self {
        Self {
            state: forecast.state.as_str(),
            days_left: forecast.days_left.and_then(to_hundredths),
            days_left_low: forecast.days_left_low.and_then(to_hundredths),
            days_left_high: forecast.days_left_high.and_then(to_hundredths),
        }
    }
}

/// An estimate with no more decimals than it is worth; none where it is no number.
pub(crate) fn to_hundredths(days: f64) -> Option<f64> {
    Some((days * 100.0).round() / 100.0).filter(|days| days.is_finite())
}

impl From<&Meter> for MeterReport {
    fn from(meter: &Meter) -> Self {
        Self {
            id: meter.id.clone(),
            label: meter.label.clone(),
            unit: meter.unit.to_string(),
            primary: meter.primary,
            remaining: number(meter.remaining),
            used: number(meter.used),
            limit: number(meter.limit),
            unlimited: meter.unlimited,
            period: meter.period.as_ref().map(|period| PeriodReport { start: period.start, end: period.end }),
            resets_at: meter.resets_at,
            expires_at: meter.expires_at,
        }
    }
}

impl From<&Plan> for PlanReport {
    fn from(plan: &Plan) -> Self {
        Self {
            name: plan.name.clone(),
            status: plan.status.clone(),
            remaining: number(plan.remaining),
            limit: number(plan.limit),
            resets_at: plan.resets_at,
            expires_at: plan.expires_at,
        }
    }
}

impl From<&Fact> for FactReport {
    fn from(fact: &Fact) -> Self {
        let text = |text: &str| serde_json::value::to_raw_value(text).unwrap_or_else(|_| RawValue::NULL.to_owned());
        let (value, unit) = match &fact.value {
            FactValue::Text(words) => (text(words), None),
            FactValue::Number { amount, unit } => (amount::to_json_number(*amount), unit.clone()),
            FactValue::Time(at) => (text(&at.to_string()), None),
        };
        Self { id: fact.id.clone(), label: fact.label.clone(), value, unit }
    }
}

fn number(amount: Option<Decimal>) -> Option<Box<RawValue>> {
    amount.map(amount::to_json_number)
}

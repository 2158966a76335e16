//! What one successful poll says.

use serde::{Deserialize, Serialize};

use crate::amount::{Decimal, Unit};
use crate::time::Timestamp;

/// Everything that one answer reported.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reading {
    /// The measured quantities; exactly one is primary.
    pub meters: Vec<Meter>,
    /// Subscriptions and grants.
    pub plans: Vec<Plan>,
    /// Further values worth showing.
    pub facts: Vec<Fact>,
    /// The account's or subscription's status in the provider's word.
    pub status: Option<String>,
    /// The time the provider says its figures are of.
    pub as_of: Option<Timestamp>,
    /// Secondary values that were there but not of the documented shape. Their meters say "not reported".
    #[serde(default)]
    pub oddities: Vec<Oddity>,
}

impl Reading {
    /// The meter that the account is judged by.
    pub fn primary(&self) -> Option<&Meter> {
        self.meters.iter().find(|meter| meter.primary)
    }
}

/// One measured quantity. Absent figures are "not reported", never zero.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meter {
    /// Stable name within the account.
    pub id: String,
    /// What to call it.
    pub label: String,
    /// What it counts.
    pub unit: Unit,
    /// Whether the account is judged by it.
    pub primary: bool,
    /// What is left. Negative is legal.
    pub remaining: Option<Decimal>,
    /// What has been used.
    pub used: Option<Decimal>,
    /// The total of the period or plan; or, with `limit_is_lifetime`, everything ever granted.
    pub limit: Option<Decimal>,
    /// Whether `limit` counts all that was ever granted, so that a share of it says nothing about running low.
    #[serde(default)]
    pub limit_is_lifetime: bool,
    /// The provider says that there is no limit.
    pub unlimited: bool,
    /// The period that `used` and `limit` belong to.
    pub period: Option<Period>,
    /// When it starts anew.
    pub resets_at: Option<Timestamp>,
    /// When what is left lapses.
    pub expires_at: Option<Timestamp>,
}

/// A span of time; either end may be unreported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// Its first moment.
    pub start: Option<Timestamp>,
    /// Its last moment.
    pub end: Option<Timestamp>,
}

/// A subscription or grant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Its name at the provider.
    pub name: String,
    /// Its status in the provider's word.
    pub status: Option<String>,
    /// What is left of it.
    pub remaining: Option<Decimal>,
    /// Its total.
    pub limit: Option<Decimal>,
    /// When it starts anew.
    pub resets_at: Option<Timestamp>,
    /// When it lapses.
    pub expires_at: Option<Timestamp>,
}

/// A labelled value worth showing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Stable name within the account.
    pub id: String,
    /// What to call it.
    pub label: String,
    /// The value.
    pub value: FactValue,
}

/// A fact's value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactValue {
    /// Words.
    Text(String),
    /// A quantity, with a unit as it is written behind it ("ms", "%", "requests").
    Number {
        /// The quantity.
        amount: Decimal,
        /// What it counts, free text.
        unit: Option<String>,
    },
    /// A point in time.
    Time(Timestamp),
}

/// A value that was there but not of the documented shape.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Oddity {
    /// Where in the answer, as the definition writes it.
    pub path: String,
    /// What the documentation says should be there.
    pub expected: String,
    /// What was there, as a kind ("an object", "the text \"abc\"", "nothing").
    pub found: String,
}

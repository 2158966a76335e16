//! What was decided about an alert: told, or held back and why. Every one is recorded.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Severity;
use crate::time::Timestamp;

/// What can speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Rule.ts"))]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Nothing is left.
    Empty,
    /// Less than an amount is left.
    Amount,
    /// Less than a share is left.
    Share,
    /// What is left lasts less than a time.
    Runway,
    /// The key was rejected.
    KeyRejected,
    /// It could not be read for a time.
    Unreachable,
    /// The subscription or a plan is past due, cancelled or inactive.
    Subscription,
    /// A storage is nearly full.
    Storage,
    /// A grant or plan lapses soon.
    Expiry,
    /// More is spent than this account ever spends.
    UnusualSpend,
    /// Credits were bought or granted.
    ToppedUp,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 11] = [
        Self::Empty,
        Self::Amount,
        Self::Share,
        Self::Runway,
        Self::KeyRejected,
        Self::Unreachable,
        Self::Subscription,
        Self::Storage,
        Self::Expiry,
        Self::UnusualSpend,
        Self::ToppedUp,
    ];

    /// The rule's name in files, on the command line and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Amount => "amount",
            Self::Share => "share",
            Self::Runway => "runway",
            Self::KeyRejected => "key_rejected",
            Self::Unreachable => "unreachable",
            Self::Subscription => "subscription",
            Self::Storage => "storage",
            Self::Expiry => "expiry",
            Self::UnusualSpend => "unusual_spend",
            Self::ToppedUp => "topped_up",
        }
    }

    /// The rule of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.as_str() == name)
    }

    /// Whether it is about how much is left, so that a graver one of these says what a lesser one would.
    pub fn is_about_amount(self) -> bool {
        matches!(self, Self::Empty | Self::Amount | Self::Share | Self::Runway)
    }
}

/// A rule and, where an account has several things that it applies to, which one: a plan's or meter's name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Concern {
    /// The rule.
    pub rule: Rule,
    /// The plan's or meter's name; empty where the rule is about the account.
    pub subject: String,
}

impl Concern {
    /// A concern about the account as a whole.
    pub fn account(rule: Rule) -> Self {
        Self { rule, subject: String::new() }
    }
}

impl fmt::Display for Concern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.rule.as_str())?;
        if self.subject.is_empty() { Ok(()) } else { write!(f, ":{}", self.subject) }
    }
}

/// The text names no rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no rule is called {0:?}")]
pub struct UnknownRule(String);

impl FromStr for Concern {
    type Err = UnknownRule;

    fn from_str(text: &str) -> Result<Self, UnknownRule> {
        let (rule, subject) = text.split_once(':').unwrap_or((text, ""));
        let rule = Rule::from_name(rule).ok_or_else(|| UnknownRule(rule.to_owned()))?;
        Ok(Self { rule, subject: subject.to_owned() })
    }
}

impl TryFrom<String> for Concern {
    type Error = UnknownRule;

    fn try_from(text: String) -> Result<Self, UnknownRule> {
        text.parse()
    }
}

impl From<Concern> for String {
    fn from(concern: Concern) -> Self {
        concern.to_string()
    }
}

/// Why an alert was not told, or not yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "HeldBecause.ts"))]
#[serde(rename_all = "snake_case")]
pub enum HeldBecause {
    /// Quiet hours; told at their end if it still holds.
    QuietHours,
    /// The person snoozed the account; told at the end if it still holds.
    Snoozed,
    /// The person muted the account until it is topped up.
    Muted,
    /// The person paused all alerts or this account; told when they are resumed, if it still holds.
    Paused,
    /// A graver alert of the same moment says it.
    Covered,
    /// The notification server did not take it; tried again.
    DeliveryFailed,
    /// The rule only keeps a record.
    SwitchedOff,
    /// Lowtide was ended in the moment of telling; it may have been shown, and is not repeated.
    Interrupted,
}

impl HeldBecause {
    /// The reason's name in files, on the command line and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::QuietHours => "quiet_hours",
            Self::Snoozed => "snoozed",
            Self::Muted => "muted",
            Self::Paused => "paused",
            Self::Covered => "covered",
            Self::DeliveryFailed => "delivery_failed",
            Self::SwitchedOff => "switched_off",
            Self::Interrupted => "interrupted",
        }
    }

    /// The reason of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [
            Self::QuietHours,
            Self::Snoozed,
            Self::Muted,
            Self::Paused,
            Self::Covered,
            Self::DeliveryFailed,
            Self::SwitchedOff,
            Self::Interrupted,
        ]
        .into_iter()
        .find(|reason| reason.as_str() == name)
    }
}

/// One decision about one alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// When it was made.
    pub at: Timestamp,
    /// What it is about.
    pub concern: Concern,
    /// How bad it is.
    pub severity: Severity,
    /// Why it was held back; `None` when the notification server took it.
    pub held: Option<HeldBecause>,
    /// Why the rule holds, in a sentence: "812 credits left, below your 1,000".
    pub sentence: String,
}

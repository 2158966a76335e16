//! What was decided about alerts, what rose, and what other rules would have said.

use serde::{Deserialize, Serialize};

use crate::alert::{HeldBecause, Rule, Severity};
use crate::forecast::RiseKind;
use crate::ids::AccountId;

/// One decision about one alert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DecisionView.ts"))]
#[serde(rename_all = "camelCase")]
pub struct DecisionView {
    /// Its number in the record: later ones are greater. Zero in a preview.
    #[cfg_attr(test, ts(type = "number"))]
    pub id: i64,
    /// When it was made, RFC 3339.
    pub at: String,
    /// About which account.
    pub account: AccountId,
    /// Which rule.
    pub rule: Rule,
    /// How bad it was.
    pub level: Severity,
    /// Whether the notification server took it.
    pub delivered: bool,
    /// Why it did not come to that; null when it did.
    pub held_because: Option<HeldBecause>,
    /// Why the rule held, in the language in which it was said: "812 credits left, below your 1,000".
    pub sentence: String,
}

/// A meter had more left than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "RiseView.ts"))]
pub struct RiseView {
    /// What to relabel it by.
    #[cfg_attr(test, ts(type = "number"))]
    pub id: i64,
    /// When it was read, RFC 3339.
    pub at: String,
    /// The meter's id.
    pub meter: String,
    /// The meter's unit.
    pub unit: String,
    /// What was left before, a decimal string.
    pub before: String,
    /// What was left then, a decimal string.
    pub after: String,
    /// What it was: as the person said, else as the figures tell.
    pub kind: RiseKind,
    /// What the figures tell.
    pub detected: RiseKind,
}

/// What rules would have said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "AlertPreview.ts"))]
#[serde(rename_all = "camelCase")]
pub struct AlertPreview {
    /// Every decision, the oldest first.
    pub decisions: Vec<DecisionView>,
    /// How many notifications the person would have had.
    pub delivered_count: u32,
}

/// Thresholds that fit how fast an account drains: decimal strings in its meter's unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "SuggestedThreshold.ts"))]
pub struct SuggestedThreshold {
    /// About five days' worth.
    pub warning: String,
    /// About one day's worth.
    pub critical: String,
}

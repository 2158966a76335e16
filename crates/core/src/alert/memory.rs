//! What must be remembered about an account between polls and across restarts, so that no alert is repeated or missed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Rule, Severity};
use crate::amount::Decimal;
use crate::time::Timestamp;

/// One account's memory, kept in the history file as JSON. Unknown fields of a newer version are ignored.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// The primary meter that the amounts below belong to: its id and unit. Another one starts anew.
    pub meter: Option<String>,
    /// The last believed remaining amount of the primary meter.
    pub remaining: Option<Decimal>,
    /// The highest remaining amount since the last top-up.
    pub high_water: Option<Decimal>,
    /// A reading that is too bad to be believed before a second one agrees: what it said, and when.
    pub doubt: Option<Doubt>,
    /// The running episodes, by rule.
    pub episodes: BTreeMap<Rule, Episode>,
    /// The revision of the key that the last poll was made with; another one has not been rejected yet.
    pub key_revision: u32,
}

/// A reading that was not believed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// What it said was left.
    pub remaining: Decimal,
    /// When it was read.
    pub at: Timestamp,
}

/// From the first time a rule holds until it holds no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Episode {
    /// When it began.
    pub since: Timestamp,
    /// The worst severity it has reached.
    pub severity: Severity,
    /// The worst severity that the person has been told of, by this rule or by a graver one.
    pub told: Option<Severity>,
}

impl Episode {
    /// Whether the person does not know yet how bad it is.
    pub fn is_untold(&self) -> bool {
        self.told.is_none_or(|told| told < self.severity)
    }
}

//! What must be remembered about an account between polls and across restarts, so that no alert is repeated or missed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Concern, HeldBecause, Rule, Severity};
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
    /// The running episodes, by what they are about.
    pub episodes: BTreeMap<Concern, Episode>,
    /// The revision of the key that the last poll was made with; another one has not been rejected yet.
    pub key_revision: u32,
    /// Since when no poll has given a reading, for reasons that the rule about unreachable accounts counts.
    pub failing_since: Option<Timestamp>,
    /// The person wants to hear nothing about the account before this time.
    pub snoozed_until: Option<Timestamp>,
    /// The person wants to hear nothing about what is left before it is topped up.
    pub muted: bool,
    /// By how much the last top-up raised it.
    pub topped_up_by: Option<Decimal>,
    /// What is remembered of meters that were the primary one before. Some providers change the order of their wallets
    /// from answer to answer, which must not repeat what was told about each.
    pub parked: BTreeMap<String, Parked>,
}

/// What is remembered of a meter while another one is the primary.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Parked {
    remaining: Option<Decimal>,
    high_water: Option<Decimal>,
    episodes: BTreeMap<Concern, Episode>,
}

/// An account has few wallets; more than these names are a provider that makes them up.
const MOST_PARKED: usize = 8;

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
    /// When the person was last told.
    #[serde(default)]
    pub told_at: Option<Timestamp>,
    /// The severity that is being told right now. Kept before the notification server is asked: where this is found
    /// after a restart, nobody knows whether it was shown, and it is not told a second time.
    #[serde(default)]
    pub telling: Option<Severity>,
    /// The last severity that was held back, and why, so that the record says it once.
    #[serde(default)]
    pub held: Option<(Severity, HeldBecause)>,
}

impl Episode {
    /// An episode that begins.
    pub(super) fn new(since: Timestamp, severity: Severity) -> Self {
        Self { since, severity, told: None, told_at: None, telling: None, held: None }
    }

    /// Whether the person does not know yet how bad it is.
    pub fn is_untold(&self) -> bool {
        self.told.is_none_or(|told| told < self.severity)
    }
}

impl Memory {
    /// The episode about the account as a whole by that rule.
    pub fn episode(&self, rule: Rule) -> Option<&Episode> {
        self.episodes.get(&Concern::account(rule))
    }

    /// Makes a meter the primary one: parks what is remembered of the one before it, and takes up what is of this one.
    pub(super) fn turn_to(&mut self, meter: String) {
        let episodes = std::mem::take(&mut self.episodes);
        let (about_amount, others) = episodes.into_iter().partition(|(concern, _)| concern.rule.is_about_amount());
        let left = Parked { remaining: self.remaining, high_water: self.high_water, episodes: about_amount };
        let Parked { remaining, high_water, episodes } = self.parked.remove(&meter).unwrap_or_default();
        if let Some(before) = self.meter.replace(meter)
            && self.parked.len() < MOST_PARKED
        {
            self.parked.insert(before, left);
        }
        self.remaining = remaining;
        self.high_water = high_water;
        self.doubt = None;
        self.topped_up_by = None;
        self.episodes = others;
        self.episodes.extend(episodes);
    }

    pub(super) fn raise(&mut self, concern: Concern, severity: Severity, now: Timestamp) {
        let episode = self.episodes.entry(concern).or_insert_with(|| Episode::new(now, severity));
        episode.severity = episode.severity.max(severity);
    }

    pub(super) fn end(&mut self, rule: Rule) {
        self.episodes.remove(&Concern::account(rule));
    }

    pub(super) fn end_all_about_amount(&mut self) {
        self.episodes.retain(|concern, _| !concern.rule.is_about_amount());
    }
}

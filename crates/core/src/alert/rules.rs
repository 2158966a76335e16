//! The rules an account is watched by, as settings give them.

use std::time::Duration;

use super::QuietHours;
use crate::amount::Decimal;

/// The rules in force for one account: the defaults, overridden by `[alerts]`, overridden by the account's own table.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a rule that is on or off")]
pub struct Rules {
    /// Below these amounts of the primary meter, in its unit; `None` switches the rule off.
    pub amount: Option<Levels>,
    /// Below these shares of the whole, as fractions (0.2 is 20 %); `None` switches the rule off.
    pub share: Option<Levels>,
    /// When what is left is forecast to last less than these times; `None` switches the rule off.
    pub runway: Option<RunwayLevels>,
    /// Whether an empty account speaks.
    pub empty: bool,
    /// Whether a rejected key speaks.
    pub key_rejected: bool,
    /// After this time without a reading; `None` switches the rule off.
    pub unreachable_after: Option<Duration>,
    /// Whether a subscription or plan that is past due, cancelled or inactive speaks.
    pub subscription: bool,
    /// From this share of a storage meter on, as a fraction; `None` switches the rule off.
    pub storage: Option<Decimal>,
    /// When a grant or plan lapses within this time; `None` switches the rule off.
    pub expiry: Option<Duration>,
    /// Whether spending far beyond the account's own history speaks.
    pub unusual_spend: bool,
    /// Whether a top-up is shown. It is recorded in any case.
    pub topped_up: bool,
    /// After this time an episode that lasts is told again; `None` for never.
    pub reminder: Option<Duration>,
    /// When warnings wait; `None` for never.
    pub quiet_hours: Option<QuietHours>,
    /// How far above a threshold an amount must come for the rule to be armed again, as a fraction of the threshold.
    pub hysteresis: Decimal,
}

/// The two thresholds of a rule. "Below" is strict: exactly the threshold is still enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Levels {
    /// Below this it is a warning; `None` for no warning.
    pub warning: Option<Decimal>,
    /// Below this it is critical; `None` for none.
    pub critical: Option<Decimal>,
}

/// The two thresholds of the rule about the time that is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunwayLevels {
    /// Below this it is a warning; `None` for no warning.
    pub warning: Option<Duration>,
    /// Below this it is critical; `None` for none.
    pub critical: Option<Duration>,
}

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The shortest time after which an episode may be told again.
pub const SHORTEST_REMINDER: Duration = DAY;

impl Default for Rules {
    fn default() -> Self {
        Self {
            amount: None,
            share: Some(Levels { warning: Some(Decimal::new(20, 2)), critical: Some(Decimal::new(5, 2)) }),
            runway: Some(RunwayLevels { warning: Some(3 * DAY), critical: Some(DAY) }),
            empty: true,
            key_rejected: true,
            unreachable_after: Some(Duration::from_secs(6 * 60 * 60)),
            subscription: true,
            storage: Some(Decimal::new(90, 2)),
            expiry: None,
            unusual_spend: true,
            topped_up: false,
            reminder: None,
            quiet_hours: None,
            hysteresis: Decimal::new(10, 2),
        }
    }
}

/// What one table of settings says about the rules; absent is "as the defaults say", `Some(None)` is switched off.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleOverrides {
    /// `amount = { warning = 1000, critical = 200 }`, or `false`.
    pub amount: Option<Option<Levels>>,
    /// `share = { warning = "20%", critical = "5%" }`, or `false`; held as fractions.
    pub share: Option<Option<Levels>>,
    /// `runway = { warning = "3d", critical = "1d" }`, or `false`.
    pub runway: Option<Option<RunwayLevels>>,
    /// `empty = false` switches the rule off.
    pub empty: Option<bool>,
    /// `key_rejected = false` switches the rule off.
    pub key_rejected: Option<bool>,
    /// `unreachable_after = "6h"`, or `false`.
    pub unreachable_after: Option<Option<Duration>>,
    /// `subscription = false` switches the rule off.
    pub subscription: Option<bool>,
    /// `storage = "90%"`, or `false`; held as a fraction.
    pub storage: Option<Option<Decimal>>,
    /// `expiry = "7d"`, or `false`.
    pub expiry: Option<Option<Duration>>,
    /// `unusual_spend = false` switches the rule off.
    pub unusual_spend: Option<bool>,
    /// `topped_up = true` shows top-ups.
    pub topped_up: Option<bool>,
    /// `reminder = "24h"`, or `false`.
    pub reminder: Option<Option<Duration>>,
    /// `quiet_hours = { from = "22:00", to = "08:00", critical_passes = true }`, or `false`.
    pub quiet_hours: Option<Option<QuietHours>>,
    /// `hysteresis = "10%"`; held as a fraction.
    pub hysteresis: Option<Decimal>,
}

impl Rules {
    /// These rules with what one table says otherwise.
    #[must_use]
    pub fn overridden_by(self, table: &RuleOverrides) -> Self {
        Self {
            amount: table.amount.unwrap_or(self.amount),
            share: table.share.unwrap_or(self.share),
            runway: table.runway.unwrap_or(self.runway),
            empty: table.empty.unwrap_or(self.empty),
            key_rejected: table.key_rejected.unwrap_or(self.key_rejected),
            unreachable_after: table.unreachable_after.unwrap_or(self.unreachable_after),
            subscription: table.subscription.unwrap_or(self.subscription),
            storage: table.storage.unwrap_or(self.storage),
            expiry: table.expiry.unwrap_or(self.expiry),
            unusual_spend: table.unusual_spend.unwrap_or(self.unusual_spend),
            topped_up: table.topped_up.unwrap_or(self.topped_up),
            reminder: table.reminder.unwrap_or(self.reminder),
            quiet_hours: table.quiet_hours.unwrap_or(self.quiet_hours),
            hysteresis: table.hysteresis.unwrap_or(self.hysteresis),
        }
    }
}

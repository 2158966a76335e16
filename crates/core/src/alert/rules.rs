//! The rules an account is watched by, as settings give them.

use crate::amount::Decimal;

/// The rules in force for one account: the defaults, overridden by `[alerts]`, overridden by the account's own table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Below these amounts of the primary meter, in its unit; `None` switches the rule off.
    pub amount: Option<Levels>,
    /// Below these shares of the whole, as fractions (0.2 is 20 %); `None` switches the rule off.
    pub share: Option<Levels>,
    /// Whether an empty account speaks.
    pub empty: bool,
    /// Whether a rejected key speaks.
    pub key_rejected: bool,
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

impl Default for Rules {
    fn default() -> Self {
        Self {
            amount: None,
            share: Some(Levels { warning: Some(Decimal::new(20, 2)), critical: Some(Decimal::new(5, 2)) }),
            empty: true,
            key_rejected: true,
            hysteresis: Decimal::new(10, 2),
        }
    }
}

/// What one table of settings says about the rules; absent is "as the defaults say".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleOverrides {
    /// `amount = { warning = 1000, critical = 200 }`, or `false`.
    pub amount: Option<Option<Levels>>,
    /// `share = { warning = "20%", critical = "5%" }`, or `false`; held as fractions.
    pub share: Option<Option<Levels>>,
    /// `empty = false` switches the rule off.
    pub empty: Option<bool>,
    /// `key_rejected = false` switches the rule off.
    pub key_rejected: Option<bool>,
    /// `hysteresis = "10%"`; held as a fraction.
    pub hysteresis: Option<Decimal>,
}

impl Rules {
    /// These rules with what one table says otherwise.
    #[must_use]
    pub fn overridden_by(mut self, table: &RuleOverrides) -> Self {
        if let Some(amount) = table.amount {
            self.amount = amount;
        }
        if let Some(share) = table.share {
            self.share = share;
        }
        if let Some(empty) = table.empty {
            self.empty = empty;
        }
        if let Some(key_rejected) = table.key_rejected {
            self.key_rejected = key_rejected;
        }
        if let Some(hysteresis) = table.hysteresis {
            self.hysteresis = hysteresis;
        }
        self
    }
}

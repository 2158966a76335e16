//! The rules of the alerts as the page writes and reads them: the form of `config.toml`, typed.
//!
//! Shares and times are texts as a person writes them ("20%", "3d"); amounts are decimal strings.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a table says about the rules. Null is "as the table above says": the defaults for all accounts, the general table
/// for one account.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "AlertsInput.ts"))]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct AlertsInput {
    /// Below these amounts of the primary meter, as decimal strings.
    pub amount: Option<Switch<LevelsInput>>,
    /// Below these shares of the whole, as "20%".
    pub share: Option<Switch<LevelsInput>>,
    /// When what is left lasts less than these times, as "3d".
    pub runway: Option<Switch<LevelsInput>>,
    /// Whether an empty account speaks.
    pub empty: Option<bool>,
    /// Whether a rejected key speaks.
    pub key_rejected: Option<bool>,
    /// After this time without a reading, as "6h".
    pub unreachable_after: Option<Switch<String>>,
    /// Whether a lapsed subscription speaks.
    pub subscription: Option<bool>,
    /// From this share of a storage on, as "90%".
    pub storage: Option<Switch<String>>,
    /// When a grant or plan lapses within this time, as "7d".
    pub expiry: Option<Switch<String>>,
    /// Whether unusual spending speaks.
    pub unusual_spend: Option<bool>,
    /// Whether a top-up is shown.
    pub topped_up: Option<bool>,
    /// After this time an episode that lasts is told again, as "24h".
    pub reminder: Option<Switch<String>>,
    /// When warnings wait.
    pub quiet_hours: Option<Switch<QuietHoursInput>>,
    /// How far above a threshold an amount must come for the rule to be armed again, as "10%".
    pub hysteresis: Option<String>,
}

/// How a rule is set, or that it is switched off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "AlertsInput.ts"))]
#[serde(untagged)]
pub enum Switch<T> {
    /// It is switched off.
    Off(Off),
    /// It is set so.
    Set(T),
}

/// `false`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "AlertsInput.ts", type = "false"))]
pub struct Off;

impl Serialize for Off {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(false)
    }
}

impl<'de> Deserialize<'de> for Off {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if bool::deserialize(deserializer)? {
            return Err(serde::de::Error::custom("only false switches a rule off"));
        }
        Ok(Self)
    }
}

/// The two levels of a rule; null for a level that it does not have.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "AlertsInput.ts"))]
#[serde(default, deny_unknown_fields)]
pub struct LevelsInput {
    /// Below this it is a warning.
    pub warning: Option<String>,
    /// Below this it is critical.
    pub critical: Option<String>,
}

/// When warnings wait, by local time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "AlertsInput.ts"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QuietHoursInput {
    /// Their first moment, as "22:00".
    pub from: String,
    /// Their end, as "08:00".
    pub to: String,
    /// Whether critical alerts are told nevertheless.
    pub critical_passes: bool,
}

/// The rules of one account, or of all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "AlertRulesView.ts"))]
#[serde(rename_all = "camelCase")]
pub struct AlertRulesView {
    /// The rules in force; nothing is null.
    pub in_force: AlertsInput,
    /// What the asked table itself says; the rest comes from the table above it.
    pub own: AlertsInput,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn false_switches_off_and_true_means_nothing() {
        let text = r#"{"amount":false,"share":{"warning":"20%"},"expiry":"7d","toppedUp":true}"#;
        let input: AlertsInput = serde_json::from_str(text).unwrap();
        assert_eq!(input.amount, Some(Switch::Off(Off)));
        assert_eq!(input.share, Some(Switch::Set(LevelsInput { warning: Some("20%".to_owned()), critical: None })));
        assert_eq!((input.expiry, input.topped_up), (Some(Switch::Set("7d".to_owned())), Some(true)));
        assert_eq!(serde_json::to_value(Switch::<String>::Off(Off)).unwrap(), serde_json::Value::Bool(false));
        for wrong in [r#"{"amount":true}"#, r#"{"amount":{"waning":"1"}}"#, r#"{"amounts":false}"#, r#"{"expiry":7}"#] {
            assert!(serde_json::from_str::<AlertsInput>(wrong).is_err(), "{wrong}");
        }
    }
}

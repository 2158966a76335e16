//! The lines that come out: a contract that other programs build on. Fields are only ever added.

use serde::Serialize;

use crate::alert::Decision;
use crate::forecast::Forecast;
use crate::history::StoredDecision;
use crate::time::Timestamp;

/// One decision, in the order in which its fields are printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DecisionLine<'a> {
    /// When it was made.
    pub at: Timestamp,
    /// Which rule holds.
    pub rule: &'static str,
    /// How bad it is.
    pub level: &'static str,
    /// Whether the person was told.
    pub delivered: bool,
    /// Why not, or not yet; null when the person was told.
    pub held_because: Option<&'static str>,
    /// Why the rule holds.
    pub sentence: &'a str,
}

/// A decision of the record: that of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordLine<'a> {
    /// The decision.
    #[serde(flatten)]
    pub decision: DecisionLine<'a>,
    /// Whose.
    pub account: &'a str,
}

/// A forecast as it stands after a reading.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ForecastLine {
    /// Which kind of answer it is.
    pub state: &'static str,
    /// Days left, to two decimals.
    pub days_left: Option<f64>,
    /// Days left at the least, to two decimals.
    pub days_left_low: Option<f64>,
    /// Days left at the most, to two decimals.
    pub days_left_high: Option<f64>,
    /// What a day costs in the meter's unit, to four significant digits: it is an estimate.
    pub burn_per_day: Option<f64>,
}

impl<'a> From<&'a Decision> for DecisionLine<'a> {
    fn from(decision: &'a Decision) -> Self {
        Self {
            at: decision.at,
            rule: decision.concern.rule.as_str(),
            level: decision.severity.as_str(),
            delivered: decision.held.is_none(),
            held_because: decision.held.map(crate::alert::HeldBecause::as_str),
            sentence: &decision.sentence,
        }
    }
}

impl<'a> From<&'a StoredDecision> for RecordLine<'a> {
    fn from(stored: &'a StoredDecision) -> Self {
        Self { decision: DecisionLine::from(&stored.decision), account: stored.account.as_str() }
    }
}

impl From<&Forecast> for ForecastLine {
    fn from(forecast: &Forecast) -> Self {
        Self {
            state: forecast.state.as_str(),
            days_left: forecast.days_left.and_then(to_hundredths),
            days_left_low: forecast.days_left_low.and_then(to_hundredths),
            days_left_high: forecast.days_left_high.and_then(to_hundredths),
            burn_per_day: forecast.burn_per_day.and_then(to_four_digits),
        }
    }
}

fn to_hundredths(days: f64) -> Option<f64> {
    Some((days * 100.0).round() / 100.0).filter(|days| days.is_finite())
}

fn to_four_digits(amount: f64) -> Option<f64> {
    format!("{amount:.3e}").parse().ok().filter(|amount: &f64| amount.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alert::{Concern, HeldBecause, Rule, Severity};
    use crate::forecast::ForecastState;

    #[test]
    fn a_decision_has_its_fields_in_the_order_of_the_contract() {
        let mut decision = Decision {
            at: "2026-11-20T10:00:00Z".parse().unwrap(),
            concern: Concern { rule: Rule::Storage, subject: "disk".to_owned() },
            severity: Severity::Warning,
            held: None,
            sentence: "812 credits left, below your \"1,000\"".to_owned(),
        };
        assert_eq!(
            serde_json::to_string(&DecisionLine::from(&decision)).unwrap(),
            r#"{"at":"2026-11-20T10:00:00Z","rule":"storage","level":"warning","delivered":true,"held_because":null,"sentence":"812 credits left, below your \"1,000\""}"#
        );
        decision.held = Some(HeldBecause::QuietHours);
        let text = serde_json::to_string(&DecisionLine::from(&decision)).unwrap();
        assert!(text.contains(r#""delivered":false,"held_because":"quiet_hours","#), "{text}");
        let stored = StoredDecision { id: 7, account: "work".parse().unwrap(), decision };
        let recorded = serde_json::to_string(&RecordLine::from(&stored)).unwrap();
        assert_eq!(recorded, format!("{},\"account\":\"work\"}}", text.strip_suffix('}').unwrap()));
    }

    #[test]
    fn an_estimate_claims_no_more_digits_than_it_has() {
        let forecast = Forecast {
            state: ForecastState::Steady,
            days_left: Some(6.123_456),
            days_left_low: Some(0.004),
            days_left_high: Some(f64::INFINITY),
            burn_per_day: Some(123_456.789),
            ..Forecast::default()
        };
        assert_eq!(
            serde_json::to_string(&ForecastLine::from(&forecast)).unwrap(),
            r#"{"state":"steady","days_left":6.12,"days_left_low":0.0,"days_left_high":null,"burn_per_day":123500.0}"#
        );
        for (burn, expected) in
            [(0.0, Some(0.0)), (0.000_123_456, Some(0.000_123_5)), (7.0, Some(7.0)), (f64::NAN, None)]
        {
            let forecast = Forecast { burn_per_day: Some(burn), ..Forecast::default() };
            assert_eq!(ForecastLine::from(&forecast).burn_per_day, expected, "{burn}");
        }
        let nothing = serde_json::to_string(&ForecastLine::from(&Forecast::default())).unwrap();
        assert!(nothing.starts_with(r#"{"state":"learning","days_left":null,"#), "{nothing}");
    }
}

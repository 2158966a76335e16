//! The rules in the form of the page, to and from the rules themselves. What is refused here the configuration would
//! refuse too; here it is said at the field.

use std::time::Duration;

use jiff::civil::Time;

use super::AppError;
use crate::alert::{Levels, QuietHours, RuleOverrides, Rules, RunwayLevels, SHORTEST_REMINDER};
use crate::amount::{self, Decimal};
use crate::contract::{AlertsInput, LevelsInput, Off, QuietHoursInput, Switch};
use crate::settings::{format_duration, parse_duration};

/// The longest time that a rule may name.
const LONGEST: Duration = Duration::from_hours(24 * 3650);
/// The shortest: nothing is polled more often.
const SHORTEST: Duration = Duration::from_mins(1);

/// What a table says, from the page's form.
pub(super) fn parsed(form: AlertsInput) -> Result<RuleOverrides, AppError> {
    Ok(RuleOverrides {
        amount: switch(form.amount, |levels| {
            let (warning, critical) =
                both("alerts.amount", levels, |text| decimal("alerts.amount", text), Decimal::gt)?;
            Ok(Levels { warning, critical })
        })?,
        share: switch(form.share, |levels| {
            let (warning, critical) = both("alerts.share", levels, |text| share("alerts.share", text), Decimal::gt)?;
            Ok(Levels { warning, critical })
        })?,
        runway: switch(form.runway, |levels| {
            let (warning, critical) = both("alerts.runway", levels, |text| time("alerts.runway", text), Duration::gt)?;
            Ok(RunwayLevels { warning, critical })
        })?,
        empty: form.empty,
        key_rejected: form.key_rejected,
        unreachable_after: switch(form.unreachable_after, |text| time("alerts.unreachableAfter", &text))?,
        subscription: form.subscription,
        storage: switch(form.storage, |text| storage(&text))?,
        expiry: switch(form.expiry, |text| time("alerts.expiry", &text))?,
        unusual_spend: form.unusual_spend,
        topped_up: form.topped_up,
        reminder: switch(form.reminder, |text| reminder(&text))?,
        quiet_hours: switch(form.quiet_hours, |hours| quiet_hours(&hours))?,
        hysteresis: form.hysteresis.map(|text| share("alerts.hysteresis", &text)).transpose()?,
    })
}

/// What a table says, in the page's form.
pub(super) fn said(table: &RuleOverrides) -> AlertsInput {
    AlertsInput {
        amount: table.amount.map(|levels| switched(levels, amounts)),
        share: table.share.map(|levels| switched(levels, shares)),
        runway: table.runway.map(|levels| switched(levels, times)),
        empty: table.empty,
        key_rejected: table.key_rejected,
        unreachable_after: table.unreachable_after.map(|time| switched(time, format_duration)),
        subscription: table.subscription,
        storage: table.storage.map(|share| switched(share, percent)),
        expiry: table.expiry.map(|time| switched(time, format_duration)),
        unusual_spend: table.unusual_spend,
        topped_up: table.topped_up,
        reminder: table.reminder.map(|time| switched(time, format_duration)),
        quiet_hours: table.quiet_hours.map(|hours| switched(hours, hours_of)),
        hysteresis: table.hysteresis.map(percent),
    }
}

/// The rules in force, in the page's form: nothing is left unsaid.
pub(super) fn in_force(rules: &Rules) -> AlertsInput {
    said(&RuleOverrides {
        amount: Some(rules.amount),
        share: Some(rules.share),
        runway: Some(rules.runway),
        empty: Some(rules.empty),
        key_rejected: Some(rules.key_rejected),
        unreachable_after: Some(rules.unreachable_after),
        subscription: Some(rules.subscription),
        storage: Some(rules.storage),
        expiry: Some(rules.expiry),
        unusual_spend: Some(rules.unusual_spend),
        topped_up: Some(rules.topped_up),
        reminder: Some(rules.reminder),
        quiet_hours: Some(rules.quiet_hours),
        hysteresis: Some(rules.hysteresis),
    })
}

#[expect(clippy::option_option, reason = "as in `RuleOverrides`: not said, switched off, or how it is set")]
fn switch<F, T>(
    form: Option<Switch<F>>,
    read: impl FnOnce(F) -> Result<T, AppError>,
) -> Result<Option<Option<T>>, AppError> {
    match form {
        None => Ok(None),
        Some(Switch::Off(Off)) => Ok(Some(None)),
        Some(Switch::Set(form)) => read(form).map(|value| Some(Some(value))),
    }
}

fn switched<T, F>(rule: Option<T>, form: impl FnOnce(T) -> F) -> Switch<F> {
    rule.map_or(Switch::Off(Off), |rule| Switch::Set(form(rule)))
}

fn invalid(field: &'static str, message: &str) -> AppError {
    AppError::Invalid { field, message: message.to_owned() }
}

/// The two levels, at least one of them, the critical one not above the other.
fn both<T: Copy>(
    field: &'static str,
    levels: LevelsInput,
    read: impl Fn(&str) -> Result<T, AppError>,
    is_above: impl Fn(&T, &T) -> bool,
) -> Result<(Option<T>, Option<T>), AppError> {
    let level = |text: Option<String>| text.map(|text| read(&text)).transpose();
    let (warning, critical) = (level(levels.warning)?, level(levels.critical)?);
    match (warning, critical) {
        (None, None) => Err(invalid(field, "say below what it warns, below what it is critical, or both")),
        (Some(warning), Some(critical)) if is_above(&critical, &warning) => {
            Err(invalid(field, "critical must not be above warning"))
        }
        levels => Ok(levels),
    }
}

fn decimal(field: &'static str, text: &str) -> Result<Decimal, AppError> {
    amount::parse(text.trim()).map_err(|why| invalid(field, &why.to_string()))
}

fn share(field: &'static str, text: &str) -> Result<Decimal, AppError> {
    let percent = text.trim().strip_suffix('%').and_then(|digits| amount::parse(digits.trim()).ok());
    percent
        .filter(|percent| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(percent))
        .and_then(|percent| percent.checked_div(Decimal::ONE_HUNDRED))
        .map(|fraction| fraction.normalize())
        .ok_or_else(|| invalid(field, "must be a percentage from 0% to 100%"))
}

fn storage(text: &str) -> Result<Decimal, AppError> {
    let field = "alerts.storage";
    let share = share(field, text)?;
    if share.is_zero() { Err(invalid(field, "must be above 0%, which every storage has reached")) } else { Ok(share) }
}

fn time(field: &'static str, text: &str) -> Result<Duration, AppError> {
    let time = parse_duration(text.trim()).map_err(|why| invalid(field, &why.to_string()))?;
    if (SHORTEST..=LONGEST).contains(&time) { Ok(time) } else { Err(invalid(field, "must be from 1m to 3650d")) }
}

fn reminder(text: &str) -> Result<Duration, AppError> {
    let field = "alerts.reminder";
    let time = time(field, text)?;
    if time < SHORTEST_REMINDER { Err(invalid(field, "must be at least 24h")) } else { Ok(time) }
}

fn quiet_hours(form: &QuietHoursInput) -> Result<QuietHours, AppError> {
    let from = time_of_day("alerts.quietHours.from", &form.from)?;
    let to = time_of_day("alerts.quietHours.to", &form.to)?;
    if from == to {
        let message = "from and to must differ: the same time twice could mean never or always";
        return Err(invalid("alerts.quietHours", message));
    }
    Ok(QuietHours { from, to, critical_passes: form.critical_passes })
}

fn time_of_day(field: &'static str, text: &str) -> Result<Time, AppError> {
    let part = |digits: &str| {
        (digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse::<i8>().ok())?
    };
    let parts = text.trim().split_once(':').and_then(|(hour, minute)| part(hour).zip(part(minute)));
    parts
        .and_then(|(hour, minute)| Time::new(hour, minute, 0, 0).ok())
        .ok_or_else(|| invalid(field, "must be a time of day from 00:00 to 23:59"))
}

fn amounts(levels: Levels) -> LevelsInput {
    let digits = |amount: Decimal| amount.to_string();
    LevelsInput { warning: levels.warning.map(digits), critical: levels.critical.map(digits) }
}

fn shares(levels: Levels) -> LevelsInput {
    LevelsInput { warning: levels.warning.map(percent), critical: levels.critical.map(percent) }
}

fn times(levels: RunwayLevels) -> LevelsInput {
    LevelsInput { warning: levels.warning.map(format_duration), critical: levels.critical.map(format_duration) }
}

fn percent(fraction: Decimal) -> String {
    format!("{}%", fraction.saturating_mul(Decimal::ONE_HUNDRED).normalize())
}

fn hours_of(hours: QuietHours) -> QuietHoursInput {
    let clock = |time: Time| format!("{:02}:{:02}", time.hour(), time.minute());
    QuietHoursInput { from: clock(hours.from), to: clock(hours.to), critical_passes: hours.critical_passes }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::ErrorCode;

    #[test]
    fn the_defaults_come_back_as_they_went() {
        let rules = Rules {
            amount: Some(Levels { warning: Some(Decimal::new(10_005, 1)), critical: None }),
            quiet_hours: Some(QuietHours {
                from: Time::constant(22, 0, 0, 0),
                to: Time::constant(7, 30, 0, 0),
                critical_passes: false,
            }),
            reminder: Some(Duration::from_hours(36)),
            ..Rules::default()
        };
        let form = in_force(&rules);
        assert_eq!(
            form.share,
            Some(Switch::Set(LevelsInput { warning: Some("20%".into()), critical: Some("5%".into()) }))
        );
        assert_eq!(form.expiry, Some(Switch::Off(Off)));
        let wire: AlertsInput = serde_json::from_str(&serde_json::to_string(&form).unwrap()).unwrap();
        assert_eq!(Rules::default().overridden_by(&parsed(wire).unwrap()), rules);
        assert_eq!(parsed(AlertsInput::default()).unwrap(), RuleOverrides::default(), "nothing said is nothing said");
        assert_eq!(said(&RuleOverrides::default()), AlertsInput::default());
    }

    #[test]
    fn what_makes_no_sense_is_said_at_its_field() {
        for (form, field) in [
            (r#"{"amount":{}}"#, "alerts.amount"),
            (r#"{"amount":{"warning":"many"}}"#, "alerts.amount"),
            (r#"{"amount":{"warning":"100","critical":"100.1"}}"#, "alerts.amount"),
            (r#"{"share":{"warning":"20"}}"#, "alerts.share"),
            (r#"{"share":{"warning":"101%"}}"#, "alerts.share"),
            (r#"{"runway":{"warning":"1d","critical":"3d"}}"#, "alerts.runway"),
            (r#"{"runway":{"warning":"3 days"}}"#, "alerts.runway"),
            (r#"{"unreachableAfter":"5s"}"#, "alerts.unreachableAfter"),
            (r#"{"storage":"0%"}"#, "alerts.storage"),
            (r#"{"expiry":"99999d"}"#, "alerts.expiry"),
            (r#"{"reminder":"23h"}"#, "alerts.reminder"),
            (r#"{"quietHours":{"from":"24:00","to":"08:00","criticalPasses":true}}"#, "alerts.quietHours.from"),
            (r#"{"quietHours":{"from":"22:00","to":"8:00","criticalPasses":true}}"#, "alerts.quietHours.to"),
            (r#"{"quietHours":{"from":"22:00","to":"22:00","criticalPasses":true}}"#, "alerts.quietHours"),
            (r#"{"hysteresis":"-1%"}"#, "alerts.hysteresis"),
        ] {
            let refusal = crate::contract::IpcError::from(parsed(serde_json::from_str(form).unwrap()).unwrap_err());
            assert_eq!((refusal.code, refusal.field.as_deref()), (ErrorCode::InvalidInput, Some(field)), "{form}");
        }
    }
}

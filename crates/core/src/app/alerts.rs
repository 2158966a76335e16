//! What the page asks of the alerts: pauses and snoozes, rules and what they would have said, the record.

use std::time::Duration;

use jiff::tz::TimeZone;

use super::replay::stored_events;
use super::{App, AppError, alert_form, render_past};
use crate::alert::{Decision, Pause, RuleOverrides, Rules, Voice};
use crate::contract::{AlertPreview, AlertRulesView, AlertsInput, DecisionView, SuggestedThreshold};
use crate::history::{DecisionQuery, History, HistoryError};
use crate::ids::AccountId;
use crate::replay::{Event, Replay, Timed};
use crate::settings::Settings;
use crate::time::Timestamp;

/// How many decisions are given at once.
const MOST_DECISIONS: u32 = 500;
/// How far back a preview may reach.
const LONGEST_PREVIEW: u32 = 730;
/// A preview begins so much earlier than it is asked for: what the rules would have known by then is learnt there.
const LEARNT_IN: Duration = Duration::from_hours(56 * 24);

impl App {
    pub(super) async fn pause_alerts(&self, until: Option<String>) -> Result<(), AppError> {
        let pause = self.ahead(until)?.map_or(Pause::UntilResumed, Pause::Until);
        Ok(self.0.engine.pause_alerts(pause).await?)
    }

    pub(super) async fn snooze(&self, account: AccountId, until: Option<String>) -> Result<(), AppError> {
        let until = self.ahead(until)?;
        Ok(self.0.engine.snooze(account, until).await?)
    }

    /// A time that lies ahead.
    fn ahead(&self, text: Option<String>) -> Result<Option<Timestamp>, AppError> {
        let at = time("until", text)?;
        if at.is_some_and(|at| at <= self.0.options.clock.now()) {
            return Err(AppError::Invalid { field: "until", message: "must lie ahead".to_owned() });
        }
        Ok(at)
    }

    pub(super) async fn alert_rules(&self, account: Option<&AccountId>) -> Result<AlertRulesView, AppError> {
        let settings = self.0.accounts.load().await?;
        let own = own_table(&settings, account)?;
        let rules = Rules::default().overridden_by(&settings.alerts).overridden_by(own);
        Ok(AlertRulesView { in_force: alert_form::in_force(&rules), own: alert_form::said(own) })
    }

    pub(super) async fn set_alerts(&self, account: Option<AccountId>, alerts: AlertsInput) -> Result<(), AppError> {
        let table = alert_form::parsed(alerts)?;
        let edited = self.0.accounts.edit(move |editor| match &account {
            Some(account) => editor.set_alerts(account, &table),
            None => editor.set_default_alerts(&table),
        });
        edited.await?;
        self.reload(None).await.map(drop)
    }

    pub(super) async fn preview_alerts(
        &self,
        account: AccountId,
        alerts: AlertsInput,
        days: u32,
    ) -> Result<AlertPreview, AppError> {
        if !(1..=LONGEST_PREVIEW).contains(&days) {
            let message = format!("must be from 1 to {LONGEST_PREVIEW}");
            return Err(AppError::Invalid { field: "days", message });
        }
        let table = alert_form::parsed(alerts)?;
        let settings = self.0.accounts.load().await?;
        settings.account(&account).ok_or_else(|| AppError::UnknownAccount(account.clone()))?;
        let rules = Rules::default().overridden_by(&settings.alerts).overridden_by(&table);
        let (now, zone) = (self.0.options.clock.now(), self.0.options.clock.zone());
        let voice = self.voice();
        let since = before(now, Duration::from_hours(24).saturating_mul(days));
        self.ask_history(move |history| {
            let events = stored_events(history, &account, Some(before(since, LEARNT_IN)))?;
            Ok(previewed(&account, rules, zone, voice, events, since, now))
        })
        .await
    }

    pub(super) async fn suggest_threshold(&self, account: AccountId) -> Result<Option<SuggestedThreshold>, AppError> {
        let suggested = self.0.engine.suggest(account).await?;
        Ok(suggested.map(|levels| SuggestedThreshold {
            warning: levels.warning.to_string(),
            critical: levels.critical.to_string(),
        }))
    }

    pub(super) async fn alert_record(
        &self,
        account: Option<AccountId>,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<DecisionView>, AppError> {
        let query = DecisionQuery { account, before, limit: limit.clamp(1, MOST_DECISIONS) as usize };
        let stored = self.ask_history(move |history| history.decisions(&query)).await?;
        Ok(stored.iter().map(|stored| render_past::decision(stored.id, &stored.account, &stored.decision)).collect())
    }

    /// Asks the history, on a thread that may block.
    pub(super) async fn ask_history<T: Send + 'static>(
        &self,
        question: impl FnOnce(&History) -> Result<T, HistoryError> + Send + 'static,
    ) -> Result<T, AppError> {
        let history = self.0.history.clone().ok_or(AppError::NoHistory)?;
        Ok(super::look::blocking(move || question(&history)).await??)
    }
}

/// What the account's own table says; with no account, the general one.
fn own_table<'s>(settings: &'s Settings, account: Option<&AccountId>) -> Result<&'s RuleOverrides, AppError> {
    match account {
        None => Ok(&settings.alerts),
        Some(id) => match settings.account(id) {
            Some(account) => Ok(&account.alerts),
            None => Err(AppError::UnknownAccount(id.clone())),
        },
    }
}

/// What rules would have said of these events and after them until now, from a time on.
fn previewed(
    account: &AccountId,
    rules: Rules,
    zone: TimeZone,
    voice: Voice,
    events: Vec<Timed>,
    since: Timestamp,
    now: Timestamp,
) -> AlertPreview {
    let mut replay = Replay::new(rules, zone).speaking(voice);
    let last = Timed { at: now, event: Event::Tick };
    let is_past = |timed: &Timed| timed.at <= now;
    let steps = events.into_iter().filter(is_past).chain([last]).filter_map(|timed| replay.step(timed).ok());
    let decisions: Vec<Decision> =
        steps.flat_map(|step| step.decisions).filter(|decision| decision.at >= since).collect();
    let mut told: Vec<Timestamp> =
        decisions.iter().filter(|decision| decision.held.is_none()).map(|decision| decision.at).collect();
    // What is told at one moment is told in one notification.
    told.dedup();
    let numbered = decisions.iter().zip(1..);
    AlertPreview {
        decisions: numbered.map(|(decision, id)| render_past::decision(id, account, decision)).collect(),
        delivered_count: u32::try_from(told.len()).unwrap_or(u32::MAX),
    }
}

/// A time as the page writes it.
pub(super) fn time(field: &'static str, text: Option<String>) -> Result<Option<Timestamp>, AppError> {
    let parsed = text.map(|text| text.parse::<Timestamp>()).transpose();
    parsed.map_err(|_| AppError::Invalid { field, message: "must be a time as 2026-11-20T10:00:00Z".to_owned() })
}

fn before(at: Timestamp, time: Duration) -> Timestamp {
    at.saturating_sub(time).unwrap_or(Timestamp::MIN)
}

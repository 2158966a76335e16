//! The page's commands, each carried out by the part that knows how.

use std::sync::Arc;

use serde_json::Value;

use super::changes::Line;
use super::{App, AppError, json, render, trimmed};
use crate::alert::Pause;
use crate::contract::{Command, ProviderView};
use crate::engine::ProblemKind;
use crate::history::History;
use crate::ids::AccountId;
use crate::notifier::{Notice, Urgency};

impl App {
    pub(super) async fn carry_out(&self, command: Command) -> Result<Value, AppError> {
        let engine = &self.0.engine;
        match command {
            Command::Snapshot => Ok(json(&**engine.snapshots().borrow())),
            Command::Refresh { accounts, only_stale } => {
                engine.refresh(accounts, only_stale).await?;
                Ok(Value::Null)
            }
            Command::Providers => {
                let providers: Vec<ProviderView> =
                    self.catalog().iter().map(|provider| render::provider(provider)).collect();
                Ok(json(&providers))
            }
            Command::CheckKey { provider, key, params, base_url } => {
                self.check_key(&provider, key, params, base_url).await.map(|check| json(&check))
            }
            Command::SaveAccount { draft, label, alerts: _ } => {
                self.save_account(&draft, label).await.map(|id| json(&id))
            }
            Command::ReplaceKey { account, key, anyway } => {
                self.replace_key(&account, key, anyway).await.map(|check| json(&check))
            }
            Command::RenameAccount { account, label } => {
                let label = trimmed(Some(label));
                self.0.accounts.edit(move |editor| editor.set_label(&account, label.as_deref())).await?;
                self.reload(None).await
            }
            Command::RemoveAccount { account, keep_history } => {
                self.0.accounts.remove(&account).await?;
                if !keep_history && let Some(history) = self.0.history.clone() {
                    forget(history, account).await?;
                }
                self.reload(None).await
            }
            Command::SetPaused { account, paused } => {
                self.0.accounts.edit(move |editor| editor.set_paused(&account, paused)).await?;
                self.reload(None).await
            }
            // The shell answers these itself: the desktop around the program is not the core's to know.
            Command::OpenPage { .. }
            | Command::Desktop
            | Command::SetAutostart { .. }
            | Command::TestTray
            | Command::RecentLog
            | Command::OpenFolder { .. } => Ok(Value::Null),
            Command::Trends
            | Command::ExportHistory { .. }
            | Command::PollLog { .. }
            | Command::LastAnswer { .. }
            | Command::EnvironmentKeys
            | Command::CheckVariable { .. }
            | Command::Diagnostics
            | Command::TestKeychain => Err(AppError::Ending),
            Command::Settings => self.settings().await.map(|settings| json(&settings)),
            Command::SetSettings { change } => null(self.set_settings(*change).await),
            Command::ResetSettings => null(self.reset_settings().await),
            Command::SetHidden { hidden } => null(self.set_hidden(hidden).await),
            Command::SetOrder { accounts } => null(self.set_order(accounts).await),
            Command::TestNotification => {
                let notice = Notice {
                    title: "Lowtide can reach you".to_owned(),
                    body: "This is how an alert will look.".to_owned(),
                    urgency: Urgency::Normal,
                    account: None,
                    icon: None,
                    actions: Vec::new(),
                };
                let shown = self.0.options.notifier.show(&notice).await;
                let problem = shown.as_ref().err().map(ToString::to_string);
                engine.set_problem(ProblemKind::NotificationsUnavailable, problem)?;
                shown?;
                Ok(Value::Null)
            }
            Command::PauseAlerts { until } => null(self.pause_alerts(until).await),
            Command::ResumeAlerts => null(engine.pause_alerts(Pause::No).await.map_err(AppError::from)),
            Command::SnoozeAccount { account, until } => null(self.snooze(account, until).await),
            Command::MuteAccount { account, muted } => null(engine.mute(account, muted).await.map_err(AppError::from)),
            Command::AlertRules { account } => self.alert_rules(account.as_ref()).await.map(|rules| json(&rules)),
            Command::SetAlerts { account, alerts } => null(self.set_alerts(account, *alerts).await),
            Command::PreviewAlerts { account, alerts, days } => {
                self.preview_alerts(account, *alerts, days).await.map(|preview| json(&preview))
            }
            Command::SuggestThreshold { account } => {
                self.suggest_threshold(account).await.map(|suggested| json(&suggested))
            }
            Command::AlertRecord { account, before, limit } => {
                self.alert_record(account, before, limit).await.map(|record| json(&record))
            }
            Command::Changes { account } => self.changes(account).await.map(|changes| json(&changes)),
            Command::RelabelChange { id, kind } => null(self.relabel(id, kind).await),
            Command::Meters { account } => self.meters(account).await.map(|meters| json(&meters)),
            Command::MeterHistory { account, meter, unit, since, until, columns } => {
                let line = Line { account, meter, unit, since, until, columns };
                self.meter_history(line).await.map(|chart| json(&chart))
            }
        }
    }
}

fn null(done: Result<(), AppError>) -> Result<Value, AppError> {
    done.map(|()| Value::Null)
}

async fn forget(history: Arc<History>, account: AccountId) -> Result<(), AppError> {
    match tokio::task::spawn_blocking(move || history.remove(&account)).await {
        Ok(outcome) => Ok(outcome?),
        Err(_panicked) => Err(AppError::Ending),
    }
}

//! Deliveries: what the person has not been told goes to the notification server until it takes it.

use std::sync::Arc;
use std::time::Duration;

use super::account::Running;
use super::actor::Actor;
use super::picture::ProblemKind;
use crate::alert::{self, Occasion, Rule, Severity};
use crate::ids::AccountId;
use crate::notifier::{Notice, NotifyError, Urgency};
use crate::reading::Reading;
use crate::schedule;

/// The first retry of a notification that was not taken; doubled each time up to [`SLOWEST_RETELL`].
const RETELL: Duration = Duration::from_secs(15);
const SLOWEST_RETELL: Duration = Duration::from_mins(5);

/// The outcome of one delivery.
pub(super) struct Told {
    account: AccountId,
    rule: Rule,
    severity: Severity,
    outcome: Result<(), NotifyError>,
}

impl Actor {
    /// Hands on to the notification server what the person has not been told.
    pub(super) fn tell(&mut self) {
        let now = self.parts.clock.now();
        if self.retell_at.is_some_and(|at| at > now) {
            return;
        }
        for running in &mut self.accounts {
            if running.telling || running.account.paused {
                continue;
            }
            let Some((rule, severity)) = running.memory.untold() else { continue };
            running.telling = true;
            let notice = notice(running, rule, severity);
            let notifier = Arc::clone(&self.parts.notifier);
            let account = running.account.id.clone();
            self.tellings.spawn(async move {
                let outcome = notifier.show(&notice).await;
                Told { account, rule, severity, outcome }
            });
        }
    }

    pub(super) async fn finish_telling(&mut self, told: Told) {
        let now = self.parts.clock.now();
        let Some(running) = self.accounts.iter_mut().find(|running| running.account.id == told.account) else { return };
        running.telling = false;
        match told.outcome {
            Ok(()) => {
                running.memory.mark_told(told.rule, told.severity);
                let memory = serde_json::to_string(&running.memory).ok();
                self.refusals = 0;
                self.retell_at = None;
                self.problems.remove(&ProblemKind::NotificationsUnavailable);
                tracing::info!(account = %told.account, rule = ?told.rule, "an alert was delivered");
                self.with_history(move |history| match memory {
                    Some(memory) => history.set_memory(&told.account, &memory),
                    None => Ok(()),
                })
                .await;
            }
            Err(why) => {
                tracing::warn!(account = %told.account, %why, "an alert was not delivered; it is tried again");
                let wait = RETELL.saturating_mul(2_u32.saturating_pow(self.refusals.min(20))).min(SLOWEST_RETELL);
                self.refusals = self.refusals.saturating_add(1);
                self.retell_at = Some(schedule::after(now, wait));
                self.problems.insert(ProblemKind::NotificationsUnavailable, why.to_string());
            }
        }
    }
}

fn notice(running: &Running, rule: Rule, severity: Severity) -> Notice {
    let provider =
        running.provider.as_ref().map_or(running.account.provider.as_str(), |provider| provider.name.as_str());
    let words = alert::words(
        rule,
        severity,
        &Occasion {
            label: running.account.label.as_deref().unwrap_or(provider),
            provider,
            meter: running.reading.as_deref().and_then(Reading::primary),
            high_water: running.memory.high_water,
            failure: running.failure.as_ref(),
            rules: &running.rules,
        },
    );
    let urgency = match severity {
        Severity::Info => Urgency::Low,
        Severity::Warning => Urgency::Normal,
        Severity::Critical => Urgency::Critical,
    };
    Notice {
        title: words.title,
        body: words.body,
        urgency,
        account: Some(running.account.id.clone()),
        icon: None,
        actions: Vec::new(),
    }
}

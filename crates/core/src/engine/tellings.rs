//! Deliveries: what the person has not been told goes to the notification server until it takes it.

use std::sync::Arc;
use std::time::Duration;

use super::account::Running;
use super::actor::Actor;
use super::picture::ProblemKind;
use crate::alert::{Circumstances, Pause, Severity, Telling};
use crate::ids::AccountId;
use crate::notifier::{Notice, NotifyError, Urgency};
use crate::schedule;

/// The first retry of a notification that was not taken; doubled each time up to [`SLOWEST_RETELL`].
const RETELL: Duration = Duration::from_secs(15);
const SLOWEST_RETELL: Duration = Duration::from_mins(5);

/// The outcome of one delivery.
pub(super) struct Told {
    account: AccountId,
    tellings: Vec<Telling>,
    outcome: Result<(), NotifyError>,
}

impl Actor {
    /// Hands on to the notification server what the person has not been told.
    pub(super) fn tell(&mut self) {
        let now = self.parts.clock.now();
        let zone = self.parts.clock.zone();
        if self.retell_at.is_some_and(|at| at > now) {
            return;
        }
        for running in &mut self.accounts {
            if running.telling || running.account.paused {
                continue;
            }
            let pause = Pause::No;
            let outlook = running.watch.outlook(&Circumstances { now, zone: &zone, pause });
            if outlook.tell.is_empty() {
                continue;
            }
            running.watch.begin_telling(&outlook.tell);
            running.telling = true;
            let notice = notice(running, &outlook.tell, now);
            let notifier = Arc::clone(&self.parts.notifier);
            let account = running.account.id.clone();
            self.tellings.spawn(async move {
                let outcome = notifier.show(&notice).await;
                Told { account, tellings: outlook.tell, outcome }
            });
        }
    }

    pub(super) async fn finish_telling(&mut self, told: Told) {
        let now = self.parts.clock.now();
        let Some(running) = self.accounts.iter_mut().find(|running| running.account.id == told.account) else { return };
        running.telling = false;
        match told.outcome {
            Ok(()) => {
                running.watch.told(&told.tellings, now);
                let memory = serde_json::to_string(running.watch.memory()).ok();
                self.refusals = 0;
                self.retell_at = None;
                self.problems.remove(&ProblemKind::NotificationsUnavailable);
                tracing::info!(account = %told.account, "an alert was delivered");
                self.with_history(move |history| match memory {
                    Some(memory) => history.set_memory(&told.account, &memory),
                    None => Ok(()),
                })
                .await;
            }
            Err(why) => {
                running.watch.not_told(&told.tellings, now);
                tracing::warn!(account = %told.account, %why, "an alert was not delivered; it is tried again");
                let wait = RETELL.saturating_mul(2_u32.saturating_pow(self.refusals.min(20))).min(SLOWEST_RETELL);
                self.refusals = self.refusals.saturating_add(1);
                self.retell_at = Some(schedule::after(now, wait));
                self.problems.insert(ProblemKind::NotificationsUnavailable, why.to_string());
            }
        }
    }
}

fn notice(running: &Running, tellings: &[Telling], now: crate::time::Timestamp) -> Notice {
    let words = running.watch.words(&running.name(), tellings, now);
    let worst = tellings.iter().map(|telling| telling.severity).max().unwrap_or(Severity::Warning);
    let urgency = match worst {
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

//! What a notice says and offers.

use super::account::Running;
use super::presses::top_up_page;
use crate::alert::{self, Buttons, Rule, Severity, Telling, Voice, Words};
use crate::notifier::{Action, Notice, Urgency};
use crate::time::Timestamp;

/// One account's own notice.
pub(super) fn of_one(running: &Running, tellings: &[Telling], now: Timestamp, voice: Voice) -> Notice {
    let words = running.watch.words(&running.name(), tellings, now, voice);
    let Buttons { top_up, snooze, show } = alert::buttons(voice.language);
    let mut actions = Vec::new();
    if tellings.iter().any(helped_by_a_top_up) && top_up_page(running).is_some() {
        actions.push((Action::TopUp, top_up.to_owned()));
    }
    actions.push((Action::Snooze, snooze.to_owned()));
    actions.push((Action::Show, show.to_owned()));
    Notice {
        title: words.title,
        body: words.body,
        urgency: urgency(worst(tellings)),
        account: Some(running.account.id.clone()),
        icon: None,
        actions,
    }
}

/// The notice of several accounts at once, the gravest first.
pub(super) fn of_several(all: &[(&Running, &[Telling])], now: Timestamp, voice: Voice) -> Notice {
    let mut accounts: Vec<(Words, Severity)> = all
        .iter()
        .map(|(running, tellings)| (running.watch.words(&running.name(), tellings, now, voice), worst(tellings)))
        .collect();
    accounts.sort_by_key(|(_, severity)| std::cmp::Reverse(*severity));
    let words = alert::summary(&accounts, voice.language);
    let worst = accounts.first().map_or(Severity::Warning, |(_, severity)| *severity);
    Notice {
        title: words.title,
        body: words.body,
        urgency: urgency(worst),
        account: None,
        icon: None,
        actions: vec![(Action::Show, alert::buttons(voice.language).show.to_owned())],
    }
}

/// The billing page does not help where the key, the network or nothing is at fault.
fn helped_by_a_top_up(telling: &Telling) -> bool {
    !matches!(telling.concern.rule, Rule::KeyRejected | Rule::Unreachable | Rule::ToppedUp)
}

fn worst(tellings: &[Telling]) -> Severity {
    tellings.iter().map(|telling| telling.severity).max().unwrap_or(Severity::Warning)
}

fn urgency(severity: Severity) -> Urgency {
    match severity {
        Severity::Info => Urgency::Low,
        Severity::Warning => Urgency::Normal,
        Severity::Critical => Urgency::Critical,
    }
}

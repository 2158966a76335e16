//! What the tray shows, made from a snapshot and the local time zone alone: no clock, no I/O.

use std::cmp::Reverse;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lowtide_core::contract::{AccountState, AccountView, MeterView, Snapshot};
use lowtide_core::ids::AccountId;
use lowtide_core::text::presentable;

use super::tray_alerts::Alerts;
use super::tray_picture::{Level, Picture};

/// More account lines than this make a menu that no screen holds.
const MOST_LINES: usize = 20;
/// More lines than this are no tooltip any more.
const MOST_TOOLTIP_LINES: usize = 8;
/// A reason longer than this makes the menu too wide.
const LONGEST_REASON: usize = 60;

/// Everything the tray shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TrayModel {
    /// The icon.
    pub(crate) picture: Picture,
    /// The name above the tooltip.
    pub(crate) title: &'static str,
    /// The tooltip.
    pub(crate) tooltip: String,
    /// The accounts in the menu, the most urgent first.
    pub(crate) lines: Vec<Line>,
    /// Whether alerts are paused.
    pub(crate) alerts: Alerts,
}

/// A line of the menu about one account; without an account it is only to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// Whose, for opening it.
    pub(crate) account: Option<AccountId>,
    /// What it says.
    pub(crate) text: String,
}

impl TrayModel {
    /// Before the first snapshot.
    pub(crate) fn starting() -> Self {
        Self {
            picture: Picture::Unknown,
            title: "Lowtide",
            tooltip: "Starting…".to_owned(),
            lines: Vec::new(),
            alerts: Alerts::Unknown,
        }
    }

    /// When the core could not be started.
    pub(crate) fn broken(reason: &str) -> Self {
        let text = format!("Lowtide could not start: {}", one_line(reason));
        let line = Line { account: None, text: text.clone() };
        Self { picture: Picture::Failing, title: "Lowtide", tooltip: text, lines: vec![line], alerts: Alerts::Unknown }
    }

    /// The tray for a snapshot, in that time zone.
    pub(crate) fn of(snapshot: &Snapshot, zone: &TimeZone) -> Self {
        let alerts = alerts(snapshot, zone);
        let mut accounts: Vec<&AccountView> = snapshot.accounts.iter().collect();
        accounts.sort_by_key(|account| Reverse(urgency(account.state)));
        Self {
            picture: picture(snapshot),
            title: if snapshot.demo { "Lowtide (demo)" } else { "Lowtide" },
            tooltip: tooltip(snapshot, &accounts, &alerts),
            lines: lines(&accounts),
            alerts,
        }
    }
}

fn alerts(snapshot: &Snapshot, zone: &TimeZone) -> Alerts {
    let Some(pause) = &snapshot.alerts_paused else { return Alerts::Given };
    let time = |text: &String| text.parse::<Timestamp>().ok();
    let now = time(&snapshot.at).unwrap_or_default().to_zoned(zone.clone());
    Alerts::paused(pause.until.as_ref().and_then(time), &now)
}

fn urgency(state: AccountState) -> u8 {
    match state {
        AccountState::Empty => 6,
        AccountState::Critical => 5,
        AccountState::Failing => 4,
        AccountState::Low => 3,
        AccountState::Ok => 2,
        AccountState::Unknown => 1,
        AccountState::Paused => 0,
    }
}

fn picture(snapshot: &Snapshot) -> Picture {
    if snapshot.offline {
        return Picture::Offline;
    }
    let Some(worst) = snapshot.accounts.iter().map(|account| account.state).max_by_key(|state| urgency(*state)) else {
        return Picture::Unknown;
    };
    match worst {
        AccountState::Empty => Picture::Empty,
        AccountState::Critical => Picture::Critical(lowest_level(snapshot, worst)),
        AccountState::Failing => Picture::Failing,
        AccountState::Low => Picture::Low(lowest_level(snapshot, worst)),
        AccountState::Ok => Picture::Ok(lowest_level(snapshot, worst)),
        AccountState::Unknown => Picture::Unknown,
        AccountState::Paused => Picture::Paused,
    }
}

/// The lowest level among the accounts of a state; where no share is known, what the state alone lets expect.
fn lowest_level(snapshot: &Snapshot, state: AccountState) -> Level {
    let accounts = snapshot.accounts.iter().filter(|account| account.state == state);
    let shares = accounts.filter_map(|account| account.level.as_ref()).map(|level| level.share);
    match (shares.reduce(f64::min), state) {
        (Some(share), _) => Level::of_share(share),
        (None, AccountState::Low) => Level::of_share(0.25),
        (None, AccountState::Critical) => Level::of_share(0.125),
        (None, _) => Level::FULL,
    }
}

fn tooltip(snapshot: &Snapshot, accounts: &[&AccountView], alerts: &Alerts) -> String {
    let mut lines = Vec::new();
    if snapshot.offline {
        lines.push("No network: these are the last known balances.".to_owned());
    }
    let worrying: Vec<_> = accounts.iter().filter(|account| urgency(account.state) > 2).collect();
    lines.extend(worrying.iter().take(MOST_TOOLTIP_LINES).map(|account| describe(account)));
    if worrying.len() > MOST_TOOLTIP_LINES {
        lines.push(format!("… and {} more", worrying.len() - MOST_TOOLTIP_LINES));
    }
    if worrying.is_empty() {
        lines.push(calm(accounts));
    }
    if let Alerts::Paused(sentence) = alerts {
        lines.push(sentence.clone()); // or it would be forgotten
    }
    lines.extend(snapshot.problems.iter().map(|problem| one_line(&problem.message)));
    // Some panels take a tooltip for markup.
    lines.join("\n").replace('<', "‹").replace('>', "›")
}

fn calm(accounts: &[&AccountView]) -> String {
    match (accounts, accounts.iter().filter(|account| account.state == AccountState::Ok).count()) {
        ([], _) => "No keys yet".to_owned(),
        ([account], _) => describe(account),
        (all, 0) => format!("{} accounts, none read yet or all paused", all.len()),
        (all, fine) if fine == all.len() => format!("All {fine} accounts are fine"),
        (all, fine) => format!("{fine} of {} accounts are fine, the others paused or not read yet", all.len()),
    }
}

fn lines(accounts: &[&AccountView]) -> Vec<Line> {
    if accounts.is_empty() {
        return vec![Line { account: None, text: "No keys yet".to_owned() }];
    }
    let mut lines: Vec<Line> = accounts
        .iter()
        .take(MOST_LINES)
        .map(|account| Line { account: Some(account.id.clone()), text: describe(account) })
        .collect();
    if accounts.len() > MOST_LINES {
        lines.push(Line { account: None, text: format!("… and {} more", accounts.len() - MOST_LINES) });
    }
    lines
}

/// One account in one line: its name, its balance, its state where that is not simply fine, and whether it is silent.
fn describe(account: &AccountView) -> String {
    let amount = account.reading.as_ref().and_then(|reading| reading.meters.iter().find(|meter| meter.primary));
    let amount = amount.map(amount_text);
    let state = match account.state {
        AccountState::Ok => account.stale.then(|| "not fresh".to_owned()),
        AccountState::Low => Some("low".to_owned()),
        AccountState::Critical => Some("critical".to_owned()),
        AccountState::Empty => Some("empty".to_owned()),
        AccountState::Failing => Some(match &account.failure {
            Some(failure) => one_line(&failure.message),
            None => "cannot be read".to_owned(),
        }),
        AccountState::Unknown => Some("not read yet".to_owned()),
        AccountState::Paused => Some("paused".to_owned()),
    };
    let state = match (state, silence(account)) {
        (Some(state), Some(silence)) => Some(format!("{state}, {silence}")),
        (state, silence) => state.or_else(|| silence.map(str::to_owned)),
    };
    let rest = match (amount, state) {
        (Some(amount), Some(state)) => format!("{amount} – {state}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => "no balance reported".to_owned(),
    };
    format!("{}: {rest}", name(account))
}

/// What the person does not want to hear of an account.
fn silence(account: &AccountView) -> Option<&'static str> {
    match (&account.snoozed_until, account.muted) {
        (Some(_), _) => Some("alerts snoozed"),
        (None, true) => Some("alerts muted"),
        (None, false) => None,
    }
}

fn name(account: &AccountView) -> String {
    if account.label.is_empty() || account.label == account.provider_name {
        one_line(&account.provider_name)
    } else {
        one_line(&format!("{} · {}", account.provider_name, account.label))
    }
}

fn amount_text(meter: &MeterView) -> String {
    if meter.unlimited {
        return "unlimited".to_owned();
    }
    match (&meter.remaining, &meter.used) {
        (Some(remaining), _) => with_unit(remaining, &meter.unit),
        (None, Some(used)) => format!("{} used", with_unit(used, &meter.unit)),
        (None, None) => "no balance reported".to_owned(),
    }
}

fn with_unit(amount: &str, unit: &str) -> String {
    let amount = grouped(amount);
    if unit == "percent" { format!("{amount} %") } else { format!("{amount} {}", one_line(unit)) }
}

/// The decimal with its thousands set apart; a text that is no plain decimal stays as it is.
fn grouped(amount: &str) -> String {
    let (sign, rest) = amount.strip_prefix('-').map_or(("", amount), |rest| ("−", rest));
    let (whole, fraction) = rest.split_once('.').map_or((rest, None), |(whole, fraction)| (whole, Some(fraction)));
    if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return one_line(amount);
    }
    let mut text = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(&one_line(fraction));
    }
    text
}

fn one_line(text: &str) -> String {
    presentable(text, None, LONGEST_REASON)
}

#[cfg(test)]
#[path = "tray_model_tests.rs"]
mod tests;

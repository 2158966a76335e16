//! What the tray shows, made from a snapshot and the local time zone alone: no clock, no I/O.

use std::cmp::Reverse;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lowtide_core::alert::Voice;
use lowtide_core::amount::{self, Unit};
use lowtide_core::contract::{AccountState, AccountView, AppProblem, FailureView, MeterView, Snapshot};
use lowtide_core::ids::AccountId;
use lowtide_core::language::Language;
use lowtide_core::text::presentable;

use super::texts::{AccountTexts, PauseTexts, texts};
use super::tray_alerts::Alerts;
use super::tray_picture::{Level, Picture};

/// What the tray is called.
const NAME: &str = "Lowtide";
/// More account lines than this make a menu that no screen holds.
const MOST_LINES: usize = 20;
/// More lines than this are no tooltip any more.
const MOST_TOOLTIP_LINES: usize = 8;
/// A reason longer than this makes the menu too wide.
const LONGEST_REASON: usize = 60;

/// Everything the tray shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TrayModel {
    /// The language of all of it.
    pub(crate) language: Language,
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
    pub(crate) fn starting(language: Language) -> Self {
        Self {
            language,
            picture: Picture::Unknown,
            title: NAME,
            tooltip: texts(language).starting.to_owned(),
            lines: Vec::new(),
            alerts: Alerts::Unknown,
        }
    }

    /// When the core could not be started.
    pub(crate) fn broken(reason: &str, language: Language) -> Self {
        let text = (texts(language).broken)(&one_line(reason));
        let line = Line { account: None, text: text.clone() };
        let (picture, alerts) = (Picture::Failing, Alerts::Unknown);
        Self { language, picture, title: NAME, tooltip: text, lines: vec![line], alerts }
    }

    /// The tray for a snapshot, in that time zone.
    pub(crate) fn of(snapshot: &Snapshot, zone: &TimeZone) -> Self {
        let voice = Voice { language: snapshot.interface.language, hides_amounts: snapshot.interface.hide_amounts };
        let texts = texts(voice.language);
        let alerts = alerts(snapshot, zone, &texts.pause);
        let mut accounts: Vec<&AccountView> = snapshot.accounts.iter().collect();
        accounts.sort_by_key(|account| Reverse(urgency(account.state)));
        Self {
            language: voice.language,
            picture: picture(snapshot),
            title: if snapshot.demo { texts.demo } else { NAME },
            tooltip: tooltip(snapshot, &accounts, &alerts, voice),
            lines: lines(&accounts, voice),
            alerts,
        }
    }
}

fn alerts(snapshot: &Snapshot, zone: &TimeZone, texts: &PauseTexts) -> Alerts {
    let Some(pause) = &snapshot.alerts_paused else { return Alerts::Given };
    let time = |text: &String| text.parse::<Timestamp>().ok();
    let now = time(&snapshot.at).unwrap_or_default().to_zoned(zone.clone());
    Alerts::paused(pause.until.as_ref().and_then(time), &now, texts)
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

fn tooltip(snapshot: &Snapshot, accounts: &[&AccountView], alerts: &Alerts, voice: Voice) -> String {
    let texts = &texts(voice.language).all;
    let mut lines = Vec::new();
    if snapshot.offline {
        lines.push(texts.no_network.to_owned());
    }
    let worrying: Vec<_> = accounts.iter().filter(|account| urgency(account.state) > 2).collect();
    lines.extend(worrying.iter().take(MOST_TOOLTIP_LINES).map(|account| describe(account, voice)));
    if worrying.len() > MOST_TOOLTIP_LINES {
        lines.push((texts.more)(worrying.len() - MOST_TOOLTIP_LINES));
    }
    if worrying.is_empty() {
        lines.push(calm(accounts, voice));
    }
    if let Alerts::Paused(sentence) = alerts {
        lines.push(sentence.clone()); // or it would be forgotten
    }
    lines.extend(snapshot.problems.iter().map(|problem| trouble(problem, voice.language)));
    // Some panels take a tooltip for markup.
    lines.join("\n").replace('<', "‹").replace('>', "›")
}

/// What is wrong with the app itself. The details are in English.
fn trouble(problem: &AppProblem, language: Language) -> String {
    match language {
        Language::English => one_line(&problem.message),
        _ => (texts(language).problem)(problem.kind).to_owned(),
    }
}

fn calm(accounts: &[&AccountView], voice: Voice) -> String {
    let texts = &texts(voice.language).all;
    match (accounts, accounts.iter().filter(|account| account.state == AccountState::Ok).count()) {
        ([], _) => texts.no_keys.to_owned(),
        ([account], _) => describe(account, voice),
        (all, 0) => (texts.none_read)(all.len()),
        (all, fine) if fine == all.len() => (texts.fine)(fine),
        (all, fine) => (texts.some_fine)(fine, all.len()),
    }
}

fn lines(accounts: &[&AccountView], voice: Voice) -> Vec<Line> {
    let texts = &texts(voice.language).all;
    if accounts.is_empty() {
        return vec![Line { account: None, text: texts.no_keys.to_owned() }];
    }
    let mut lines: Vec<Line> = accounts
        .iter()
        .take(MOST_LINES)
        .map(|account| Line { account: Some(account.id.clone()), text: describe(account, voice) })
        .collect();
    if accounts.len() > MOST_LINES {
        lines.push(Line { account: None, text: (texts.more)(accounts.len() - MOST_LINES) });
    }
    lines
}

/// One account in one line: its name, its balance, its state where that is not simply fine, and whether it is silent.
fn describe(account: &AccountView, voice: Voice) -> String {
    let texts = &texts(voice.language).account;
    let amount = account.reading.as_ref().and_then(|reading| reading.meters.iter().find(|meter| meter.primary));
    let amount = amount.and_then(|meter| amount_text(meter, voice, texts));
    let state = match account.state {
        AccountState::Ok => account.stale.then(|| texts.not_fresh.to_owned()),
        AccountState::Low => Some(texts.low.to_owned()),
        AccountState::Critical => Some(texts.critical.to_owned()),
        AccountState::Empty => Some(texts.empty.to_owned()),
        AccountState::Failing => Some(match &account.failure {
            Some(failure) => reason(failure, voice),
            None => texts.unreadable.to_owned(),
        }),
        AccountState::Unknown => Some(texts.not_read.to_owned()),
        AccountState::Paused => Some(texts.paused.to_owned()),
    };
    let is_covered = amount.is_none() && account.reading.is_some() && account.state == AccountState::Ok;
    let state = state.or_else(|| is_covered.then(|| texts.fine.to_owned()));
    let state = match (state, silence(account, texts)) {
        (Some(state), Some(silence)) => Some((texts.both)(&state, silence)),
        (state, silence) => state.or_else(|| silence.map(str::to_owned)),
    };
    let rest = match (amount, state) {
        (Some(amount), Some(state)) => format!("{amount} – {state}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => texts.no_balance.to_owned(),
    };
    (texts.line)(&name(account), &rest)
}

/// Why an account cannot be read: in English the message, which says more but may hold an amount.
fn reason(failure: &FailureView, voice: Voice) -> String {
    if voice == Voice::default() { one_line(&failure.message) } else { failure.kind.words(voice.language).to_owned() }
}

/// What the person does not want to hear of an account.
fn silence(account: &AccountView, texts: &AccountTexts) -> Option<&'static str> {
    match (&account.snoozed_until, account.muted) {
        (Some(_), _) => Some(texts.snoozed),
        (None, true) => Some(texts.muted),
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

/// What a meter says, none where the person wants no amount to be seen.
fn amount_text(meter: &MeterView, voice: Voice, texts: &AccountTexts) -> Option<String> {
    let with_unit = |amount: &String| with_unit(amount, &meter.unit, voice.language);
    if meter.unlimited {
        return Some(texts.unlimited.to_owned());
    }
    match (&meter.remaining, &meter.used) {
        (None, None) => Some(texts.no_balance.to_owned()),
        _ if voice.hides_amounts => None,
        (Some(remaining), _) => Some(with_unit(remaining)),
        (None, Some(used)) => Some((texts.used)(&with_unit(used))),
    }
}

/// The amount with its unit and all its digits; what is neither stays as it came.
fn with_unit(amount: &str, unit: &str, language: Language) -> String {
    let text = match (amount::parse(amount), unit.parse::<Unit>()) {
        (Ok(amount), Ok(unit)) => language.amount(amount, &unit),
        (Ok(amount), Err(_)) => format!("{} {}", language.number(amount), one_line(unit)),
        (Err(_), _) => format!("{} {}", one_line(amount), one_line(unit)),
    };
    // A menu has room for the sign that is one.
    text.strip_prefix('-').map_or(text.clone(), |amount| format!("−{amount}"))
}

fn one_line(text: &str) -> String {
    presentable(text, None, LONGEST_REASON)
}

#[cfg(test)]
#[path = "tray_model_tests.rs"]
mod tests;

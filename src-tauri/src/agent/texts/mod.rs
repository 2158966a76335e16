//! What the tray says, in every language. A text that one of them lacks does not compile.

mod chinese;
mod english;
mod german;
mod japanese;
mod korean;
mod spanish;

use jiff::civil::{Date, Weekday};
use lowtide_core::contract::AppProblemKind;
use lowtide_core::language::Language;

/// The tray's texts in one language.
pub(crate) struct Texts {
    /// Before anything is known.
    pub(crate) starting: &'static str,
    /// Where the icon is, when the person looks for it.
    pub(crate) here: &'static str,
    /// There is no core, for this reason.
    pub(crate) broken: fn(&str) -> String,
    /// The name above the tooltip of the demo.
    pub(crate) demo: &'static str,
    /// All accounts together.
    pub(crate) all: AllTexts,
    /// One account.
    pub(crate) account: AccountTexts,
    /// The menu.
    pub(crate) menu: MenuTexts,
    /// A pause of all alerts.
    pub(crate) pause: PauseTexts,
    /// What is wrong with the app itself, in short.
    pub(crate) problem: fn(AppProblemKind) -> &'static str,
}

/// What is said of all accounts together.
pub(crate) struct AllTexts {
    /// There is no network.
    pub(crate) no_network: &'static str,
    /// There is no account.
    pub(crate) no_keys: &'static str,
    /// So many lines were left out.
    pub(crate) more: fn(usize) -> String,
    /// All of them are fine; two at least.
    pub(crate) fine: fn(usize) -> String,
    /// So many are fine, of so many.
    pub(crate) some_fine: fn(usize, usize) -> String,
    /// None has been read, or is to be; two at least.
    pub(crate) none_read: fn(usize) -> String,
}

/// What is said of one account.
pub(crate) struct AccountTexts {
    /// Its line: the name and what there is to say.
    pub(crate) line: fn(&str, &str) -> String,
    /// A state and whether it is silent.
    pub(crate) both: fn(&str, &str) -> String,
    /// All is well; said where no amount may be.
    pub(crate) fine: &'static str,
    /// The reading is older than it should be.
    pub(crate) not_fresh: &'static str,
    /// Below the warning threshold.
    pub(crate) low: &'static str,
    /// Below the critical threshold.
    pub(crate) critical: &'static str,
    /// Nothing is left.
    pub(crate) empty: &'static str,
    /// It cannot be read, and nobody knows why.
    pub(crate) unreadable: &'static str,
    /// It was never read.
    pub(crate) not_read: &'static str,
    /// It is not polled.
    pub(crate) paused: &'static str,
    /// Its alerts wait.
    pub(crate) snoozed: &'static str,
    /// Its alerts wait for a top-up.
    pub(crate) muted: &'static str,
    /// There is no limit.
    pub(crate) unlimited: &'static str,
    /// The provider reports no amount.
    pub(crate) no_balance: &'static str,
    /// So much was used.
    pub(crate) used: fn(&str) -> String,
}

/// What the menu offers.
pub(crate) struct MenuTexts {
    /// Poll everything now.
    pub(crate) refresh: &'static str,
    /// Give no alerts for a time.
    pub(crate) pause: &'static str,
    /// For an hour.
    pub(crate) pause_hour: &'static str,
    /// Until eight in the morning.
    pub(crate) pause_tomorrow: &'static str,
    /// Until the person resumes them.
    pub(crate) pause_until_resumed: &'static str,
    /// Give alerts again.
    pub(crate) resume: &'static str,
    /// Open the window.
    pub(crate) open: &'static str,
    /// Open the window to add a key.
    pub(crate) add: &'static str,
    /// Open the settings.
    pub(crate) settings: &'static str,
    /// End.
    pub(crate) quit: &'static str,
}

/// How a pause is said.
pub(crate) struct PauseTexts {
    /// Alerts are paused until the person resumes them.
    pub(crate) until_resumed: &'static str,
    /// Alerts are paused until then.
    pub(crate) until: fn(&str) -> String,
    /// A day of the week in short, before a time.
    pub(crate) weekday: fn(Weekday) -> &'static str,
    /// A date in short, before a time.
    pub(crate) date: fn(Date) -> String,
}

/// The texts of a language.
pub(crate) fn texts(language: Language) -> &'static Texts {
    match language {
        Language::English => &english::TEXTS,
        Language::German => &german::TEXTS,
        Language::Chinese => &chinese::TEXTS,
        Language::Korean => &korean::TEXTS,
        Language::Japanese => &japanese::TEXTS,
        Language::Spanish => &spanish::TEXTS,
    }
}

/// The day's name, out of seven from Monday on.
fn day_of(names: [&'static str; 7], day: Weekday) -> &'static str {
    usize::try_from(day.to_monday_zero_offset()).ok().and_then(|place| names.get(place)).copied().unwrap_or_default()
}

/// The month's name, out of twelve.
fn month_of(names: [&'static str; 12], date: Date) -> &'static str {
    usize::try_from(date.month() - 1).ok().and_then(|place| names.get(place)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests;

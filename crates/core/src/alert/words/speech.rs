//! What every language must be able to say. A text that one of them lacks does not compile.

use super::fact::{Fact, Span};
use super::{chinese, english, german, japanese, korean, spanish};
use crate::language::Language;

/// A language that makes sentences of facts.
pub(super) trait Speech {
    /// The headline: which account, and how much.
    fn title(&self, name: &str, fact: &Fact) -> String;
    /// Why it speaks, without a full stop: for the record, where the title does not stand beside it.
    fn reason(&self, fact: &Fact) -> String;
    /// A line of the body: what the title does not say, and what to do.
    fn line(&self, fact: &Fact) -> String;
    /// How long what is left lasts.
    fn time_left(&self, time: &Span) -> String;
    /// A line that was said before and is still true.
    fn still(&self, line: &str) -> String;
    /// The headline over several accounts, of which so many are critical.
    fn summary(&self, accounts: usize, critical: usize) -> String;
    /// What stands on the buttons.
    fn buttons(&self) -> Buttons;
    /// A headline and a line to try notifications with.
    fn trial(&self) -> (&'static str, &'static str);
}

/// What stands on a notification's buttons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Buttons {
    /// To where credits are bought.
    pub top_up: &'static str,
    /// Silence for a day.
    pub snooze: &'static str,
    /// To the account.
    pub show: &'static str,
}

pub(super) fn speech(language: Language) -> &'static dyn Speech {
    match language {
        Language::English => &english::English,
        Language::German => &german::German,
        Language::Chinese => &chinese::Chinese,
        Language::Korean => &korean::Korean,
        Language::Japanese => &japanese::Japanese,
        Language::Spanish => &spanish::Spanish,
    }
}

/// The text with a capital letter in front.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

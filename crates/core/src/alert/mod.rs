//! When Lowtide speaks: rules, belief, episodes and words. Pure: no clock, no I/O, no tasks.
//!
//! An account's [`Memory`] takes in one poll's outcome at a time ([`Memory::observe`]); afterwards [`Memory::untold`]
//! says what the person must still be told, and [`Memory::mark_told`] is called only once the notification server took
//! it. The memory is persisted with the reading, so a restart neither repeats nor forgets.
//!
//! Deliberately absent: any way by which a failed or unreported reading could begin or end an episode about amounts.

mod decision;
mod memory;
mod observe;
mod quiet;
mod rules;
mod standing;
mod words;

pub use decision::{Concern, Decision, HeldBecause, Rule, UnknownRule};
pub use memory::{Doubt, Episode, Memory};
pub use observe::{Belief, Observation};
pub use quiet::QuietHours;
pub use rules::{Levels, RuleOverrides, Rules, RunwayLevels, SHORTEST_REMINDER};
pub use standing::{Basis, Level, Severity, State, is_empty, severity, state};
pub use words::{Occasion, Words, words};

#[cfg(test)]
mod tests;

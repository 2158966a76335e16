//! When Lowtide speaks: rules, belief, episodes and words. Pure: no clock, no I/O, no tasks.
//!
//! A [`Watch`] takes in one poll's outcome at a time ([`Watch::observe`]); [`Watch::outlook`] says what the person must be
//! told now and what is held back; [`Watch::told`] is called only once the notification server took it. Its memory is
//! persisted with the reading, so a restart neither repeats nor forgets.
//!
//! Deliberately absent: any way by which a failed or unreported reading could begin or end an episode about amounts.

mod decision;
mod judge;
mod lapse;
mod memory;
mod observe;
mod outlook;
mod quiet;
mod rules;
mod standing;
mod watch;
mod words;

pub use decision::{Concern, Decision, HeldBecause, Rule, UnknownRule};
pub use memory::{Doubt, Episode, Memory, Parked};
pub use observe::Belief;
pub use outlook::{Circumstances, Outlook, Pause, Telling};
pub use quiet::QuietHours;
pub use rules::{Levels, RuleOverrides, Rules, RunwayLevels, SHORTEST_REMINDER};
pub use standing::{Basis, Level, Severity, State, is_empty, severity, state};
pub use watch::{Observation, Observed, Watch};
pub use words::{Buttons, Voice, Words, buttons, summary, trial};

#[cfg(test)]
mod tests;

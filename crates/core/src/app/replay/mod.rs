//! What rules would have said: events from lines of JSON or from the history, and decisions as other programs read them.
//!
//! What decides is [`Replay`], which drives the same watch as the engine. Here is what surrounds it: the form of the lines
//! that go in and come out (`docs/replay.md`, a contract), which rules are meant, and what an account went through.

mod failure;
mod figures;
mod line;
mod record;
mod recorded;
mod report;
mod zone;

use std::path::Path;

use super::AppError;
use crate::alert::Rules;
use crate::ids::AccountId;
use crate::settings::{Settings, SettingsFile};

pub use crate::alert::{Decision, HeldBecause, Severity};
pub use crate::forecast::{Forecast, ForecastState};
pub use crate::history::StoredDecision;
pub use crate::replay::{Event, OutOfOrder, Replay, Step, Timed};
pub use line::{FieldProblem, LineError, parse_line};
pub use record::decisions;
pub use recorded::{Recorded, recorded, stored_events};
pub use report::{DecisionLine, ForecastLine, RecordLine};
pub use zone::{UnknownZone, Zone};

/// The rules for readings of no configured account: the built-in ones or, with a file, what it says for all accounts.
/// Blocks.
pub fn rules(file: Option<&Path>) -> Result<Rules, AppError> {
    match file {
        Some(path) => Ok(rules_of(&SettingsFile::load_file(path)?, None)),
        None => Ok(Rules::default()),
    }
}

/// The rules in force for an account, or for one that the configuration does not name.
fn rules_of(settings: &Settings, account: Option<&AccountId>) -> Rules {
    let rules = Rules::default().overridden_by(&settings.alerts);
    match account.and_then(|account| settings.account(account)) {
        Some(account) => rules.overridden_by(&account.alerts),
        None => rules,
    }
}

//! The wire contract between the agent, the window process and the page: serde messages in, serde messages out.
//!
//! `ui/src/lib/ipc/generated/` is made from these types by `cargo xtask bindings`, and a test fails when it is stale.
//! Deliberately absent: any type that carries a stored key outwards. A key goes in with [`PastedKey`] and never comes back.
//! Amounts cross as decimal strings, because a JavaScript number would lose their digits.

mod command;
mod error;
mod frame;
mod view;

pub use command::{COMMANDS, Command, Page, PastedKey};
pub use error::{ErrorCode, IpcError};
pub use frame::{Anchor, FromWindow, Surface, ToWindow, WINDOW_COMMANDS};
pub use view::{
    AccountState, AccountView, AppProblem, AppProblemKind, FactView, FailureView, KeyCheck, KeySource, LevelBasis,
    LevelView, MeterView, OddityView, ParamView, PeriodView, PlanView, ProviderView, ReadingView, Snapshot,
};

#[cfg(test)]
mod bindings;

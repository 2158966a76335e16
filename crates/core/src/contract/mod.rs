//! The wire contract between the agent, the window process and the page: serde messages in, serde messages out.
//!
//! `ui/src/lib/ipc/generated/` is made from these types by `cargo xtask bindings`, and a test fails when it is stale.
//! Deliberately absent: any type that carries a stored key outwards. A key goes in with [`PastedKey`] and never comes back.
//! Amounts cross as decimal strings, because a JavaScript number would lose their digits.

mod alerts;
mod chart;
mod command;
mod diagnostics;
mod error;
mod frame;
mod provider;
mod rules;
mod settings;
mod view;

pub use alerts::{AlertPreview, DecisionView, RiseView, SuggestedThreshold};
pub use chart::{ChartGap, ChartPoint, ChartView, MeterEntry};
pub use command::{COMMANDS, Command, ExportFormat, Folder, Page, PastedKey, VariableUse};
pub use diagnostics::{
    DesktopView, Diagnostics, EnvironmentKey, ExportedFile, HistoryFileView, LastAnswer, LogLevel, LogLine, PollEntry,
    ServiceState, ServiceView, ShortcutState, ShortcutView, Trend,
};
pub use error::{ErrorCode, IpcError};
pub use frame::{Anchor, Destination, FromWindow, Look, Section, Surface, ToWindow, WINDOW_COMMANDS};
pub use provider::{ParamView, ProviderView};
pub use rules::{AlertRulesView, AlertsInput, LevelsInput, Off, QuietHoursInput, Switch};
pub use settings::{InterfaceView, LanguageChoice, SettingsChange, SettingsValues, SettingsView, Theme};
pub use view::{
    AccountState, AccountView, AppProblem, AppProblemKind, Confidence, FactView, FailureView, ForecastState,
    ForecastView, KeyCheck, KeySource, LevelBasis, LevelView, MeterView, OddityView, PauseView, PeriodView, PlanView,
    ReadingView, Snapshot,
};

#[cfg(test)]
mod bindings;

//! An error in lines for a terminal.

use std::error::Error;

use super::{AppError, Trouble};
use crate::settings::SettingsError;

impl AppError {
    /// What went wrong, a line for each thing. What is wrong in a file is `FILE:LINE: FIELD: REASON`.
    pub fn lines(&self) -> Vec<String> {
        match self {
            Self::Settings(SettingsError::Broken { path, problems }) => {
                let line = |problem: &crate::settings::Problem| {
                    let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
                    let field = if problem.field.is_empty() { "" } else { ": " };
                    format!("{}{line}{field}{}: {}", path.display(), problem.field, problem.reason)
                };
                problems.iter().map(line).collect()
            }
            Self::NotVerified(failure) => vec![failure.message.clone()],
            // It tells its cause by itself.
            Self::Settings(_) => vec![self.to_string()],
            _ => vec![with_causes(self)],
        }
    }
}

impl Trouble {
    /// What went wrong, with its causes.
    pub fn line(&self) -> String {
        with_causes(self)
    }
}

/// An error with its causes, each unless it has been said already.
fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let reason = error.to_string();
        if !text.contains(&reason) {
            text = format!("{text}: {reason}");
        }
        cause = error.source();
    }
    text
}

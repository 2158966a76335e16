//! `[interface]`: how Lowtide looks, in which language it speaks, and what it covers.

use super::Shortcut;
use crate::ids::AccountId;
use crate::language::Language;

/// `[interface]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interface {
    /// Light or dark.
    pub theme: Theme,
    /// The language of every text; `None` for the system's.
    pub language: Option<Language>,
    /// Whether amounts are covered until they are asked for.
    pub hide_amounts: bool,
    /// Whether the windows are kept out of a shared or recorded screen, where the system can do that.
    pub hide_when_shared: bool,
    /// The person's own order of the accounts, none of them twice; `None` for the most urgent first. There need not be
    /// an account of each id: one that was removed may come back.
    pub order: Option<Vec<AccountId>>,
    /// The keys that open the popup from anywhere.
    pub shortcut: Option<Shortcut>,
}

impl Default for Interface {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            language: None,
            hide_amounts: false,
            hide_when_shared: true,
            order: None,
            shortcut: None,
        }
    }
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// As the desktop has it.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme that is written so.
    pub fn of_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.as_str() == text)
    }
}

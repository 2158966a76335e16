//! What a rise was.

use serde::{Deserialize, Serialize};

use crate::amount::{Decimal, Unit};
use crate::time::Timestamp;

/// A meter had more left than at the reading before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rise {
    /// When it was read.
    pub at: Timestamp,
    /// The meter's id.
    pub meter: String,
    /// The meter's unit.
    pub unit: Unit,
    /// What was left before.
    pub before: Decimal,
    /// What is left now.
    pub after: Decimal,
    /// What it was, as far as the figures tell.
    pub kind: RiseKind,
}

impl Rise {
    /// By how much it rose.
    pub fn amount(&self) -> Decimal {
        self.after.saturating_sub(self.before)
    }
}

/// What a rise was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "RiseKind.ts"))]
#[serde(rename_all = "snake_case")]
pub enum RiseKind {
    /// Credits were bought or granted.
    TopUp,
    /// The period began anew.
    Reset,
    /// Something spent before was given back.
    Refund,
    /// The provider put a figure right.
    Correction,
}

impl RiseKind {
    /// The kind's name in files, on the command line and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TopUp => "top_up",
            Self::Reset => "reset",
            Self::Refund => "refund",
            Self::Correction => "correction",
        }
    }
}

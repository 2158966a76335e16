//! What the ledger says about the days to come.

use crate::amount::Decimal;
use crate::time::Timestamp;

/// How long what is left will last.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Forecast {
    /// Which kind of answer it is.
    pub state: ForecastState,
    /// Days until nothing is left, at the expected pace; none while learning or where nothing drains.
    pub days_left: Option<f64>,
    /// Days at the least: in nine of ten cases it lasts longer.
    pub days_left_low: Option<f64>,
    /// Days at the most: in nine of ten cases it does not last as long.
    pub days_left_high: Option<f64>,
    /// What a day costs on average, in the meter's unit.
    pub burn_per_day: Option<f64>,
    /// How far to trust it; none while learning.
    pub confidence: Option<Confidence>,
    /// How many days before the reset it runs out; none where nothing resets or it lasts.
    pub days_short_of_reset: Option<f64>,
}

/// Which kind of answer a forecast is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ForecastState {
    /// Too little is known.
    #[default]
    Learning,
    /// It drains, and runs out at some time.
    Steady,
    /// Long enough was watched, and nothing was spent.
    NotDraining,
    /// It drains, but starts anew before it runs out.
    LastsUntilReset,
}

impl ForecastState {
    /// The state's name on the command line and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Learning => "learning",
            Self::Steady => "steady",
            Self::NotDraining => "not_draining",
            Self::LastsUntilReset => "lasts_until_reset",
        }
    }
}

/// How far to trust a forecast, by the width of its range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// The range is wider than the forecast itself.
    Low,
    /// The range is wide.
    Medium,
    /// The range is narrow.
    High,
}

/// More was spent in a short time than this account ever spends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnusualSpend {
    /// What was spent, in the meter's unit.
    pub spent: Decimal,
    /// Since when.
    pub since: Timestamp,
    /// The most that is usual in as long a time.
    pub usual: Decimal,
}

/// Thresholds that fit how fast an account drains: round amounts of the meter's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggested {
    /// About five days' worth.
    pub warning: Decimal,
    /// About one day's worth.
    pub critical: Decimal,
}

//! How fast a meter drains, how long it will last, and what each rise was. Pure: no clock, no I/O, no tasks.
//!
//! A [`Ledger`] takes in one meter's figures in the order of time and keeps what the forecast needs; [`Ledger::forecast`]
//! and [`Ledger::unusual`] look at it. The method is described in `docs/forecast.md`. Estimates are binary floats here,
//! and here alone: what is estimated has no exact digits to lose, and no amount that is shown as read passes through.

mod ledger;
mod outlook;
mod rise;

pub use ledger::{Figures, Ledger};
pub use outlook::{Confidence, Forecast, ForecastState, Suggested, UnusualSpend};
pub use rise::{Rise, RiseKind};

//! How fast a meter drains, how long it will last, and what each rise was. Pure: no clock, no I/O, no tasks.
//!
//! A [`Ledger`] takes in one meter's figures in the order of time and keeps what the forecast needs; [`Ledger::forecast`]
//! and [`Ledger::unusual`] look at it. The method is described in `docs/forecast.md`. Estimates are binary floats here,
//! and here alone: what is estimated has no exact digits to lose, and no amount that is shown as read passes through.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "estimates; what is cast is a small count, a place in a table or a difference of times"
)]

mod days;
mod hours;
mod ledger;
mod opening;
mod outlook;
mod pace;
mod projection;
mod rise;
mod unusual;

pub use ledger::{Figures, Ledger, Run};
pub use outlook::{Confidence, Forecast, ForecastState, Suggested, UnusualSpend};
pub use rise::{Rise, RiseKind};

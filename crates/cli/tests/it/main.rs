//! The command `lowtide` as a process of its own, against the demo's providers over real HTTP.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, its helpers too"
)]

mod accounts;
mod alerts;
mod alerts_scenarios;
mod check;
mod failures;
mod providers;
mod secrecy;
mod support;
mod usage;

//! Lowtide's core: everything that can be tested without a desktop.
//!
//! The modules form layers; a module imports only from layers below its own, and `tests/it/tidy.rs` enforces it:
//!
//! | layer | modules | what they may touch |
//! | --- | --- | --- |
//! | 0 | [`address`], [`amount`], [`ids`], [`time`], [`secret`]; [`text`], [`language`] | nothing |
//! | 1 | [`failure`], [`reading`], [`catalog`], [`extract`] | nothing: text in, values out |
//! | 2 | [`schedule`], [`alert`] | nothing: no clock, no I/O, no tasks |
//! | 3 | `foreign`; [`probe`], [`history`], [`secrets`], [`notifier`], [`settings`] | the world, behind traits and types that name operations |
//! | 4 | [`engine`] | alone spawns tasks and owns the state |
//! | 5 | [`app`], [`contract`], [`report`] | what the shell and the command line see |

pub mod address;
pub mod alert;
pub mod amount;
pub mod app;
pub mod catalog;
pub mod contract;
pub mod engine;
pub mod extract;
pub mod failure;
pub mod forecast;
mod foreign;
pub mod history;
pub mod ids;
pub mod language;
pub mod notifier;
pub mod probe;
pub mod reading;
pub mod replay;
pub mod report;
pub mod schedule;
pub mod secret;
pub mod secrets;
pub mod settings;
pub mod text;
pub mod time;

//! Lowtide's core, tested through its public face.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, its helpers too"
)]

mod catalog;
mod catalog_custom;
mod catalog_errors;
mod catalog_format;
mod settings;
mod settings_watch;

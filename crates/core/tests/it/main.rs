//! Lowtide's core, tested through its public face.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking, its helpers too"
)]

mod app;
mod app_alerts;
mod app_killed;
mod app_settings;
mod catalog;
mod catalog_custom;
mod catalog_errors;
mod catalog_format;
mod engine;
mod engine_alerts;
mod engine_forecast;
mod engine_settings;
mod forecast;
mod forecast_classes;
mod forecast_laws;
mod forecast_rises;
mod forecast_unusual;
mod history;
mod history_changes;
mod history_files;
#[cfg(target_os = "linux")]
mod notifier;
#[cfg(target_os = "linux")]
mod notifier_actions;
mod one_shot;
mod probe;
mod probe_proxy;
mod probe_secrecy;
#[cfg(target_os = "linux")]
mod secrets;
mod settings;
mod settings_alerts;
mod settings_document;
mod settings_sections;
mod settings_watch;
mod support;
mod tidy;

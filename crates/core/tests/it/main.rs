//! Lowtide's core, tested through its public face.

mod app;
mod catalog;
mod engine;
mod settings;
mod settings_watch;
mod support;
mod tidy;

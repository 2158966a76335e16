//! Lowtide's core, tested through its public face.

mod catalog;
mod engine;
mod settings;
mod settings_watch;
mod support;
mod tidy;

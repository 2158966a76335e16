//! Lowtide's core, tested through its public face.

mod catalog;
mod settings;
mod settings_watch;

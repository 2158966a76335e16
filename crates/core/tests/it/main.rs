//! Lowtide's core, tested through its public face.

mod settings;
mod settings_watch;

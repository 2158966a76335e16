//! Lowtide's core, tested through its public face.

mod history;
mod history_files;
mod settings;
mod settings_watch;

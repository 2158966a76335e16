//! Lowtide's core, tested through its public face.

mod catalog;

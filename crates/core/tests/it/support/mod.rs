//! A pretended world for tests.

pub(crate) mod world;

//! What several of these tests need.

pub(crate) mod child;
pub(crate) mod desk;
#[cfg(target_os = "linux")]
pub(crate) mod desktop;
pub(crate) mod http;
#[cfg(target_os = "linux")]
pub(crate) mod notifications;
pub(crate) mod world;

//! Lowtide's core, tested through its public face.

mod catalog;
#[cfg(target_os = "linux")]
mod notifier;
mod probe;
mod probe_proxy;
mod probe_secrecy;
#[cfg(target_os = "linux")]
mod secrets;
mod support;

//! Lowtide's core, tested through its public face.

mod catalog;
mod probe;
mod probe_proxy;
mod probe_secrecy;
#[cfg(target_os = "linux")]
mod secrets;
mod support;

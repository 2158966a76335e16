//! Names to addresses, with failures of a type of their own, and `localhost` held to this machine.

use std::net::SocketAddr;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::address::is_loopback_address;

/// The system's resolver.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Resolver {
    only_loopback: bool,
}

/// The name has no address.
#[derive(Debug, thiserror::Error)]
#[error("{name} could not be found")]
pub(super) struct NameNotFound {
    pub(super) name: String,
}

/// The name of this machine leads to another one.
#[derive(Debug, thiserror::Error)]
#[error("{name} is not this machine")]
pub(super) struct NotThisMachine {
    pub(super) name: String,
}

impl Resolver {
    /// One that refuses every address that is not this machine's: plain HTTP must not leave it, whatever `localhost`
    /// is said to be.
    pub(super) fn only_loopback() -> Self {
        Self { only_loopback: true }
    }
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let only_loopback = self.only_loopback;
        Box::pin(async move {
            let name = name.as_str().to_owned();
            // The port is put in by the client.
            let found: Vec<SocketAddr> =
                tokio::net::lookup_host((name.as_str(), 0)).await.map(Iterator::collect).unwrap_or_default();
            if found.is_empty() {
                return Err(NameNotFound { name }.into());
            }
            if only_loopback && !found.iter().all(|address| is_loopback_address(address.ip())) {
                return Err(NotThisMachine { name }.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

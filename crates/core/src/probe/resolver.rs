//! Names to addresses, with failures of a type of their own, and `localhost` held to this machine.

use std::net::SocketAddr;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

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
            if only_loopback && !found.iter().all(|address| address.ip().is_loopback()) {
                return Err(NotThisMachine { name }.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn resolve(resolver: Resolver, name: &str) -> Result<usize, Box<dyn std::error::Error + Send + Sync>> {
        resolver.resolve(name.parse().unwrap()).await.map(Iterator::count)
    }

    #[tokio::test]
    async fn plain_http_never_leaves_this_machine_whatever_the_name_resolves_to() {
        assert!(resolve(Resolver::only_loopback(), "localhost").await.unwrap() > 0);
        let error = resolve(Resolver::only_loopback(), "0.0.0.0").await.unwrap_err();
        assert_eq!(error.downcast::<NotThisMachine>().unwrap().to_string(), "0.0.0.0 is not this machine");
        assert_eq!(resolve(Resolver::default(), "0.0.0.0").await.unwrap(), 1);
    }
}

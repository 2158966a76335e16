//! The one way out of this program: a request in, a bounded answer or a failure out.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use reqwest::{Client, Response};

use super::address;
use super::clients::{Clients, Way};
use super::errors;
use super::request::PreparedRequest;
use crate::address::{ProxySource, is_trustworthy};
use crate::failure::{Failure, FailureKind};
use crate::time::{Clock, Timestamp};

/// The most that an answer may hold, decoded. No balance is a hundredth of it.
pub const MAX_BODY: usize = 1024 * 1024;

/// Sends requests. Tests of the engine put their own in the real one's place.
#[async_trait]
pub trait Transport: Send + Sync + 'static {
    /// Sends the request once and reads the whole answer, of whatever status but a redirect.
    async fn send(&self, request: PreparedRequest) -> Result<RawAnswer, Failure>;

    /// Goes that way from the next request on. Nothing to do where no network is behind it.
    fn set_proxies(&self, _proxies: &ProxySource) {}
}

/// An answer as it came, decoded but not yet understood.
#[derive(Clone, PartialEq, Eq)]
pub struct RawAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The headers in their order; names in lower case.
    pub headers: Vec<(String, String)>,
    /// The decoded body, at most [`MAX_BODY`].
    pub body: Vec<u8>,
    /// When its last byte had come.
    pub received_at: Timestamp,
}

impl fmt::Debug for RawAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawAnswer")
            .field("status", &self.status)
            .field("body_length", &self.body.len())
            .field("received_at", &self.received_at)
            .finish_non_exhaustive()
    }
}

/// How the client is set up. The defaults are what Lowtide runs with.
#[derive(Debug, Clone)]
pub struct HttpOptions {
    /// For everything from the name's resolution to the last byte.
    pub timeout: Duration,
    /// What Lowtide calls itself.
    pub user_agent: String,
    /// Which proxy is gone through, until [`Transport::set_proxies`] says otherwise.
    pub proxies: ProxySource,
    /// Certificates (DER) that are trusted beside the system's.
    pub extra_roots: Vec<Vec<u8>>,
}

impl Default for HttpOptions {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(20),
            user_agent: concat!("Lowtide/", env!("CARGO_PKG_VERSION")).to_owned(),
            proxies: ProxySource::System,
            extra_roots: Vec::new(),
        }
    }
}

/// The HTTP client could not be built. There is no other client to fall back to.
#[derive(Debug, thiserror::Error)]
pub enum HttpClientError {
    /// The client refused its configuration.
    #[error("the HTTP client cannot be built: {0}")]
    Client(#[source] reqwest::Error),
    /// The options hold something that cannot be used.
    #[error("the HTTP client cannot be built: {0}")]
    Options(&'static str),
}

/// The hardened HTTP client.
pub struct HttpTransport {
    clock: Arc<dyn Clock>,
    timeout: Duration,
    clients: Clients,
}

impl HttpTransport {
    /// Builds the client. The system's trust store is read at the first HTTPS request, and where there is none, every
    /// HTTPS request fails and says so.
    pub fn new(clock: Arc<dyn Clock>, options: HttpOptions) -> Result<Self, HttpClientError> {
        Ok(Self { clock, timeout: options.timeout, clients: Clients::new(options)? })
    }

    async fn exchange(
        &self,
        client: Client,
        request: PreparedRequest,
        peer: &errors::Peer,
        answered: &AtomicBool,
    ) -> Result<RawAnswer, Failure> {
        let mut builder = client.request(request.method, request.url).headers(request.headers);
        if let Some(body) = request.body {
            builder = builder.body(body);
        }
        let mut response = builder.send().await.map_err(|error| errors::classify(&error, peer))?;
        answered.store(true, Ordering::Relaxed);
        let status = response.status().as_u16();
        if response.status().is_redirection() {
            return Err(refused_redirect(&response, peer).with_status(status));
        }
        let too_large = || {
            let message = format!("{} sent more than 1 MiB, which is no balance", peer.host);
            Failure::new(FailureKind::BlockedTooLarge, message).with_status(status)
        };
        if response.content_length().is_some_and(|length| length > MAX_BODY as u64) {
            return Err(too_large());
        }
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect();
        let mut body = Vec::new();
        while let Some(chunk) =
            response.chunk().await.map_err(|error| errors::classify(&error, peer).with_status(status))?
        {
            if body.len() + chunk.len() > MAX_BODY {
                return Err(too_large());
            }
            body.extend_from_slice(&chunk);
        }
        Ok(RawAnswer { status, headers, body, received_at: self.clock.now() })
    }
}

#[async_trait]
impl Transport for HttpTransport {
    fn set_proxies(&self, proxies: &ProxySource) {
        self.clients.set_proxies(proxies);
    }

    async fn send(&self, request: PreparedRequest) -> Result<RawAnswer, Failure> {
        if !is_trustworthy(&request.url) {
            return Err(address::refused(&request.url));
        }
        let host = request.host();
        let Way { client, proxy } = self.clients.way_to(&request.url)?;
        let peer = errors::Peer { host, proxy };
        let answered = AtomicBool::new(false);
        let outcome = tokio::time::timeout(self.timeout, self.exchange(client, request, &peer, &answered)).await;
        let outcome = outcome.unwrap_or_else(|_| {
            let what = if answered.load(Ordering::Relaxed) { "did not finish its answer" } else { "did not answer" };
            let message = format!("{} {what} within {} s", peer.host, self.timeout.as_secs_f32());
            Err(Failure::new(FailureKind::Timeout, message))
        });
        match &outcome {
            Ok(answer) => {
                tracing::debug!(host = %peer.host, status = answer.status, bytes = answer.body.len(), "answered");
            }
            Err(failure) => tracing::debug!(host = %peer.host, kind = failure.kind.as_str(), "no answer"),
        }
        outcome
    }
}

/// The failure that a redirect is; of where it leads, only the host is told.
fn refused_redirect(response: &Response, peer: &errors::Peer) -> Failure {
    let target = response
        .headers()
        .get(reqwest::header::LOCATION)
        .and_then(|location| location.to_str().ok())
        .and_then(|location| response.url().join(location).ok())
        .map(|url| address::display_host(&url));
    let whither = match target {
        Some(target) if target == peer.host => "another page of its own".to_owned(),
        Some(target) => crate::text::presentable(&target, None, 100),
        None => "nowhere in particular".to_owned(),
    };
    let message = format!("{} redirects to {whither}; redirects are not followed, the key stays here", peer.host);
    Failure::new(FailureKind::BlockedRedirect, message)
}

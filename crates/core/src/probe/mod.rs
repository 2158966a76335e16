//! Asking a provider: one hardened HTTP client, and one reading out of its answer.
//!
//! A key leaves this machine in exactly one place, the request that [`prepare`] builds, and only to the host that the
//! account names: HTTPS (or loopback), no redirects, no cookies, no Referer, nothing logged. Deliberately absent: retries
//! and intervals (the schedule's), limits on how many run at once (the engine's), and what an answer means (`extract`).

mod address;
mod clients;
mod errors;
mod request;
mod resolver;
mod target;
mod transport;

pub use crate::address::ProxySource;
pub use request::PreparedRequest;
pub use reqwest::Method;
pub use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
pub use target::{Target, prepare, probe};
pub use transport::{HttpClientError, HttpOptions, HttpTransport, MAX_BODY, RawAnswer, Transport};

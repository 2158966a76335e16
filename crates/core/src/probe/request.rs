//! A request that is ready to be sent, key and all.

use std::fmt;

use reqwest::Method;
use reqwest::header::{HeaderMap, HeaderName};
use url::Url;

/// A request that is ready to be sent. It holds the key, in a header or in the query: `Debug` shows neither.
pub struct PreparedRequest {
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) headers: HeaderMap,
    pub(super) body: Option<Vec<u8>>,
}

impl PreparedRequest {
    /// A request. A header that carries the key must be marked as sensitive.
    pub fn new(method: Method, url: Url, headers: HeaderMap, body: Option<Vec<u8>>) -> Self {
        Self { method, url, headers, body }
    }

    /// The method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The whole address. Its query may carry the key: never log or show it.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The headers, the key's among them.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body, where there is one.
    pub fn body(&self) -> Option<&[u8]> {
        self.body.as_deref()
    }

    /// The host that is asked, with the port where it is not the usual one: fit to be shown, and what "one at a time per
    /// host" counts by.
    pub fn host(&self) -> String {
        super::address::display_host(&self.url)
    }
}

impl fmt::Debug for PreparedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PreparedRequest")
            .field("method", &self.method)
            .field("host", &self.host())
            .field("path", &self.url.path())
            .field("headers", &self.headers.keys().map(HeaderName::as_str).collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    #[test]
    fn debug_shows_neither_key_nor_query_nor_body() {
        let mut headers = HeaderMap::new();
        headers.insert("x-api-key", HeaderValue::from_static("sk-in-header"));
        let url = Url::parse("https://api.example.com:8443/v1/balance?key=sk-in-query#sk-in-fragment").unwrap();
        let request = PreparedRequest::new(Method::POST, url, headers, Some(b"sk-in-body".to_vec()));
        let shown = format!("{request:?} {request:#?}");
        assert!(!shown.contains("sk-"), "{shown}");
        assert!(shown.contains("api.example.com:8443") && shown.contains("x-api-key"), "{shown}");
    }
}

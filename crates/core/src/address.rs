//! Which addresses a key may be sent to, and which may stand in for a provider's own.

mod proxy;

use url::{Host, Url};

pub use proxy::{ProxyAddress, ProxyError, ProxySource};

/// Why an address cannot be a base URL. The address itself is never repeated: it may hold a password or a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BaseUrlError {
    /// The text is no address.
    #[error("not an address; write it as \"https://host/path\"")]
    Malformed,
    /// Neither HTTPS nor loopback: the key would be sent in the clear.
    #[error("must be https, or http on this machine (127.0.0.1, [::1], localhost): the key would be sent in the clear")]
    Insecure,
    /// A user name or password is in it.
    #[error("must not hold a user name or password")]
    UserInfo,
    /// A query or fragment is in it.
    #[error("must not hold a query or fragment")]
    QueryOrFragment,
}

/// Reads a base URL: HTTPS anywhere, HTTP on loopback only, without user name, query or fragment.
pub fn parse_base_url(text: &str) -> Result<Url, BaseUrlError> {
    let url = Url::parse(text).map_err(|_| BaseUrlError::Malformed)?;
    check_base_url(&url)?;
    Ok(url)
}

/// Whether an address may be a base URL.
pub fn check_base_url(url: &Url) -> Result<(), BaseUrlError> {
    if !is_trustworthy(url) {
        return Err(BaseUrlError::Insecure);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(BaseUrlError::UserInfo);
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(BaseUrlError::QueryOrFragment);
    }
    Ok(())
}

/// Whether a key may be sent there: HTTPS anywhere, HTTP only to this machine.
pub fn is_trustworthy(url: &Url) -> bool {
    match url.scheme() {
        "https" => url.host().is_some(),
        "http" => is_loopback(url),
        _ => false,
    }
}

/// Whether an address lies on this machine, so that plain HTTP to it leaves nothing to be overheard.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_anywhere_and_http_only_to_this_machine() {
        for good in [
            "https://api.example.com",
            "http://127.0.0.1:9000",
            "http://127.8.9.1/x",
            "http://[::1]:9000/v1",
            "http://localhost:3000",
            "http://LOCALHOST",
            "http://2130706433/", // 127.0.0.1 in one number
        ] {
            assert!(is_trustworthy(&Url::parse(good).unwrap()), "{good:?}");
        }
        for bad in [
            "http://api.example.com",
            "http://10.0.0.1",
            "http://0.0.0.0",
            "http://128.0.0.1",
            "http://[::2]",
            "http://[::ffff:10.0.0.1]",
            "http://localhost.example.com",
            "http://127.0.0.1.example.com",
            "http://localhost@evil.example",
            "ftp://127.0.0.1",
            "file:///etc/passwd",
        ] {
            assert!(!is_trustworthy(&Url::parse(bad).unwrap()), "{bad:?}");
        }
    }

    #[test]
    fn https_anywhere_and_http_at_home() {
        for good in [
            "https://api.example.com",
            "https://proxy.example.com:8443/base/path",
            "http://127.0.0.1:9/x",
            "http://127.8.9.10",
            "http://[::1]:80/",
            "http://localhost:8080",
            "HTTP://LOCALHOST",
        ] {
            assert!(parse_base_url(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn refuses_what_would_leak_the_key() {
        use BaseUrlError::{Insecure, Malformed, QueryOrFragment, UserInfo};
        for (bad, why) in [
            ("http://api.example.com", Insecure),
            ("http://localhost.example.com", Insecure),
            ("http://127.0.0.1.example.com", Insecure),
            ("http://0.0.0.0", Insecure),
            ("http://[::ffff:127.0.0.1]", Insecure),
            ("http://192.168.0.1", Insecure),
            ("ftp://localhost", Insecure),
            ("file:///etc/passwd", Insecure),
            ("javascript:alert(1)", Insecure),
            ("https://user@example.com", UserInfo),
            ("https://user:word@example.com", UserInfo),
            ("https://:word@example.com", UserInfo),
            ("https://example.com/?key=1", QueryOrFragment),
            ("https://example.com/#x", QueryOrFragment),
            ("https://example.com?", QueryOrFragment),
            ("example.com", Malformed),
            ("https://", Malformed),
            ("", Malformed),
        ] {
            assert_eq!(parse_base_url(bad), Err(why), "{bad}");
        }
    }
}

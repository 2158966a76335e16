//! Which addresses may be asked at all.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use crate::failure::{Failure, FailureKind};

/// Why a text cannot be a base URL.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidBaseUrl {
    /// It is no absolute URL with a host.
    #[error("not an address: it must look like https://host/path")]
    NotAUrl,
    /// Plain HTTP to another machine, or another scheme altogether.
    #[error("not HTTPS: a key is sent only over https://, or over http:// to this machine")]
    NotSecure,
    /// It carries a user name or password.
    #[error("the address must not carry a user name or password")]
    UserInfo,
    /// It carries a query.
    #[error("the address must not carry a query (?…)")]
    Query,
    /// It carries a fragment.
    #[error("the address must not carry a fragment (#…)")]
    Fragment,
}

/// Reads a base URL: HTTPS, or HTTP on loopback; no user info, query or fragment.
pub fn parse_base_url(text: &str) -> Result<Url, InvalidBaseUrl> {
    let url = Url::parse(text.trim()).map_err(|_| InvalidBaseUrl::NotAUrl)?;
    if url.host_str().is_none_or(str::is_empty) {
        return Err(InvalidBaseUrl::NotAUrl);
    }
    if !is_allowed(&url) {
        return Err(InvalidBaseUrl::NotSecure);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(InvalidBaseUrl::UserInfo);
    }
    if url.query().is_some() {
        return Err(InvalidBaseUrl::Query);
    }
    if url.fragment().is_some() {
        return Err(InvalidBaseUrl::Fragment);
    }
    Ok(url)
}

/// Whether a key may be sent there: HTTPS anywhere, HTTP to this machine.
pub(super) fn is_allowed(url: &Url) -> bool {
    match url.scheme() {
        "https" => true,
        "http" => is_loopback(url),
        _ => false,
    }
}

/// The failure that an address is to which no key is sent.
pub(super) fn refused(url: &Url) -> Failure {
    let host = display_host(url);
    let message = format!("{host} is not asked: the address is not https://, so the key could be read on the way");
    Failure::new(FailureKind::BlockedInsecure, message)
}

/// Whether the address is this machine's: 127.0.0.0/8, `::1` or `localhost` (which the resolver is held to).
pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => is_loopback_address(IpAddr::V6(address)),
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        None => false,
    }
}

/// Whether the resolved address is this machine's.
pub(super) fn is_loopback_address(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => Ipv4Addr::is_loopback(&address),
        IpAddr::V6(address) => Ipv6Addr::is_loopback(&address),
    }
}

/// The host as a person is shown it, with the port where it is not the usual one.
pub(super) fn display_host(url: &Url) -> String {
    let host = url.host_str().unwrap_or("(no host)");
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_anywhere_and_http_only_to_this_machine() {
        for good in [
            "https://api.example.com",
            " https://api.example.com:8443/proxy/ ",
            "http://127.0.0.1:9000",
            "http://127.8.9.1/x",
            "http://[::1]:9000/v1",
            "http://localhost:3000",
            "http://LOCALHOST",
            "http://2130706433/", // 127.0.0.1 in one number
        ] {
            assert!(parse_base_url(good).is_ok(), "{good:?}");
        }
        for (bad, why) in [
            ("", InvalidBaseUrl::NotAUrl),
            ("api.example.com", InvalidBaseUrl::NotAUrl),
            ("/v1", InvalidBaseUrl::NotAUrl),
            ("https://", InvalidBaseUrl::NotAUrl),
            ("http://api.example.com", InvalidBaseUrl::NotSecure),
            ("http://10.0.0.1", InvalidBaseUrl::NotSecure),
            ("http://0.0.0.0", InvalidBaseUrl::NotSecure),
            ("http://128.0.0.1", InvalidBaseUrl::NotSecure),
            ("http://[::2]", InvalidBaseUrl::NotSecure),
            ("http://[::ffff:10.0.0.1]", InvalidBaseUrl::NotSecure),
            ("http://localhost.example.com", InvalidBaseUrl::NotSecure),
            ("http://127.0.0.1.example.com", InvalidBaseUrl::NotSecure),
            ("http://localhost@evil.example", InvalidBaseUrl::NotSecure),
            ("ftp://api.example.com", InvalidBaseUrl::NotSecure),
            ("https://user@api.example.com", InvalidBaseUrl::UserInfo),
            ("https://:pw@api.example.com", InvalidBaseUrl::UserInfo),
            ("https://api.example.com/?x=1", InvalidBaseUrl::Query),
            ("https://api.example.com/#x", InvalidBaseUrl::Fragment),
        ] {
            assert_eq!(parse_base_url(bad), Err(why), "{bad:?}");
        }
        assert_eq!(parse_base_url("file:///etc/passwd"), Err(InvalidBaseUrl::NotAUrl));
        assert_eq!(parse_base_url("mailto:a@b"), Err(InvalidBaseUrl::NotAUrl));
    }

    #[test]
    fn the_shown_host_has_the_port_only_where_it_is_unusual() {
        let host = |text: &str| display_host(&Url::parse(text).unwrap());
        assert_eq!(host("https://user:pw@api.example.com:443/v1?key=1"), "api.example.com");
        assert_eq!(host("http://[::1]:9000/"), "[::1]:9000");
    }
}

//! Which addresses may be asked at all. (What a person may enter as a base URL, the settings decide.)

use url::Url;

use crate::failure::{Failure, FailureKind};
use crate::text::is_loopback;

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
            "http://127.0.0.1:9000",
            "http://127.8.9.1/x",
            "http://[::1]:9000/v1",
            "http://localhost:3000",
            "http://LOCALHOST",
            "http://2130706433/", // 127.0.0.1 in one number
        ] {
            assert!(is_allowed(&Url::parse(good).unwrap()), "{good:?}");
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
            let url = Url::parse(bad).unwrap();
            assert!(!is_allowed(&url), "{bad:?}");
            assert_eq!(refused(&url).kind, FailureKind::BlockedInsecure);
        }
    }

    #[test]
    fn the_shown_host_has_the_port_only_where_it_is_unusual() {
        let host = |text: &str| display_host(&Url::parse(text).unwrap());
        assert_eq!(host("https://user:pw@api.example.com:443/v1?key=1"), "api.example.com");
        assert_eq!(host("http://[::1]:9000/"), "[::1]:9000");
    }
}

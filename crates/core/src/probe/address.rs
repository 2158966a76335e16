//! Which addresses may be asked at all. (What a person may enter as a base URL, the settings decide.)

use url::Url;

use crate::failure::{Failure, FailureKind};

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
    fn the_shown_host_has_the_port_only_where_it_is_unusual() {
        let host = |text: &str| display_host(&Url::parse(text).unwrap());
        assert_eq!(host("https://user:pw@api.example.com:443/v1?key=1"), "api.example.com");
        assert_eq!(host("http://[::1]:9000/"), "[::1]:9000");
    }
}

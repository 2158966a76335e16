//! How hosts beyond this machine are reached: as the system says, straight, or through one proxy.
//!
//! Deliberately absent: a proxy's user name and password. They are secrets, and what is read here stands in a file.

use std::fmt;
use std::str::FromStr;

use url::Url;

/// Where the proxy to use is taken from. Loopback never goes through one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ProxySource {
    /// The environment (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`), then the system's settings; asked anew at each request.
    #[default]
    System,
    /// Always straight to the host.
    Never,
    /// Always through this one.
    Fixed(ProxyAddress),
}

/// Where a proxy listens: HTTP, HTTPS or SOCKS5, a host and perhaps a port; no login and no path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProxyAddress(Url);

/// Why a text names no proxy. The text itself is never repeated: it may hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProxyError {
    /// Neither a word nor an address that is known.
    #[error("must be \"system\", \"none\", or an address that begins with http://, https://, socks5:// or socks5h://")]
    Malformed,
    /// A user name or password is in it.
    #[error(
        "must not hold a user name or password, which would lie in the file for all to read: write \"system\" here, and \
         set the address with them in the system's settings or in the variable HTTPS_PROXY"
    )]
    UserInfo,
    /// More than a host and a port is in it.
    #[error("must end behind the host and port, as \"http://proxy.example.com:3128\"")]
    Path,
}

impl ProxyAddress {
    /// The address, with nothing in it that is secret.
    pub fn url(&self) -> &Url {
        &self.0
    }
}

impl FromStr for ProxyAddress {
    type Err = ProxyError;

    fn from_str(text: &str) -> Result<Self, ProxyError> {
        let url = Url::parse(text.trim()).map_err(|_| ProxyError::Malformed)?;
        let is_known = matches!(url.scheme(), "http" | "https" | "socks5" | "socks5h");
        if !is_known || url.host_str().is_none_or(str::is_empty) || url.port() == Some(0) {
            return Err(ProxyError::Malformed);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(ProxyError::UserInfo);
        }
        if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
            return Err(ProxyError::Path);
        }
        Ok(Self(url))
    }
}

impl fmt::Display for ProxyAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

impl FromStr for ProxySource {
    type Err = ProxyError;

    fn from_str(text: &str) -> Result<Self, ProxyError> {
        match text.trim() {
            "system" => Ok(Self::System),
            "none" => Ok(Self::Never),
            address => address.parse().map(Self::Fixed),
        }
    }
}

impl fmt::Display for ProxySource {
    /// As [`ProxySource::from_str`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System => f.write_str("system"),
            Self::Never => f.write_str("none"),
            Self::Fixed(address) => address.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_word_or_an_address_and_writes_it_in_one_way() {
        for (text, written) in [
            ("system", "system"),
            (" none ", "none"),
            ("http://proxy.example.com:3128", "http://proxy.example.com:3128"),
            ("HTTP://Proxy.Example.com:80/", "http://proxy.example.com"),
            ("https://proxy.example.com:8443/", "https://proxy.example.com:8443"),
            ("socks5://127.0.0.1:1080", "socks5://127.0.0.1:1080"),
            ("socks5h://[::1]:9050", "socks5h://[::1]:9050"),
            ("http://localhost", "http://localhost"),
        ] {
            let source: ProxySource = text.parse().unwrap();
            assert_eq!(source.to_string(), written, "{text}");
            assert_eq!(written.parse(), Ok(source));
        }
    }

    #[test]
    fn refuses_what_is_no_proxy_or_holds_a_secret() {
        use ProxyError::{Malformed, Path, UserInfo};
        for (text, error) in [
            ("", Malformed),
            ("System", Malformed),
            ("proxy.example.com", Malformed),
            ("proxy.example.com:3128", Malformed),
            ("ftp://proxy.example.com", Malformed),
            ("socks4://proxy.example.com", Malformed),
            ("file:///etc/passwd", Malformed),
            ("http://", Malformed),
            ("socks5://", Malformed),
            ("http://proxy.example.com:0", Malformed),
            ("http://proxy.example.com:99999", Malformed),
            ("user:pass-word@proxy.example.com:3128", Malformed),
            ("http://user:pass-word@proxy.example.com:3128", UserInfo),
            ("http://user@proxy.example.com", UserInfo),
            ("socks5://:pass-word@proxy.example.com", UserInfo),
            ("http://proxy.example.com/path", Path),
            ("http://proxy.example.com/?pass-word", Path),
            ("socks5://proxy.example.com#pass-word", Path),
        ] {
            assert_eq!(text.parse::<ProxySource>(), Err(error), "{text}");
            assert!(!error.to_string().contains("pass-word"));
        }
    }
}

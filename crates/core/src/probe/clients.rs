//! The client for each way out: to this machine, straight to a host, or through a proxy.
//!
//! reqwest fixes the system's proxy when a client is built. Here it is asked for at each request, and the one client that
//! goes through a proxy is rebuilt when the answer changes, so that neither a proxy switched on nor one switched off
//! needs a restart, be it the system's or the person's own. No client follows redirects, keeps cookies or sends a Referer.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::header::{ACCEPT, HeaderMap, HeaderValue};
use reqwest::{Client, ClientBuilder, Proxy, redirect};
use rustls::ClientConfig;
use rustls::pki_types::CertificateDer;
use url::Url;

use super::address::display_host;
use super::resolver::Resolver;
use super::transport::{HttpClientError, HttpOptions};
use crate::address::{ProxyAddress, ProxySource, is_loopback};
use crate::failure::{Failure, FailureKind};

/// Idle connections are dropped soon: between two polls of one account they would only be kept for nothing.
const POOL_IDLE: Duration = Duration::from_secs(30);

/// The client to use for one request, and the proxy it goes through, as a person is shown it.
pub(super) struct Way {
    pub(super) client: Client,
    pub(super) proxy: Option<String>,
}

/// Builds and keeps the clients.
pub(super) struct Clients {
    user_agent: HeaderValue,
    extra_roots: Vec<CertificateDer<'static>>,
    proxies: Mutex<ProxySource>,
    /// HTTP to this machine.
    plain: Client,
    secure: Mutex<Secure>,
}

/// What HTTPS needs, made at the first use.
#[derive(Default)]
struct Secure {
    tls: Option<ClientConfig>,
    direct: Option<Client>,
    proxied: Option<(ProxyServer, Client)>,
}

impl Clients {
    pub(super) fn new(options: HttpOptions) -> Result<Self, HttpClientError> {
        let user_agent = HeaderValue::from_str(&options.user_agent)
            .map_err(|_| HttpClientError::Options("the user agent is no header value"))?;
        let plain = base(&user_agent)
            .dns_resolver(Arc::new(Resolver::only_loopback()))
            .tls_backend_preconfigured(without_trust()?)
            .build()
            .map_err(HttpClientError::Client)?;
        Ok(Self {
            user_agent,
            extra_roots: options.extra_roots.into_iter().map(CertificateDer::from).collect(),
            proxies: Mutex::new(options.proxies),
            plain,
            secure: Mutex::default(),
        })
    }

    /// Goes that way from the next request on.
    pub(super) fn set_proxies(&self, proxies: &ProxySource) {
        self.proxies.lock().unwrap_or_else(PoisonError::into_inner).clone_from(proxies);
    }

    /// The client for that address, which must be an allowed one.
    pub(super) fn way_to(&self, url: &Url) -> Result<Way, Failure> {
        if url.scheme() == "http" {
            return Ok(Way { client: self.plain.clone(), proxy: None });
        }
        let proxy = if is_loopback(url) { None } else { self.proxy_for(url) };
        let mut secure = self.secure.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(proxy) = proxy else {
            secure.proxied = None; // drops the connections of a proxy that is no longer wanted
            let client = if let Some(client) = &secure.direct {
                client.clone()
            } else {
                let client = self.secure_client(&mut secure.tls, None)?;
                secure.direct.insert(client).clone()
            };
            return Ok(Way { client, proxy: None });
        };
        let shown = Some(proxy.shown());
        if let Some((current, client)) = &secure.proxied
            && *current == proxy
        {
            return Ok(Way { client: client.clone(), proxy: shown });
        }
        let client = self.secure_client(&mut secure.tls, Some(&proxy))?;
        secure.proxied = Some((proxy, client.clone()));
        Ok(Way { client, proxy: shown })
    }

    fn proxy_for(&self, url: &Url) -> Option<ProxyServer> {
        match &*self.proxies.lock().unwrap_or_else(PoisonError::into_inner) {
            ProxySource::System => ProxyServer::of_system(url),
            ProxySource::Never => None,
            ProxySource::Fixed(address) => Some(ProxyServer::at(address)),
        }
    }

    fn secure_client(&self, tls: &mut Option<ClientConfig>, proxy: Option<&ProxyServer>) -> Result<Client, Failure> {
        let tls = match tls {
            Some(tls) => tls.clone(),
            None => tls.insert(self.system_trust().map_err(|error| no_trust(&error))?).clone(),
        };
        let internal = |error: &reqwest::Error| {
            // Holds the proxy's address at most; its password is not in it.
            Failure::new(FailureKind::Internal, format!("the HTTP client cannot be built: {error}"))
        };
        let mut builder = base(&self.user_agent)
            .https_only(true)
            .dns_resolver(Arc::new(Resolver::default()))
            .tls_backend_preconfigured(tls);
        if let Some(proxy) = proxy {
            builder = builder.proxy(proxy.to_reqwest().map_err(|error| internal(&error.without_url()))?);
        }
        builder.build().map_err(|error| internal(&error.without_url()))
    }

    fn system_trust(&self) -> Result<ClientConfig, rustls::Error> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let roots = self.extra_roots.iter().cloned();
        let verifier = rustls_platform_verifier::Verifier::new_with_extra_roots(roots, Arc::clone(&provider))?;
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .dangerous() // rustls calls every verifier of one's own so; this one is the system's
            .with_custom_certificate_verifier(Arc::new(verifier))
            .with_no_client_auth();
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(config)
    }
}

/// What all clients have in common. `no_proxy` here means "no proxy but the one that is given".
fn base(user_agent: &HeaderValue) -> ClientBuilder {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    #[expect(clippy::disallowed_methods, reason = "this is the one hardened client")]
    Client::builder()
        .no_proxy()
        .redirect(redirect::Policy::none())
        .referer(false)
        .user_agent(user_agent.clone())
        .default_headers(headers)
        .pool_idle_timeout(POOL_IDLE)
        .pool_max_idle_per_host(1)
}

/// For the client that speaks HTTP only: trusts nobody, and costs nothing to make.
fn without_trust() -> Result<ClientConfig, HttpClientError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    Ok(ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| HttpClientError::Options("TLS 1.2 and 1.3 are not available"))?
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth())
}

fn no_trust(error: &rustls::Error) -> Failure {
    tracing::warn!(%error, "no system trust store");
    Failure::new(
        FailureKind::NetworkTls,
        "this system has no trusted certificates (install the package ca-certificates)",
    )
}

/// The proxy to go through to one address.
#[derive(Clone, PartialEq, Eq)]
struct ProxyServer {
    address: Url,
    basic: Option<HeaderValue>,
    login: Option<(String, String)>,
}

impl ProxyServer {
    /// The person's own, which knows no exceptions.
    fn at(address: &ProxyAddress) -> Self {
        Self { address: address.url().clone(), basic: None, login: None }
    }

    /// The one that the system wants.
    fn of_system(url: &Url) -> Option<Self> {
        let found = Matcher::from_system().intercept(&url.as_str().parse().ok()?)?;
        Some(Self {
            address: Url::parse(&found.uri().to_string()).ok()?,
            basic: found.basic_auth().cloned(),
            login: found.raw_auth().map(|(user, password)| (user.to_owned(), password.to_owned())),
        })
    }

    fn to_reqwest(&self) -> Result<Proxy, reqwest::Error> {
        let mut proxy = Proxy::all(self.address.clone())?;
        if let Some(basic) = &self.basic {
            proxy = proxy.custom_http_auth(basic.clone());
        }
        if let Some((user, password)) = &self.login {
            proxy = proxy.basic_auth(user, password);
        }
        Ok(proxy)
    }

    fn shown(&self) -> String {
        display_host(&self.address)
    }
}

impl fmt::Debug for ProxyServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ProxyServer").field(&self.shown()).finish()
    }
}

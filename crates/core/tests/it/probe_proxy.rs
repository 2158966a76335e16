//! The proxy, the system's or the person's own: asked for anew at each request, and never for this machine.
//!
//! The environment is the process's, so these run in processes of their own.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use lowtide_core::failure::FailureKind;
use lowtide_core::probe::{HttpOptions, ProxySource, Transport};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::probe::{KEY, request, transport};
use crate::support::child::{is_child, run_again};
use crate::support::http::{Identity, Server, answer, read_head, tunnel};

const NO_PROXIES: [(&str, Option<&str>); 9] = [
    ("HTTP_PROXY", None),
    ("http_proxy", None),
    ("HTTPS_PROXY", None),
    ("https_proxy", None),
    ("ALL_PROXY", None),
    ("all_proxy", None),
    ("NO_PROXY", None),
    ("no_proxy", None),
    ("REQUEST_METHOD", None),
];

/// A proxy that leads every tunnel to one server, whatever host was asked for.
struct Proxy {
    address: SocketAddr,
    /// What clients asked the proxy itself.
    asked: Arc<Mutex<Vec<String>>>,
    /// What clients sent through it.
    carried: Arc<Mutex<Vec<u8>>>,
}

impl Proxy {
    async fn http(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let proxy = Self { address: listener.local_addr().unwrap(), asked: Arc::default(), carried: Arc::default() };
        let (asked, carried) = (Arc::clone(&proxy.asked), Arc::clone(&proxy.carried));
        tokio::spawn(async move {
            while let Ok((mut client, _)) = listener.accept().await {
                let (asked, carried) = (Arc::clone(&asked), Arc::clone(&carried));
                tokio::spawn(async move {
                    let Some(head) = read_head(&mut client).await else { return };
                    let refuse = head.contains("refused.test");
                    asked.lock().unwrap().push(head);
                    if refuse {
                        client.write_all(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n").await.unwrap();
                        return;
                    }
                    client.write_all(b"HTTP/1.1 200 Connected\r\n\r\n").await.unwrap();
                    tunnel(client, TcpStream::connect(server).await.unwrap(), carried).await;
                });
            }
        });
        proxy
    }

    async fn socks5(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let proxy = Self { address: listener.local_addr().unwrap(), asked: Arc::default(), carried: Arc::default() };
        let (asked, carried) = (Arc::clone(&proxy.asked), Arc::clone(&proxy.carried));
        tokio::spawn(async move {
            while let Ok((mut client, _)) = listener.accept().await {
                let mut greeting = [0; 2];
                client.read_exact(&mut greeting).await.unwrap();
                let mut methods = vec![0; greeting[1].into()];
                client.read_exact(&mut methods).await.unwrap();
                client.write_all(&[5, 0]).await.unwrap();
                let mut connect = [0; 5];
                client.read_exact(&mut connect).await.unwrap();
                assert_eq!(connect[..4], [5, 1, 0, 3], "a connection by name");
                let mut name_and_port = vec![0; usize::from(connect[4]) + 2];
                client.read_exact(&mut name_and_port).await.unwrap();
                let name = String::from_utf8_lossy(&name_and_port[..usize::from(connect[4])]).into_owned();
                asked.lock().unwrap().push(name);
                client.write_all(&[5, 0, 0, 1, 127, 0, 0, 1, 0, 80]).await.unwrap();
                tokio::spawn(tunnel(client, TcpStream::connect(server).await.unwrap(), Arc::clone(&carried)));
            }
        });
        proxy
    }

    fn asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

#[expect(unsafe_code, reason = "the environment is what is tested, and this process runs nothing else")]
fn set(name: &str, value: &str) {
    // SAFETY: only tests in a process of their own call this, on their only thread that uses the environment.
    unsafe { std::env::set_var(name, value) };
}

#[expect(unsafe_code, reason = "the environment is what is tested, and this process runs nothing else")]
fn unset(name: &str) {
    // SAFETY: as above.
    unsafe { std::env::remove_var(name) };
}

#[tokio::test]
async fn a_proxy_is_honoured_as_soon_as_it_is_set_changed_or_removed() {
    if !is_child() {
        return run_again("probe_proxy::a_proxy_is_honoured_as_soon_as_it_is_set_changed_or_removed", &NO_PROXIES);
    }
    let identity = Identity::for_names(&["provider.test", "refused.test"]);
    let server = Server::start_tls(answer("200 OK", &[], "{}"), &identity).await;
    let (first, second, socks) =
        (Proxy::http(server.address).await, Proxy::http(server.address).await, Proxy::socks5(server.address).await);
    let client = transport(HttpOptions { extra_roots: vec![identity.root()], ..HttpOptions::default() });
    let ask = || client.send(request("https://provider.test/v1"));
    let without_proxy = || async {
        let failure = ask().await.unwrap_err();
        assert_eq!(failure.message, "provider.test could not be found (DNS)");
    };

    without_proxy().await;

    set("HTTPS_PROXY", &format!("http://user:pass-word@{}", first.address));
    assert_eq!(ask().await.unwrap().status, 200);
    let head = first.asked.lock().unwrap()[0].clone();
    assert!(head.starts_with("CONNECT provider.test:443 HTTP/1.1\r\n"), "{head}");
    assert!(head.to_lowercase().contains("proxy-authorization: basic"), "{head}");
    assert!(!head.contains(KEY), "{head}");

    set("HTTPS_PROXY", &format!("http://{}", second.address));
    assert_eq!(ask().await.unwrap().status, 200);
    assert_eq!((first.asked(), second.asked()), (1, 1));

    let failure = client.send(request("https://refused.test/")).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::NetworkConnect);
    let message = format!("refused.test could not be reached through the proxy {}", second.address);
    assert_eq!(failure.message, message);

    set("NO_PROXY", "provider.test");
    without_proxy().await;
    unset("NO_PROXY");

    set("HTTPS_PROXY", &format!("socks5h://{}", socks.address));
    assert_eq!(ask().await.unwrap().status, 200);
    assert_eq!(*socks.asked.lock().unwrap(), ["provider.test"]);

    set("HTTPS_PROXY", "http://user:pass-word@no-such-proxy.invalid:3128");
    let failure = ask().await.unwrap_err();
    assert_eq!(
        (failure.kind, failure.message.as_str()),
        (FailureKind::NetworkDns, "the proxy no-such-proxy.invalid could not be found (DNS)")
    );

    unset("HTTPS_PROXY");
    without_proxy().await;

    for proxy in [&first, &second, &socks] {
        let carried = proxy.carried.lock().unwrap();
        assert!(!carried.is_empty() && !carried.windows(KEY.len()).any(|bytes| bytes == KEY.as_bytes()));
    }
}

#[tokio::test]
async fn this_machine_is_never_asked_through_a_proxy() {
    let nowhere = "http://127.0.0.1:9";
    if !is_child() {
        let proxies = [
            ("HTTP_PROXY", Some(nowhere)),
            ("HTTPS_PROXY", Some(nowhere)),
            ("ALL_PROXY", Some(nowhere)),
            ("NO_PROXY", None),
            ("no_proxy", None),
            ("REQUEST_METHOD", None),
        ];
        return run_again("probe_proxy::this_machine_is_never_asked_through_a_proxy", &proxies);
    }
    let identity = Identity::for_names(&["localhost", "127.0.0.1"]);
    let plain = Server::start(answer("200 OK", &[], "{}")).await;
    let secure = Server::start_tls(answer("200 OK", &[], "{}"), &identity).await;
    let client = transport(HttpOptions { extra_roots: vec![identity.root()], ..HttpOptions::default() });
    for (scheme, port) in [("http", plain.address.port()), ("https", secure.address.port())] {
        for host in ["127.0.0.1", "localhost"] {
            let answer = client.send(request(&format!("{scheme}://{host}:{port}/"))).await;
            assert_eq!(answer.unwrap().status, 200, "{scheme}://{host}");
        }
    }
    let failure = client.send(request("https://api.example.com/")).await.unwrap_err();
    assert_eq!(failure.message, "api.example.com could not be reached through the proxy 127.0.0.1:9");
}

#[tokio::test]
async fn the_persons_own_choice_stands_above_the_systems_and_counts_from_the_next_request_on() {
    let name = "probe_proxy::the_persons_own_choice_stands_above_the_systems_and_counts_from_the_next_request_on";
    if !is_child() {
        return run_again(name, &NO_PROXIES);
    }
    let identity = Identity::for_names(&["provider.test", "localhost", "127.0.0.1"]);
    let server = Server::start_tls(answer("200 OK", &[], "{}"), &identity).await;
    let (system, own, socks) =
        (Proxy::http(server.address).await, Proxy::http(server.address).await, Proxy::socks5(server.address).await);
    set("HTTPS_PROXY", &format!("http://{}", system.address));
    let client = transport(HttpOptions { extra_roots: vec![identity.root()], ..HttpOptions::default() });
    let ask = || client.send(request("https://provider.test/v1"));
    let go = |way: String| client.set_proxies(&way.parse().unwrap());
    let asked = || (system.asked(), own.asked(), socks.asked());

    assert_eq!(ask().await.unwrap().status, 200);
    assert_eq!(asked(), (1, 0, 0), "the system's, until told otherwise");

    go(format!("http://{}", own.address));
    set("NO_PROXY", "provider.test");
    assert_eq!(ask().await.unwrap().status, 200);
    assert_eq!(asked(), (1, 1, 0), "the exceptions are the system's, too");

    go(format!("socks5h://{}", socks.address));
    assert_eq!(ask().await.unwrap().status, 200);
    assert_eq!((asked(), socks.asked.lock().unwrap()[0].as_str()), ((1, 1, 1), "provider.test"));

    go("none".to_owned());
    assert_eq!(ask().await.unwrap_err().message, "provider.test could not be found (DNS)");
    unset("NO_PROXY");
    assert_eq!(ask().await.unwrap_err().message, "provider.test could not be found (DNS)");

    go("http://no-such-proxy.invalid:3128".to_owned());
    let failure = ask().await.unwrap_err();
    assert_eq!(failure.message, "the proxy no-such-proxy.invalid could not be found (DNS)");
    let plain = Server::start(answer("200 OK", &[], "{}")).await;
    for (scheme, port) in [("http", plain.address.port()), ("https", server.address.port())] {
        for host in ["127.0.0.1", "localhost"] {
            let answer = client.send(request(&format!("{scheme}://{host}:{port}/"))).await;
            assert_eq!(answer.unwrap().status, 200, "this machine is asked straight: {scheme}://{host}");
        }
    }

    client.set_proxies(&ProxySource::System);
    assert_eq!(ask().await.unwrap().status, 200);
    assert_eq!(asked(), (2, 1, 1));
    for proxy in [&system, &own, &socks] {
        let carried = proxy.carried.lock().unwrap();
        assert!(!carried.is_empty() && !carried.windows(KEY.len()).any(|bytes| bytes == KEY.as_bytes()));
        assert!(!proxy.asked.lock().unwrap().concat().contains(KEY));
    }
}

#[cfg(target_os = "linux")] // the other systems' trust stores cannot be taken away
#[tokio::test]
async fn without_a_trust_store_only_https_fails_and_says_why() {
    if !is_child() {
        let nothing = [("SSL_CERT_FILE", Some("/nonexistent/file")), ("SSL_CERT_DIR", Some("/nonexistent/directory"))];
        return run_again("probe_proxy::without_a_trust_store_only_https_fails_and_says_why", &nothing);
    }
    let server = Server::start(answer("200 OK", &[], "{}")).await;
    let client = transport(crate::probe::direct());
    assert_eq!(client.send(request(&server.url("/"))).await.unwrap().status, 200);
    let failure = client.send(request("https://api.example.com/")).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::NetworkTls);
    assert_eq!(failure.message, "this system has no trusted certificates (install the package ca-certificates)");
}

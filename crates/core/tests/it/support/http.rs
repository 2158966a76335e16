//! Small HTTP servers on loopback that do what real ones should not.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rcgen::{CertificateParams, CertifiedIssuer, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// One thing that a server does after it has read a request's head (and before: see [`Server::start`]).
#[derive(Clone)]
pub(crate) enum Step {
    /// Sends these bytes.
    Send(Vec<u8>),
    /// Sends nothing for so long.
    Wait(Duration),
    /// Sends this piece again and again, with a pause between, until the client has had enough.
    Forever(Vec<u8>, Duration),
    /// Resets the connection instead of closing it.
    Reset,
}

/// A server that answers every request in the same way.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
    connections: Arc<AtomicUsize>,
    sent: Arc<AtomicUsize>,
}

impl Server {
    /// Plain HTTP.
    pub(crate) async fn start(steps: Vec<Step>) -> Self {
        Self::listen(steps, None).await
    }

    /// HTTPS with that identity.
    pub(crate) async fn start_tls(steps: Vec<Step>, identity: &Identity) -> Self {
        Self::listen(steps, Some(identity.acceptor())).await
    }

    async fn listen(steps: Vec<Step>, tls: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            requests: Arc::default(),
            connections: Arc::default(),
            sent: Arc::default(),
        };
        let (requests, connections, sent) =
            (Arc::clone(&server.requests), Arc::clone(&server.connections), Arc::clone(&server.sent));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                connections.fetch_add(1, Ordering::SeqCst);
                let (steps, tls) = (steps.clone(), tls.clone());
                let (requests, sent) = (Arc::clone(&requests), Arc::clone(&sent));
                tokio::spawn(async move {
                    if steps.iter().any(|step| matches!(step, Step::Reset)) {
                        stream.set_zero_linger().unwrap();
                    }
                    match tls {
                        None => converse(stream, &steps, &requests, &sent).await,
                        Some(tls) => {
                            if let Ok(stream) = tls.accept(stream).await {
                                converse(stream, &steps, &requests, &sent).await;
                            }
                        }
                    }
                });
            }
        });
        server
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The heads of all requests that arrived.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    /// How often a client connected.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// How many bytes the clients took.
    pub(crate) fn sent(&self) -> usize {
        self.sent.load(Ordering::SeqCst)
    }
}

async fn converse(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    steps: &[Step],
    requests: &Mutex<Vec<String>>,
    sent: &AtomicUsize,
) {
    let Some(head) = read_head(&mut stream).await else { return };
    requests.lock().unwrap().push(head);
    for step in steps {
        match step {
            Step::Send(bytes) => {
                for piece in bytes.chunks(16 * 1024) {
                    if stream.write_all(piece).await.is_err() {
                        return;
                    }
                    sent.fetch_add(piece.len(), Ordering::SeqCst);
                }
            }
            Step::Wait(time) => tokio::time::sleep(*time).await,
            Step::Forever(piece, pause) => {
                while stream.write_all(piece).await.is_ok() {
                    sent.fetch_add(piece.len(), Ordering::SeqCst);
                    tokio::time::sleep(*pause).await;
                }
                return;
            }
            Step::Reset => return,
        }
    }
    drop(stream.shutdown().await);
}

/// Reads up to the empty line; `None` where the client goes away before.
pub(crate) async fn read_head(stream: &mut (impl AsyncRead + Unpin)) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    Some(String::from_utf8_lossy(&head).into_owned())
}

/// A whole answer with a right length.
pub(crate) fn answer(status: &str, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Vec<Step> {
    let body = body.as_ref();
    let length = body.len().to_string();
    let mut all = vec![("content-length", length.as_str()), ("connection", "close")];
    all.extend_from_slice(headers);
    let mut bytes = head(status, &all);
    bytes.extend_from_slice(body);
    vec![Step::Send(bytes)]
}

/// A status line and headers, down to the empty line.
pub(crate) fn head(status: &str, headers: &[(&str, &str)]) -> Vec<u8> {
    use std::fmt::Write;

    let mut head = format!("HTTP/1.1 {status}\r\n");
    for (name, value) in headers {
        write!(head, "{name}: {value}\r\n").unwrap();
    }
    head.push_str("\r\n");
    head.into_bytes()
}

/// A server's certificate and the root that signed it.
pub(crate) struct Identity {
    root: Vec<u8>,
    chain: Vec<u8>,
    key: Vec<u8>,
}

impl Identity {
    /// One that is good for these names, from a root made for it.
    pub(crate) fn for_names(names: &[&str]) -> Self {
        Self::with(names, |_| {})
    }

    /// One that ran out long ago.
    pub(crate) fn expired(names: &[&str]) -> Self {
        Self::with(names, |params| {
            params.not_before = rcgen::date_time_ymd(2001, 1, 1);
            params.not_after = rcgen::date_time_ymd(2002, 1, 1);
        })
    }

    fn with(names: &[&str], change: impl Fn(&mut CertificateParams)) -> Self {
        let mut root = CertificateParams::new(Vec::new()).unwrap();
        root.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        let issuer = CertifiedIssuer::self_signed(root, KeyPair::generate().unwrap()).unwrap();
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let mut params = CertificateParams::new(names).unwrap();
        params.extended_key_usages = vec![rcgen::ExtendedKeyUsagePurpose::ServerAuth];
        change(&mut params);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &issuer).unwrap();
        Self { root: issuer.der().to_vec(), chain: certificate.der().to_vec(), key: key.serialize_der() }
    }

    /// The root's certificate (DER), for the client to trust.
    pub(crate) fn root(&self) -> Vec<u8> {
        self.root.clone()
    }

    fn acceptor(&self) -> TlsAcceptor {
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(self.key.clone()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![self.chain.clone().into()], key)
            .unwrap();
        TlsAcceptor::from(Arc::new(config))
    }
}

/// Carries bytes both ways until either side ends; what the client sent is kept.
pub(crate) async fn tunnel(client: TcpStream, server: TcpStream, seen: Arc<Mutex<Vec<u8>>>) {
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let up = async {
        let mut buffer = [0; 4096];
        while let Ok(count @ 1..) = from_client.read(&mut buffer).await {
            seen.lock().unwrap().extend_from_slice(&buffer[..count]);
            if to_server.write_all(&buffer[..count]).await.is_err() {
                break;
            }
        }
    };
    let down = tokio::io::copy(&mut from_server, &mut to_client);
    tokio::select! { () = up => {}, _ = down => {} }
}

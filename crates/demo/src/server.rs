//! The server: a thread with a small runtime of its own, so that neither a test's paused clock nor a busy caller stops it.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;
use tokio::sync::{mpsc, oneshot};

use crate::account::Shared;
use crate::handle::Handle;
use crate::scenario::{DemoAccount, Scenario};
use crate::wire::{self, Cut};

/// How long to wait after the system refused a connection.
const BREATHER: Duration = Duration::from_millis(20);

/// A running server on the loopback interface. Dropping it closes its ports and its connections.
#[derive(Debug)]
pub struct DemoServer {
    address: SocketAddr,
    /// Where providers have a port of their own.
    ports: BTreeMap<String, SocketAddr>,
    accounts: Vec<DemoAccount>,
    handle: Handle,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl DemoServer {
    /// Starts a server from within a Tokio runtime. The server does not run on that runtime.
    ///
    /// # Errors
    /// Fails when no port can be bound or no thread started.
    pub async fn start(scenario: Scenario) -> io::Result<Self> {
        let starting = tokio::task::spawn_blocking(move || Self::start_blocking(scenario));
        starting.await.map_err(io::Error::other)?
    }

    /// Starts a server; needs no runtime. Its scripts begin now.
    ///
    /// # Errors
    /// Fails when no port can be bound or no thread started.
    pub fn start_blocking(scenario: Scenario) -> io::Result<Self> {
        let (accounts, port_each) = scenario.into_parts();
        let (listener, address) = bind()?;
        let mut listeners = vec![listener];
        let mut ports = BTreeMap::new();
        if port_each {
            for account in &accounts {
                if !ports.contains_key(&account.provider) {
                    let (listener, address) = bind()?;
                    listeners.push(listener);
                    ports.insert(account.provider.clone(), address);
                }
            }
        }
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let shared = Arc::new(Shared::new(&accounts));
        let handle = Handle::new(Arc::clone(&shared));
        let (stop, stopped) = oneshot::channel();
        let serving = move || {
            runtime.block_on(async move {
                for listener in listeners {
                    tokio::spawn(accept(listener, Arc::clone(&shared)));
                }
                // Ends by a message or by the sender's end, which mean the same.
                drop(stopped.await);
            });
        };
        let thread = std::thread::Builder::new().name("lowtide-demo".to_owned()).spawn(serving)?;
        Ok(Self { address, ports, accounts, handle, stop: Some(stop), thread: Some(thread) })
    }

    /// Where the server listens: `http://127.0.0.1:PORT`. Every provider can be reached here.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The base URL to poll a provider at: an origin and the provider's prefix, `http://127.0.0.1:PORT/srtgen`.
    ///
    /// The origin is [`DemoServer::origin`] unless the scenario gives [each provider a port](Scenario::with_a_port_each).
    pub fn base_url(&self, provider: &str) -> String {
        format!("http://{}/{provider}", self.ports.get(provider).unwrap_or(&self.address))
    }

    /// The accounts that it started with.
    pub fn accounts(&self) -> &[DemoAccount] {
        &self.accounts
    }

    /// Control over it.
    pub const fn handle(&self) -> &Handle {
        &self.handle
    }
}

impl Drop for DemoServer {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic of the thread has been reported by itself; the ports are closed either way.
            drop(thread.join());
        }
    }
}

fn bind() -> io::Result<(std::net::TcpListener, SocketAddr)> {
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

async fn accept(listener: std::net::TcpListener, shared: Arc<Shared>) {
    let Ok(listener) = TcpListener::from_std(listener) else { return };
    loop {
        if let Ok((stream, _)) = listener.accept().await {
            shared.lock().connections += 1;
            tokio::spawn(serve(stream, Arc::clone(&shared)));
        } else {
            tokio::time::sleep(BREATHER).await;
        }
    }
}

async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    // Without it small pieces wait for each other; a system that refuses is only slower.
    drop(stream.set_nodelay(true));
    let (cutter, mut cuts) = mpsc::channel(1);
    let service = service_fn(|request| {
        let (shared, cutter) = (Arc::clone(&shared), cutter.clone());
        async move {
            let canned = shared.answer(&wire::asked(&request));
            Ok::<_, Infallible>(wire::deliver(canned, cutter).await)
        }
    });
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    tokio::select! {
        // An error here is the client's doing and nobody's concern.
        _ended = &mut connection => {}
        cut = cuts.recv() => {
            if cut == Some(Cut::Reset) {
                let stream = connection.into_parts().io.into_inner();
                // Without it the client sees an ordinary close, which is the next best.
                drop(stream.set_zero_linger());
            }
        }
    }
}

//! A notification server that does exactly what a test tells it, on this process's session bus.

use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use tokio::sync::Notify;
use zbus::export::futures_core::Stream;
use zbus::message::Type;
use zbus::{Connection, Message, MessageStream};

pub(crate) const SERVICE: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// A notice as it came in.
#[derive(Debug, Clone)]
pub(crate) struct Taken {
    /// The connection that sent it.
    pub(crate) sender: String,
    /// The number that it was given.
    pub(crate) number: u32,
    pub(crate) replaces: u32,
    pub(crate) summary: String,
    pub(crate) actions: Vec<String>,
}

/// Who hears what is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tells {
    /// Everybody who asked the bus for it.
    Everybody,
    /// The connection that sent the notice.
    Sender,
}

/// A running server; dropping it does not end it, see [`Self::stop`].
pub(crate) struct Server {
    connection: Connection,
    tells: Tells,
    seen: Arc<Seen>,
    serving: tokio::task::JoinHandle<()>,
}

#[derive(Default)]
struct Seen {
    taken: Mutex<Vec<Taken>>,
    hangs: AtomicBool,
    left_unanswered: Notify,
}

impl Server {
    /// One that counts from 1 and can do this.
    pub(crate) async fn start(tells: Tells, capabilities: &[&str]) -> Self {
        let connection = Connection::session().await.unwrap();
        let capabilities: Vec<String> = capabilities.iter().map(|name| (*name).to_owned()).collect();
        let seen = Arc::<Seen>::default();
        let messages = MessageStream::from(&connection);
        connection.request_name(SERVICE).await.unwrap();
        let serving = tokio::spawn(serve(connection.clone(), messages, capabilities, Arc::clone(&seen)));
        Self { connection, tells, seen, serving }
    }

    /// Every notice so far.
    pub(crate) fn taken(&self) -> Vec<Taken> {
        self.seen.taken.lock().unwrap().clone()
    }

    /// From now on no notice is answered any more.
    pub(crate) fn hang(&self) {
        self.seen.hangs.store(true, Ordering::Relaxed);
    }

    /// Waits until a notice is left unanswered.
    pub(crate) async fn wait_for_hanging(&self) {
        self.seen.left_unanswered.notified().await;
    }

    /// A person presses that notice's button, or clicks it (`default`).
    pub(crate) async fn press(&self, number: u32, key: &str) {
        self.emit(number, "ActionInvoked", &(number, key)).await;
    }

    /// A person presses it, and the desktop lends the right to take the focus.
    pub(crate) async fn press_with_token(&self, number: u32, key: &str, token: &str) {
        self.emit(number, "ActivationToken", &(number, token)).await;
        self.press(number, key).await;
    }

    /// The notice goes, for that reason.
    pub(crate) async fn close(&self, number: u32, reason: u32) {
        self.emit(number, "NotificationClosed", &(number, reason)).await;
    }

    /// Ends as if it had crashed: its connection and its name are gone.
    pub(crate) async fn stop(self) {
        self.serving.abort();
        self.connection.close().await.unwrap();
    }

    async fn emit<B: serde::Serialize + zbus::DynamicType>(&self, number: u32, signal: &str, body: &B) {
        let sender = match self.tells {
            Tells::Everybody => None,
            Tells::Sender => self.taken().iter().find(|taken| taken.number == number).map(|taken| taken.sender.clone()),
        };
        emit(&self.connection, sender.as_deref(), signal, body).await;
    }
}

/// Sends a signal as a notification server would, to one connection or to everybody who listens.
pub(crate) async fn emit<B: serde::Serialize + zbus::DynamicType>(
    connection: &Connection,
    to: Option<&str>,
    signal: &str,
    body: &B,
) {
    connection.emit_signal(to, PATH, SERVICE, signal, body).await.unwrap();
}

/// Waits until the bus has dealt with everything that this connection has sent.
pub(crate) async fn settle(connection: &Connection) {
    let bus = Some("org.freedesktop.DBus");
    connection.call_method(bus, "/org/freedesktop/DBus", bus, "GetId", &()).await.unwrap();
}

async fn serve(connection: Connection, mut messages: MessageStream, capabilities: Vec<String>, seen: Arc<Seen>) {
    while let Some(Ok(message)) = std::future::poll_fn(|context| Pin::new(&mut messages).poll_next(context)).await {
        let header = message.header();
        if message.message_type() != Type::MethodCall {
            continue;
        }
        match header.member().map(zbus::names::MemberName::as_str) {
            Some("GetCapabilities") => connection.reply(&header, &capabilities).await.unwrap(),
            Some("GetServerInformation") => {
                connection.reply(&header, &("pretended", "tests", "1", "1.2")).await.unwrap();
            }
            Some("Notify") if seen.hangs.load(Ordering::Relaxed) => seen.left_unanswered.notify_one(),
            Some("Notify") => {
                let taken = take(&message, &seen.taken.lock().unwrap());
                let number = taken.number;
                seen.taken.lock().unwrap().push(taken);
                connection.reply(&header, &number).await.unwrap();
            }
            other => panic!("nothing else is asked of the server: {other:?}"),
        }
    }
}

fn take(message: &Message, before: &[Taken]) -> Taken {
    type Arguments =
        (String, u32, String, String, String, Vec<String>, std::collections::HashMap<String, zbus::OwnedVariant>, i32);
    let (_app, replaces, _icon, summary, _body, actions, _hints, _timeout): Arguments =
        message.body().deserialize().unwrap();
    let highest = before.iter().map(|taken| taken.number).max().unwrap_or_default();
    let number = if replaces == 0 { highest + 1 } else { replaces };
    let sender = message.header().sender().unwrap().to_string();
    Taken { sender, number, replaces, summary, actions }
}

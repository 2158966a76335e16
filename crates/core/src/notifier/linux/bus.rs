//! The one thread that speaks with the notification server, on one connection for as long as the notifier lives.
//!
//! It waits in the bus: no timer, no polling, nothing to do while the notices stand. Calls are made one after the other, so
//! that notices appear in the order in which they were given; a server that hangs holds the next ones back (the
//! callers give up by themselves), but neither what was pressed nor the end. Every call goes to the server's unique
//! name and every signal is checked against it, so a number always meets the server that gave it out.

use std::collections::{HashMap, VecDeque};
use std::future::Future;
use std::pin::Pin;

use notify_rust::Notification;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use zbus::export::futures_core::Stream as _;
use zbus::fdo::DBusProxy;
use zbus::names::{OwnedUniqueName, WellKnownName};
use zbus::{Connection, MatchRule, Message, MessageStream};

use super::super::{AppIdentity, Notice, NotifyError, Response};
use super::notification::{Abilities, notification};
use super::standing::{Signal, Standing};
use crate::ids::AccountId;
use crate::text::presentable;

const SERVICE: WellKnownName<'static> = WellKnownName::from_static_str_unchecked("org.freedesktop.Notifications");
const INTERFACE: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// What the thread is asked for.
#[derive(Debug)]
pub(super) enum Call {
    /// Show a notice.
    Show {
        /// Which.
        notice: Notice,
        /// Whether the server took it.
        reply: oneshot::Sender<Result<(), NotifyError>>,
    },
    /// Name the server.
    Status {
        /// Its name.
        reply: oneshot::Sender<Result<String, NotifyError>>,
    },
}

impl Call {
    /// Whether nobody waits for its outcome any more.
    fn is_given_up(&self) -> bool {
        match self {
            Self::Show { reply, .. } => reply.is_closed(),
            Self::Status { reply } => reply.is_closed(),
        }
    }
}

/// Begins the thread. It ends when the sender is dropped.
pub(super) fn start(
    identity: AppIdentity,
    responses: UnboundedSender<Response>,
) -> std::io::Result<UnboundedSender<Call>> {
    let (sender, calls) = unbounded_channel();
    std::thread::Builder::new()
        .name("lowtide-notify".to_owned())
        .spawn(move || zbus::block_on(Desk::new(identity).work(calls, &responses)))?;
    Ok(sender)
}

/// What the thread knows.
struct Desk {
    identity: AppIdentity,
    line: Option<Line>,
    server: Option<Server>,
    standing: Standing,
}

/// The connection, and everything that comes in on it.
struct Line {
    connection: Connection,
    messages: MessageStream,
}

/// A running server.
#[derive(Debug, Clone)]
struct Server {
    name: OwnedUniqueName,
    abilities: Abilities,
}

/// A call being made. It takes along what it needs, so that signals are heard meanwhile.
type Work = Pin<Box<dyn Future<Output = Done>>>;

/// What a call has brought.
enum Done {
    /// A connection to make it on; the call itself comes next.
    Connected(Result<Connection, NotifyError>),
    Shown {
        account: Option<AccountId>,
        outcome: Result<(Server, u32), NotifyError>,
        reply: oneshot::Sender<Result<(), NotifyError>>,
    },
    Told,
}

impl Desk {
    fn new(identity: AppIdentity) -> Self {
        Self { identity, line: None, server: None, standing: Standing::default() }
    }

    async fn work(mut self, mut calls: UnboundedReceiver<Call>, responses: &UnboundedSender<Response>) {
        let mut waiting: VecDeque<Call> = VecDeque::new();
        let mut work: Option<Work> = None;
        loop {
            if work.is_none() {
                work = self.next(&mut waiting);
            }
            tokio::select! {
                call = calls.recv() => match call {
                    Some(call) => waiting.push_back(call),
                    None => return,
                },
                done = finished(&mut work) => {
                    work = None;
                    self.done(done, &mut waiting);
                }
                message = heard(&mut self.line) => if let Some(message) = message {
                    self.hear(&message, responses);
                } else {
                    // The bus is gone, and with it whatever was shown. The next call looks for it again.
                    tracing::debug!("the session bus has closed");
                    self = Self::new(self.identity);
                    work = None;
                },
            }
        }
    }

    /// What to do next.
    fn next(&self, waiting: &mut VecDeque<Call>) -> Option<Work> {
        // Whoever gave up asks again; to show it now as well would be to show it twice.
        while waiting.front().is_some_and(Call::is_given_up) {
            waiting.pop_front();
        }
        if waiting.is_empty() {
            return None;
        }
        let Some(line) = &self.line else { return Some(Box::pin(async { Done::Connected(connect().await) })) };
        let connection = line.connection.clone();
        Some(match waiting.pop_front()? {
            Call::Status { reply } => Box::pin(async move {
                drop(reply.send(status(&connection).await)); // or nobody waits any more
                Done::Told
            }),
            Call::Show { notice, reply } => {
                let (identity, known) = (self.identity.clone(), self.server.clone());
                let replaces = match (&known, &notice.account) {
                    (Some(server), Some(account)) => self.standing.replaced_by(&server.name, account),
                    _ => None,
                };
                Box::pin(async move {
                    let outcome = show(&connection, &identity, &notice, known, replaces).await;
                    Done::Shown { account: notice.account, outcome, reply }
                })
            }
        })
    }

    fn done(&mut self, done: Done, waiting: &mut VecDeque<Call>) {
        match done {
            Done::Told => {}
            Done::Connected(Ok(connection)) => {
                let messages = MessageStream::from(&connection);
                self.line = Some(Line { connection, messages });
            }
            Done::Connected(Err(error)) => match waiting.pop_front() {
                Some(Call::Show { reply, .. }) => drop(reply.send(Err(error))),
                Some(Call::Status { reply }) => drop(reply.send(Err(error))),
                None => {}
            },
            Done::Shown { account, outcome, reply } => {
                let outcome = outcome.map(|(server, number)| {
                    self.standing.shown(&server.name, number, account);
                    self.server = Some(server);
                });
                drop(reply.send(outcome)); // or nobody waits any more
            }
        }
    }

    fn hear(&mut self, message: &Message, responses: &UnboundedSender<Response>) {
        let header = message.header();
        let Some(sender) = header.sender() else { return };
        if let Some(response) = signal(message).and_then(|signal| self.standing.hear(sender.as_str(), signal)) {
            tracing::debug!(?response, "a notice was pressed");
            drop(responses.send(response)); // or nobody wants to know
        }
    }
}

/// The outcome of the call being made; for ever none while there is no call.
async fn finished(work: &mut Option<Work>) -> Done {
    match work {
        Some(work) => work.await,
        None => std::future::pending().await,
    }
}

/// The next message, for ever none while there is no connection; `None` when the connection has ended.
async fn heard(line: &mut Option<Line>) -> Option<Message> {
    let Some(line) = line else { return std::future::pending().await };
    std::future::poll_fn(|context| Pin::new(&mut line.messages).poll_next(context)).await?.ok()
}

/// What a message says about a notice, if it does.
fn signal(message: &Message) -> Option<Signal> {
    let header = message.header();
    if message.message_type() != zbus::message::Type::Signal || header.interface()? != INTERFACE {
        return None;
    }
    let body = message.body();
    match header.member()?.as_str() {
        "ActionInvoked" => body.deserialize().ok().map(|(number, key)| Signal::Pressed(number, key)),
        "ActivationToken" => body.deserialize().ok().map(|(number, token)| Signal::Token(number, token)),
        "NotificationClosed" => body.deserialize().ok().map(|(number, reason)| Signal::Closed(number, reason)),
        _ => None,
    }
}

/// Connects to the bus. Many servers send their signals to the connection that sent the notice; for those that send them to
/// everybody the bus is asked for them.
async fn connect() -> Result<Connection, NotifyError> {
    let connect = async {
        let connection = Connection::session().await?;
        let signals = MatchRule::builder()
            .msg_type(zbus::message::Type::Signal)
            .sender(SERVICE)
            .interface(INTERFACE)
            .path(PATH)
            .build()?;
        DBusProxy::new(&connection).await?.add_match_rule(signals).await?;
        zbus::Result::Ok(connection)
    };
    connect.await.map_err(|error| NotifyError::NoServer { reason: error.to_string() })
}

/// The unique name of the running server, started by the bus where that can be done.
async fn find_server(connection: &Connection) -> Result<OwnedUniqueName, NotifyError> {
    let find = async {
        let bus = DBusProxy::new(connection).await?;
        if let Ok(owner) = bus.get_name_owner(SERVICE.into()).await {
            return Ok(owner);
        }
        bus.start_service_by_name(SERVICE, 0).await?;
        bus.get_name_owner(SERVICE.into()).await.map_err(zbus::Error::from)
    };
    find.await.map_err(|error: zbus::Error| NotifyError::NoServer { reason: error.to_string() })
}

async fn status(connection: &Connection) -> Result<String, NotifyError> {
    let server = find_server(connection).await?;
    let answer = call(connection, &server, "GetServerInformation", &()).await.map_err(refused)?;
    let (name, _vendor, version, _spec): (String, String, String, String) =
        answer.body().deserialize().map_err(refused)?;
    // From outside, and shown: without control characters, and no longer than a name is.
    Ok(presentable(&format!("{name} {version}"), None, 100))
}

/// Shows a notice: which server took it, and the number that it gave out.
async fn show(
    connection: &Connection,
    identity: &AppIdentity,
    notice: &Notice,
    known: Option<Server>,
    replaces: Option<u32>,
) -> Result<(Server, u32), NotifyError> {
    let name = find_server(connection).await?;
    let (server, replaces) = match known {
        Some(server) if server.name == name => (server, replaces.unwrap_or_default()),
        _ => {
            let answer = call(connection, &name, "GetCapabilities", &()).await.map_err(refused)?;
            let capabilities: Vec<String> = answer.body().deserialize().map_err(refused)?;
            (Server { name, abilities: Abilities::of(&capabilities) }, 0)
        }
    };
    let notification = notification(identity, notice, server.abilities);
    let number = notify(connection, &server.name, replaces, &notification).await.map_err(refused)?;
    Ok((server, number))
}

async fn notify(
    connection: &Connection,
    server: &OwnedUniqueName,
    replaces: u32,
    notification: &Notification,
) -> zbus::Result<u32> {
    let hints: HashMap<_, _> = notification.hints.iter().map(<(&str, zbus::Variant<'_>)>::from).collect();
    let body = (
        &notification.appname,
        replaces,
        &notification.icon,
        &notification.summary,
        &notification.body,
        &notification.actions,
        hints,
        i32::from(notification.timeout),
    );
    call(connection, server, "Notify", &body).await?.body().deserialize()
}

async fn call<B: serde::Serialize + zbus::DynamicType>(
    connection: &Connection,
    server: &OwnedUniqueName,
    method: &str,
    body: &B,
) -> zbus::Result<Message> {
    connection.call_method(Some(server.as_ref()), PATH, Some(INTERFACE), method, body).await
}

#[expect(clippy::needless_pass_by_value, reason = "handed to map_err")]
fn refused(error: zbus::Error) -> NotifyError {
    NotifyError::Refused { reason: error.to_string() }
}

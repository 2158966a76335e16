//! Tells when the desktop has a tray, by its signals; nothing is polled.

use std::pin::Pin;

use zbus::export::futures_core::Stream;
use zbus::fdo::DBusProxy;
use zbus::names::BusName;
use zbus::{Connection, MatchRule, MessageStream};

/// Who keeps the list of tray items.
const WATCHER: &str = "org.kde.StatusNotifierWatcher";

/// Reports whether there is a tray, now and at every change. Reports it anew when a tray becomes able to show
/// something, which may be after it appeared. Returns only when the session bus is gone.
pub(crate) async fn watch(report: impl Fn(bool)) {
    match follow(&report).await {
        Ok(()) => tracing::warn!("the session bus has closed"),
        Err(error) => tracing::warn!(%error, "without a session bus there is no tray"),
    }
    report(false);
}

async fn follow(report: &impl Fn(bool)) -> zbus::Result<()> {
    let bus = Connection::session().await?;
    let daemon = DBusProxy::new(&bus).await?;
    // Listen first and ask then, so that nothing happens unseen in between.
    let mut owners = daemon.receive_name_owner_changed_with_args(&[(0, WATCHER)]).await?;
    let host = MatchRule::builder()
        .msg_type(zbus::message::Type::Signal)
        .interface(WATCHER)?
        .member("StatusNotifierHostRegistered")?
        .build();
    let mut hosts = MessageStream::for_match_rule(host, &bus, Some(4)).await?;
    report(daemon.name_has_owner(BusName::try_from(WATCHER)?).await?);
    loop {
        tokio::select! {
            change = next(&mut owners) => {
                let Some(change) = change else { return Ok(()) };
                report(change.args()?.new_owner().is_some());
            }
            signal = next(&mut hosts) => {
                if signal.is_none() {
                    return Ok(());
                }
                report(true);
            }
        }
    }
}

async fn next<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    std::future::poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await
}

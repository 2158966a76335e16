//! The freedesktop notification service.
//!
//! notify-rust's errors do not tell "there is no server" from "the server refused", so the bus is asked first who the
//! server is (and to start one, where the desktop starts it on demand). Its unique name also says whether it is still the
//! one that gave out the numbers which later notices replace: after a restart they may be another program's.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use notify_rust::{Hint, Notification, Timeout};
use zbus::fdo::DBusProxy;
use zbus::names::WellKnownName;

use super::{AppIdentity, Notice, NotifyError, Urgency};
use crate::ids::AccountId;

const SERVICE: WellKnownName<'static> = WellKnownName::from_static_str_unchecked("org.freedesktop.Notifications");

pub(super) struct Platform {
    identity: AppIdentity,
    server: Mutex<Server>,
}

/// What is known of one running server.
#[derive(Default)]
struct Server {
    /// Its unique name on the bus; empty for none yet.
    name: String,
    /// Whether bodies are read as markup.
    markup: bool,
    /// The number of the notice last shown for an account.
    shown: HashMap<AccountId, u32>,
}

impl Platform {
    pub(super) fn new(identity: AppIdentity) -> Self {
        Self { identity, server: Mutex::default() }
    }

    #[expect(clippy::unused_self, reason = "called like `show`")]
    pub(super) fn status(&self) -> Result<String, NotifyError> {
        find_server()?;
        notify_rust::get_server_information().map(|server| server.name).map_err(refused)
    }

    pub(super) fn show(&self, notice: &Notice) -> Result<(), NotifyError> {
        let name = find_server()?;
        let mut server = self.server.lock().unwrap_or_else(PoisonError::into_inner);
        if server.name != name {
            let markup = notify_rust::get_capabilities().map_err(refused)?.iter().any(|can| can == "body-markup");
            *server = Server { name, markup, shown: HashMap::new() };
        }
        let mut notification = self.notification(notice, server.markup);
        if let Some(number) = notice.account.as_ref().and_then(|account| server.shown.get(account)) {
            notification.id(*number);
        }
        let handle = notification.show().map_err(refused)?;
        if let Some(account) = &notice.account {
            server.shown.insert(account.clone(), handle.id());
        }
        Ok(())
    }

    fn notification(&self, notice: &Notice, markup: bool) -> Notification {
        let mut notification = Notification::new();
        notification
            .appname("Lowtide")
            .summary(&notice.title)
            .body(&if markup { escape(&notice.body) } else { notice.body.clone() })
            .icon(notice.icon.as_deref().unwrap_or(&self.identity.icon))
            .hint(Hint::DesktopEntry(self.identity.desktop_entry.clone()))
            .urgency(match notice.urgency {
                Urgency::Low => notify_rust::Urgency::Low,
                Urgency::Normal => notify_rust::Urgency::Normal,
                Urgency::Critical => notify_rust::Urgency::Critical,
            })
            .timeout(if notice.urgency == Urgency::Critical { Timeout::Never } else { Timeout::Default });
        notification
    }
}

/// The unique name of the running server, started by the bus where that can be done.
fn find_server() -> Result<String, NotifyError> {
    let ask = async {
        let connection = zbus::Connection::session().await?;
        let bus = DBusProxy::new(&connection).await?;
        if let Ok(owner) = bus.get_name_owner(SERVICE.into()).await {
            return Ok(owner);
        }
        bus.start_service_by_name(SERVICE, 0).await?;
        bus.get_name_owner(SERVICE.into()).await.map_err(zbus::Error::from)
    };
    match zbus::block_on(ask) {
        Ok(name) => Ok(name.to_string()),
        Err(error) => Err(NotifyError::NoServer { reason: error.to_string() }),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "handed to map_err")]
fn refused(error: notify_rust::error::Error) -> NotifyError {
    NotifyError::Refused { reason: error.to_string() }
}

/// Plain text for a server that reads markup.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(urgency: Urgency) -> Notice {
        Notice {
            title: "<Work>".into(),
            body: "R&D <b>\nleft > 3".into(),
            urgency,
            account: None,
            icon: None,
            actions: Vec::new(),
        }
    }

    #[test]
    fn only_a_body_that_is_read_as_markup_is_escaped() {
        let platform = Platform::new(AppIdentity::default());
        let plain = platform.notification(&notice(Urgency::Low), false);
        assert_eq!((plain.summary.as_str(), plain.body.as_str()), ("<Work>", "R&D <b>\nleft > 3"));
        let marked_up = platform.notification(&notice(Urgency::Low), true);
        assert_eq!(marked_up.summary, "<Work>");
        assert_eq!(marked_up.body, "R&amp;D &lt;b&gt;\nleft &gt; 3");
    }

    #[test]
    fn critical_stays_and_says_so() {
        let platform = Platform::new(AppIdentity::default());
        let critical = platform.notification(&notice(Urgency::Critical), true);
        assert_eq!(critical.timeout, Timeout::Never);
        assert!(critical.hints.contains(&Hint::Urgency(notify_rust::Urgency::Critical)));
        assert!(critical.hints.contains(&Hint::DesktopEntry("lowtide".into())));
        assert_eq!((critical.appname.as_str(), critical.icon.as_str()), ("Lowtide", "lowtide"));
        assert_eq!(platform.notification(&notice(Urgency::Normal), true).timeout, Timeout::Default);
    }
}

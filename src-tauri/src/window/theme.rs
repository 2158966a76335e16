//! Light or dark, as the desktop wants it. The page learns it from GTK's settings, which do not know of the desktop's
//! portal, so what the portal says is put there.

use gtk::gio::prelude::*;
use gtk::gio::{BusType, Cancellable, DBusCallFlags, DBusConnection, DBusSignalFlags};
use gtk::glib::Variant;
use gtk::prelude::*;

const PORTAL: &str = "org.freedesktop.portal.Desktop";
const PATH: &str = "/org/freedesktop/portal/desktop";
const SETTINGS: &str = "org.freedesktop.portal.Settings";
const NAMESPACE: &str = "org.freedesktop.appearance";
const KEY: &str = "color-scheme";
/// A portal that runs answers at once; the first paint does not wait for one that does not.
const PATIENCE_MS: i32 = 150;

/// Whether windows are dark.
pub(crate) fn is_dark() -> bool {
    let Some(settings) = gtk::Settings::default() else { return false };
    if let Ok(forced) = std::env::var("GTK_THEME") {
        return forced.ends_with(":dark") || forced.to_lowercase().ends_with("-dark");
    }
    settings.is_gtk_application_prefer_dark_theme()
        || settings.gtk_theme_name().is_some_and(|name| name.to_lowercase().ends_with("-dark"))
}

/// Takes the theme over from the portal, now and at every change.
pub(crate) fn follow_the_desktop() {
    let Ok(bus) = gtk::gio::bus_get_sync(BusType::Session, Cancellable::NONE) else { return };
    // NO_AUTO_START: a portal that has to be started first would hold the window back.
    let question = (NAMESPACE, KEY).to_variant();
    let answer = bus.call_sync(
        Some(PORTAL),
        PATH,
        SETTINGS,
        "Read",
        Some(&question),
        None,
        DBusCallFlags::NO_AUTO_START,
        PATIENCE_MS,
        Cancellable::NONE,
    );
    if let Ok(answer) = answer
        && answer.n_children() > 0
    {
        apply(&answer.child_value(0));
    }
    subscribe(&bus);
}

fn subscribe(bus: &DBusConnection) {
    let connection = bus.clone();
    let subscription = bus.signal_subscribe(
        Some(PORTAL),
        Some(SETTINGS),
        Some("SettingChanged"),
        Some(PATH),
        Some(NAMESPACE),
        DBusSignalFlags::NONE,
        move |_, _, _, _, _, change| {
            let _alive = &connection; // the subscription ends with the connection
            if change.n_children() == 3 && change.child_value(1).str() == Some(KEY) {
                apply(&change.child_value(2));
            }
        },
    );
    tracing::trace!(?subscription, "following the desktop's theme");
}

/// The portal's value, however deep it is wrapped: 0 for no preference, 1 for dark, 2 for light.
fn apply(value: &Variant) {
    let mut value = value.clone();
    while let Some(inner) = value.as_variant() {
        value = inner;
    }
    let (Some(scheme), Some(settings)) = (value.get::<u32>(), gtk::Settings::default()) else { return };
    if scheme != 0 {
        settings.set_gtk_application_prefer_dark_theme(scheme == 1);
    }
}

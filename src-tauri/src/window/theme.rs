//! Light or dark, as the desktop wants it. The page learns it from GTK's settings, which do not know of the desktop's
//! portal, so what the portal says is put there.

use std::cell::Cell;

use gtk::gio::prelude::*;
use gtk::gio::{BusType, Cancellable, DBusCallFlags, DBusConnection, DBusSignalFlags};
use gtk::glib::Variant;
use gtk::prelude::*;
use lowtide_core::contract::Theme;

const PORTAL: &str = "org.freedesktop.portal.Desktop";
const PATH: &str = "/org/freedesktop/portal/desktop";
const SETTINGS: &str = "org.freedesktop.portal.Settings";
const NAMESPACE: &str = "org.freedesktop.appearance";
const KEY: &str = "color-scheme";
/// A portal that runs answers at once; the first paint does not wait for one that does not.
const PATIENCE_MS: i32 = 150;

thread_local! {
    /// What the person chose for Lowtide, whatever the desktop's theme is. GTK's settings are the main thread's.
    static CHOSEN: Cell<Theme> = const { Cell::new(Theme::System) };
}

/// Whether windows are dark.
pub(crate) fn is_dark() -> bool {
    match CHOSEN.get() {
        Theme::Light => return false,
        Theme::Dark => return true,
        Theme::System => {}
    }
    let Some(settings) = gtk::Settings::default() else { return false };
    if let Ok(forced) = std::env::var("GTK_THEME") {
        return forced.ends_with(":dark") || forced.to_lowercase().ends_with("-dark");
    }
    settings.is_gtk_application_prefer_dark_theme()
        || settings.gtk_theme_name().is_some_and(|name| name.to_lowercase().ends_with("-dark"))
}

/// Takes the theme that the person chose, for the page's native parts and what stands behind the page.
pub(crate) fn choose(theme: Theme) {
    if CHOSEN.replace(theme) == theme {
        return;
    }
    let Some(settings) = gtk::Settings::default() else { return };
    settings.reset_property("gtk-theme-name");
    settings.reset_property("gtk-application-prefer-dark-theme");
    match theme {
        Theme::System => take_over_from_the_portal(),
        Theme::Dark => settings.set_gtk_application_prefer_dark_theme(true),
        Theme::Light => {
            settings.set_gtk_application_prefer_dark_theme(false);
            // A theme that is dark by its name is dark whatever is preferred.
            if let Some(light) = settings.gtk_theme_name().and_then(|name| light_of(&name)) {
                settings.set_gtk_theme_name(Some(&light));
            }
        }
    }
}

/// The light one of a pair of themes, by the name of the dark one.
fn light_of(name: &str) -> Option<String> {
    let at = name.len().checked_sub("-dark".len())?;
    let (light, dark) = (name.get(..at)?, name.get(at..)?);
    dark.eq_ignore_ascii_case("-dark").then(|| light.to_owned())
}

/// Takes the theme over from the portal, now and at every change.
pub(crate) fn follow_the_desktop() {
    take_over_from_the_portal();
    if let Ok(bus) = gtk::gio::bus_get_sync(BusType::Session, Cancellable::NONE) {
        subscribe(&bus);
    }
}

fn take_over_from_the_portal() {
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
    if scheme != 0 && CHOSEN.get() == Theme::System {
        settings.set_gtk_application_prefer_dark_theme(scheme == 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_light_one_of_a_pair_is_known_by_the_dark_ones_name() {
        for (dark, light) in [
            ("Adwaita-dark", Some("Adwaita")),
            ("Arc-Dark", Some("Arc")),
            ("Adwaita", None),
            ("-dark", Some("")),
            ("ü-dark", Some("ü")),
            ("dark", None),
        ] {
            assert_eq!(light_of(dark).as_deref(), light, "{dark}");
        }
    }
}

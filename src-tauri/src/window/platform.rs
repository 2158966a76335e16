//! What differs between the systems: where the popup goes, how it gets the focus, what theme is in force.

use tauri::WebviewWindow;

use super::placement::{self, Area, Screen};

#[cfg(target_os = "linux")]
pub(crate) use linux::{begin_to_paint, choose_theme, hide, is_dark, place_popup, prepare_popup, show, text_scale};
#[cfg(not(target_os = "linux"))]
pub(crate) use other::{begin_to_paint, choose_theme, hide, is_dark, place_popup, prepare_popup, show, text_scale};

fn screens(window: &WebviewWindow) -> tauri::Result<Vec<Screen>> {
    let mut monitors = window.available_monitors()?;
    // The primary one comes first: it is where a popup without a click goes.
    if let Some(primary) = window.primary_monitor()? {
        monitors.sort_by_key(|monitor| monitor.position() != primary.position());
    }
    Ok(monitors
        .iter()
        .map(|monitor| Screen {
            bounds: Area {
                x: monitor.position().x.into(),
                y: monitor.position().y.into(),
                width: monitor.size().width.into(),
                height: monitor.size().height.into(),
            },
            work: Area {
                x: monitor.work_area().position.x.into(),
                y: monitor.work_area().position.y.into(),
                width: monitor.work_area().size.width.into(),
                height: monitor.work_area().size.height.into(),
            },
            scale: monitor.scale_factor(),
        })
        .collect())
}

#[cfg(target_os = "linux")]
mod linux {
    use gtk::prelude::*;
    use lowtide_core::contract::Theme;
    use tauri::WebviewWindow;

    use super::{placement, screens};
    use crate::window::{layer_shell, theme};

    /// Makes the popup a popup, before it is shown for the first time.
    pub(crate) fn prepare_popup(window: &WebviewWindow) {
        let Ok(gtk_window) = window.gtk_window() else { return };
        gtk_window.set_default_size(-1, -1); // the size asked for is the size, also when it shrinks
        if !layer_shell::prepare(&gtk_window) {
            gtk_window.set_type_hint(gtk::gdk::WindowTypeHint::Utility); // tiling window managers let it float
        }
    }

    /// Sizes the popup, in CSS pixels, and puts it at the icon.
    pub(crate) fn place_popup(
        window: &WebviewWindow,
        anchor: Option<(f64, f64)>,
        size: (f64, f64),
    ) -> tauri::Result<()> {
        let mut screens = screens(window)?;
        let gtk_window = window.gtk_window()?;
        // GTK counts in logical pixels, of which the desktop's text size may make several of a CSS pixel.
        let logical: Vec<f64> = screens.iter().map(|screen| screen.scale).collect();
        let anchor = anchor.map(|anchor| {
            let pointer = window.cursor_position().ok().map(|pointer| (pointer.x, pointer.y));
            placement::physical(anchor, pointer, logical.first().copied().unwrap_or(1.0))
        });
        let text = text_scale();
        for screen in &mut screens {
            screen.scale *= text;
        }
        let Some(place) = placement::place(anchor, size, &screens) else { return Ok(()) };
        gtk_window.set_size_request(whole(place.width * text), whole(place.height * text));
        if layer_shell::is_layer(&gtk_window) {
            layer_shell::place(&gtk_window, anchor, &screens);
        } else {
            let logical = logical.get(place.screen).copied().unwrap_or(1.0);
            gtk_window.move_(whole(place.x / logical), whole(place.y / logical));
        }
        Ok(())
    }

    /// How much larger than usual the desktop wants text: WebKit enlarges the whole page by that. It is also how X11
    /// desktops scale by one and a half.
    pub(crate) fn text_scale() -> f64 {
        let resolution = gtk::gdk::Screen::default().map_or(-1.0, |screen| screen.resolution());
        if resolution > 0.0 { (resolution / 96.0).clamp(0.5, 4.0) } else { 1.0 }
    }

    #[expect(clippy::cast_possible_truncation, reason = "a screen has fewer pixels than an i32 counts")]
    fn whole(pixels: f64) -> i32 {
        pixels.round() as i32
    }

    /// Lets a new popup paint before anybody sees it: WebKit paints nothing in a window that is not on the screen, so on
    /// X11 it is put there without a single visible point. False where that cannot be done.
    pub(crate) fn begin_to_paint(window: &WebviewWindow) -> tauri::Result<bool> {
        let gtk_window = window.gtk_window()?;
        gtk_window.realize();
        if on_x11(&gtk_window).is_none() {
            return Ok(false);
        }
        gtk_window.shape_combine_region(Some(&gtk::cairo::Region::create()));
        gtk_window.show_all();
        Ok(true)
    }

    fn on_x11(window: &gtk::ApplicationWindow) -> Option<gdkx11::X11Window> {
        window.window()?.downcast().ok()
    }

    /// Shows the window with the focus: with the right that the agent handed over, else as of this very moment.
    /// Not by way of Tauri, which would show it later and without either.
    pub(crate) fn show(window: &WebviewWindow, activation: Option<&str>) -> tauri::Result<()> {
        let gtk_window = window.gtk_window()?;
        gtk_window.realize();
        gtk_window.shape_combine_region(None);
        if let Some(activation) = activation {
            gtk_window.set_startup_id(activation);
        }
        if let Some(x11) = on_x11(&gtk_window) {
            let now = gdkx11::functions::x11_get_server_time(&x11);
            x11.set_user_time(now);
            gtk_window.show_all();
            gtk_window.present_with_time(now);
        } else {
            gtk_window.show_all();
            gtk_window.present();
        }
        Ok(())
    }

    /// Hides the window.
    pub(crate) fn hide(window: &WebviewWindow) -> tauri::Result<()> {
        window.gtk_window()?.hide();
        Ok(())
    }

    /// Takes the theme that the person chose.
    pub(crate) fn choose_theme(_: &tauri::AppHandle, chosen: Theme) {
        theme::choose(chosen);
    }

    /// Whether windows are to be dark.
    pub(crate) fn is_dark() -> bool {
        theme::is_dark()
    }
}

#[cfg(not(target_os = "linux"))]
mod other {
    use std::sync::atomic::{AtomicBool, Ordering};

    use lowtide_core::contract::Theme;
    use tauri::{AppHandle, PhysicalPosition, WebviewWindow};

    use super::{placement, screens};

    /// Nothing is to be prepared here.
    pub(crate) fn prepare_popup(_: &WebviewWindow) {}

    /// Sizes the popup, in CSS pixels, and puts it at the icon.
    pub(crate) fn place_popup(
        window: &WebviewWindow,
        anchor: Option<(f64, f64)>,
        size: (f64, f64),
    ) -> tauri::Result<()> {
        let screens = screens(window)?;
        let Some(place) = placement::place(anchor, size, &screens) else { return Ok(()) };
        window.set_size(tauri::LogicalSize::new(place.width, place.height))?;
        #[expect(clippy::cast_possible_truncation, reason = "a screen has fewer pixels than an i32 counts")]
        window.set_position(PhysicalPosition::new(place.x as i32, place.y as i32))
    }

    /// A larger text makes no CSS pixel larger here.
    pub(crate) fn text_scale() -> f64 {
        1.0
    }

    /// Whether a hidden window paints is the web view's secret here; it is given a moment to.
    pub(crate) fn begin_to_paint(_: &WebviewWindow) -> tauri::Result<bool> {
        Ok(true)
    }

    /// Shows the window with the focus.
    pub(crate) fn show(window: &WebviewWindow, _: Option<&str>) -> tauri::Result<()> {
        window.show()?;
        window.set_focus()
    }

    /// Hides the window.
    pub(crate) fn hide(window: &WebviewWindow) -> tauri::Result<()> {
        window.hide()
    }

    /// Whether the person chose dark windows.
    static DARK: AtomicBool = AtomicBool::new(false);

    /// Takes the theme that the person chose.
    pub(crate) fn choose_theme(app: &AppHandle, chosen: Theme) {
        DARK.store(chosen == Theme::Dark, Ordering::Relaxed);
        app.set_theme(match chosen {
            Theme::System => None,
            Theme::Light => Some(tauri::Theme::Light),
            Theme::Dark => Some(tauri::Theme::Dark),
        });
    }

    /// Whether windows are to be dark, as far as the person chose; what the desktop wants is told once there is one.
    pub(crate) fn is_dark() -> bool {
        DARK.load(Ordering::Relaxed)
    }
}

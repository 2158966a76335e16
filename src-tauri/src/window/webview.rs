//! Makes the two windows.

use std::sync::Arc;

use tauri::utils::config::Color;
use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::{AppHandle, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Wry};

use super::fit::Fit;
use super::platform;
use super::stage::{MAIN, POPUP, Stage};

/// The popup's width in CSS pixels.
pub(crate) const POPUP_WIDTH: f64 = 380.0;

/// The popup, still hidden.
pub(crate) fn popup(app: &AppHandle, stage: &Arc<Stage>) -> tauri::Result<WebviewWindow> {
    page(app, POPUP, stage)
        .title("Lowtide")
        .inner_size(POPUP_WIDTH, Fit::INITIAL)
        .resizable(false)
        .decorations(false)
        .skip_taskbar(true)
        .always_on_top(true)
        .build()
}

/// The ordinary window, still hidden.
pub(crate) fn main(app: &AppHandle, stage: &Arc<Stage>) -> tauri::Result<WebviewWindow> {
    let scale = platform::text_scale();
    let screen =
        app.primary_monitor()?.map(|monitor| monitor.work_area().size.to_logical::<f64>(monitor.scale_factor()));
    let screen = screen.map_or((f64::INFINITY, f64::INFINITY), |size| (size.width, size.height));
    let (width, height) = enlarged((960.0, 640.0), scale, screen);
    let (least_width, least_height) = enlarged((420.0, 480.0), scale, screen);
    page(app, MAIN, stage)
        .title("Lowtide")
        .inner_size(width, height)
        .min_inner_size(least_width, least_height)
        .center()
        .build()
}

/// What the window manager adds around a window, at most.
const FRAME: f64 = 48.0;

/// A size in CSS pixels where each of them is larger, and no larger than the screen.
fn enlarged((width, height): (f64, f64), scale: f64, screen: (f64, f64)) -> (f64, f64) {
    ((width * scale).min(screen.0 - FRAME), (height * scale).min(screen.1 - FRAME))
}

fn page<'a>(
    app: &'a AppHandle,
    label: &'static str,
    stage: &Arc<Stage>,
) -> WebviewWindowBuilder<'a, Wry, AppHandle<Wry>> {
    let loaded = Arc::clone(stage);
    WebviewWindowBuilder::new(app, label, WebviewUrl::App("index.html".into()))
        .visible(false)
        .background_color(background())
        .content_protected(stage.hides_when_shared())
        .on_navigation(is_own)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .disable_drag_drop_handler()
        .on_page_load(move |_, load| {
            if load.event() == PageLoadEvent::Finished {
                loaded.loaded(label);
            }
        })
}

/// What stands behind the page until it has painted: `--ground` of the page's `tokens.css`, so that nothing flashes.
pub(crate) fn background() -> Color {
    if platform::is_dark() { Color(0x10, 0x18, 0x1a, 0xff) } else { Color(0xf2, 0xf5, 0xf5, 0xff) }
}

/// Whether an address is the embedded page's.
fn is_own(address: &Url) -> bool {
    match address.scheme() {
        "tauri" => address.host_str() == Some("localhost"),
        "http" | "https" => cfg!(windows) && address.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_as_large_as_its_text_and_as_its_screen() {
        let screen = (1280.0, 768.0);
        assert_eq!(enlarged((960.0, 640.0), 1.0, screen), (960.0, 640.0));
        assert_eq!(enlarged((960.0, 640.0), 1.25, screen), (1200.0, 720.0));
        assert_eq!(enlarged((960.0, 640.0), 2.0, screen), (1232.0, 720.0));
    }

    #[test]
    fn only_the_embedded_page_may_be_shown() {
        assert!(is_own(&"tauri://localhost/index.html".parse().unwrap()));
        for foreign in
            ["https://example.com", "tauri://elsewhere", "file:///etc/passwd", "data:text/html,x", "about:blank"]
        {
            assert!(!is_own(&foreign.parse().unwrap()), "{foreign}");
        }
        assert_eq!(is_own(&"http://tauri.localhost/".parse().unwrap()), cfg!(windows));
    }
}

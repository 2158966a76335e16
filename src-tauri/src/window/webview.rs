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
    page(app, MAIN, stage).title("Lowtide").inner_size(960.0, 640.0).min_inner_size(420.0, 480.0).center().build()
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

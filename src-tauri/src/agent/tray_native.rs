//! The tray icon of macOS and Windows, which Tauri has.

use lowtide_core::contract::Anchor;
use tauri::image::Image;
use tauri::menu::{IsMenuItem, Menu, MenuBuilder, MenuItemBuilder, PredefinedMenuItem, SubmenuBuilder};
use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Wry};
use tokio::sync::{mpsc, oneshot};
use tray_icon::menu::MenuEvent;
use tray_icon::{MouseButton, MouseButtonState, TrayIconEvent};

use super::desk::Event;
use super::tell;
use super::tray::ID;
use super::tray_choice::{self, Choice, Entry};
use super::tray_model::TrayModel;
use super::tray_picture::{self, Picture};

/// The drawing that both systems scale best: twice what they show on an ordinary screen, as they show it on a fine one.
const SIZE: usize = if cfg!(target_os = "macos") { 44 } else { 32 };

/// Passes clicks and choices on from now on. Before Tauri is built: of two listeners the first stays, and Tauri's would
/// bring them later, by way of the main loop.
pub(crate) fn listen(events: mpsc::UnboundedSender<Event>) {
    let choices = events.clone();
    TrayIconEvent::set_event_handler(Some(move |event| {
        if let TrayIconEvent::Click {
            position, button: MouseButton::Left, button_state: MouseButtonState::Up, ..
        } = event
        {
            let anchor = Anchor { x: position.x, y: position.y };
            tell(&events, Event::TrayClicked { anchor, activation: None });
        }
    }));
    MenuEvent::set_event_handler(Some(move |event: MenuEvent| {
        if let Some(choice) = Choice::of_id(event.id().as_ref()) {
            tell(&choices, Event::Chosen { choice, activation: None });
        }
    }));
}

/// The icon.
pub(crate) struct Item(TrayIcon);

impl Item {
    /// Puts an icon there. Called on the main thread.
    pub(crate) fn new(app: &AppHandle, model: &TrayModel, _: &mpsc::UnboundedSender<Event>) -> Result<Self, String> {
        build(app, model).map(Self).map_err(|error| error.to_string())
    }

    /// As [`Self::new`], elsewhere than on the main thread.
    pub(crate) async fn appear(
        app: &AppHandle,
        model: &TrayModel,
        _: &mpsc::UnboundedSender<Event>,
    ) -> Result<Self, String> {
        let (handle, model) = (app.clone(), model.clone());
        match on_main_thread(app, move || build(&handle, &model)).await {
            Some(icon) => icon.map(Self).map_err(|error| error.to_string()),
            None => Err("the program is ending".to_owned()),
        }
    }

    /// Shows another model, and only what differs.
    pub(crate) async fn update(&self, app: &AppHandle, before: &TrayModel, now: &TrayModel) -> Result<(), String> {
        let (handle, icon, before, now) = (app.clone(), self.0.clone(), before.clone(), now.clone());
        match on_main_thread(app, move || update(&handle, &icon, &before, &now)).await {
            Some(outcome) => outcome.map_err(|error| error.to_string()),
            None => Ok(()),
        }
    }
}

/// Runs something on the main thread and waits for it; none when the main loop has ended.
async fn on_main_thread<T: Send + 'static>(app: &AppHandle, act: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (give, take) = oneshot::channel();
    let posted = app.run_on_main_thread(move || {
        if give.send(act()).is_err() {
            tracing::debug!("nobody waits for the tray any more");
        }
    });
    match posted {
        Ok(()) => take.await.ok(),
        Err(_) => None,
    }
}

fn build(app: &AppHandle, model: &TrayModel) -> tauri::Result<TrayIcon> {
    TrayIconBuilder::with_id(ID)
        .icon(image(model.picture)?)
        .title(model.title)
        .tooltip(&model.tooltip)
        .menu(&menu(app, model)?)
        .show_menu_on_left_click(false)
        .build(app)
}

fn update(app: &AppHandle, icon: &TrayIcon, before: &TrayModel, now: &TrayModel) -> tauri::Result<()> {
    if before.picture != now.picture {
        icon.set_icon(Some(image(now.picture)?))?;
    }
    if before.title != now.title {
        icon.set_title(Some(now.title))?;
    }
    if before.tooltip != now.tooltip {
        icon.set_tooltip(Some(&now.tooltip))?;
    }
    if (before.language, &before.lines, &before.alerts) != (now.language, &now.lines, &now.alerts) {
        icon.set_menu(Some(menu(app, now)?))?;
    }
    Ok(())
}

fn menu(app: &AppHandle, model: &TrayModel) -> tauri::Result<Menu<Wry>> {
    let mut menu = MenuBuilder::new(app);
    for entry in tray_choice::menu(model) {
        menu = menu.item(&*line(app, entry)?);
    }
    menu.build()
}

fn line(app: &AppHandle, entry: Entry) -> tauri::Result<Box<dyn IsMenuItem<Wry>>> {
    Ok(match entry {
        Entry::Separator => Box::new(PredefinedMenuItem::separator(app)?),
        Entry::Line(text, None) => Box::new(MenuItemBuilder::new(plain(&text)).enabled(false).build(app)?),
        Entry::Line(text, Some(choice)) => Box::new(MenuItemBuilder::with_id(choice.id(), plain(&text)).build(app)?),
        Entry::Menu(text, entries) => {
            let mut below = SubmenuBuilder::new(app, plain(&text));
            for entry in entries {
                below = below.item(&*line(app, entry)?);
            }
            Box::new(below.build()?)
        }
    })
}

/// A single `&` would underline the next letter.
fn plain(text: &str) -> String {
    text.replace('&', "&&")
}

fn image(picture: Picture) -> tauri::Result<Image<'static>> {
    let drawn = tray_picture::pixels(picture)?.into_iter().find(|pixels| pixels.size == SIZE);
    let pixels = drawn.ok_or_else(|| std::io::Error::from(std::io::ErrorKind::NotFound))?;
    let side = u32::try_from(pixels.size).unwrap_or_default();
    Ok(Image::new_owned(pixels.rgba, side, side))
}

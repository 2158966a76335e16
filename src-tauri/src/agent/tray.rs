//! Puts the model into the tray, and only what changed.

use lowtide_core::contract::Anchor;
use lowtide_core::ids::AccountId;
use tauri::image::Image;
use tauri::menu::{Menu, MenuBuilder, MenuItemBuilder, SubmenuBuilder};
use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Wry};
use tokio::sync::{mpsc, oneshot};
use tray_icon::menu::MenuEvent;
use tray_icon::{MouseButton, MouseButtonState, TrayIconEvent};

use super::desk::Event;
use super::tell;
use super::texts::texts;
use super::tray_alerts::{Alerts, PauseChoice};
use super::tray_model::{Level, Picture, TrayModel};

/// The tray item's name on the bus.
const ID: &str = "lowtide";

/// A choice in the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Choice {
    /// Poll everything now.
    Refresh,
    /// Give no alerts for a time.
    Pause(PauseChoice),
    /// Give alerts again.
    Resume,
    /// Open the window.
    Open,
    /// Open the window at an account.
    Account(AccountId),
    /// Open the window to add a key.
    Add,
    /// Open the window at the settings.
    Settings,
    /// End.
    Quit,
}

impl Choice {
    fn id(&self) -> String {
        match self {
            Self::Refresh => "refresh".to_owned(),
            Self::Pause(choice) => format!("pause:{}", choice.id()),
            Self::Resume => "resume".to_owned(),
            Self::Open => "open".to_owned(),
            Self::Add => "add".to_owned(),
            Self::Settings => "settings".to_owned(),
            Self::Quit => "quit".to_owned(),
            Self::Account(account) => format!("account:{account}"),
        }
    }

    fn of_id(id: &str) -> Option<Self> {
        Some(match id {
            "refresh" => Self::Refresh,
            "resume" => Self::Resume,
            "open" => Self::Open,
            "add" => Self::Add,
            "settings" => Self::Settings,
            "quit" => Self::Quit,
            _ => match id.split_once(':')? {
                ("account", account) => Self::Account(account.parse().ok()?),
                ("pause", choice) => Self::Pause(PauseChoice::ALL.into_iter().find(|known| known.id() == choice)?),
                _ => return None,
            },
        })
    }
}

/// Passes clicks and choices on from now on. Before Tauri is built: of two listeners the first stays, and Tauri's would
/// bring them later, by way of the main loop and without the right to take the focus.
pub(crate) fn listen(events: mpsc::UnboundedSender<Event>) {
    let choices = events.clone();
    TrayIconEvent::set_event_handler(Some(move |event| {
        if let TrayIconEvent::Click {
            position, button: MouseButton::Left, button_state: MouseButtonState::Up, ..
        } = event
        {
            let anchor = Anchor { x: position.x, y: position.y };
            tell(&events, Event::TrayClicked { anchor, activation: activation() });
        }
    }));
    MenuEvent::set_event_handler(Some(move |event: MenuEvent| {
        if let Some(choice) = Choice::of_id(event.id().as_ref()) {
            tell(&choices, Event::Chosen { choice, activation: activation() });
        }
    }));
}

/// The right to take the focus that came with the click, which is Wayland's way.
#[cfg(target_os = "linux")]
fn activation() -> Option<String> {
    ksni::current_xdg_activation_token().filter(|token| !token.is_empty())
}

#[cfg(not(target_os = "linux"))]
fn activation() -> Option<String> {
    None
}

/// The tray icon, where the desktop has a tray.
pub(crate) struct Tray {
    app: AppHandle,
    icon: Option<TrayIcon>,
    model: TrayModel,
}

impl Tray {
    /// Tries to put an icon there at once. Called on the main thread.
    pub(crate) fn new(app: AppHandle, model: TrayModel) -> Self {
        let icon = match build(&app, &model) {
            Ok(icon) => Some(icon),
            Err(error) => {
                tracing::info!(%error, "no tray yet");
                None
            }
        };
        Self { app, icon, model }
    }

    /// Whether there is an icon.
    pub(crate) fn is_there(&self) -> bool {
        self.icon.is_some()
    }

    /// Puts the icon there if it is not yet: the reason, if that is impossible.
    pub(crate) async fn appear(&mut self) -> Result<(), String> {
        if self.icon.is_some() {
            return Ok(());
        }
        let (app, model) = (self.app.clone(), self.model.clone());
        let icon = on_main_thread(&self.app, move || build(&app, &model)).await;
        match icon {
            Some(Ok(icon)) => self.icon = Some(icon),
            Some(Err(error)) => return Err(error.to_string()),
            None => return Err("the program is ending".to_owned()),
        }
        Ok(())
    }

    /// Shows another model.
    pub(crate) async fn show(&mut self, model: TrayModel) {
        if model == self.model {
            return;
        }
        let before = std::mem::replace(&mut self.model, model.clone());
        let (Some(icon), app) = (self.icon.clone(), self.app.clone()) else { return };
        let outcome = on_main_thread(&self.app, move || update(&app, &icon, &before, &model)).await;
        if let Some(Err(error)) = outcome {
            tracing::warn!(%error, "the tray cannot be updated");
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
    let texts = &texts(model.language).menu;
    let mut menu = MenuBuilder::new(app);
    for line in &model.lines {
        let text = line.text.replace('&', "&&"); // a single one would underline the next letter
        menu = match &line.account {
            Some(account) => menu.text(Choice::Account(account.clone()).id(), text),
            None => menu.item(&MenuItemBuilder::new(text).enabled(false).build(app)?),
        };
    }
    menu = menu.separator().text(Choice::Refresh.id(), texts.refresh);
    menu = match &model.alerts {
        Alerts::Unknown => menu,
        Alerts::Given => {
            let choices = SubmenuBuilder::new(app, texts.pause);
            let choices = PauseChoice::ALL
                .into_iter()
                .fold(choices, |choices, choice| choices.text(Choice::Pause(choice).id(), choice.label(texts)));
            menu.item(&choices.build()?)
        }
        Alerts::Paused(sentence) => menu
            .item(&MenuItemBuilder::new(sentence).enabled(false).build(app)?)
            .text(Choice::Resume.id(), texts.resume),
    };
    menu.text(Choice::Open.id(), texts.open)
        .text(Choice::Add.id(), texts.add)
        .text(Choice::Settings.id(), texts.settings)
        .separator()
        .text(Choice::Quit.id(), texts.quit)
        .build()
}

fn image(picture: Picture) -> tauri::Result<Image<'static>> {
    Image::from_bytes(bytes(picture))
}

fn bytes(picture: Picture) -> &'static [u8] {
    match picture {
        Picture::Ok(Level::Full) => include_bytes!("../../../icons/tray/ok-full.png"),
        Picture::Ok(Level::High) => include_bytes!("../../../icons/tray/ok-high.png"),
        Picture::Ok(Level::Half) => include_bytes!("../../../icons/tray/ok-half.png"),
        Picture::Ok(Level::Quarter) => include_bytes!("../../../icons/tray/ok-quarter.png"),
        Picture::Low => include_bytes!("../../../icons/tray/low.png"),
        Picture::Critical => include_bytes!("../../../icons/tray/critical.png"),
        Picture::Empty => include_bytes!("../../../icons/tray/empty.png"),
        Picture::Failing => include_bytes!("../../../icons/tray/failing.png"),
        Picture::Paused => include_bytes!("../../../icons/tray/paused.png"),
        Picture::Offline => include_bytes!("../../../icons/tray/offline.png"),
        Picture::Unknown => include_bytes!("../../../icons/tray/unknown.png"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_choice_is_found_again_by_its_id() {
        let account = "account-work".parse().unwrap();
        let mut choices =
            vec![Choice::Refresh, Choice::Open, Choice::Add, Choice::Settings, Choice::Quit, Choice::Resume];
        choices.push(Choice::Account(account));
        // An account may be called as anything is.
        choices.push(Choice::Account("resume".parse().unwrap()));
        choices.extend(PauseChoice::ALL.map(Choice::Pause));
        for choice in choices {
            assert_eq!(Choice::of_id(&choice.id()), Some(choice));
        }
        for unknown in ["account:", "9", "pause:", "pause:for-ever", "pauses:hour"] {
            assert_eq!(Choice::of_id(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn every_picture_is_another_image() {
        let pictures = [
            Picture::Ok(Level::Full),
            Picture::Ok(Level::High),
            Picture::Ok(Level::Half),
            Picture::Ok(Level::Quarter),
            Picture::Low,
            Picture::Critical,
            Picture::Empty,
            Picture::Failing,
            Picture::Paused,
            Picture::Offline,
            Picture::Unknown,
        ];
        let images: HashSet<Vec<u8>> =
            pictures.iter().map(|picture| image(*picture).unwrap().rgba().to_vec()).collect();
        assert_eq!(images.len(), pictures.len());
    }
}

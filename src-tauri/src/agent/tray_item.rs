//! The tray icon as Linux desktops have it: a StatusNotifierItem on the session bus. Spoken directly and not by way of
//! Tauri's tray, which hands over one picture at one size: panels ask for many.

use ksni::blocking::{Handle, TrayMethods as _};
use ksni::menu::{StandardItem, SubMenu};
use ksni::{Icon, MenuItem, ToolTip};
use lowtide_core::contract::Anchor;
use tauri::AppHandle;
use tokio::sync::mpsc;

use super::desk::Event;
use super::tell;
use super::tray::ID;
use super::tray_choice::{Entry, menu};
use super::tray_model::TrayModel;
use super::tray_picture::{self, Picture};
use super::tray_theme::Theme;

/// The icon; it goes when this is dropped.
pub(crate) struct Item(Handle<Notifier>);

impl Item {
    /// Puts an icon there, or says why there can be none yet.
    pub(crate) fn new(_: &AppHandle, model: &TrayModel, events: &mpsc::UnboundedSender<Event>) -> Result<Self, String> {
        let theme = Theme::write().inspect_err(|error| tracing::debug!(%error, "no icons by name")).ok();
        let notifier = Notifier { icon: icon(model.picture), model: model.clone(), theme, events: events.clone() };
        notifier.spawn().map(Self).map_err(|error| error.to_string())
    }

    /// As [`Self::new`], elsewhere than on the main thread: the bus may take its time to answer.
    pub(crate) async fn appear(
        app: &AppHandle,
        model: &TrayModel,
        events: &mpsc::UnboundedSender<Event>,
    ) -> Result<Self, String> {
        let (app, model, events) = (app.clone(), model.clone(), events.clone());
        let spawned = tokio::task::spawn_blocking(move || Self::new(&app, &model, &events)).await;
        spawned.unwrap_or_else(|error| Err(error.to_string()))
    }

    /// Shows another model; ksni tells the panel of what differs, and of nothing else.
    pub(crate) async fn update(&self, _: &AppHandle, before: &TrayModel, now: &TrayModel) -> Result<(), String> {
        let icon = (before.picture != now.picture).then(|| icon(now.picture));
        let (handle, model) = (self.0.clone(), now.clone());
        let updated = tokio::task::spawn_blocking(move || {
            handle.update(move |notifier| {
                notifier.model = model;
                if let Some(icon) = icon {
                    notifier.icon = icon;
                }
            })
        });
        match updated.await {
            Ok(Some(())) => Ok(()),
            Ok(None) => Err("it is not there any more".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }
}

impl Drop for Item {
    fn drop(&mut self) {
        drop(self.0.shutdown()); // nobody waits for it: the program ends
    }
}

/// What the panel asks.
struct Notifier {
    model: TrayModel,
    icon: Vec<Icon>,
    theme: Option<Theme>,
    events: mpsc::UnboundedSender<Event>,
}

impl ksni::Tray for Notifier {
    fn id(&self) -> String {
        ID.to_owned()
    }

    fn title(&self) -> String {
        self.model.title.to_owned()
    }

    fn icon_theme_path(&self) -> String {
        self.theme.as_ref().map(|theme| theme.path().to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// By name the panel draws the icon at the very size it needs …
    fn icon_name(&self) -> String {
        self.theme.as_ref().map(|_| Theme::icon_name(self.model.picture)).unwrap_or_default()
    }

    /// … and where it finds no such name, it has these to choose from.
    fn icon_pixmap(&self) -> Vec<Icon> {
        self.icon.clone()
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip {
            icon_name: self.icon_name(),
            icon_pixmap: self.icon.clone(),
            title: self.model.title.to_owned(),
            description: self.model.tooltip.clone(),
        }
    }

    fn activate(&mut self, x: i32, y: i32) {
        let anchor = Anchor { x: f64::from(x), y: f64::from(y) };
        tell(&self.events, Event::TrayClicked { anchor, activation: activation() });
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        menu(&self.model).into_iter().map(line).collect()
    }

    /// The panel is gone; the icon is there again when it comes back.
    fn watcher_offline(&self, reason: ksni::OfflineReason) -> bool {
        tracing::debug!(?reason, "the tray is gone");
        true
    }
}

/// The right to take the focus that came with the click, which is Wayland's way.
fn activation() -> Option<String> {
    ksni::current_xdg_activation_token().filter(|token| !token.is_empty())
}

fn line(entry: Entry) -> MenuItem<Notifier> {
    match entry {
        Entry::Separator => MenuItem::Separator,
        Entry::Menu(text, entries) => {
            SubMenu { label: plain(&text), submenu: entries.into_iter().map(line).collect(), ..SubMenu::default() }
                .into()
        }
        Entry::Line(text, None) => {
            StandardItem { label: plain(&text), enabled: false, ..StandardItem::default() }.into()
        }
        Entry::Line(text, Some(choice)) => StandardItem {
            label: plain(&text),
            activate: Box::new(move |notifier: &mut Notifier| {
                let chosen = Event::Chosen { choice: choice.clone(), activation: activation() };
                tell(&notifier.events, chosen);
            }),
            ..StandardItem::default()
        }
        .into(),
    }
}

/// A single underscore would mark the next letter as the key that chooses the line.
fn plain(text: &str) -> String {
    text.replace('_', "__")
}

/// A picture at every size, as the bus has it: cover, red, green, blue.
fn icon(picture: Picture) -> Vec<Icon> {
    let drawn = tray_picture::pixels(picture).inspect_err(|error| tracing::warn!(%error, "the tray's icon is broken"));
    let sizes = drawn.unwrap_or_default().into_iter().filter_map(|pixels| {
        let mut data = pixels.rgba;
        for point in data.as_chunks_mut::<4>().0 {
            point.rotate_right(1);
        }
        let side = i32::try_from(pixels.size).ok()?;
        Some(Icon { width: side, height: side, data })
    });
    sizes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_goes_to_the_panel_in_its_order_of_bytes() {
        let icons = icon(Picture::Here);
        let sizes: Vec<_> = icons.iter().map(|icon| icon.width).collect();
        assert_eq!(sizes, [16, 22, 24, 32, 44, 48, 64]);
        // The middle of the upper edge is plain accent, without any transparency.
        let large = &icons[6].data;
        assert_eq!(large[32 * 4..33 * 4], [0xff, 0x0e, 0x9a, 0xad]);
    }

    #[test]
    fn an_underscore_in_a_label_stays_one() {
        assert_eq!(plain("api_key_1 & co"), "api__key__1 & co");
    }
}

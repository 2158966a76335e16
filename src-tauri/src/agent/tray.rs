//! Puts the model into the tray, where the desktop has one.

use std::time::Duration;

use tauri::AppHandle;
use tokio::sync::mpsc;

use super::desk::Event;
use super::texts::texts;
#[cfg(target_os = "linux")]
use super::tray_item::Item;
use super::tray_model::TrayModel;
#[cfg(not(target_os = "linux"))]
use super::tray_native::Item;
use super::tray_picture::Picture;

/// For how long the icon shows that it is here.
pub(crate) const HERE: Duration = Duration::from_secs(5);

/// The tray item's name on the bus.
pub(crate) const ID: &str = "lowtide";

/// The tray icon, where the desktop has a tray.
pub(crate) struct Tray {
    app: AppHandle,
    events: mpsc::UnboundedSender<Event>,
    item: Option<Item>,
    /// What is to be shown.
    model: TrayModel,
    /// Whether it is covered for a moment by what shows where the icon is.
    pointing: bool,
}

impl Tray {
    /// Tries to put an icon there at once. Called on the main thread.
    pub(crate) fn new(app: AppHandle, model: TrayModel, events: mpsc::UnboundedSender<Event>) -> Self {
        let item = match Item::new(&app, &model, &events) {
            Ok(item) => Some(item),
            Err(error) => {
                tracing::info!(%error, "no tray yet");
                None
            }
        };
        Self { app, events, item, model, pointing: false }
    }

    /// Whether there is an icon.
    pub(crate) fn is_there(&self) -> bool {
        self.item.is_some()
    }

    /// Puts the icon there if it is not yet: the reason, if that is impossible.
    pub(crate) async fn appear(&mut self) -> Result<(), String> {
        if self.item.is_none() {
            self.item = Some(Item::appear(&self.app, &self.shown(), &self.events).await?);
        }
        Ok(())
    }

    /// Shows another model.
    pub(crate) async fn show(&mut self, model: TrayModel) {
        if model != self.model {
            let before = self.shown();
            self.model = model;
            self.update(&before).await;
        }
    }

    /// Shows where the icon is, or ends that: whether there is an icon.
    pub(crate) async fn point(&mut self, pointing: bool) -> bool {
        if pointing != self.pointing {
            let before = self.shown();
            self.pointing = pointing;
            self.update(&before).await;
        }
        self.is_there()
    }

    /// The model as it is shown now.
    fn shown(&self) -> TrayModel {
        let mut model = self.model.clone();
        if self.pointing {
            model.picture = Picture::Here;
            texts(model.language).here.clone_into(&mut model.tooltip);
        }
        model
    }

    async fn update(&mut self, before: &TrayModel) {
        let now = self.shown();
        if let Some(item) = &self.item
            && let Err(error) = item.update(&self.app, before, &now).await
        {
            tracing::warn!(%error, "the tray cannot be updated");
        }
    }
}

//! The tray: which items are in it, and where on the panel an item is painted.

use std::time::Duration;

use crate::bus::unexpected;
use crate::config::PANEL_HEIGHT;
use crate::{Area, Desktop, Picture, Result, wait_for};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const WATCHER_PATH: &str = "/StatusNotifierWatcher";

impl Desktop {
    /// The bus addresses of the registered tray items.
    ///
    /// # Errors
    /// When there is no tray.
    pub fn tray_items(&self) -> Result<Vec<String>> {
        let answer = self.property(&[WATCHER, WATCHER_PATH, WATCHER, "RegisteredStatusNotifierItems"])?;
        let items = answer["data"].as_array().ok_or_else(|| unexpected(&answer))?;
        Ok(items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect())
    }

    /// Waits until a tray item is registered and painted, and says where. The panel tells nobody where it paints what, so
    /// its picture is compared with `before`, taken when the item was not there yet.
    ///
    /// # Errors
    /// When no item appears, or it is not painted.
    pub fn find_tray_item(&self, before: &Picture, limit: Duration) -> Result<Area> {
        wait_for("a tray item", limit, || Ok::<_, crate::Error>((!self.tray_items()?.is_empty()).then_some(())))?;
        let panel = Area { height: PANEL_HEIGHT, ..before.area() };
        let mut last = None;
        wait_for("painting the tray icon", limit, || {
            let place = self.screenshot()?.difference(before, panel);
            let rested = place.is_some() && place == last;
            last = place;
            Ok(place.filter(|_| rested))
        })
    }

    pub(crate) fn has_tray_host(&self) -> bool {
        self.property(&[WATCHER, WATCHER_PATH, WATCHER, "IsStatusNotifierHostRegistered"])
            .is_ok_and(|answer| answer["data"] == true)
    }
}

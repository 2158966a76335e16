//! The tray: which items are in it, where on the panel an item is painted, and what its menu says.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::Value;

use crate::bus::unexpected;
use crate::config::PANEL_HEIGHT;
use crate::{Area, Desktop, Error, Picture, Result, wait_for};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const WATCHER_PATH: &str = "/StatusNotifierWatcher";

const ITEM: &str = "org.kde.StatusNotifierItem";
const MENU: &str = "com.canonical.dbusmenu";

/// A line of a tray item's menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuLine {
    /// What it says; nothing for a separator.
    pub label: String,
    /// Whether it can be chosen.
    pub enabled: bool,
    /// The lines of its own menu, if it has one.
    pub lines: Vec<MenuLine>,
    number: i64,
}

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
        wait_for("a tray item", limit, || Ok::<_, Error>((!self.tray_items()?.is_empty()).then_some(())))?;
        let panel = Area { height: PANEL_HEIGHT, ..before.area() };
        let mut last = None;
        wait_for("painting the tray icon", limit, || {
            let place = self.screenshot()?.difference(before, panel);
            let rested = place.is_some() && place == last;
            last = place;
            Ok(place.filter(|_| rested))
        })
    }

    /// The menu of the only tray item, read as a panel reads it before it shows it.
    ///
    /// # Errors
    /// When there is no tray item.
    pub fn tray_menu(&self) -> Result<Vec<MenuLine>> {
        let (program, path) = self.tray_menu_address()?;
        // All of it, from the root, to any depth, with two properties.
        let answer = self.call(&[&program, &path, MENU, "GetLayout", "iias", "0", "-1", "2", "label", "enabled"])?;
        line(&answer["data"][1]).map(|root| root.lines).ok_or_else(|| unexpected(&answer))
    }

    /// Waits until there is one tray item whose menu has this line, and chooses it: a label, or the labels on the way to it.
    ///
    /// # Errors
    /// When there is no such line, or it cannot be chosen.
    pub fn choose_in_tray_menu(&self, labels: &[&str], limit: Duration) -> Result<()> {
        let number = wait_for(&format!("the menu's line {labels:?}"), limit, || {
            if self.tray_items()?.len() != 1 {
                return Ok::<_, Error>(None);
            }
            let mut found = None;
            let mut lines = self.tray_menu()?;
            for label in labels {
                let Some(line) = lines.into_iter().find(|line| line.label == *label && line.enabled) else {
                    return Ok(None);
                };
                found = Some(line.number);
                lines = line.lines;
            }
            Ok(found)
        })?;
        let (program, path) = self.tray_menu_address()?;
        // Without an answer, as panels do it: Quit ends who would give it.
        self.send(&[&program, &path, MENU, "Event", "isvu", &number.to_string(), "clicked", "s", "", "0"])
    }

    /// The name of the only tray item's icon, as its program gives it to panels that look icons up.
    ///
    /// # Errors
    /// When there is no tray item.
    pub fn tray_icon_name(&self) -> Result<String> {
        let answer = self.tray_item("IconName")?;
        answer["data"].as_str().map(str::to_owned).ok_or_else(|| unexpected(&answer))
    }

    /// Where the only tray item's icons lie, for panels that look icons up.
    ///
    /// # Errors
    /// When there is no tray item.
    pub fn tray_icon_folder(&self) -> Result<PathBuf> {
        let answer = self.tray_item("IconThemePath")?;
        answer["data"].as_str().map(PathBuf::from).ok_or_else(|| unexpected(&answer))
    }

    /// The sizes of the only tray item's pictures, for panels that take these.
    ///
    /// # Errors
    /// When there is no tray item.
    pub fn tray_icon_sizes(&self) -> Result<Vec<i64>> {
        let answer = self.tray_item("IconPixmap")?;
        let pictures = answer["data"].as_array().ok_or_else(|| unexpected(&answer))?;
        Ok(pictures.iter().filter_map(|picture| picture[0].as_i64()).collect())
    }

    /// A property of the only tray item.
    fn tray_item(&self, property: &str) -> Result<Value> {
        let (program, path) = self.tray_item_address()?;
        self.property(&[&program, &path, ITEM, property])
    }

    fn tray_item_address(&self) -> Result<(String, String)> {
        let items = self.tray_items()?;
        let none = || Error::Answer { program: "busctl", answer: format!("no single tray item: {items:?}") };
        let [item] = items.as_slice() else { return Err(none()) };
        let slash = item.find('/').ok_or_else(none)?;
        let (program, path) = item.split_at(slash);
        Ok((program.to_owned(), path.to_owned()))
    }

    fn tray_menu_address(&self) -> Result<(String, String)> {
        let (program, _) = self.tray_item_address()?;
        let answer = self.tray_item("Menu")?;
        let menu = answer["data"].as_str().ok_or_else(|| unexpected(&answer))?;
        Ok((program, menu.to_owned()))
    }

    pub(crate) fn has_tray_host(&self) -> bool {
        self.property(&[WATCHER, WATCHER_PATH, WATCHER, "IsStatusNotifierHostRegistered"])
            .is_ok_and(|answer| answer["data"] == true)
    }
}

/// A line as the bus has it: number, properties, and the lines below it.
fn line(layout: &Value) -> Option<MenuLine> {
    let properties = &layout[1];
    let label = properties["label"]["data"].as_str().unwrap_or_default();
    Some(MenuLine {
        // A single underscore marks the next letter; two are one.
        label: label.replace("__", "\u{0}").replace('_', "").replace('\u{0}', "_"),
        enabled: properties["enabled"]["data"].as_bool().unwrap_or(true),
        lines: layout[2].as_array()?.iter().filter_map(|below| line(&below["data"])).collect(),
        number: layout[0].as_i64()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_menu_is_read_with_the_menus_in_it() {
        let layout = serde_json::json!([0, {}, [
            {"type": "(ia{sv}av)", "data": [3, {"label": {"type": "s", "data": "_Open my__file"}}, []]},
            {"type": "(ia{sv}av)", "data": [4, {}, []]},
            {"type": "(ia{sv}av)", "data": [5, {"label": {"type": "s", "data": "More"}}, [
                {"type": "(ia{sv}av)", "data": [6, {
                    "label": {"type": "s", "data": "Off"}, "enabled": {"type": "b", "data": false}}, []]},
            ]]},
        ]]);
        let lines = line(&layout).unwrap().lines;
        let labels: Vec<_> = lines.iter().map(|line| (line.label.as_str(), line.enabled)).collect();
        assert_eq!(labels, [("Open my_file", true), ("", true), ("More", true)]);
        let below = &lines[2].lines[0];
        assert_eq!((below.label.as_str(), below.enabled, below.number), ("Off", false, 6));
        assert_eq!(line(&serde_json::json!([])), None);
    }
}

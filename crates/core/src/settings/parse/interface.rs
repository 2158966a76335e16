//! `[interface]`: how Lowtide looks and speaks.

use std::collections::BTreeSet;

use crate::ids::AccountId;
use crate::language::Language;
use crate::settings::fields::{Field, Reader, Table};
use crate::settings::{Interface, Shortcut, ShortcutError, Theme};

/// Reads the table `interface` of the document.
pub(super) fn read_interface(reader: &mut Reader<'_>, root: &Table<'_>) -> Interface {
    let usual = Interface::default();
    let Some(table) = root.get("interface").and_then(|field| reader.table(&field)) else { return usual };
    Interface {
        theme: table.get("theme").and_then(|field| read_theme(reader, &field)).unwrap_or(usual.theme),
        language: table.get("language").and_then(|field| read_language(reader, &field)),
        hide_amounts: read_switch(reader, &table, "hide_amounts").unwrap_or(usual.hide_amounts),
        hide_when_shared: read_switch(reader, &table, "hide_when_shared").unwrap_or(usual.hide_when_shared),
        order: table.get("order").and_then(|field| read_order(reader, &field)),
        shortcut: table.get("shortcut").and_then(|field| read_shortcut(reader, &field)),
    }
}

fn read_switch(reader: &mut Reader<'_>, table: &Table<'_>, name: &str) -> Option<bool> {
    reader.boolean(&table.get(name)?)
}

fn read_theme(reader: &mut Reader<'_>, field: &Field<'_>) -> Option<Theme> {
    let theme = Theme::of_text(reader.text(field)?);
    if theme.is_none() {
        reader.refuse(field, "must be \"system\", \"light\" or \"dark\"");
    }
    theme
}

/// `None` is the system's, said or not.
fn read_language(reader: &mut Reader<'_>, field: &Field<'_>) -> Option<Language> {
    let tag = reader.text(field)?;
    let language = Language::of_tag(tag);
    if language.is_none() && tag != "system" {
        let tags: Vec<_> = Language::ALL.iter().map(|language| format!("\"{}\"", language.tag())).collect();
        reader.refuse(field, format!("must be \"system\" or one of {}", tags.join(", ")));
    }
    language
}

fn read_order(reader: &mut Reader<'_>, field: &Field<'_>) -> Option<Vec<AccountId>> {
    let mut order = Vec::new();
    let mut named = BTreeSet::new();
    for item in reader.items(field)? {
        let Ok(id) = item.as_text().unwrap_or_default().parse::<AccountId>() else {
            reader.refuse(&item, "must be the accounts' names in quotes, as [\"crun-work\", \"invoices\"]");
            return None;
        };
        if !named.insert(id.clone()) {
            reader.refuse(&item, "must not name an account twice");
            return None;
        }
        order.push(id);
    }
    Some(order)
}

fn read_shortcut(reader: &mut Reader<'_>, field: &Field<'_>) -> Option<Shortcut> {
    if field.as_boolean() == Some(false) {
        return None;
    }
    let Some(text) = field.as_text() else {
        reader.refuse(field, "must be keys in quotes, as \"Ctrl+Alt+L\", or false");
        return None;
    };
    text.parse().map_err(|why: ShortcutError| reader.refuse(field, why.to_string())).ok()
}

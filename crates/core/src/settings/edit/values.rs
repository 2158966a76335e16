//! Single values of a TOML table, set so that what stands around them stays.

use toml_edit::{InlineTable, Item, TableLike, Value};

/// Sets a value; a comment beside the old one stays.
pub(super) fn put(table: &mut dyn TableLike, name: &str, value: impl Into<Value>) {
    let mut value = value.into();
    if let Some(Item::Value(old)) = table.get_mut(name) {
        *value.decor_mut() = old.decor().clone();
        *old = value;
    } else {
        table.insert(name, Item::Value(value));
    }
}

/// Sets a value, or removes it.
pub(super) fn put_or_remove(table: &mut dyn TableLike, name: &str, value: Option<impl Into<Value>>) {
    match value {
        Some(value) => put(table, name, value),
        None => drop(table.remove(name)),
    }
}

/// Whether there is a table of that name, in any notation.
pub(super) fn has_table(table: &dyn TableLike, name: &str) -> bool {
    table.get(name).is_some_and(Item::is_table_like)
}

/// Changes the table of that name; where there is none, one in braces is put there.
pub(super) fn within(table: &mut dyn TableLike, name: &str, change: impl FnOnce(&mut dyn TableLike)) {
    if !has_table(table, name) {
        put(table, name, InlineTable::new());
    }
    if let Some(inner) = table.get_mut(name).and_then(Item::as_table_like_mut) {
        change(inner);
    }
    space(table.get_mut(name));
}

/// Moves the blank before an inline table's closing brace behind the value that is now the last.
pub(super) fn space(item: Option<&mut Item>) {
    let Some(table) = item.and_then(Item::as_inline_table_mut) else { return };
    let last = table.len().saturating_sub(1);
    for (index, (_, value)) in table.iter_mut().enumerate() {
        let suffix = value.decor().suffix().and_then(|suffix| suffix.as_str()).unwrap_or_default();
        if suffix.trim_matches([' ', '\t']).is_empty() {
            value.decor_mut().set_suffix(if index == last { " " } else { "" });
        }
    }
}

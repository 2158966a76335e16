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
        None => remove(table, name),
    }
}

/// Removes what is said under a name. Comments in the lines above it stay, at what stands next to it: they may be about
/// more than this one name.
pub(super) fn remove(table: &mut dyn TableLike, name: &str) {
    let above = table.key(name).and_then(|key| key.leaf_decor().prefix()).and_then(|prefix| prefix.as_str());
    let above = above.filter(|above| above.contains('#')).map(str::to_owned);
    let place = table.iter().position(|(key, _)| key == name);
    table.remove(name);
    let (Some(above), Some(place)) = (above, place) else { return };
    if let Some((mut key, Item::Value(_))) = table.iter_mut().nth(place) {
        let decor = key.leaf_decor_mut();
        let own = decor.prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default();
        decor.set_prefix(format!("{above}{own}"));
    } else if let Some((_, Item::Value(value))) = place.checked_sub(1).and_then(|before| table.iter_mut().nth(before)) {
        let decor = value.decor_mut();
        let own = decor.suffix().and_then(|suffix| suffix.as_str()).unwrap_or_default();
        decor.set_suffix(format!("{own}\n{}", above.trim_end()));
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

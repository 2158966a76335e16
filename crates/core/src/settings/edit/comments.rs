//! The comments above what is removed. Those right above it are about it and go too; paragraphs further up, behind an
//! empty line, are about more and stay: at what follows, or at the end of the file.

use toml_edit::{DocumentMut, Item, Key, KeyMut, RawString, Table};

/// What stands above something in the file.
#[derive(Debug)]
pub(super) struct Above {
    place: Place,
    text: String,
}

/// Where that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// Before all headed tables; the how manieth of the top-level names.
    Key(usize),
    /// At the headed table of that position.
    Table(Option<isize>),
}

impl Above {
    /// What stands above a headed table.
    pub(super) fn table(table: &Table) -> Self {
        Self { place: Place::Table(table.position()), text: plain(table.decor().prefix()) }
    }

    /// What stands above everything by which a top-level name is said, in whatever notation: the last first, so that
    /// what is kept of them keeps its order.
    pub(super) fn all_of(document: &DocumentMut, name: &str) -> Vec<Self> {
        let Some(place) = document.iter().position(|(other, _)| other == name) else { return Vec::new() };
        let key = |key: &Key| Self { place: Place::Key(place), text: plain(key.leaf_decor().prefix()) };
        let mut all = Vec::new();
        match document.get(name) {
            Some(Item::Table(table)) => {
                all.extend(first_key(table).map(key));
                if is_headed(table) {
                    all.push(Self::table(table));
                }
                headed_below(table, &mut |table| all.push(Self::table(table)));
            }
            _ => all.extend(document.key(name).map(key)),
        }
        all.sort_by_key(|above| std::cmp::Reverse(above.place));
        all
    }

    /// Keeps the paragraphs that are about more than what was removed.
    pub(super) fn keep(self, document: &mut DocumentMut) {
        let Some(end) = self.text.rfind("\n\n") else { return };
        let kept = &self.text[..end];
        if kept.trim().is_empty() {
            return;
        }
        let joined = |own: Option<&RawString>| {
            let own = own.and_then(RawString::as_str).unwrap_or_default();
            format!("{kept}\n\n{}", own.trim_start_matches(['\r', '\n']))
        };
        if let Place::Key(place) = self.place {
            let mut behind = document.iter_mut().skip(place);
            if let Some(mut key) = behind.find_map(|(key, item)| first_key_mut(key, item)) {
                let text = joined(key.leaf_decor().prefix());
                key.leaf_decor_mut().set_prefix(text);
                return;
            }
        }
        let mut positions = Vec::new();
        headed_below(document.as_table(), &mut |table| positions.push(table.position()));
        let next = positions.into_iter().filter(|position| Place::Table(*position) > self.place).min();
        if let Some(table) = next.and_then(|position| table_at(document.as_table_mut(), position)) {
            let text = joined(table.decor().prefix());
            table.decor_mut().set_prefix(text);
        } else {
            let own = document.trailing().as_str().unwrap_or_default();
            let text = format!("{kept}\n{own}");
            document.set_trailing(text);
        }
    }
}

fn plain(text: Option<&RawString>) -> String {
    text.and_then(RawString::as_str).unwrap_or_default().replace('\r', "")
}

/// Whether a table has a header of its own: `[a]`.
fn is_headed(table: &Table) -> bool {
    !table.is_dotted() && !table.is_implicit()
}

/// All tables below with a header of their own.
fn headed_below<'t>(table: &'t Table, found: &mut impl FnMut(&'t Table)) {
    for (_, item) in table {
        if let Item::Table(table) = item {
            if is_headed(table) {
                found(table);
            }
            headed_below(table, found);
        }
    }
}

/// The first key by which a table is said without a header: `a.b` of `a.b = 1`.
fn first_key(table: &Table) -> Option<&Key> {
    if !table.is_dotted() {
        return None;
    }
    table.iter().find_map(|(name, item)| match item {
        Item::Table(table) => first_key(table),
        _ => table.key(name),
    })
}

/// The key of a value, or the first one of a table that is said without a header.
fn first_key_mut<'d>(key: KeyMut<'d>, item: &'d mut Item) -> Option<KeyMut<'d>> {
    match item {
        Item::Value(_) => Some(key),
        Item::Table(table) if table.is_dotted() => table.iter_mut().find_map(|(key, item)| first_key_mut(key, item)),
        _ => None,
    }
}

fn table_at(table: &mut Table, position: Option<isize>) -> Option<&mut Table> {
    for (_, item) in table.iter_mut() {
        if let Item::Table(table) = item {
            if is_headed(table) && table.position() == position {
                return Some(table);
            }
            if let Some(found) = table_at(table, position) {
                return Some(found);
            }
        }
    }
    None
}

//! A parsed TOML document, read field by field, collecting what is wrong with each.
//!
//! Numbers are read from the digits in the file, never by way of a binary float.

use std::ops::{Range, RangeInclusive};
use std::time::Duration;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use super::{Problem, parse_duration};
use crate::amount::{self, Decimal};

/// The line, counted from 1, of what follows these bytes.
pub(super) fn line_behind(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'\n').count()
}

/// One value of the file and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Field<'a> {
    /// Its path, as `accounts.work.interval`.
    pub(super) path: String,
    /// Where its key begins in the text.
    at: usize,
    value: &'a DeValue<'a>,
}

/// One table of the file.
#[derive(Debug, Clone)]
pub(super) struct Table<'a> {
    path: String,
    at: usize,
    entries: &'a DeTable<'a>,
}

impl<'a> Table<'a> {
    /// The whole document.
    pub(super) fn root(entries: &'a DeTable<'a>) -> Self {
        Self { path: String::new(), at: 0, entries }
    }

    /// The field of that name.
    pub(super) fn get(&self, name: &str) -> Option<Field<'a>> {
        let (key, value) = self.entries.get_key_value(name)?;
        Some(self.field(key.span(), name, value.get_ref()))
    }

    /// All names and fields, in the order of the file.
    pub(super) fn in_order(&self) -> Vec<(&'a str, Field<'a>)> {
        let mut entries: Vec<_> = self
            .entries
            .iter()
            .map(|(key, value): (&'a Spanned<_>, &'a Spanned<_>)| {
                let name: &'a str = key.get_ref();
                (name, self.field(key.span(), name, value.get_ref()))
            })
            .collect();
        entries.sort_by_key(|(_, field)| field.at);
        entries
    }

    /// The path that a field of that name has.
    pub(super) fn path_of(&self, name: &str) -> String {
        let is_bare = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        let name = if is_bare { name.to_owned() } else { format!("\"{}\"", name.escape_debug()) };
        if self.path.is_empty() { name } else { format!("{}.{name}", self.path) }
    }

    fn field(&self, span: Range<usize>, name: &str, value: &'a DeValue<'a>) -> Field<'a> {
        Field { path: self.path_of(name), at: span.start, value }
    }
}

impl<'a> Field<'a> {
    /// The text, where it is one.
    pub(super) fn as_text(&self) -> Option<&'a str> {
        self.value.as_str()
    }

    /// `true` or `false`, where it is one of them.
    pub(super) fn as_boolean(&self) -> Option<bool> {
        self.value.as_bool()
    }

    /// The date or time, where it is one in TOML's own notation.
    pub(super) fn as_datetime(&self) -> Option<&'a Datetime> {
        self.value.as_datetime()
    }

    /// Whether it is a table.
    pub(super) fn is_table(&self) -> bool {
        self.value.is_table()
    }
}

/// Reads fields and remembers what is wrong with them.
#[derive(Debug)]
pub(super) struct Reader<'t> {
    text: &'t str,
    problems: Vec<Problem>,
}

impl<'t> Reader<'t> {
    /// For the document with that text.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, problems: Vec::new() }
    }

    /// Remembers that something is wrong with a field.
    pub(super) fn refuse(&mut self, field: &Field<'_>, reason: impl Into<String>) {
        self.push(field.at, field.path.clone(), reason.into());
    }

    /// Remembers that a table lacks a field.
    pub(super) fn missing(&mut self, table: &Table<'_>, name: &str, reason: impl Into<String>) {
        self.push(table.at, table.path_of(name), reason.into());
    }

    /// Remembers that the text is no TOML at a place.
    pub(super) fn malformed(&mut self, at: usize, reason: impl Into<String>) {
        self.push(at, String::new(), reason.into());
    }

    /// What is wrong, in the order of the lines.
    pub(super) fn into_problems(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|problem| problem.line);
        self.problems.dedup(); // recovering from one mistake can name it twice
        self.problems
    }

    /// The field as a table.
    pub(super) fn table<'a>(&mut self, field: &Field<'a>) -> Option<Table<'a>> {
        match field.value.as_table() {
            Some(entries) => Some(Table { path: field.path.clone(), at: field.at, entries }),
            None => self.refused(field, "must be a table"),
        }
    }

    /// The field as a text.
    pub(super) fn text<'a>(&mut self, field: &Field<'a>) -> Option<&'a str> {
        match field.value.as_str() {
            Some(text) => Some(text),
            None => self.refused(field, "must be a text in quotes"),
        }
    }

    /// The field as `true` or `false`.
    pub(super) fn boolean(&mut self, field: &Field<'_>) -> Option<bool> {
        match field.value.as_bool() {
            Some(value) => Some(value),
            None => self.refused(field, "must be true or false"),
        }
    }

    /// The items of the field, which is a list.
    pub(super) fn items<'a>(&mut self, field: &Field<'a>) -> Option<Vec<Field<'a>>> {
        let Some(items) = field.value.as_array() else { return self.refused(field, "must be a list in brackets") };
        // An item has the path of its list: a person counts lines, not items.
        let item =
            |item: &'a Spanned<_>| Field { path: field.path.clone(), at: item.span().start, value: item.get_ref() };
        Some(items.iter().map(item).collect())
    }

    /// The field as an exact amount, written as a number or as a number in quotes.
    pub(super) fn amount(&mut self, field: &Field<'_>) -> Option<Decimal> {
        let parsed = match field.value {
            DeValue::Integer(digits) if digits.radix() == 10 => amount::parse(&digits.as_str().replace('_', "")),
            DeValue::Integer(digits) => i64::from_str_radix(&digits.as_str().replace('_', ""), digits.radix())
                .map(Decimal::from)
                .map_err(|_| amount::AmountError::TooLarge),
            DeValue::Float(digits) => amount::parse(&digits.as_str().replace('_', "")),
            DeValue::String(digits) => amount::parse(digits),
            _ => Err(amount::AmountError::NotANumber),
        };
        match parsed {
            Ok(amount) => Some(amount),
            Err(amount::AmountError::NotANumber) => self.refused(field, "must be a number"),
            Err(amount::AmountError::TooLarge) => self.refused(field, "is too large to be held exactly"),
        }
    }

    /// The field as a whole number from 0 on.
    pub(super) fn count(&mut self, field: &Field<'_>) -> Option<u32> {
        let count = match field.value {
            DeValue::Integer(digits) => u32::from_str_radix(&digits.as_str().replace('_', ""), digits.radix()).ok(),
            _ => None,
        };
        match count {
            Some(count) => Some(count),
            None => self.refused(field, "must be a whole number from 0 to 4294967295"),
        }
    }

    /// The field as a duration in quotes; `bounds` is the reason when it is out of `range`.
    pub(super) fn duration(
        &mut self,
        field: &Field<'_>,
        range: &RangeInclusive<Duration>,
        bounds: &str,
    ) -> Option<Duration> {
        match parse_duration(self.text(field)?) {
            Ok(duration) if range.contains(&duration) => Some(duration),
            Ok(_) => self.refused(field, bounds),
            Err(error) => self.refused(field, &error.to_string()),
        }
    }

    /// The field as a percentage in quotes, from 0 to 100, given as an exact fraction.
    pub(super) fn share(&mut self, field: &Field<'_>) -> Option<Decimal> {
        let percent = field
            .value
            .as_str()
            .and_then(|text| text.trim().strip_suffix('%'))
            .and_then(|digits| amount::parse(digits).ok())
            .filter(|percent| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(percent));
        let fraction = percent.map(|mut percent| {
            let moved = percent.scale() + 2;
            if percent.set_scale(moved).is_err() { percent / Decimal::ONE_HUNDRED } else { percent }
        });
        match fraction {
            Some(fraction) => Some(fraction.normalize()),
            None => self.refused(field, "must be a percentage in quotes from \"0%\" to \"100%\""),
        }
    }

    fn refused<T>(&mut self, field: &Field<'_>, reason: &str) -> Option<T> {
        self.refuse(field, reason);
        None
    }

    fn push(&mut self, at: usize, field: String, reason: String) {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        self.problems.push(Problem { line: Some(line_behind(before)), field, reason });
    }
}

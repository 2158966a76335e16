//! A typed reader over a TOML document that goes on after a mistake, so that a definition's author sees all of them.
//!
//! A function that reads something fails with [`Reported`], which can only be had by reporting why.

use std::cell::RefCell;
use std::ops::Range;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{CatalogError, CatalogErrors};

/// A mistake was made, and is in the report.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reported(());

/// What was read, or that it could not be.
pub(super) type Read<T> = Result<T, Reported>;

/// Where mistakes are collected.
pub(super) struct Report<'t> {
    file: &'t str,
    text: &'t str,
    errors: RefCell<Vec<CatalogError>>,
}

impl<'t> Report<'t> {
    pub(super) fn new(file: &'t str, text: &'t str) -> Self {
        Self { file, text, errors: RefCell::default() }
    }

    /// Notes a mistake at a place of the document.
    pub(super) fn add(&self, span: Option<Range<usize>>, field: &str, reason: impl Into<String>) -> Reported {
        let line = span.map(|span| 1 + self.text.bytes().take(span.start).filter(|&b| b == b'\n').count());
        self.errors.borrow_mut().push(CatalogError {
            file: self.file.to_owned(),
            line,
            field: field.to_owned(),
            reason: reason.into(),
        });
        Reported(())
    }

    /// Every mistake, in the order of the lines.
    pub(super) fn into_errors(self) -> CatalogErrors {
        let mut errors = self.errors.into_inner();
        errors.sort_by(|a, b| (a.line, &a.field).cmp(&(b.line, &b.field)));
        CatalogErrors(errors)
    }
}

/// One value of the document and where it is.
#[derive(Clone)]
pub(super) struct Item<'r> {
    value: &'r DeValue<'r>,
    span: Range<usize>,
    /// Its path, as `meters[0].remaining`.
    pub(super) field: String,
    report: &'r Report<'r>,
}

impl<'r> Item<'r> {
    /// Notes a mistake in this value.
    pub(super) fn fail<T>(&self, reason: impl Into<String>) -> Read<T> {
        Err(self.note(reason))
    }

    /// Notes a mistake in this value, beside what is read of it.
    pub(super) fn note(&self, reason: impl Into<String>) -> Reported {
        self.report.add(Some(self.span.clone()), &self.field, reason)
    }

    fn wrong_type<T>(&self, expected: &str) -> Read<T> {
        self.fail(format!("expected {expected}, found {}", describe(self.value)))
    }

    pub(super) fn is_str(&self) -> bool {
        self.value.is_str()
    }

    pub(super) fn is_bool(&self) -> bool {
        self.value.is_bool()
    }

    pub(super) fn is_array(&self) -> bool {
        self.value.is_array()
    }

    /// A text that is not blank.
    pub(super) fn str(&self) -> Read<&'r str> {
        match self.text()? {
            blank if blank.trim().is_empty() => self.fail("must not be empty"),
            text => Ok(text),
        }
    }

    /// A text, possibly empty.
    pub(super) fn text(&self) -> Read<&'r str> {
        self.value.as_str().map_or_else(|| self.wrong_type("a text"), Ok)
    }

    pub(super) fn bool(&self) -> Read<bool> {
        self.value.as_bool().map_or_else(|| self.wrong_type("true or false"), Ok)
    }

    /// The digits of a number; the author may also write them as a text, which keeps trailing zeros.
    pub(super) fn digits(&self) -> Read<&'r str> {
        match self.value {
            DeValue::Integer(integer) if integer.radix() == 10 => Ok(integer.as_str()),
            DeValue::Float(float) => Ok(float.as_str()),
            DeValue::String(text) => Ok(text),
            _ => self.wrong_type("a number"),
        }
    }

    pub(super) fn integer(&self) -> Read<i64> {
        match self.value {
            DeValue::Integer(integer) if integer.radix() == 10 => {
                integer.as_str().parse().or_else(|_| self.fail("is too large"))
            }
            _ => self.wrong_type("a whole number"),
        }
    }

    pub(super) fn date(&self) -> Read<Date> {
        let Some(toml::value::Datetime { date: Some(date), time: None, offset: None }) = self.value.as_datetime()
        else {
            return self.wrong_type("a date such as 2026-11-20");
        };
        let parts = (i16::try_from(date.year), i8::try_from(date.month), i8::try_from(date.day));
        let (Ok(year), Ok(month), Ok(day)) = parts else { return self.fail("is no day of the calendar") };
        Date::new(year, month, day).or_else(|_| self.fail("is no day of the calendar"))
    }

    pub(super) fn table(&self) -> Read<Table<'r>> {
        match self.value.as_table() {
            Some(table) => Ok(Table::new(table, Some(self.span.clone()), self.field.clone(), self.report)),
            None => self.wrong_type("a table"),
        }
    }

    /// The values of an array.
    pub(super) fn array(&self) -> Read<Vec<Self>> {
        let Some(array) = self.value.as_array() else { return self.wrong_type("a list") };
        let item = |(index, value): (usize, &'r Spanned<DeValue<'r>>)| Self {
            value: value.get_ref(),
            span: value.span(),
            field: format!("{}[{index}]", self.field),
            report: self.report,
        };
        Ok(array.iter().enumerate().map(item).collect())
    }

    /// The values of an array that must have some.
    pub(super) fn filled_array(&self) -> Read<Vec<Self>> {
        self.array().and_then(|items| if items.is_empty() { self.fail("must not be empty") } else { Ok(items) })
    }

    /// Reads every value of an array; all or nothing.
    pub(super) fn each<T>(&self, read: impl Fn(&Self) -> Read<T>) -> Read<Vec<T>> {
        // Reads all of them before it gives up, so that every mistake is seen.
        let read: Vec<Read<T>> = self.filled_array()?.iter().map(read).collect();
        read.into_iter().collect()
    }

    /// The kind that one of these names stands for.
    pub(super) fn one_of<T: Clone>(&self, names: &[(&str, T)]) -> Read<T> {
        let name = self.str()?;
        if let Some((_, kind)) = names.iter().find(|(known, _)| *known == name) {
            return Ok(kind.clone());
        }
        let known: Vec<String> = names.iter().map(|(known, _)| format!("{known:?}")).collect();
        self.fail(format!("{name:?} is not known here; use {}", known.join(", ")))
    }
}

/// A table whose fields are taken one by one; what is left over is unknown.
pub(super) struct Table<'r> {
    fields: &'r DeTable<'r>,
    span: Option<Range<usize>>,
    field: String,
    report: &'r Report<'r>,
    known: RefCell<Vec<&'static str>>,
}

impl<'r> Table<'r> {
    pub(super) fn new(
        fields: &'r DeTable<'r>,
        span: Option<Range<usize>>,
        field: String,
        report: &'r Report<'r>,
    ) -> Self {
        Self { fields, span, field, report, known: RefCell::default() }
    }

    /// Notes a mistake in the table as a whole.
    pub(super) fn fail<T>(&self, reason: impl Into<String>) -> Read<T> {
        Err(self.note(reason))
    }

    /// Notes a mistake in the table as a whole, beside what is read of it.
    pub(super) fn note(&self, reason: impl Into<String>) -> Reported {
        self.report.add(self.span.clone(), &self.field, reason)
    }

    fn path_of(&self, key: &str) -> String {
        if self.field.is_empty() { key.to_owned() } else { format!("{}.{key}", self.field) }
    }

    /// The field, if it is there.
    pub(super) fn optional(&self, key: &'static str) -> Option<Item<'r>> {
        self.known.borrow_mut().push(key);
        self.fields.iter().find(|(name, _)| name.get_ref() == key).map(|(name, value)| Item {
            value: value.get_ref(),
            // A table's own place is its header; a value's is where its key stands.
            span: if value.get_ref().is_table() { value.span() } else { name.span() },
            field: self.path_of(key),
            report: self.report,
        })
    }

    /// The field, which must be there.
    pub(super) fn required(&self, key: &'static str) -> Read<Item<'r>> {
        self.optional(key).ok_or_else(|| self.report.add(self.span.clone(), &self.path_of(key), "is missing"))
    }

    /// Reads the field if it is there.
    pub(super) fn maybe<T>(&self, key: &'static str, read: impl FnOnce(&Item<'r>) -> Read<T>) -> Read<Option<T>> {
        self.optional(key).map(|item| read(&item)).transpose()
    }

    /// Reads the field, or takes the default.
    pub(super) fn or<T>(&self, key: &'static str, default: T, read: impl FnOnce(&Item<'r>) -> Read<T>) -> Read<T> {
        self.maybe(key, read).map(|value| value.unwrap_or(default))
    }

    /// Reads the field, which must be there.
    pub(super) fn must<T>(&self, key: &'static str, read: impl FnOnce(&Item<'r>) -> Read<T>) -> Read<T> {
        self.required(key).and_then(|item| read(&item))
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.fields.iter().any(|(name, _)| name.get_ref() == key)
    }

    /// Every field, for tables whose names are the author's.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'r str, Item<'r>)> {
        self.fields.iter().map(|(name, value)| {
            let key: &'r str = name.get_ref();
            let item =
                Item { value: value.get_ref(), span: name.span(), field: self.path_of(key), report: self.report };
            (key, item)
        })
    }

    /// Reports every field that nobody asked for.
    pub(super) fn finish(&self) {
        let known = self.known.borrow();
        for (name, _) in self.fields {
            let key: &str = name.get_ref();
            if !known.contains(&key) {
                let nearest = known.iter().filter(|known| is_near(known, key)).min_by_key(|known| distance(known, key));
                let hint = nearest.map_or_else(String::new, |known| format!("; did you mean {known:?}?"));
                self.report.add(Some(name.span()), &self.path_of(key), format!("unknown field{hint}"));
            }
        }
    }
}

fn describe(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

fn is_near(known: &str, written: &str) -> bool {
    distance(known, written) <= 1 + written.len() / 5
}

/// Levenshtein's distance of two short ASCII names.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.bytes().enumerate() {
            let substituted = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_the_keystrokes_between_two_names() {
        for (a, b, expected) in [("limit", "limit", 0), ("limit", "limits", 1), ("used", "usde", 2), ("", "ab", 2)] {
            assert_eq!(distance(a, b), expected, "{a} {b}");
        }
    }
}

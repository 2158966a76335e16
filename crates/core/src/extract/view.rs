//! What an expression can see: the document, the item of the surrounding `each`, the headers.

use serde_json::Value;

use super::Answer;
use super::document::Node;
use crate::catalog::path::{Path, Scope};
use crate::catalog::value::{HeaderItem, HeaderPart};
use crate::reading::Oddity;
use crate::secret::Secret;
use crate::text::presentable;
use crate::time::Timestamp;

/// At most so much of a provider's words is kept.
const TEXT_LIMIT: usize = 160;

/// Why a value is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Miss {
    /// The path leads nowhere.
    Absent(String),
    /// The value is null, or an empty text where words are expected.
    Null(String),
    /// Something else is there.
    Odd(Oddity),
}

impl Miss {
    /// The miss as something that should not be.
    pub(super) fn into_oddity(self, expected: &str) -> Oddity {
        match self {
            Self::Absent(path) => Oddity { path, expected: expected.to_owned(), found: "nothing".to_owned() },
            Self::Null(path) => Oddity { path, expected: expected.to_owned(), found: "null".to_owned() },
            Self::Odd(oddity) => oddity,
        }
    }
}

/// What an expression can see.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    answer: &'a Answer<'a>,
    root: Option<Node<'a>>,
    item: Option<Node<'a>>,
    secret: Option<&'a Secret>,
}

impl<'a> View<'a> {
    pub(super) fn new(answer: &'a Answer<'a>, root: Option<Node<'a>>, secret: Option<&'a Secret>) -> Self {
        Self { answer, root, item: None, secret }
    }

    /// The same with `@` meaning this item.
    pub(super) fn of_item(self, item: Node<'a>) -> Self {
        Self { item: Some(item), ..self }
    }

    pub(super) fn http_status(self) -> u16 {
        self.answer.status
    }

    pub(super) fn received_at(self) -> Timestamp {
        self.answer.received_at
    }

    /// Whether the body is JSON.
    pub(super) fn has_document(self) -> bool {
        self.root.is_some()
    }

    fn start(self, path: &Path) -> Option<Node<'a>> {
        match path.scope {
            Scope::Document => self.root,
            Scope::Item => self.item,
        }
    }

    /// Everything that a path matches, each with its name or place.
    pub(super) fn all(self, path: &Path) -> Vec<(String, Node<'a>)> {
        self.start(path).map(|start| start.query(&path.query)).unwrap_or_default()
    }

    /// The one value that a path matches.
    pub(super) fn one(self, path: &Path, expected: &str) -> Result<Node<'a>, Miss> {
        let mut found = self.all(path);
        match (found.pop(), found.len()) {
            (None, _) => Err(Miss::Absent(path.as_str().to_owned())),
            (Some((_, node)), 0) if node.value().is_null() => Err(Miss::Null(path.as_str().to_owned())),
            (Some((_, node)), 0) => Ok(node),
            (Some(_), others) => Err(Miss::Odd(Oddity {
                path: path.as_str().to_owned(),
                expected: expected.to_owned(),
                found: format!("{} values", others + 1),
            })),
        }
    }

    /// What a path that can match several values matches. It is absent only where the list it looks into is, and odd where one of
    /// the list's items has no such value.
    pub(super) fn several(self, path: &Path, expected: &str) -> Result<Vec<(String, Node<'a>)>, Miss> {
        let found = self.all(path);
        let (Some(many), Some(start)) = (&path.many, self.start(path)) else {
            return if found.is_empty() { Err(Miss::Absent(path.as_str().to_owned())) } else { Ok(found) };
        };
        match start.query(&many.container).first() {
            None => return Err(Miss::Absent(path.as_str().to_owned())),
            Some((_, container)) if container.value().is_null() => return Err(Miss::Null(path.as_str().to_owned())),
            Some((_, container)) if container.children().is_none() => {
                return Err(self.odd(path.as_str(), "a list", *container));
            }
            Some(_) => {}
        }
        let items = start.query(&many.items).len();
        if found.len() < items {
            return Err(Miss::Odd(Oddity {
                path: path.as_str().to_owned(),
                expected: format!("{expected} in each of {items} items"),
                found: format!("{} of them", found.len()),
            }));
        }
        Ok(found)
    }

    /// A header's value, or the part of it that is meant.
    pub(super) fn header(self, part: &HeaderPart) -> Result<&'a str, Miss> {
        let value = self.answer.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(&part.name));
        let Some((_, value)) = value else { return Err(Miss::Absent(header_path(part))) };
        let value = match part.item {
            HeaderItem::Whole => Some(value.as_str()),
            HeaderItem::First => value.split(',').next(),
            HeaderItem::Last => value.rsplit(',').next(),
        };
        match value.unwrap_or_default().trim() {
            "" => Err(Miss::Null(header_path(part))),
            value => Ok(value),
        }
    }

    /// Words of the provider, fit to be shown and kept.
    pub(super) fn presentable(self, text: &str) -> String {
        presentable(text, self.secret, TEXT_LIMIT)
    }

    /// A value that should be something else.
    pub(super) fn odd(self, path: &str, expected: &str, node: Node<'_>) -> Miss {
        let found = match node.value() {
            Value::Null => "null".to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Number(_) => format!("the number {}", presentable(node.digits().unwrap_or_default(), None, 40)),
            Value::String(text) => return self.odd_text(path, expected, text),
            Value::Array(_) => "a list".to_owned(),
            Value::Object(_) => "an object".to_owned(),
        };
        Miss::Odd(Oddity { path: path.to_owned(), expected: expected.to_owned(), found })
    }

    /// A text that should be something else.
    pub(super) fn odd_text(self, path: &str, expected: &str, text: &str) -> Miss {
        let found = format!("the text {:?}", presentable(text, self.secret, 40));
        Miss::Odd(Oddity { path: path.to_owned(), expected: expected.to_owned(), found })
    }
}

/// How a header is named where a path would stand.
pub(super) fn header_path(part: &HeaderPart) -> String {
    format!("header {}", part.name)
}

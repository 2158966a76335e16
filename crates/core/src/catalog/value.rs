//! What a definition says about reading one value: a closed set of expressions, not a language.
//!
//! Deliberately absent: conditionals, variables, string building and anything that could loop.

use std::collections::BTreeMap;

use super::path::Path;
use crate::amount::{Decimal, Unit};

/// An exact quantity of the answer.
#[derive(Debug, Clone)]
pub(crate) struct Amount {
    /// Where its digits are, or what it is made of.
    pub(crate) source: AmountSource,
    /// What the value is multiplied with: cents have `1/100`, an inverted sign `-1`.
    pub(crate) scale: Option<Ratio>,
    /// Whether a text may end in a percent sign.
    pub(crate) percent: bool,
    /// Characters that are taken out of a text before it is read, such as `$,`.
    pub(crate) strip: String,
    /// What an absent or null value means, where the documentation says so.
    pub(crate) default: Option<Decimal>,
    /// Whether the documentation promises the value; the place decides where the definition does not say.
    pub(crate) required: Option<bool>,
    /// Whether the documentation allows null.
    pub(crate) nullable: bool,
}

/// Where a quantity comes from.
#[derive(Debug, Clone)]
pub(crate) enum AmountSource {
    /// One value of the document.
    Path(Path),
    /// A header of the answer.
    Header(HeaderPart),
    /// A number that the documentation states and the answer does not.
    Const(Decimal),
    /// The sum of every value that a path matches.
    SumOf(Path),
    /// The sum of its terms.
    Sum(Vec<Amount>),
    /// The first term less the others.
    Difference(Vec<Amount>),
    /// The first of its terms that is reported.
    First(Vec<Amount>),
}

/// A fraction, kept as one so that `1/60` is as exact as the division allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ratio {
    pub(crate) numerator: Decimal,
    /// Never zero.
    pub(crate) denominator: Decimal,
}

/// A header's value, or one item of its comma-separated list.
#[derive(Debug, Clone)]
pub(crate) struct HeaderPart {
    /// In lower case.
    pub(crate) name: String,
    /// Which item of the list.
    pub(crate) item: HeaderItem,
}

/// Which part of a header's value is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HeaderItem {
    /// All of it.
    Whole,
    /// What stands before the first comma.
    First,
    /// What stands behind the last comma.
    Last,
}

/// Words of the answer.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    /// Where they are.
    pub(crate) source: TextSource,
    /// Where several values match: the first of these that is among them.
    pub(crate) order: Vec<String>,
    /// What to show in the place of a value.
    pub(crate) map: BTreeMap<String, String>,
    /// What an absent, null or empty value means.
    pub(crate) default: Option<String>,
}

impl Text {
    /// The words as they are.
    pub(crate) fn plain(source: TextSource) -> Self {
        Self { source, order: Vec::new(), map: BTreeMap::new(), default: None }
    }
}

/// Where words come from.
#[derive(Debug, Clone)]
pub(crate) enum TextSource {
    /// The document.
    Path(Path),
    /// A header of the answer.
    Header(HeaderPart),
    /// The definition itself.
    Const(String),
    /// The first of these that is reported.
    First(Vec<Text>),
}

/// A point in time of the answer.
#[derive(Debug, Clone)]
pub(crate) struct Time {
    /// Where it is.
    pub(crate) source: TimeSource,
    /// How it is written.
    pub(crate) format: TimeFormat,
    /// Which one is meant where several match.
    pub(crate) pick: Option<Pick>,
}

/// Where a point in time comes from.
#[derive(Debug, Clone)]
pub(crate) enum TimeSource {
    /// The document.
    Path(Path),
    /// A header of the answer.
    Header(HeaderPart),
}

/// How a point in time is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TimeFormat {
    /// RFC 3339; without a zone it is UTC, without a time the day's first moment.
    Rfc3339,
    /// Seconds since 1970.
    UnixSeconds,
    /// Milliseconds since 1970.
    UnixMilliseconds,
    /// Seconds after the answer was received.
    SecondsFromNow,
    /// As in HTTP headers: `Sun, 06 Nov 1994 08:49:37 GMT`.
    HttpDate,
}

/// Which of several points in time is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pick {
    Earliest,
    Latest,
}

/// A meter's unit.
#[derive(Debug, Clone)]
pub(crate) enum UnitSource {
    /// Always the same.
    Fixed(Unit),
    /// Named by the answer, usually a currency.
    Named(Text),
}

/// A test on the answer.
#[derive(Debug, Clone)]
pub(crate) struct Condition {
    /// What is tested.
    pub(crate) subject: Subject,
    /// How.
    pub(crate) test: Test,
}

/// What a condition looks at.
#[derive(Debug, Clone)]
pub(crate) enum Subject {
    /// The document; holds if any matched value passes the test.
    Path(Path),
    /// A header of the answer.
    Header(HeaderPart),
}

/// How a condition looks at it.
#[derive(Debug, Clone)]
pub(crate) enum Test {
    /// One of these.
    In(Vec<Literal>),
    /// There, and none of these.
    NotIn(Vec<Literal>),
    /// There (null counts), or not.
    Exists(bool),
    /// There and null, or there and not null.
    Null(bool),
    /// A number not below this.
    AtLeast(Decimal),
    /// A number not above this.
    AtMost(Decimal),
    /// A text with this in it, in either case.
    Contains(String),
}

/// A value that a condition compares with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Literal {
    Text(String),
    Number(Decimal),
    Bool(bool),
}

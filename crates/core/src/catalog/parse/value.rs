//! The expressions of a definition: amounts, texts, times and conditions.

use std::collections::BTreeMap;

use crate::amount::{self, Decimal};
use crate::catalog::path::Path;
use crate::catalog::reader::{Item, Read, Table};
use crate::catalog::value::{
    Amount, AmountSource, Condition, HeaderItem, HeaderPart, Literal, Pick, Ratio, Subject, Test, Text, TextSource,
    Time, TimeFormat, TimeSource, UnitSource,
};

/// Where an expression stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Whether `@` means something.
    pub(super) in_each: bool,
}

pub(super) fn path(item: &Item<'_>, place: Place) -> Read<Path> {
    Path::parse(item.str()?, place.in_each).or_else(|reason| item.fail(reason))
}

fn decimal(item: &Item<'_>) -> Read<Decimal> {
    let digits = item.digits()?;
    amount::parse(digits).or_else(|error| item.fail(format!("{digits:?}: {error}")))
}

/// An amount at the place where it is shown.
pub(super) fn amount(item: &Item<'_>, place: Place) -> Read<Amount> {
    amount_at(item, place, true)
}

fn amount_at(item: &Item<'_>, place: Place, outermost: bool) -> Read<Amount> {
    if item.is_str() {
        return path(item, place).map(|path| plain(AmountSource::Path(path)));
    }
    let table = item.table()?;
    let term = |item: &Item<'_>| amount_at(item, place, false);
    let sources = [
        ("path", table.maybe("path", |item| path(item, place).map(AmountSource::Path))),
        ("header", header(&table).map(|part| part.map(AmountSource::Header))),
        ("const", table.maybe("const", |item| decimal(item).map(AmountSource::Const))),
        ("sum", table.maybe("sum", |item| sum(item, place))),
        ("difference", table.maybe("difference", |item| two_or_more(item, term).map(AmountSource::Difference))),
        ("first", table.maybe("first", |item| two_or_more(item, term).map(AmountSource::First))),
    ];
    let source = exactly_one(&table, sources);
    let scale = table.maybe("scale", ratio);
    let percent = table.or("percent", false, Item::bool);
    let strip = table.or("strip", String::new(), |item| item.str().map(str::to_owned));
    let default = table.maybe("default", decimal);
    let (required, nullable) = if outermost {
        (table.maybe("required", Item::bool), table.or("nullable", false, Item::bool))
    } else {
        (Ok(None), Ok(false))
    };
    table.finish();
    Ok(Amount {
        source: source?,
        scale: scale?,
        percent: percent?,
        strip: strip?,
        default: default?,
        required: required?,
        nullable: nullable?,
    })
}

fn plain(source: AmountSource) -> Amount {
    Amount { source, scale: None, percent: false, strip: String::new(), default: None, required: None, nullable: false }
}

/// `sum = "$.grants[*].amount"`, or a list of terms.
fn sum(item: &Item<'_>, place: Place) -> Read<AmountSource> {
    if !item.is_str() {
        return two_or_more(item, |term| amount_at(term, place, false)).map(AmountSource::Sum);
    }
    let path = path(item, place)?;
    if path.many.is_none() {
        return item.fail("adds up nothing: the path matches one value at most; use \"[*]\" or a list of terms");
    }
    Ok(AmountSource::SumOf(path))
}

fn two_or_more<T>(item: &Item<'_>, read: impl Fn(&Item<'_>) -> Read<T>) -> Read<Vec<T>> {
    let terms = item.each(read)?;
    if terms.len() < 2 { item.fail("needs at least two terms") } else { Ok(terms) }
}

/// A factor: `"0.01"`, `0.01`, `-1` or a fraction such as `"1/60"`.
fn ratio(item: &Item<'_>) -> Read<Ratio> {
    let digits = item.digits()?;
    let (numerator, denominator) = digits.split_once('/').unwrap_or((digits, "1"));
    match (amount::parse(numerator), amount::parse(denominator)) {
        (Ok(numerator), Ok(denominator)) if !numerator.is_zero() && !denominator.is_zero() => {
            Ok(Ratio { numerator, denominator })
        }
        _ => item.fail(format!("{digits:?} is not a factor such as \"0.01\", \"-1\" or \"1/60\"")),
    }
}

/// The one source that is given.
fn exactly_one<T, const N: usize>(table: &Table<'_>, sources: [(&str, Read<Option<T>>); N]) -> Read<T> {
    let names: Vec<&str> = sources.iter().map(|(name, _)| *name).collect();
    let given = names.iter().filter(|name| table.has(name)).count();
    if given != 1 {
        let found = if given == 0 { "found none" } else { "found several" };
        return table.fail(format!("give exactly one of {}; {found}", names.join(", ")));
    }
    // The one that is there was read, or it has been reported why not.
    sources.into_iter().find_map(|(_, source)| source.transpose()).unwrap_or_else(|| table.fail("could not be read"))
}

fn header(table: &Table<'_>) -> Read<Option<HeaderPart>> {
    let item = table.or("item", HeaderItem::Whole, |item| {
        if !table.has("header") {
            return item.fail("is only known beside `header`");
        }
        item.one_of(&[("first", HeaderItem::First), ("last", HeaderItem::Last)])
    });
    let name = table.maybe("header", |item| {
        let name = item.str()?;
        let is_token = name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b));
        if is_token { Ok(name.to_ascii_lowercase()) } else { item.fail(format!("{name:?} is not a header's name")) }
    });
    let item = item?;
    Ok(name?.map(|name| HeaderPart { name, item }))
}

pub(super) fn text(item: &Item<'_>, place: Place) -> Read<Text> {
    if item.is_str() {
        let source = TextSource::Path(path(item, place)?);
        return Ok(Text::plain(source));
    }
    if item.is_array() {
        let source = TextSource::First(two_or_more(item, |term| text(term, place))?);
        return Ok(Text::plain(source));
    }
    let table = item.table()?;
    let sources = [
        ("path", table.maybe("path", |item| path(item, place).map(TextSource::Path))),
        ("header", header(&table).map(|part| part.map(TextSource::Header))),
        ("const", table.maybe("const", |item| item.str().map(|text| TextSource::Const(text.to_owned())))),
        ("first", table.maybe("first", |item| two_or_more(item, |term| text(term, place)).map(TextSource::First))),
    ];
    let source = exactly_one(&table, sources);
    let order = table.or("order", Vec::new(), |item| item.each(|word| word.str().map(str::to_owned)));
    let map = table.or("map", BTreeMap::new(), |item| {
        let words: Vec<_> =
            item.table()?.entries().map(|(key, item)| Ok((key.to_owned(), item.str()?.to_owned()))).collect();
        words.into_iter().collect()
    });
    let default = table.maybe("default", |item| item.str().map(str::to_owned));
    table.finish();
    Ok(Text { source: source?, order: order?, map: map?, default: default? })
}

pub(super) fn time(item: &Item<'_>, place: Place) -> Read<Time> {
    if item.is_str() {
        let source = TimeSource::Path(path(item, place)?);
        return Ok(Time { source, format: TimeFormat::Rfc3339, pick: None });
    }
    let table = item.table()?;
    let sources = [
        ("path", table.maybe("path", |item| path(item, place).map(TimeSource::Path))),
        ("header", header(&table).map(|part| part.map(TimeSource::Header))),
    ];
    let source = exactly_one(&table, sources);
    let format = table.or("format", TimeFormat::Rfc3339, |item| {
        item.one_of(&[
            ("rfc3339", TimeFormat::Rfc3339),
            ("unix_s", TimeFormat::UnixSeconds),
            ("unix_ms", TimeFormat::UnixMilliseconds),
            ("seconds_from_now", TimeFormat::SecondsFromNow),
            ("http_date", TimeFormat::HttpDate),
        ])
    });
    let pick = table.maybe("pick", |item| item.one_of(&[("earliest", Pick::Earliest), ("latest", Pick::Latest)]));
    table.finish();
    Ok(Time { source: source?, format: format?, pick: pick? })
}

/// A meter's unit: its name, or a table that says where the answer names it.
pub(super) fn unit(item: &Item<'_>, place: Place) -> Read<UnitSource> {
    if item.is_str() {
        let unit: Result<amount::Unit, _> = item.str()?.parse();
        return unit.map(UnitSource::Fixed).or_else(|error| item.fail(error.to_string()));
    }
    let named = text(item, place)?;
    for name in named.map.values().chain(&named.default) {
        if let Err(error) = name.parse::<amount::Unit>() {
            return item.fail(error.to_string());
        }
    }
    Ok(UnitSource::Named(named))
}

/// One condition, or a list of which all must hold.
pub(super) fn conditions(item: &Item<'_>, place: Place) -> Read<Vec<Condition>> {
    if item.is_array() {
        item.each(|item| condition(item, place))
    } else {
        condition(item, place).map(|condition| vec![condition])
    }
}

fn condition(item: &Item<'_>, place: Place) -> Read<Condition> {
    let table = item.table()?;
    let subjects = [
        ("path", table.maybe("path", |item| path(item, place).map(Subject::Path))),
        ("header", header(&table).map(|part| part.map(Subject::Header))),
    ];
    let subject = exactly_one(&table, subjects);
    let tests = [
        ("equals", table.maybe("equals", |item| literal(item).map(|value| Test::In(vec![value])))),
        ("in", table.maybe("in", |item| item.each(literal).map(Test::In))),
        ("not", table.maybe("not", |item| literal(item).map(|value| Test::NotIn(vec![value])))),
        ("not_in", table.maybe("not_in", |item| item.each(literal).map(Test::NotIn))),
        ("exists", table.maybe("exists", |item| item.bool().map(Test::Exists))),
        ("null", table.maybe("null", |item| item.bool().map(Test::Null))),
        ("at_least", table.maybe("at_least", |item| decimal(item).map(Test::AtLeast))),
        ("at_most", table.maybe("at_most", |item| decimal(item).map(Test::AtMost))),
        ("contains", table.maybe("contains", |item| item.str().map(|text| Test::Contains(text.to_lowercase())))),
    ];
    let test = exactly_one(&table, tests);
    table.finish();
    Ok(Condition { subject: subject?, test: test? })
}

/// A text, a number or a truth value.
fn literal(item: &Item<'_>) -> Read<Literal> {
    if item.is_str() {
        return item.text().map(|text| Literal::Text(text.to_owned()));
    }
    if item.is_bool() {
        return item.bool().map(Literal::Bool);
    }
    decimal(item).map(Literal::Number)
}

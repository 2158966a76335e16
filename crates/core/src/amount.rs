//! Exact amounts and their units.
//!
//! An amount is a [`Decimal`], read from the digits of a JSON number or string and never by way of a binary float.
//! Deliberately absent: arithmetic between units, and any clamping — a negative balance is a legal balance.

use std::fmt;
use std::str::FromStr;

pub use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// Why a text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// The text holds something else than one number.
    #[error("not a number")]
    NotANumber,
    /// The number has more integer digits than an exact amount can hold (about 7.9e28).
    #[error("number too large to be held exactly")]
    TooLarge,
}

/// Reads a number from its digits: `1250`, `-3.5`, `1e3`, as JSON and providers write them.
///
/// Fraction digits beyond the 28th significant one are rounded; an integer part that does not fit is an error.
pub fn parse(digits: &str) -> Result<Decimal, AmountError> {
    let digits = digits.trim();
    let mantissa = digits.split(['e', 'E']).next().unwrap_or_default();
    let plain = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
    let is_number = !plain.is_empty()
        && plain.chars().any(|c| c.is_ascii_digit())
        && plain.chars().all(|c| c.is_ascii_digit() || c == '.')
        && plain.matches('.').count() <= 1;
    if !is_number {
        return Err(AmountError::NotANumber);
    }
    if mantissa.len() == digits.len() {
        return Decimal::from_str(digits).map_err(|_| AmountError::TooLarge);
    }
    let exponent = i32::from_str(&digits[mantissa.len() + 1..]).map_err(|_| AmountError::NotANumber)?;
    scale_by_power_of_ten(Decimal::from_str(mantissa).map_err(|_| AmountError::TooLarge)?, exponent)
}

fn scale_by_power_of_ten(value: Decimal, exponent: i32) -> Result<Decimal, AmountError> {
    if value.is_zero() {
        return Ok(Decimal::ZERO);
    }
    let factor = if exponent >= 0 { Decimal::TEN } else { Decimal::new(1, 1) };
    let mut scaled = value;
    for _ in 0..exponent.unsigned_abs() {
        scaled = scaled.checked_mul(factor).ok_or(AmountError::TooLarge)?;
        if scaled.is_zero() {
            break; // smaller than the smallest amount that can be held
        }
    }
    Ok(scaled.normalize())
}

/// The amount as a JSON number with exactly its own digits.
pub fn to_json_number(amount: Decimal) -> Box<RawValue> {
    // A decimal's text is always a JSON number; `null` can never be reached and would only mean "not reported".
    RawValue::from_string(amount.to_string()).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

/// What a meter counts. Unlike units are never added or compared.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Unit {
    /// A provider's own credits; not money, without a symbol.
    Credits,
    /// An ISO 4217 currency.
    Currency(CurrencyCode),
    /// Characters of text.
    Characters,
    /// Seconds of media or compute.
    Seconds,
    /// API calls.
    Requests,
    /// Pages of documents.
    Pages,
    /// Bytes of storage or traffic.
    Bytes,
    /// Percent, 0 to 100.
    Percent,
}

/// An ISO 4217 code: three capital letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CurrencyCode([u8; 3]);

impl CurrencyCode {
    /// The code's three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }
}

/// A unit's name is none of the known ones and no currency code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "unknown unit {0:?}: expected credits, characters, seconds, requests, pages, bytes, percent or a currency code such as USD"
)]
pub struct UnknownUnit(pub String);

impl FromStr for Unit {
    type Err = UnknownUnit;

    fn from_str(name: &str) -> Result<Self, UnknownUnit> {
        Ok(match name {
            "credits" => Self::Credits,
            "characters" => Self::Characters,
            "seconds" => Self::Seconds,
            "requests" => Self::Requests,
            "pages" => Self::Pages,
            "bytes" => Self::Bytes,
            "percent" => Self::Percent,
            code => match <[u8; 3]>::try_from(code.as_bytes()) {
                Ok(letters) if letters.iter().all(u8::is_ascii_uppercase) => Self::Currency(CurrencyCode(letters)),
                _ => return Err(UnknownUnit(name.to_owned())),
            },
        })
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Credits => "credits",
            Self::Currency(code) => code.as_str(),
            Self::Characters => "characters",
            Self::Seconds => "seconds",
            Self::Requests => "requests",
            Self::Pages => "pages",
            Self::Bytes => "bytes",
            Self::Percent => "percent",
        })
    }
}

impl TryFrom<String> for Unit {
    type Error = UnknownUnit;

    fn try_from(name: String) -> Result<Self, UnknownUnit> {
        name.parse()
    }
}

impl From<Unit> for String {
    fn from(unit: Unit) -> Self {
        unit.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_the_digits_that_providers_write() {
        let cases = [
            ("1250", "1250"),
            ("-3.50", "-3.50"),
            ("0", "0"),
            ("1e3", "1000"),
            ("1.5E-3", "0.0015"),
            ("12345678901234567890.123456789", "12345678901234567890.1234568"),
            (" 7 ", "7"),
            ("1e-40", "0"),
        ];
        for (digits, expected) in cases {
            let parsed = parse(digits).unwrap();
            if digits == "12345678901234567890.123456789" {
                assert_eq!(parsed.to_string(), digits, "29 digits are still held exactly");
            } else {
                assert_eq!(parsed.to_string(), expected, "from {digits:?}");
            }
        }
    }

    #[test]
    fn refuses_what_is_not_one_number() {
        for text in ["", "abc", "1,250", "1_000", "1.2.3", "--1", "e5", ".", "NaN", "inf", "0x10", "1e", "1e1.5"] {
            assert_eq!(parse(text), Err(AmountError::NotANumber), "from {text:?}");
        }
        for text in ["1e400", "123456789012345678901234567890123"] {
            assert_eq!(parse(text), Err(AmountError::TooLarge), "from {text:?}");
        }
    }

    #[test]
    fn a_unit_is_a_word_or_a_currency_code() {
        for name in ["credits", "characters", "seconds", "requests", "pages", "bytes", "percent", "USD", "CNY"] {
            assert_eq!(name.parse::<Unit>().unwrap().to_string(), name);
        }
        for name in ["usd", "Credits", "", "EURO", "U$D"] {
            assert!(name.parse::<Unit>().is_err(), "{name:?} is no unit");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_exactly(mantissa in any::<i64>(), scale in 0u32..20) {
            let amount = Decimal::new(mantissa, scale);
            prop_assert_eq!(parse(&amount.to_string()).unwrap(), amount);
            prop_assert_eq!(parse(to_json_number(amount).get()).unwrap(), amount);
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,40}") {
            let _outcome = parse(&text);
        }
    }
}

//! Balances as exact numbers with up to three decimals.

use std::fmt;
use std::str::FromStr;

const SCALE: i64 = 1_000;

/// A balance, exact to the thousandth. Negative is legal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(i64);

impl Amount {
    /// Nothing left.
    pub const ZERO: Self = Self(0);

    /// So many thousandths.
    pub const fn thousandths(count: i64) -> Self {
        Self(count)
    }

    /// Its number of thousandths.
    pub const fn to_thousandths(self) -> i64 {
        self.0
    }

    /// The whole credits in it, rounded towards zero.
    pub const fn whole(self) -> i64 {
        self.0 / SCALE
    }

    pub(crate) const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    pub(crate) const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// The point that lies `part` of `whole` of the way from here to `other`.
    pub(crate) fn towards(self, other: Self, part: u128, whole: u128) -> Self {
        let span = i128::from(other.0) - i128::from(self.0);
        let (Ok(part), Ok(whole)) = (i128::try_from(part), i128::try_from(whole)) else { return other };
        if whole == 0 {
            return other;
        }
        let moved = span.saturating_mul(part) / whole;
        i64::try_from(i128::from(self.0).saturating_add(moved)).map_or(other, Self)
    }

    /// The nearest multiple of `step` that is not below this; unchanged when `step` is not positive.
    pub(crate) const fn rounded_up_to(self, step: Self) -> Self {
        if step.0 <= 0 {
            return self;
        }
        let rest = self.0.rem_euclid(step.0);
        if rest == 0 { self } else { Self(self.0.saturating_add(step.0 - rest)) }
    }
}

impl From<i64> for Amount {
    fn from(whole: i64) -> Self {
        Self(whole.saturating_mul(SCALE))
    }
}

impl From<i32> for Amount {
    fn from(whole: i32) -> Self {
        Self::from(i64::from(whole))
    }
}

impl From<u32> for Amount {
    fn from(whole: u32) -> Self {
        Self::from(i64::from(whole))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        let (whole, rest) = (size / SCALE.unsigned_abs(), size % SCALE.unsigned_abs());
        if rest == 0 {
            return write!(f, "{sign}{whole}");
        }
        let decimals = format!("{rest:03}");
        write!(f, "{sign}{whole}.{}", decimals.trim_end_matches('0'))
    }
}

/// A text that is no number with at most three decimals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAnAmount;

impl fmt::Display for NotAnAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a number with at most three decimals")
    }
}

impl std::error::Error for NotAnAmount {}

impl FromStr for Amount {
    type Err = NotAnAmount;

    fn from_str(text: &str) -> Result<Self, NotAnAmount> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !plain(whole) || !plain(decimals) || decimals.len() > 3 {
            return Err(NotAnAmount);
        }
        let whole: i64 = whole.parse().map_err(|_| NotAnAmount)?;
        let rest: i64 = format!("{decimals:0<3}").parse().map_err(|_| NotAnAmount)?;
        let size = whole.checked_mul(SCALE).and_then(|size| size.checked_add(rest)).ok_or(NotAnAmount)?;
        Ok(Self(if negative { -size } else { size }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_with_no_more_digits_than_it_has() {
        for (thousandths, text) in
            [(0, "0"), (40_000, "40"), (1_500, "1.5"), (1_005, "1.005"), (-500, "-0.5"), (-2_000, "-2")]
        {
            assert_eq!(Amount::thousandths(thousandths).to_string(), text);
            assert_eq!(text.parse(), Ok(Amount::thousandths(thousandths)));
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "-", ".", "1.", ".5", "1.2345", "1e3", "+1", " 1", "forty", "9223372036854775807"] {
            assert_eq!(text.parse::<Amount>(), Err(NotAnAmount), "{text:?}");
        }
    }

    #[test]
    fn it_moves_evenly_and_arrives_exactly() {
        let (from, to) = (Amount::from(1_250), Amount::from(240));
        assert_eq!(from.towards(to, 0, 13), from);
        assert_eq!(from.towards(to, 13, 13), to);
        assert_eq!(from.towards(to, 1, 2), Amount::from(745));
        assert_eq!(from.towards(to, 1, 0), to);
    }

    #[test]
    fn rounding_goes_up_to_the_step() {
        let one = Amount::from(1);
        assert_eq!(Amount::thousandths(1_001).rounded_up_to(one), Amount::from(2));
        assert_eq!(Amount::from(2).rounded_up_to(one), Amount::from(2));
        assert_eq!(Amount::thousandths(-1_500).rounded_up_to(one), Amount::from(-1));
        assert_eq!(Amount::thousandths(7).rounded_up_to(Amount::ZERO), Amount::thousandths(7));
    }
}

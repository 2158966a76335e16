//! Thresholds for an account of which only its first reading is known: no pace yet, so they are shares of the whole.

use super::Suggested;
use crate::amount::Decimal;
use crate::reading::Meter;

/// What a round number begins with: 1, 2, 2.5 and 5, in tenths.
const BEGINNINGS: [i64; 4] = [10, 20, 25, 50];

impl Suggested {
    /// About a fifth and a twentieth of the whole, in round numbers: of the limit where one is reported, else of what
    /// remains. Never more than remains. None where nothing is left or nothing is said of it.
    pub fn at_first(meter: &Meter) -> Option<Self> {
        let left = meter.remaining.filter(|left| !meter.unlimited && *left > Decimal::ZERO)?;
        let limit = meter.limit.filter(|limit| !meter.limit_is_lifetime && *limit > Decimal::ZERO);
        let whole = limit.unwrap_or(left);
        let warning = nearest(whole.checked_div(Decimal::new(5, 0))?, left)?;
        // Where little is left, both would be the same and the second would say nothing new.
        let twentieth = whole.checked_div(Decimal::new(20, 0))?.min(warning.checked_div(Decimal::new(4, 0))?);
        Some(Self { warning, critical: nearest(twentieth, left)? })
    }
}

/// The round number nearest to the amount, the lower one of two as near; never more than `most`.
fn nearest(amount: Decimal, most: Decimal) -> Option<Decimal> {
    let amount = amount.min(most);
    let (below, above) = around(amount)?;
    let is_below = above.is_none_or(|above| above > most || amount - below <= above - amount);
    (if is_below { Some(below) } else { above }).map(|round| round.normalize())
}

/// The greatest round number that is not above the amount, and the least one that is above it where that can be held.
fn around(amount: Decimal) -> Option<(Decimal, Option<Decimal>)> {
    if amount <= Decimal::ZERO {
        return None;
    }
    let mut unit = Decimal::ONE;
    while unit > amount {
        unit = unit.checked_div(Decimal::TEN).filter(|unit| !unit.is_zero())?;
    }
    while let Some(next) = unit.checked_mul(Decimal::TEN).filter(|next| *next <= amount) {
        unit = next;
    }
    let round = |tenths: i64| unit.checked_mul(Decimal::new(tenths, 1));
    let mut below = unit;
    for tenths in BEGINNINGS.into_iter().chain([100]) {
        match round(tenths) {
            Some(round) if round <= amount => below = round,
            above => return Some((below, above)),
        }
    }
    Some((below, None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::{self, Unit};

    fn meter(remaining: Option<&str>, limit: Option<&str>) -> Meter {
        Meter {
            id: "credits".to_owned(),
            label: "Credits".to_owned(),
            unit: Unit::Credits,
            primary: true,
            remaining: remaining.map(|digits| amount::parse(digits).unwrap()),
            used: None,
            limit: limit.map(|digits| amount::parse(digits).unwrap()),
            limit_is_lifetime: false,
            unlimited: false,
            period: None,
            resets_at: None,
            expires_at: None,
        }
    }

    fn shown(meter: &Meter) -> Option<(String, String)> {
        Suggested::at_first(meter).map(|levels| (levels.warning.to_string(), levels.critical.to_string()))
    }

    #[test]
    fn round_shares_of_the_whole() {
        for (remaining, limit, warning, critical) in [
            ("1250", None, "250", "50"),
            ("1000", None, "200", "50"),
            ("700", None, "100", "25"),
            ("48250000", None, "10000000", "2500000"),
            ("36000.75", None, "5000", "1000"),
            ("12.40", None, "2.5", "0.5"),
            ("1", None, "0.2", "0.05"),
            ("0.003", None, "0.0005", "0.0001"),
            ("900", Some("10000"), "500", "100"),
            ("9000", Some("10000"), "2000", "500"),
            ("9000.00", Some("10000.00"), "2000", "500"),
            ("150", Some("1000"), "100", "25"),
            ("100", Some("10000"), "100", "25"),
            ("99", Some("10000"), "50", "10"),
            ("1250", Some("0"), "250", "50"),
            ("1250", Some("-1"), "250", "50"),
            ("79228162514264337593543950335", None, "20000000000000000000000000000", "5000000000000000000000000000"),
        ] {
            let found = shown(&meter(Some(remaining), limit));
            assert_eq!(found, Some((warning.to_owned(), critical.to_owned())), "{remaining} of {limit:?}");
        }
    }

    #[test]
    fn none_where_nothing_is_left_or_said() {
        for remaining in [None, Some("0"), Some("0.00"), Some("-5")] {
            assert_eq!(shown(&meter(remaining, Some("1000"))), None, "{remaining:?}");
        }
        assert_eq!(shown(&Meter { unlimited: true, ..meter(Some("10"), None) }), None);
        let lifetime = Meter { limit_is_lifetime: true, ..meter(Some("1000"), Some("90000")) };
        assert_eq!(shown(&lifetime).unwrap().0, "200", "what was ever granted is no whole");
        assert_eq!(shown(&meter(Some("0.0000000000000000000000000001"), None)), None, "too little to be divided");
    }

    #[test]
    fn never_more_than_remains_and_the_second_never_above_the_first() {
        for remaining in 1..2_000_i64 {
            for limit in [None, Some(7), Some(333), Some(1_999), Some(123_456)] {
                let left = Decimal::new(remaining, 2);
                let limit = limit.map(|limit| Decimal::new(limit, 0));
                let meter = Meter { remaining: Some(left), limit, ..meter(None, None) };
                let Suggested { warning, critical } = Suggested::at_first(&meter).unwrap();
                assert!(critical < warning && warning <= left && critical > Decimal::ZERO, "{left} of {limit:?}");
                let digits = warning.to_string().replace('.', "");
                assert!(["1", "2", "25", "5"].contains(&digits.trim_matches('0')), "{warning} is round");
            }
        }
    }
}

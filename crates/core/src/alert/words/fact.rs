//! What there is to say, before any language says it. Figures are texts already, in the language's digits.

use std::fmt;
use std::time::Duration;

use crate::alert::Basis;
use crate::amount::{Decimal, Unit};
use crate::language::Language;

/// Why a rule holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fact {
    /// Nothing is left.
    Empty {
        /// What was said that is more than that.
        said: Option<String>,
        /// What is left, which may be less than nothing; none where it is not known or covered.
        left: Option<Quantity>,
    },
    /// Less is left than there should be.
    Low {
        /// What is left.
        left: Left,
        /// Below what that is.
        threshold: Threshold,
    },
    /// The key does not do.
    KeyRejected {
        /// What was said that is more than that.
        said: Option<String>,
    },
    /// There was no reading.
    Unreachable {
        /// For so long.
        time: Span,
        /// Why.
        said: Option<String>,
    },
    /// A subscription has lapsed.
    Subscription {
        /// The plan; none for the account's own subscription.
        plan: Option<String>,
        /// How it stands.
        standing: Standing,
    },
    /// A storage is nearly full.
    Storage {
        /// What it is called.
        label: String,
        /// How full, in percent.
        full: String,
        /// From where on that is worth a word.
        limit: String,
    },
    /// A grant lapses.
    Expiry {
        /// What it is called.
        grant: String,
        /// What is left of it; none where it is not known or covered.
        left: Option<Quantity>,
        /// When; none for soon.
        time: Option<Span>,
    },
    /// More was spent than usual; how much, where it is known and not covered.
    UnusualSpend(Option<Spent>),
    /// Credits came in.
    ToppedUp {
        /// So many; none where it is not known or covered.
        by: Option<Quantity>,
        /// What is left; none where it is not known or covered.
        left: Option<Quantity>,
    },
}

/// How much is left of what is low.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Left {
    /// So much.
    Amount(Quantity),
    /// This share: the amount is covered.
    Share(Quantity),
    /// Little; no figure may be said.
    Little,
    /// Very little; no figure may be said.
    VeryLittle,
}

/// Below what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Threshold {
    /// An amount; none where it is covered.
    Amount(Option<String>),
    /// A share; none where it is not known any more.
    Share(Option<Share>),
    /// A time.
    Runway {
        /// How long what is left lasts; none for not long.
        time: Option<Span>,
        /// How long before the reset it runs out; none where it does not, or there is no reset.
        before_reset: Option<Span>,
        /// How long it should last.
        limit: Option<Span>,
    },
}

impl Fact {
    /// What is left, for a reason that names it before the threshold; none where the threshold says it.
    pub(super) fn opening<'a>(left: &'a Left, threshold: &Threshold) -> Option<&'a Quantity> {
        match (left, threshold) {
            (Left::Share(_), Threshold::Share(Some(_))) | (Left::Little | Left::VeryLittle, _) => None,
            (Left::Amount(left) | Left::Share(left), _) => Some(left),
        }
    }
}

/// A share against its threshold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Share {
    /// In percent.
    pub(super) percent: String,
    /// Of what; none where it is covered.
    pub(super) whole: Option<String>,
    /// What the whole is.
    pub(super) basis: Basis,
    /// The threshold in percent.
    pub(super) limit: String,
}

/// What was spent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spent {
    /// So much.
    pub(super) amount: Quantity,
    /// What is usual at most, without its unit.
    pub(super) usual: String,
    /// Within so long.
    pub(super) time: Span,
}

/// An amount with its unit, and whether verbs beside it stand in the singular.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quantity {
    text: String,
    pub(super) is_one: bool,
}

impl Quantity {
    pub(super) fn of(amount: Decimal, unit: Option<&Unit>, language: Language) -> Self {
        let text = unit.map_or_else(|| language.number(amount), |unit| language.amount(amount, unit));
        Self { text, is_one: language.is_one(amount) || unit == Some(&Unit::Percent) }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A time as a person says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    /// Whole minutes.
    Minutes(u64),
    /// Whole hours.
    Hours(u64),
    /// Days, to a tenth where that matters.
    Days(Decimal),
}

impl Span {
    /// A time that has passed or was set, in whole minutes, hours or days.
    pub(super) fn exact(time: Duration) -> Self {
        let minutes = time.as_secs() / 60;
        match minutes {
            1440 => Self::Days(Decimal::ONE),
            0..120 => Self::Minutes(minutes.max(1)),
            120..2880 => Self::Hours(minutes / 60),
            _ => Self::Days(Decimal::from(minutes / 1440)),
        }
    }

    /// A time that was estimated. Rounded down, so that what is below three days never reads "3 days, below your 3 days".
    pub(super) fn estimated(days: f64) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a cast saturates, and so may this"
        )]
        let whole = |count: f64| count.floor() as u64;
        if days < 2.0 {
            Self::Hours(whole(days * 24.0).max(1))
        } else if days < 10.0 {
            Self::Days(Decimal::new(i64::try_from(whole(days * 10.0)).unwrap_or(i64::MAX), 1).normalize())
        } else {
            Self::Days(Decimal::from(whole(days)))
        }
    }
}

/// How a subscription stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) kind: StandingKind,
    /// In the provider's word, in lower case: "past due".
    pub(super) word: String,
}

/// How a subscription stands, as far as every language has a word for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StandingKind {
    /// A payment is late.
    PastDue,
    /// A payment is missing.
    Unpaid,
    /// It was cancelled.
    Cancelled,
    /// It is not active.
    Inactive,
    /// The provider stopped it.
    Suspended,
}

impl Standing {
    pub(super) fn of(status: Option<&str>) -> Self {
        let word = status.unwrap_or("no longer active").replace(['_', '-'], " ").to_lowercase();
        let kind = match word.as_str() {
            "past due" | "pastdue" | "overdue" => StandingKind::PastDue,
            "unpaid" => StandingKind::Unpaid,
            "cancelled" | "canceled" => StandingKind::Cancelled,
            "suspended" => StandingKind::Suspended,
            // Only what has lapsed speaks, and "inactive" is true of all of that.
            _ => StandingKind::Inactive,
        };
        Self { kind, word }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_said_in_one_unit() {
        let exact = |minutes: u64| Span::exact(Duration::from_secs(minutes * 60 + 59));
        let days = |days: u64| Span::Days(days.into());
        let cases = [
            (0, Span::Minutes(1)),
            (119, Span::Minutes(119)),
            (120, Span::Hours(2)),
            (1439, Span::Hours(23)),
            (1440, days(1)),
            (1441, Span::Hours(24)),
            (2879, Span::Hours(47)),
            (2880, days(2)),
            (14_400, days(10)),
        ];
        for (minutes, span) in cases {
            assert_eq!(exact(minutes), span, "{minutes} min");
        }
    }

    #[test]
    fn an_estimate_never_says_more_than_there_is() {
        let cases = [
            (0.0, Span::Hours(1)),
            (-1.0, Span::Hours(1)),
            (1.999, Span::Hours(47)),
            (2.0, Span::Days(2.into())),
            (2.999, Span::Days(Decimal::new(29, 1))),
            (9.99, Span::Days(Decimal::new(99, 1))),
            (10.9, Span::Days(10.into())),
        ];
        for (days, span) in cases {
            assert_eq!(Span::estimated(days), span, "{days}");
        }
    }

    #[test]
    fn statuses_that_providers_write_have_a_word_everywhere() {
        for (status, kind, word) in [
            (Some("past_due"), StandingKind::PastDue, "past due"),
            (Some("PastDue"), StandingKind::PastDue, "pastdue"),
            (Some("Unpaid"), StandingKind::Unpaid, "unpaid"),
            (Some("canceled"), StandingKind::Cancelled, "canceled"),
            (Some("SUSPENDED"), StandingKind::Suspended, "suspended"),
            (Some("inactive"), StandingKind::Inactive, "inactive"),
            (None, StandingKind::Inactive, "no longer active"),
        ] {
            assert_eq!(Standing::of(status), Standing { kind, word: word.to_owned() });
        }
    }
}

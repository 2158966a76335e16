//! What an alert says: which account, how much, why now, and what to do.
//!
//! Here is found out what there is to say, a [`Fact`] with its figures written in the language's digits; each language
//! makes its own sentences of it ([`Speech`]), because they differ in more than words.

mod chinese;
mod english;
mod fact;
mod german;
mod japanese;
mod korean;
mod spanish;
mod speech;

use std::time::Duration;

use super::decision::{Concern, Rule};
use super::memory::Memory;
use super::outlook::Telling;
use super::standing::{Basis, Level, Severity};
use super::{Levels, Rules, lapse};
use crate::amount::{Decimal, Unit};
use crate::failure::{Failure, FailureClass, FailureKind};
use crate::forecast::{Forecast, ForecastState, UnusualSpend};
use crate::language::Language;
use crate::reading::{Meter, Reading};
use crate::time::Timestamp;

use fact::{Fact, Left, Quantity, Share, Span, Spent, Standing, Threshold};
use speech::speech;

pub use speech::Buttons;

/// How a person is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Voice {
    /// In which language.
    pub language: Language,
    /// Without any amount: others may be looking. Shares, times and states are still said.
    pub hides_amounts: bool,
}

impl From<Language> for Voice {
    fn from(language: Language) -> Self {
        Self { language, hides_amounts: false }
    }
}

/// A notification's two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// One line: which account and how much.
    pub title: String,
    /// Why it speaks, and what to do.
    pub body: String,
}

/// What an alert is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occasion<'a> {
    /// The account's last believed reading.
    pub(super) reading: Option<&'a Reading>,
    /// Why the last poll failed, where it did.
    pub(super) failure: Option<&'a Failure>,
    /// The rules in force.
    pub(super) rules: &'a Rules,
    /// What is remembered of the account.
    pub(super) memory: &'a Memory,
    /// How long it will last.
    pub(super) forecast: &'a Forecast,
    /// What was spent beyond what is usual.
    pub(super) unusual: Option<UnusualSpend>,
    /// The time.
    pub(super) now: Timestamp,
    /// How the person is spoken to.
    pub(super) voice: Voice,
}

/// The words of one account's notification. `name` is what the person calls it.
pub(super) fn words(name: &str, tellings: &[Telling], occasion: &Occasion<'_>) -> Words {
    let speech = speech(occasion.voice.language);
    let spoken: Vec<(&Telling, Fact)> = tellings
        .iter()
        .filter(|telling| !telling.covered)
        .map(|telling| (telling, occasion.fact(&telling.concern, telling.severity)))
        .collect();
    let Some((first, fact)) = spoken.first() else { return Words { title: name.to_owned(), body: String::new() } };
    let line = |(telling, fact): &(&Telling, Fact)| {
        let line = speech.line(fact);
        if telling.reminder { speech.still(&line) } else { line }
    };
    let mut lines: Vec<String> = spoken.iter().map(line).collect();
    let about_amount = spoken.iter().any(|(telling, _)| telling.concern.rule.is_about_amount());
    let says_days = spoken.iter().any(|(telling, _)| telling.concern.rule == Rule::Runway);
    if about_amount && !says_days && first.concern.rule != Rule::Empty {
        lines.extend(occasion.time_left().map(|time| speech.time_left(&time)));
    }
    Words { title: speech.title(name, fact), body: lines.join("\n") }
}

/// Several accounts' notifications in one, the gravest first.
pub fn summary(accounts: &[(Words, Severity)], language: Language) -> Words {
    let critical = accounts.iter().filter(|(_, severity)| *severity == Severity::Critical).count();
    let titles = accounts.iter().map(|(words, _)| words.title.as_str()).collect::<Vec<_>>();
    Words { title: speech(language).summary(accounts.len(), critical), body: titles.join("\n") }
}

/// Why a rule holds, in one sentence without a full stop.
pub(super) fn sentence(concern: &Concern, severity: Severity, occasion: &Occasion<'_>) -> String {
    speech(occasion.voice.language).reason(&occasion.fact(concern, severity))
}

/// What stands on a notification's buttons.
pub fn buttons(language: Language) -> Buttons {
    speech(language).buttons()
}

/// A notification by which a person sees that there are any.
pub fn trial(language: Language) -> Words {
    let (title, body) = speech(language).trial();
    Words { title: title.to_owned(), body: body.to_owned() }
}

impl Occasion<'_> {
    /// What there is to say of a concern.
    fn fact(&self, concern: &Concern, severity: Severity) -> Fact {
        let low = |threshold| Fact::Low { left: self.standing(concern.rule, severity), threshold };
        match concern.rule {
            Rule::Empty => Fact::Empty { said: self.said_by(FailureClass::Empty), left: self.left() },
            Rule::Amount => {
                let limit = threshold(self.rules.amount, severity).filter(|_| !self.voice.hides_amounts);
                low(Threshold::Amount(limit.map(|limit| self.number(limit))))
            }
            Rule::Share => low(Threshold::Share(self.share(severity))),
            Rule::Runway => low(self.runway(severity)),
            Rule::KeyRejected => Fact::KeyRejected { said: self.said_by(FailureClass::Key) },
            Rule::Unreachable => {
                let since = self.memory.failing_since.unwrap_or(self.now);
                Fact::Unreachable { time: self.since(since), said: self.failure.map(|failure| self.reason(failure)) }
            }
            Rule::Subscription => {
                let status = self.reading.and_then(|reading| lapse::status_of(reading, &concern.subject));
                let plan = Some(concern.subject.clone()).filter(|plan| !plan.is_empty());
                Fact::Subscription { plan, standing: Standing::of(status) }
            }
            Rule::Storage => {
                let meters = self.reading.map_or(&[][..], |reading| &reading.meters);
                let meter = meters.iter().find(|meter| meter.id == concern.subject);
                Fact::Storage {
                    label: meter.map_or(&concern.subject, |meter| &meter.label).clone(),
                    full: self.percent(meter.and_then(lapse::fullness).unwrap_or(Decimal::ONE)),
                    limit: self.percent(self.rules.storage.unwrap_or(Decimal::ONE)),
                }
            }
            Rule::Expiry => self.expiry(&concern.subject),
            Rule::UnusualSpend => {
                Fact::UnusualSpend(self.unusual.filter(|_| !self.voice.hides_amounts).map(|unusual| Spent {
                    amount: self.quantity(rounded(unusual.spent)),
                    usual: self.number(rounded(unusual.usual)),
                    time: self.since(unusual.since),
                }))
            }
            Rule::ToppedUp => {
                let by = self.memory.topped_up_by.filter(|_| !self.voice.hides_amounts);
                Fact::ToppedUp { by: by.map(|by| self.quantity(by)), left: self.left() }
            }
        }
    }

    fn number(&self, number: Decimal) -> String {
        self.voice.language.number(number.normalize())
    }

    /// A fraction as percent, rounded down to one place so that "below 20 %" never reads "20 % is below 20 %".
    fn percent(&self, fraction: Decimal) -> String {
        self.voice.language.percent(in_percent(fraction))
    }

    fn quantity(&self, amount: Decimal) -> Quantity {
        Quantity::of(amount.normalize(), self.primary().map(|meter| &meter.unit), self.voice.language)
    }

    fn primary(&self) -> Option<&Meter> {
        self.reading.and_then(Reading::primary)
    }

    fn level(&self) -> Option<Level> {
        self.primary().and_then(|meter| Level::of(meter, self.memory.high_water))
    }

    /// What is left, where that is known and may be said.
    fn left(&self) -> Option<Quantity> {
        // A later reading that does not report it changes nothing about what is known to be left.
        let remaining = self.primary().and_then(|meter| meter.remaining).or(self.memory.remaining);
        remaining.filter(|_| !self.voice.hides_amounts).map(|left| self.quantity(left))
    }

    /// How an account that is low stands: by its amount, else by its share, else in words. A share of the highest amount
    /// seen says little where the rule is not about it: of an account just added, all is left.
    fn standing(&self, rule: Rule, severity: Severity) -> Left {
        let level = || self.level().filter(|level| rule == Rule::Share || level.basis == Basis::Limit);
        let share = || {
            let percent = in_percent(level()?.share());
            Some(Left::Share(Quantity::of(percent, Some(&Unit::Percent), self.voice.language)))
        };
        let in_words = if severity == Severity::Critical { Left::VeryLittle } else { Left::Little };
        self.left().map(Left::Amount).or_else(share).unwrap_or(in_words)
    }

    fn share(&self, severity: Severity) -> Option<Share> {
        let (level, limit) = self.level().zip(threshold(self.rules.share, severity))?;
        Some(Share {
            percent: self.percent(level.share()),
            whole: Some(level.whole).filter(|_| !self.voice.hides_amounts).map(|whole| self.number(whole)),
            basis: level.basis,
            limit: self.percent(limit),
        })
    }

    fn runway(&self, severity: Severity) -> Threshold {
        let limit = self.rules.runway.and_then(|levels| match severity {
            Severity::Info => None,
            Severity::Warning => levels.warning,
            Severity::Critical => levels.critical,
        });
        let short = self.forecast.days_short_of_reset.filter(|short| *short > 0.0);
        Threshold::Runway {
            time: self.time_left(),
            before_reset: short.map(Span::estimated),
            limit: limit.map(Span::exact),
        }
    }

    /// How long it will last; none where the forecast does not say.
    fn time_left(&self) -> Option<Span> {
        let days = self.forecast.days_left.filter(|_| self.forecast.state == ForecastState::Steady)?;
        Some(Span::estimated(days))
    }

    fn expiry(&self, subject: &str) -> Fact {
        let within = self.rules.expiry.unwrap_or_default();
        let grants = self.reading.map_or_else(Vec::new, |reading| lapse::lapsing(reading, within, self.now));
        let grant = grants.into_iter().find(|grant| grant.subject == subject);
        let left = grant.as_ref().and_then(|grant| grant.remaining).filter(|_| !self.voice.hides_amounts);
        Fact::Expiry {
            grant: subject.to_owned(),
            left: left.map(|left| self.quantity(left)),
            time: grant
                .map(|grant| Span::exact(Duration::try_from(grant.at.duration_since(self.now)).unwrap_or_default())),
        }
    }

    fn since(&self, since: Timestamp) -> Span {
        Span::exact(Duration::try_from(self.now.duration_since(since)).unwrap_or_default())
    }

    /// What the provider said by the last failure, if that is the one that the alert is about and not a later one.
    fn said_by(&self, class: FailureClass) -> Option<String> {
        let failure = self.failure.filter(|failure| failure.kind.class() == class)?;
        // Every language has a sentence of its own for what is usual; English has the message, which says more.
        let is_usual = matches!(failure.kind, FailureKind::Unauthorized | FailureKind::OutOfCredits);
        let is_message = self.voice == Voice::default();
        (is_message || !is_usual).then(|| self.reason(failure))
    }

    /// A message may hold an amount.
    fn reason(&self, failure: &Failure) -> String {
        let language = self.voice.language;
        if self.voice.hides_amounts { failure.kind.words(language) } else { failure.words(language) }.to_owned()
    }
}

fn threshold(levels: Option<Levels>, severity: Severity) -> Option<Decimal> {
    let levels = levels?;
    match severity {
        Severity::Info => None,
        Severity::Warning => levels.warning,
        Severity::Critical => levels.critical,
    }
}

fn in_percent(fraction: Decimal) -> Decimal {
    let percent = fraction.saturating_mul(Decimal::ONE_HUNDRED);
    percent.round_dp_with_strategy(1, rust_decimal::RoundingStrategy::ToNegativeInfinity).normalize()
}

/// An estimated amount with three significant digits: more would look as if it were known.
fn rounded(amount: Decimal) -> Decimal {
    amount.round_sf(3).unwrap_or(amount).normalize()
}

#[cfg(test)]
#[path = "english_tests.rs"]
mod english_tests;
#[cfg(test)]
mod tests;

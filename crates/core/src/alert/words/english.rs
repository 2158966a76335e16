//! Alerts in English.

use super::fact::{Fact, Left, Share, Span, Threshold};
use super::speech::{Buttons, Speech, capitalised};
use crate::alert::Basis;
use crate::amount::Decimal;
use crate::language::Language;

pub(super) struct English;

impl Speech for English {
    fn title(&self, name: &str, fact: &Fact) -> String {
        match fact {
            Fact::Empty { .. } => format!("{name} is empty"),
            Fact::Low { left: Left::Amount(left) | Left::Share(left), .. } => format!("{name}: {left} left"),
            Fact::Low { left: Left::Little, .. } => format!("{name} is running low"),
            Fact::Low { left: Left::VeryLittle, .. } => format!("{name} is critically low"),
            Fact::KeyRejected { .. } => format!("{name}: key rejected"),
            Fact::Unreachable { .. } => format!("{name} cannot be read"),
            Fact::Subscription { .. } => format!("{name}: {}", self.reason(fact)),
            Fact::Storage { .. } => format!("{name}: storage nearly full"),
            Fact::Expiry { .. } => format!("{name}: credits expire soon"),
            Fact::UnusualSpend(_) => format!("{name}: unusual spending"),
            Fact::ToppedUp { .. } => format!("{name} topped up"),
        }
    }

    fn reason(&self, fact: &Fact) -> String {
        match fact {
            Fact::Empty { said: Some(said), .. } | Fact::KeyRejected { said: Some(said) } => said.clone(),
            Fact::Empty { said: None, left: Some(left) } | Fact::ToppedUp { by: None, left: Some(left) } => {
                format!("{left} left")
            }
            Fact::Empty { said: None, left: None } => "Nothing left".to_owned(),
            Fact::Low { left, threshold } => match Fact::opening(left, threshold) {
                Some(left) => format!("{left} left, {}", below(threshold)),
                None => capitalised(&below(threshold)),
            },
            Fact::KeyRejected { said: None } => "The provider does not accept this key".to_owned(),
            Fact::Unreachable { time, said: Some(said) } => format!("Not read for {}: {said}", span(time)),
            Fact::Unreachable { time, said: None } => format!("Not read for {}", span(time)),
            Fact::Subscription { plan, standing } => {
                format!("{} is {}", plan.as_deref().unwrap_or("The subscription"), standing.word)
            }
            Fact::Storage { label, full, limit } => format!("{label} is {full} full, your limit is {limit}"),
            Fact::Expiry { grant, left: Some(left), time: Some(time) } => {
                format!("{left} of {grant} expire{} in {}", if left.is_one { "s" } else { "" }, span(time))
            }
            Fact::Expiry { grant, time: Some(time), .. } => format!("{grant} expires in {}", span(time)),
            Fact::Expiry { grant, time: None, .. } => format!("{grant} expires soon"),
            Fact::UnusualSpend(Some(spent)) => {
                format!("{} spent within {}, usual are at most {}", spent.amount, span(&spent.time), spent.usual)
            }
            Fact::UnusualSpend(None) => "More was spent than this account ever spends".to_owned(),
            Fact::ToppedUp { by: Some(by), left: Some(left) } => format!("{by} added, {left} left"),
            Fact::ToppedUp { by: Some(by), left: None } => format!("{by} added"),
            Fact::ToppedUp { by: None, left: None } => "The balance has risen".to_owned(),
        }
    }

    fn line(&self, fact: &Fact) -> String {
        let reason = || self.reason(fact);
        match fact {
            Fact::Empty { .. } => format!("{}. Calls with this key fail until you top up.", reason()),
            Fact::Low { threshold: Threshold::Share(share), .. } => format!("That is {}.", below_share(share.as_ref())),
            Fact::Low { threshold, .. } => format!("{}.", capitalised(&below(threshold))),
            Fact::KeyRejected { .. } => {
                format!("{}. Its balance is not watched until you replace the key in Lowtide.", reason())
            }
            Fact::UnusualSpend(_) => format!("{}. If that was not you, replace the key at the provider.", reason()),
            Fact::Subscription { .. } => "Check the payment at the provider.".to_owned(),
            Fact::Unreachable { .. } | Fact::Storage { .. } | Fact::Expiry { .. } | Fact::ToppedUp { .. } => {
                format!("{}.", reason())
            }
        }
    }

    fn time_left(&self, time: &Span) -> String {
        format!("About {} left at this pace.", in_words(time))
    }

    fn still(&self, line: &str) -> String {
        format!("Still so: {line}")
    }

    fn summary(&self, accounts: usize, critical: usize) -> String {
        match critical {
            0 => format!("{accounts} accounts need a look"),
            all if all == accounts => format!("{all} accounts need you now"),
            some => format!("{accounts} accounts need a look, {some} of them now"),
        }
    }

    fn buttons(&self) -> Buttons {
        Buttons { top_up: "Top up", snooze: "Snooze 1 day", show: "Show" }
    }

    fn trial(&self) -> (&'static str, &'static str) {
        ("Lowtide can reach you", "This is how an alert will look.")
    }
}

fn below(threshold: &Threshold) -> String {
    match threshold {
        Threshold::Amount(Some(limit)) => format!("below your {limit}"),
        Threshold::Amount(None) => "below your threshold".to_owned(),
        Threshold::Share(share) => below_share(share.as_ref()),
        Threshold::Runway { time, before_reset, limit } => {
            let time = time.as_ref().map_or("little time".to_owned(), |time| format!("about {}", in_words(time)));
            let reset = before_reset.as_ref().map(|short| format!(", {} before the reset", in_words(short)));
            let limit = limit.as_ref().map(|limit| format!(", below your {}", span(limit)));
            format!("{time} at this pace{}{}", reset.unwrap_or_default(), limit.unwrap_or_default())
        }
    }
}

fn below_share(share: Option<&Share>) -> String {
    let Some(Share { percent, whole, basis, limit }) = share else { return "below your threshold".to_owned() };
    let whole = match (whole, basis) {
        (Some(whole), Basis::Limit) => format!("the {whole} of the plan"),
        (Some(whole), Basis::HighWater) => format!("the {whole} since the last top-up"),
        (None, Basis::Limit) => "the plan".to_owned(),
        (None, Basis::HighWater) => "the highest balance since the last top-up".to_owned(),
    };
    format!("{percent} of {whole}, below your {limit}")
}

/// A time in short: "45 min", "6 h", "5 days".
fn span(span: &Span) -> String {
    match span {
        Span::Minutes(minutes) => format!("{minutes} min"),
        Span::Hours(hours) => format!("{hours} h"),
        Span::Days(_) => in_words(span),
    }
}

/// A time in full: "23 hours", "2.9 days".
fn in_words(span: &Span) -> String {
    let (count, unit) = match span {
        Span::Minutes(minutes) => (Decimal::from(*minutes), "minute"),
        Span::Hours(hours) => (Decimal::from(*hours), "hour"),
        Span::Days(days) => (*days, "day"),
    };
    format!("{} {unit}{}", Language::English.number(count), if Language::English.is_one(count) { "" } else { "s" })
}

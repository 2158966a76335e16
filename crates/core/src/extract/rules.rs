//! Meters, plans and facts: a rule applied to the document, or to each item of a list.

use super::condition::all_hold;
use super::document::Node;
use super::figure::{Strictness, figure};
use super::view::{Miss, View};
use super::{lenient, text, time};
use crate::amount::{Decimal, Unit};
use crate::catalog::value::{Amount, Text, Time, UnitSource};
use crate::catalog::{FactRule, FactSource, MeterRule, PlanRule, Repeat};
use crate::reading::{Fact, FactValue, Meter, Oddity, Period, Plan};
use crate::time::Timestamp;

/// However long a list is, so many of its items are shown.
const MOST_ITEMS: usize = 100;

/// One application of a rule.
struct Case<'a> {
    view: View<'a>,
    /// What is put behind the rule's id.
    key: Option<String>,
    /// What the answer calls it.
    label: Option<String>,
}

impl Case<'_> {
    fn label(&self, rule: &str) -> String {
        match (&self.label, &self.key) {
            (Some(label), _) => label.clone(),
            (None, Some(key)) => format!("{rule} ({key})"),
            (None, None) => rule.to_owned(),
        }
    }

    /// An id that no other has: the rule's, and what tells the items apart.
    fn id(&self, rule: &str, is_taken: impl Fn(&str) -> bool) -> String {
        let mut id = rule.to_owned();
        if let Some(key) = &self.key {
            let slug: String = key.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
            for part in slug.split('-').filter(|part| !part.is_empty()) {
                id.push('-');
                id.push_str(part);
            }
        }
        let base = id.clone();
        let mut number = 2_usize;
        while is_taken(&id) {
            id = format!("{base}-{number}");
            number += 1;
        }
        id
    }
}

/// Everything that a rule applies to.
fn cases<'a>(repeat: &Repeat, view: View<'a>) -> Result<Vec<Case<'a>>, Miss> {
    let Some(each) = &repeat.each else {
        let applies = all_hold(&repeat.when, view);
        return Ok(applies.then_some(Case { view, key: None, label: None }).into_iter().collect());
    };
    let items: Vec<(String, Node<'a>)> = if each.many.is_some() {
        view.several(each, "an item")?
    } else {
        let list = view.one(each, "a list")?;
        list.children().ok_or_else(|| view.odd(each.as_str(), "a list", list))?
    };
    let case = |(place, item): (String, Node<'a>)| {
        let view = view.of_item(item);
        let words = |source: &Option<Text>| source.as_ref().and_then(|source| text::read(source, view).ok());
        let key = words(&repeat.key).unwrap_or_else(|| view.presentable(&place));
        all_hold(&repeat.when, view).then(|| Case { view, key: Some(key), label: words(&repeat.label) })
    };
    Ok(items.into_iter().filter_map(case).take(MOST_ITEMS).collect())
}

/// The cases of a rule that the account does not depend on.
fn cases_if_any<'a>(repeat: &Repeat, view: View<'a>, oddities: &mut Vec<Oddity>) -> Vec<Case<'a>> {
    lenient(Some(cases(repeat, view)), oddities).unwrap_or_default()
}

/// The meters, one of them primary; an error if the one that the account is judged by cannot be read.
pub(super) fn meters(rules: &[MeterRule], view: View<'_>, oddities: &mut Vec<Oddity>) -> Result<Vec<Meter>, Oddity> {
    let mut meters: Vec<Meter> = Vec::new();
    for rule in rules {
        if rule.primary {
            let cases = cases(&rule.repeat, view).map_err(|miss| miss.into_oddity("a list"))?;
            let start = meters.len();
            for case in &cases {
                let id = case.id(&rule.id, |id| meters.iter().any(|meter| meter.id == id));
                meters.extend(meter(rule, case, id, oddities)?);
            }
            choose_primary(&mut meters[start..]).ok_or_else(|| nothing_to_judge_by(rule))?;
        } else {
            for case in cases_if_any(&rule.repeat, view, oddities) {
                let id = case.id(&rule.id, |id| meters.iter().any(|meter| meter.id == id));
                match meter(rule, &case, id, oddities) {
                    Ok(meter) => meters.extend(meter),
                    Err(oddity) => oddities.push(oddity),
                }
            }
        }
    }
    Ok(meters)
}

/// Of several the first with something in it, so that neither an empty wallet nor a debt hides a funded one.
fn choose_primary(meters: &mut [Meter]) -> Option<()> {
    let funded = |meter: &Meter| meter.unlimited || meter.remaining.is_some_and(|left| left > Decimal::ZERO);
    let in_debt = |meter: &Meter| meter.remaining.is_some_and(|left| left < Decimal::ZERO);
    let index = meters.iter().position(funded).or_else(|| meters.iter().position(in_debt)).unwrap_or(0);
    meters.get_mut(index)?.primary = true;
    Some(())
}

fn nothing_to_judge_by(rule: &MeterRule) -> Oddity {
    let path = rule.repeat.each.as_ref().map_or("$", |each| each.as_str());
    let found = if rule.repeat.when.is_empty() { "an empty list" } else { "none that counts" };
    Oddity {
        path: path.to_owned(),
        expected: format!("at least one value for {:?}", rule.label),
        found: found.to_owned(),
    }
}

/// One meter. A figure of another shape is an error where the account is judged by it, and else noted.
///
/// `None`: a meter that reports nothing is none, unless the account is judged by it or something odd stands in its place.
fn meter(rule: &MeterRule, case: &Case<'_>, id: String, oddities: &mut Vec<Oddity>) -> Result<Option<Meter>, Oddity> {
    let view = case.view;
    let noted = oddities.len();
    let unlimited = !rule.unlimited.is_empty() && all_hold(&rule.unlimited, view);
    // The account is judged by what is left. Beside that the other figures are only shown, unless the definition insists.
    let strictness_of = |amount: &Amount, is_remaining: bool| {
        let counts = is_remaining || rule.remaining.is_none() || amount.required == Some(true);
        if rule.primary && counts { Strictness::Strict } else { Strictness::Lenient }
    };
    let mut read = |amount: &Option<Amount>, is_remaining: bool| -> Result<Option<Decimal>, Oddity> {
        let Some(amount) = amount else { return Ok(None) };
        let strictness = strictness_of(amount, is_remaining);
        match figure(amount, view, strictness) {
            Err(oddity) if strictness == Strictness::Lenient => {
                oddities.push(oddity);
                Ok(None)
            }
            figure => figure,
        }
    };
    // What stands for "no limit" is no amount.
    let (remaining, limit) =
        if unlimited { (None, None) } else { (read(&rule.remaining, true)?, read(&rule.limit, false)?) };
    let used = read(&rule.used, false)?;
    let says_nothing = !unlimited && [remaining, used, limit].iter().all(Option::is_none);
    if says_nothing && !rule.primary && oddities.len() == noted {
        return Ok(None);
    }
    let unit = unit(&rule.unit, view)?;
    let start = at(rule.period_start.as_ref(), view, oddities);
    let end = at(rule.period_end.as_ref(), view, oddities);
    Ok(Some(Meter {
        id,
        label: case.label(&rule.label),
        unit,
        primary: false,
        remaining,
        used,
        limit,
        limit_is_lifetime: rule.limit_is_lifetime && limit.is_some(),
        unlimited,
        period: (start.is_some() || end.is_some()).then_some(Period { start, end }),
        resets_at: at(rule.resets_at.as_ref(), view, oddities),
        expires_at: at(rule.expires_at.as_ref(), view, oddities),
    }))
}

fn unit(source: &UnitSource, view: View<'_>) -> Result<Unit, Oddity> {
    const EXPECTED: &str = "a currency or another unit";
    match source {
        UnitSource::Fixed(unit) => Ok(unit.clone()),
        UnitSource::Named(source) => {
            let name = text::read(source, view).map_err(|miss| miss.into_oddity(EXPECTED))?;
            name.parse().or_else(|_| name.to_uppercase().parse()).map_err(|_| Oddity {
                path: "unit".to_owned(),
                expected: EXPECTED.to_owned(),
                found: format!("the text {name:?}"),
            })
        }
    }
}

fn at(time: Option<&Time>, view: View<'_>, oddities: &mut Vec<Oddity>) -> Option<Timestamp> {
    lenient(time.map(|time| time::read(time, view)), oddities)
}

fn shown(amount: Option<&Amount>, view: View<'_>, oddities: &mut Vec<Oddity>) -> Option<Decimal> {
    match figure(amount?, view, Strictness::Lenient) {
        Ok(value) => value,
        Err(oddity) => {
            oddities.push(oddity);
            None
        }
    }
}

/// The plans; none is as good an answer as any.
pub(super) fn plans(rules: &[PlanRule], view: View<'_>, oddities: &mut Vec<Oddity>) -> Vec<Plan> {
    let mut plans = Vec::new();
    for rule in rules {
        for case in cases_if_any(&rule.repeat, view, oddities) {
            let view = case.view;
            let name = lenient(rule.name.as_ref().map(|name| text::read(name, view)), oddities);
            let status = lenient(rule.status.as_ref().map(|status| text::read(status, view)), oddities);
            let remaining = shown(rule.remaining.as_ref(), view, oddities);
            let limit = shown(rule.limit.as_ref(), view, oddities);
            let resets_at = at(rule.resets_at.as_ref(), view, oddities);
            let expires_at = at(rule.expires_at.as_ref(), view, oddities);
            if name.is_none() && status.is_none() && remaining.is_none() && limit.is_none() {
                continue;
            }
            let name = name.unwrap_or_else(|| case.label(&rule.label));
            plans.push(Plan { name, status, remaining, limit, resets_at, expires_at });
        }
    }
    plans
}

/// The facts that are reported.
pub(super) fn facts(rules: &[FactRule], view: View<'_>, oddities: &mut Vec<Oddity>) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for rule in rules {
        for case in cases_if_any(&rule.repeat, view, oddities) {
            let view = case.view;
            let value = match &rule.value {
                FactSource::Text(source) => lenient(Some(text::read(source, view)), oddities).map(FactValue::Text),
                FactSource::Time(source) => at(Some(source), view, oddities).map(FactValue::Time),
                FactSource::Number { amount, unit } => {
                    shown(Some(amount), view, oddities).map(|amount| FactValue::Number { amount, unit: unit.clone() })
                }
            };
            let id = case.id(&rule.id, |id| facts.iter().any(|fact| fact.id == id));
            facts.extend(value.map(|value| Fact { id, label: case.label(&rule.label), value }));
        }
    }
    facts
}

//! What is said in all languages: that it is complete, true to the facts, and in that language alone.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::fact::*;
use super::*;
use crate::alert::{Basis, Circumstances, Observation, Pause, Watch};
use crate::reading::Plan;

const NAME: &str = "Kasse (SRTGen)";

/// What no language but English says; whole words.
const ENGLISH: &[&str] = &[
    "about", "account", "accounts", "added", "alert", "at", "balance", "below", "by", "credit", "credits", "day",
    "days", "empty", "expire", "expires", "full", "hour", "hours", "is", "key", "left", "low", "need", "nothing", "of",
    "page", "pages", "past", "due", "pace", "read", "reset", "show", "since", "snooze", "spent", "storage", "the",
    "this", "top", "topped", "up", "warning", "with", "within", "you", "your",
];

fn quantity(amount: &str, unit: &str, language: Language) -> Quantity {
    Quantity::of(amount.parse().unwrap(), Some(&unit.parse().unwrap()), language)
}

/// Every fact in every form that it can take, with its figures in that language's digits.
fn facts(language: Language) -> Vec<Fact> {
    let quantity = |amount, unit| quantity(amount, unit, language);
    let percent = |percent: &str| language.percent(percent.parse().unwrap());
    let number = |number: &str| language.number(number.parse().unwrap());
    let share = |whole: bool, basis| {
        let whole = whole.then(|| number("12500"));
        Share { percent: percent("19.2"), whole, basis, limit: percent("20") }
    };
    let runway = |time, before_reset, limit| Threshold::Runway { time, before_reset, limit };
    let (hours, days) = (Some(Span::Hours(23)), Some(Span::estimated(2.95)));
    let (one_hour, one_day) = (Some(Span::Hours(1)), Some(Span::Days(Decimal::ONE)));
    let thresholds = [
        Threshold::Amount(Some(number("1000"))),
        Threshold::Amount(None),
        Threshold::Share(Some(share(true, Basis::Limit))),
        Threshold::Share(Some(share(true, Basis::HighWater))),
        Threshold::Share(Some(share(false, Basis::Limit))),
        Threshold::Share(Some(share(false, Basis::HighWater))),
        Threshold::Share(None),
        runway(days, None, Some(Span::Days(Decimal::from(3)))),
        runway(days, hours, Some(Span::Days(Decimal::from(3)))),
        runway(one_hour, one_hour, one_day),
        runway(None, None, None),
    ];
    let lefts = [
        Left::Amount(quantity("812.5", "credits")),
        Left::Amount(quantity("1", "requests")),
        Left::Share(quantity("19.2", "percent")),
        Left::Little,
        Left::VeryLittle,
    ];
    let mut facts = vec![
        Fact::Empty { said: None, left: Some(quantity("0", "credits")) },
        Fact::Empty { said: None, left: Some(quantity("-1234.5", "USD")) },
        Fact::Empty { said: None, left: None },
        Fact::Empty { said: Some(FailureKind::OutOfCredits.words(language).to_owned()), left: None },
        Fact::KeyRejected { said: None },
        Fact::KeyRejected { said: Some(FailureKind::WrongKeyKind.words(language).to_owned()) },
        Fact::Unreachable { time: Span::Hours(6), said: Some(FailureKind::Timeout.words(language).to_owned()) },
        Fact::Unreachable { time: Span::Days(Decimal::from(5)), said: None },
        Fact::Unreachable { time: Span::Minutes(1), said: None },
        Fact::Storage { label: "Depot".into(), full: percent("92.5"), limit: percent("90") },
        Fact::Expiry { grant: "Bonus".into(), left: Some(quantity("50", "credits")), time: one_day },
        Fact::Expiry { grant: "Bonus".into(), left: Some(quantity("1", "credits")), time: hours },
        Fact::Expiry { grant: "Bonus".into(), left: Some(quantity("50", "USD")), time: Some(Span::Minutes(45)) },
        Fact::Expiry { grant: "Bonus".into(), left: None, time: Some(Span::Days(Decimal::from(5))) },
        Fact::Expiry { grant: "Bonus".into(), left: None, time: None },
        Fact::UnusualSpend(Some(Spent {
            amount: quantity("5040", "credits"),
            usual: number("310"),
            time: Span::Hours(3),
        })),
        Fact::UnusualSpend(None),
        Fact::ToppedUp { by: Some(quantity("1000", "credits")), left: Some(quantity("11812", "credits")) },
        Fact::ToppedUp { by: Some(quantity("1000", "credits")), left: None },
        Fact::ToppedUp { by: None, left: Some(quantity("1", "credits")) },
        Fact::ToppedUp { by: None, left: None },
    ];
    for left in &lefts {
        facts.extend(thresholds.iter().map(|threshold| Fact::Low { left: left.clone(), threshold: threshold.clone() }));
    }
    for status in ["past_due", "unpaid", "cancelled", "inactive", "suspended"] {
        for plan in [None, Some("Pro".to_owned())] {
            facts.push(Fact::Subscription { plan, standing: Standing::of(Some(status)) });
        }
    }
    facts
}

fn all_texts(language: Language) -> Vec<(String, Fact)> {
    let speech = speech(language);
    let mut texts = Vec::new();
    for fact in facts(language) {
        for text in [speech.title(NAME, &fact), speech.reason(&fact), speech.line(&fact)] {
            texts.push((text, fact.clone()));
        }
    }
    texts
}

/// Texts that belong to no fact.
fn other_texts(language: Language) -> Vec<String> {
    let speech = speech(language);
    let Buttons { top_up, snooze, show } = buttons(language);
    let Words { title, body } = trial(language);
    let mut texts = vec![title, body, top_up.to_owned(), snooze.to_owned(), show.to_owned()];
    texts.push(speech.still("2."));
    texts.extend([(2, 0), (3, 3), (3, 1)].map(|(accounts, critical)| speech.summary(accounts, critical)));
    for span in [Span::Hours(1), Span::Hours(23), Span::estimated(2.95), Span::Days(12.into())] {
        texts.push(speech.time_left(&span));
    }
    texts
}

#[test]
fn no_text_is_empty_untidy_or_in_another_language() {
    for language in Language::ALL {
        let texts = all_texts(language).into_iter().map(|(text, _)| text).chain(other_texts(language));
        for text in texts {
            let tidy =
                !text.trim().is_empty() && text.trim() == text && !text.contains("  ") && !text.contains(['{', '}']);
            assert!(tidy, "{language:?}: {text:?}");
            assert!(!["..", ",,", "。。", "。.", " ,", " .", ",."].iter().any(|slip| text.contains(slip)), "{text:?}");
            let lower = text.to_lowercase();
            let words: HashSet<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
            // German has borrowed this one.
            let is_borrowed = |word: &str| language == Language::German && word.starts_with("credit");
            let english: Vec<_> = ENGLISH.iter().filter(|word| words.contains(*word) && !is_borrowed(word)).collect();
            assert!(language == Language::English || english.is_empty(), "{language:?}: {english:?} in {text:?}");
            let letters = |low: char, high: char| text.chars().any(|c| (low..=high).contains(&c));
            let (kana, hangul, han) = (letters('ぁ', 'ヿ'), letters('가', '힣'), letters('一', '鿿'));
            let own = match language {
                Language::English | Language::German | Language::Spanish => !kana && !hangul && !han,
                Language::Chinese => han && !kana && !hangul,
                Language::Korean => hangul && !kana && !han,
                Language::Japanese => (kana || han) && !hangul,
            };
            assert!(own, "{language:?}: {text:?}");
        }
    }
}

#[test]
fn a_title_names_the_account_and_a_figure_keeps_its_digits() {
    for language in Language::ALL {
        let speech = speech(language);
        for fact in facts(language) {
            assert!(speech.title(NAME, &fact).contains(NAME), "{language:?}: {fact:?}");
            let reason = speech.reason(&fact);
            let expected: Vec<String> = match &fact {
                Fact::Empty { left, .. } => left.iter().map(ToString::to_string).collect(),
                Fact::Low { left, threshold } => {
                    let left = Fact::opening(left, threshold).map(ToString::to_string);
                    let figures = match threshold {
                        Threshold::Amount(limit) => vec![limit.clone()],
                        Threshold::Share(Some(share)) => {
                            vec![Some(share.percent.clone()), share.whole.clone(), Some(share.limit.clone())]
                        }
                        Threshold::Share(None) | Threshold::Runway { .. } => Vec::new(),
                    };
                    figures.into_iter().chain([left]).flatten().collect()
                }
                Fact::Storage { label, full, limit } => vec![label.clone(), full.clone(), limit.clone()],
                Fact::Expiry { grant, left, .. } => {
                    left.iter().map(ToString::to_string).chain([grant.clone()]).collect()
                }
                Fact::UnusualSpend(spent) => {
                    spent.iter().flat_map(|spent| [spent.amount.to_string(), spent.usual.clone()]).collect()
                }
                Fact::ToppedUp { by, left } => by.iter().chain(left).map(ToString::to_string).collect(),
                Fact::Subscription { plan, .. } => plan.iter().cloned().collect(),
                Fact::Unreachable { said, .. } | Fact::KeyRejected { said } => said.iter().cloned().collect(),
            };
            assert!(
                expected.iter().all(|figure| reason.to_lowercase().contains(&figure.to_lowercase())),
                "{language:?}: {expected:?} in {reason:?}"
            );
            assert!(!reason.ends_with(['.', '。']), "the record adds none: {reason:?}");
            let line = speech.line(&fact);
            assert!(line.ends_with(['.', '。']), "{line:?}");
            assert!(!line.starts_with(|first: char| first.is_ascii_lowercase()), "{line:?}");
        }
    }
}

#[test]
fn facts_that_differ_are_said_differently() {
    for language in Language::ALL {
        let speech = speech(language);
        // Below which threshold matters only where it is named.
        let is_unnamed = |fact: &Fact| matches!(fact, Fact::Low { threshold: Threshold::Share(None), .. });
        let facts: Vec<Fact> = facts(language).into_iter().filter(|fact| !is_unnamed(fact)).collect();
        let whole = |fact: &Fact| (speech.title(NAME, fact), speech.reason(fact), speech.line(fact));
        let said: HashSet<_> = facts.iter().map(whole).collect();
        assert_eq!(said.len(), facts.len(), "{language:?}");
    }
}

/// To be read by somebody who speaks it.
#[test]
fn every_sentence_of_every_language() {
    for language in Language::ALL {
        let speech = speech(language);
        let mut page = String::new();
        for fact in facts(language) {
            let (title, reason, line) = (speech.title(NAME, &fact), speech.reason(&fact), speech.line(&fact));
            writeln!(page, "{title}\n  {line}\n  [{reason}]").unwrap();
        }
        page.push_str(&other_texts(language).join("\n"));
        insta::assert_snapshot!(format!("said_in_{}", language.tag().to_lowercase()), page.replace('\u{a0}', "~"));
    }
}

fn now() -> Timestamp {
    "2026-11-20T10:00:00Z".parse().unwrap()
}

fn low_reading() -> Reading {
    let meter = |id: &str, unit: &str, primary, remaining: Option<i64>, used: Option<i64>, limit: i64| Meter {
        id: id.into(),
        label: "Depot".into(),
        unit: unit.parse().unwrap(),
        primary,
        remaining: remaining.map(Decimal::from),
        used: used.map(Decimal::from),
        limit: Some(limit.into()),
        limit_is_lifetime: false,
        unlimited: false,
        period: None,
        resets_at: None,
        expires_at: None,
    };
    let plan = |name: &str, status: &str, expires_at: Option<&str>| Plan {
        name: name.into(),
        status: Some(status.into()),
        remaining: Some(Decimal::from(5678)),
        limit: None,
        resets_at: None,
        expires_at: expires_at.map(|at| at.parse().unwrap()),
    };
    Reading {
        meters: vec![
            meter("credits", "credits", true, Some(2345), None, 12_500),
            meter("storage", "bytes", false, None, Some(92), 100),
        ],
        plans: vec![plan("Starter", "past_due", None), plan("Bonus", "active", Some("2026-11-25T10:00:00Z"))],
        ..Reading::default()
    }
}

/// What is told of an account that is in trouble in every way at once.
fn told(voice: Voice) -> (Words, Vec<String>) {
    let levels = Levels { warning: Some(Decimal::from(10_000)), critical: None };
    let rules = Rules { amount: Some(levels), expiry: Some(Duration::from_secs(7 * 86_400)), ..Rules::default() };
    let mut watch = Watch::new(rules);
    watch.observe(Observation::Reading(Arc::new(low_reading())), now(), &TimeZone::UTC);
    let circumstances = Circumstances { now: now(), zone: &TimeZone::UTC, pause: Pause::No };
    let outlook = watch.outlook(&circumstances, voice);
    let words = watch.words(NAME, &outlook.tell, now(), voice);
    let sentences = watch.told(&outlook.tell, now(), voice).into_iter().map(|decision| decision.sentence);
    (words, sentences.collect())
}

#[test]
fn one_notification_from_the_reading_to_the_words() {
    let (words, sentences) = told(Language::German.into());
    assert_eq!(words.title, "Kasse (SRTGen): noch 2.345 Credits");
    assert_eq!(
        words.body,
        "Unter deiner Grenze von 10.000.\nDas sind 18,7\u{a0}% der 12.500 des Tarifs, unter deiner Grenze von 20\u{a0}%.\n\
         Prüfe die Zahlung beim Anbieter.\nDepot ist zu 92\u{a0}% voll, deine Grenze ist 90\u{a0}%.\n\
         5.678 Credits von Bonus verfallen in 5 Tagen."
    );
    assert_eq!(sentences[0], "Noch 2.345 Credits, unter deiner Grenze von 10.000", "the record keeps its language");
    assert_eq!(sentences[2], "Starter ist überfällig");
    for (language, title) in [
        (Language::Chinese, "Kasse (SRTGen)：剩余 2,345 积分"),
        (Language::Korean, "Kasse (SRTGen): 2,345 크레딧 남음"),
        (Language::Japanese, "Kasse (SRTGen)：残り2,345クレジット"),
        (Language::Spanish, "Kasse (SRTGen): quedan 2345 créditos"),
    ] {
        assert_eq!(told(language.into()).0.title, title);
    }
}

#[test]
fn amounts_are_covered_on_request() {
    for language in Language::ALL {
        let (words, sentences) = told(Voice { language, hides_amounts: true });
        let said = format!("{}\n{}\n{}", words.title, words.body, sentences.join("\n"));
        for figure in ["2345", "10000", "12500", "5678"] {
            let digits: String = said.chars().filter(|c| !matches!(c, '.' | ',')).collect();
            assert!(!digits.contains(figure), "{language:?}: {figure} in {said}");
        }
        assert!(words.title.contains("18.7") || words.title.contains("18,7"), "a share is no amount: {}", words.title);
    }
    let (words, sentences) = told(Voice { language: Language::English, hides_amounts: true });
    assert_eq!(words.title, "Kasse (SRTGen): 18.7 % left");
    assert_eq!(
        words.body.lines().take(2).collect::<Vec<_>>(),
        ["Below your threshold.", "That is 18.7 % of the plan, below your 20 %."]
    );
    assert_eq!(sentences[..2], ["18.7 % left, below your threshold", "18.7 % of the plan, below your 20 %"]);
}

#[test]
fn what_is_left_of_an_account_just_added_is_not_said_to_be_all_of_it() {
    let said = |warning: i64, critical: i64, limit: Option<i64>| {
        let levels = Levels { warning: Some(warning.into()), critical: Some(critical.into()) };
        let mut reading = low_reading();
        reading.meters.truncate(1);
        reading.meters[0].limit = limit.map(Decimal::from);
        reading.plans.clear();
        let mut watch = Watch::new(Rules { amount: Some(levels), share: None, ..Rules::default() });
        watch.observe(Observation::Reading(Arc::new(reading)), now(), &TimeZone::UTC);
        let voice = Voice { language: Language::English, hides_amounts: true };
        let tell = watch.outlook(&Circumstances { now: now(), zone: &TimeZone::UTC, pause: Pause::No }, voice).tell;
        watch.words("Work", &tell, now(), voice).title
    };
    assert_eq!(said(10_000, 100, None), "Work is running low");
    assert_eq!(said(10_000, 5_000, None), "Work is critically low");
    assert_eq!(said(10_000, 100, Some(12_500)), "Work: 18.7 % left", "the provider says what the whole is");
}

#[test]
fn a_failure_is_said_in_the_language_and_quotes_nothing_while_amounts_are_covered() {
    let said = |kind, voice: Voice| {
        let mut watch = Watch::new(Rules::default());
        let failure = Failure::new(kind, "Your wallet holds 0.17 USD.");
        watch.observe(Observation::Failure(failure), now(), &TimeZone::UTC);
        let circumstances = Circumstances { now: now(), zone: &TimeZone::UTC, pause: Pause::No };
        let tell = watch.outlook(&circumstances, voice).tell;
        watch.words("Work", &tell, now(), voice).body
    };
    let empty = FailureKind::OutOfCredits;
    let follows = "Calls with this key fail until you top up.";
    assert_eq!(said(empty, Voice::default()), format!("Your wallet holds 0.17 USD. {follows}"));
    let covered = Voice { language: Language::English, hides_amounts: true };
    assert_eq!(said(empty, covered), format!("Nothing left. {follows}"));
    assert_eq!(
        said(empty, Language::German.into()),
        "Nichts mehr übrig. Aufrufe mit diesem Schlüssel schlagen fehl, bis du auflädst."
    );
    assert_eq!(
        said(FailureKind::WrongKeyKind, Language::German.into()),
        "Falsche Art von Schlüssel. Das Guthaben wird nicht beobachtet, bis du den Schlüssel in Lowtide ersetzt."
    );
    assert_eq!(
        said(FailureKind::Unauthorized, Language::German.into()),
        "Der Anbieter akzeptiert diesen Schlüssel nicht. Das Guthaben wird nicht beobachtet, bis du den Schlüssel in \
         Lowtide ersetzt."
    );
}

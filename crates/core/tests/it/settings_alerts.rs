//! The rules and the history's settings, changed in a file that a person wrote.

use std::fs;
use std::time::Duration;

use jiff::civil::Time;
use lowtide_core::alert::{Levels, QuietHours, RuleOverrides, Rules, RunwayLevels};
use lowtide_core::amount::Decimal;
use lowtide_core::ids::AccountId;
use lowtide_core::settings::{Editor, HistorySettings, Settings, SettingsError, SettingsFile};
use proptest::option;
use proptest::prelude::*;
use tempfile::TempDir;

type Change = fn(&mut RuleOverrides);

fn with_text(text: &str) -> (TempDir, SettingsFile) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("config.toml"), text).unwrap();
    let file = SettingsFile::new(folder.path());
    (folder, file)
}

fn text_of(file: &SettingsFile) -> String {
    fs::read_to_string(file.path()).unwrap()
}

fn work() -> AccountId {
    "work".parse().unwrap()
}

fn hours(hours: u64) -> Duration {
    Duration::from_hours(hours)
}

fn at(hour: i8, minute: i8) -> Time {
    Time::new(hour, minute, 0, 0).unwrap()
}

fn night(critical_passes: bool) -> QuietHours {
    QuietHours { from: at(22, 0), to: at(8, 0), critical_passes }
}

/// The whole range of what can be said about the rules.
pub(crate) fn arbitrary_rules() -> impl Strategy<Value = RuleOverrides> {
    fn pair<T: Copy + Ord + std::fmt::Debug>(
        level: impl Strategy<Value = T> + Clone,
    ) -> impl Strategy<Value = (Option<T>, Option<T>)> {
        (option::of(level.clone()), level, any::<bool>()).prop_map(|(other, level, is_warning)| match other {
            Some(other) => (Some(other.max(level)), Some(other.min(level))),
            None if is_warning => (Some(level), None),
            None => (None, Some(level)),
        })
    }
    fn rule<T: std::fmt::Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Option<Option<T>>> {
        option::of(option::of(value))
    }
    let decimal = (any::<i64>(), 0u32..=10).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale));
    let share = || (0i64..=1_000_000).prop_map(|share| Decimal::new(share, 6));
    let levels = |(warning, critical)| Levels { warning, critical };
    let time = |shortest: u64| (shortest..=3650 * 86_400).prop_map(Duration::from_secs);
    let quiet_hours = (0i8..24, 0i8..60, 1i32..24 * 60, any::<bool>()).prop_map(|(hour, minute, later, critical)| {
        let from = at(hour, minute);
        let to = from.wrapping_add(jiff::Span::new().minutes(later));
        QuietHours { from, to, critical_passes: critical }
    });
    let runway = pair(time(60)).prop_map(|(warning, critical)| RunwayLevels { warning, critical });
    (
        (rule(pair(decimal).prop_map(levels)), rule(pair(share()).prop_map(levels)), rule(runway)),
        any::<[Option<bool>; 5]>(),
        (rule(time(60)), rule(time(60)), rule(time(86_400))),
        (rule((1i64..=1_000_000).prop_map(|share| Decimal::new(share, 6))), option::of(share())),
        rule(quiet_hours),
    )
        .prop_map(|((amount, share, runway), switches, times, (storage, hysteresis), quiet_hours)| {
            let [empty, key_rejected, subscription, unusual_spend, topped_up] = switches;
            let (unreachable_after, expiry, reminder) = times;
            RuleOverrides {
                amount,
                share,
                runway,
                empty,
                key_rejected,
                unreachable_after,
                subscription,
                storage,
                expiry,
                unusual_spend,
                topped_up,
                reminder,
                quiet_hours,
                hysteresis,
            }
        })
}

/// Rules as a person might write them.
const OWN: &str = r#"# What I want to hear.
amount            = { warning = 1_000, critical = 200.0 }  # credits
share             = true
runway            = { warning = "72h", critical = "1d", note = "mine" }
unreachable_after = "360m"   # six hours
storage           = "90.0%"
reminder          = "1w"
quiet_hours       = { from = 22:00:00, to = "08:00" } # night
future_rule       = [ 1,2 ]
# subscription = false
"#;

/// Each change of one rule changes that rule's line and no other.
#[test]
fn a_changed_rule_keeps_the_notation_of_everything_else() {
    let line = |start: &str| OWN.lines().find(|line| line.starts_with(start)).unwrap();
    let cases: [(Change, &str, &str); 24] = [
        (|_| {}, "", ""),
        (
            |rules| rules.amount.as_mut().unwrap().as_mut().unwrap().critical = Some(300.into()),
            line("amount"),
            "amount            = { warning = 1_000, critical = 300 }  # credits",
        ),
        (
            |rules| rules.amount.as_mut().unwrap().as_mut().unwrap().critical = None,
            line("amount"),
            "amount            = { warning = 1_000 }  # credits",
        ),
        (|rules| rules.amount = Some(None), line("amount"), "amount            = false  # credits"),
        (
            |rules| rules.share.as_mut().unwrap().as_mut().unwrap().critical = None,
            line("share"),
            "share             = { warning = \"20%\" }",
        ),
        (|rules| rules.share = Some(Rules::default().share), "", ""),
        (|rules| rules.share = Some(None), line("share"), "share             = false"),
        (
            |rules| rules.runway.as_mut().unwrap().as_mut().unwrap().critical = Some(hours(36)),
            line("runway"),
            "runway            = { warning = \"72h\", critical = \"1d12h\", note = \"mine\" }",
        ),
        (
            |rules| rules.runway.as_mut().unwrap().as_mut().unwrap().warning = None,
            line("runway"),
            "runway            = { critical = \"1d\", note = \"mine\" }",
        ),
        (
            |rules| rules.unreachable_after = Some(Some(hours(12))),
            line("unreachable"),
            "unreachable_after = \"12h\"   # six hours",
        ),
        (|rules| rules.unreachable_after = Some(None), line("unreachable"), "unreachable_after = false   # six hours"),
        (|rules| rules.storage = Some(Some(Decimal::new(955, 3))), line("storage"), "storage           = \"95.5%\""),
        (|rules| rules.storage = Some(None), line("storage"), "storage           = false"),
        (|rules| rules.reminder = Some(Some(hours(48))), line("reminder"), "reminder          = \"2d\""),
        (|rules| rules.reminder = Some(None), line("reminder"), "reminder          = false"),
        (
            |rules| rules.quiet_hours = Some(Some(QuietHours { to: at(7, 5), ..night(true) })),
            line("quiet"),
            "quiet_hours       = { from = 22:00:00, to = \"07:05\" } # night",
        ),
        (
            |rules| rules.quiet_hours = Some(Some(night(false))),
            line("quiet"),
            "quiet_hours       = { from = 22:00:00, to = \"08:00\", critical_passes = false } # night",
        ),
        (|rules| rules.quiet_hours = Some(None), line("quiet"), "quiet_hours       = false # night"),
        (|rules| rules.empty = Some(false), "# subscription", "empty = false\n# subscription"),
        (|rules| rules.key_rejected = Some(true), "# subscription", "key_rejected = true\n# subscription"),
        (|rules| rules.topped_up = Some(true), "# subscription", "topped_up = true\n# subscription"),
        (|rules| rules.unusual_spend = Some(false), "# subscription", "unusual_spend = false\n# subscription"),
        (|rules| rules.expiry = Some(Some(hours(168))), "# subscription", "expiry = \"7d\"\n# subscription"),
        (
            |rules| rules.hysteresis = Some(Decimal::new(125, 3)),
            "# subscription",
            "hysteresis = \"12.5%\"\n# subscription",
        ),
    ];
    let account = "[accounts.work]\nprovider = \"crun\"\nkey = { env = \"K\" }\n";
    for (change, from, to) in cases {
        for header in ["[alerts]", "[accounts.work.alerts]"] {
            let text = format!("{account}\n{header}\n{OWN}");
            let (_folder, file) = with_text(&text);
            let is_general = header == "[alerts]";
            let said = |settings: &Settings| {
                let account = settings.account(&work()).unwrap();
                if is_general { settings.alerts.clone() } else { account.alerts.clone() }
            };
            let mut rules = said(&file.load().unwrap());
            change(&mut rules);
            let set = |editor: &mut Editor| {
                if is_general { editor.set_default_alerts(&rules) } else { editor.set_alerts(&work(), &rules) }
            };
            let (settings, ()) = file.edit(set).unwrap();
            assert_eq!(said(&settings), rules, "{}", text_of(&file));
            let expected = if from.is_empty() { text.clone() } else { text.replacen(from, to, 1) };
            assert_eq!(text_of(&file), expected);
        }
    }
}

#[test]
fn what_the_defaults_say_again_leaves_the_file() {
    let (_folder, file) = with_text(&format!("[alerts]\n{OWN}\n[polling]\n"));
    file.edit(|editor| editor.set_default_alerts(&RuleOverrides::default())).unwrap();
    assert_eq!(
        text_of(&file),
        "[alerts]\n# What I want to hear.\nfuture_rule       = [ 1,2 ]\n# subscription = false\n\n[polling]\n"
    );

    let account = "[accounts.work]\nprovider = \"crun\"\nkey = { env = \"K\" }\n";
    let (_folder, file) = with_text(&format!("{account}\n[accounts.work.alerts]\nreminder = \"1d\"\n"));
    file.edit(|editor| editor.set_alerts(&work(), &RuleOverrides::default())).unwrap();
    assert_eq!(text_of(&file), account, "a table that says nothing goes too");
}

#[test]
fn comments_outlive_the_rule_that_they_stand_above() {
    let none = RuleOverrides::default;
    let cases = [
        (
            "# a\nempty = false\n# b\nstorage = false\n",
            RuleOverrides { storage: Some(None), ..none() },
            "# a\n# b\nstorage = false\n",
        ),
        (
            "# a\n\n# b\nempty = false # c\nstorage = false\n",
            RuleOverrides { storage: Some(None), ..none() },
            "# a\n\n# b\nstorage = false\n",
        ),
        (
            "storage = false # s\n# a\nempty = false # e\n# z\n",
            RuleOverrides { storage: Some(None), ..none() },
            "storage = false # s\n# a\n# z\n",
        ),
        ("# a\nempty = false\n# b\nstorage = false\nfuture = 1\n# z\n", none(), "# a\n# b\nfuture = 1\n# z\n"),
        ("future = 1\n# a\nempty = false\n# b\nstorage = false\n# z", none(), "future = 1\n# a\n# b\n# z"),
    ];
    for (before, rules, after) in cases {
        let (_folder, file) = with_text(&format!("[alerts]\n{before}"));
        file.edit(|editor| editor.set_default_alerts(&rules)).unwrap();
        assert_eq!(text_of(&file), format!("[alerts]\n{after}"));
    }
}

#[test]
fn rules_that_were_never_said_are_written_in_full() {
    let levels = |warning, critical| Some(Some(Levels { warning: Some(warning), critical: Some(critical) }));
    let rules = RuleOverrides {
        amount: levels(1000.into(), 200.into()),
        share: levels(Decimal::new(20, 2), Decimal::new(5, 2)),
        runway: Some(Some(RunwayLevels { warning: Some(hours(72)), critical: Some(hours(24)) })),
        empty: Some(true),
        key_rejected: Some(true),
        unreachable_after: Some(Some(hours(6))),
        subscription: Some(true),
        storage: Some(Some(Decimal::new(90, 2))),
        expiry: Some(Some(hours(168))),
        unusual_spend: Some(true),
        topped_up: Some(false),
        reminder: Some(None),
        quiet_hours: Some(Some(night(true))),
        hysteresis: Some(Decimal::new(10, 2)),
    };
    let expected = r#"[alerts]
amount = { warning = 1000, critical = 200 }
share = { warning = "20%", critical = "5%" }
runway = { warning = "3d", critical = "1d" }
empty = true
key_rejected = true
unreachable_after = "6h"
subscription = true
storage = "90%"
expiry = "7d"
unusual_spend = true
topped_up = false
reminder = false
quiet_hours = { from = "22:00", to = "08:00", critical_passes = true }
hysteresis = "10%"
"#;
    let (_folder, file) = with_text("");
    file.edit(|editor| editor.set_default_alerts(&rules)).unwrap();
    assert_eq!(text_of(&file), expected);
}

#[test]
fn edits_know_every_way_to_write_rules() {
    let rules = RuleOverrides {
        runway: Some(Some(RunwayLevels { warning: None, critical: Some(hours(48)) })),
        quiet_hours: Some(Some(QuietHours { from: at(23, 30), ..night(false) })),
        ..RuleOverrides::default()
    };
    for general in [
        "alerts = {}\n",
        "alerts = { runway = false, future = 1 }\n",
        "alerts = { runway = { warning = \"3d\", critical = \"1d\" }, quiet_hours = false }\n",
        "alerts.runway.warning = \"3d\"\nalerts.quiet_hours.from = \"22:00\"\nalerts.quiet_hours.to = 08:00:00\n",
        "[alerts]\nrunway.warning = \"3d\"\nquiet_hours.from = \"22:00\"\nquiet_hours.to = \"09:00\"\n",
        "[alerts.runway]\nwarning = \"3d\"\n\n[alerts.quiet_hours]\nfrom = \"22:00\" # late\nto = \"08:00\"\n",
        "[alerts.quiet_hours]\nto = \"08:00\"\nfrom = \"22:00\"\n[alerts]\nrunway = true\n",
    ] {
        let (_folder, file) = with_text(general);
        let (settings, ()) = file
            .edit(|editor| editor.set_default_alerts(&rules))
            .unwrap_or_else(|error| panic!("{error} in {general:?}"));
        assert_eq!(settings.alerts, rules, "{}", text_of(&file));
        let off = RuleOverrides { runway: Some(None), quiet_hours: Some(None), ..RuleOverrides::default() };
        let (settings, ()) = file.edit(|editor| editor.set_default_alerts(&off)).unwrap();
        assert_eq!(settings.alerts, off, "{}", text_of(&file));
        let (settings, ()) = file.edit(|editor| editor.set_default_alerts(&RuleOverrides::default())).unwrap();
        assert_eq!(settings, Settings::default(), "{}", text_of(&file));
    }
}

#[test]
fn what_makes_no_sense_is_refused_and_changes_nothing() {
    let text = format!("[alerts]\n{OWN}");
    let (_folder, file) = with_text(&text);
    let before = file.load().unwrap().alerts;
    let cases: [(Change, &str); 8] = [
        (|rules| rules.reminder = Some(Some(hours(23))), "alerts.reminder: must be at least 24h"),
        (|rules| rules.unreachable_after = Some(Some(Duration::ZERO)), "alerts.unreachable_after: must be from 1m"),
        (|rules| rules.expiry = Some(Some(Duration::MAX)), "alerts.expiry: must be from 1m to 3650d"),
        (|rules| rules.storage = Some(Some(Decimal::ZERO)), "alerts.storage: must be above \"0%\""),
        (|rules| rules.hysteresis = Some(Decimal::TWO), "alerts.hysteresis: must be a percentage"),
        (
            |rules| rules.runway = Some(Some(RunwayLevels { warning: None, critical: None })),
            "alerts.runway: must say warning, critical or both",
        ),
        (
            |rules| rules.quiet_hours = Some(Some(QuietHours { to: at(22, 0), ..night(true) })),
            "alerts.quiet_hours: from and to must differ",
        ),
        (
            |rules| {
                let from = Time::new(22, 0, 30, 0).unwrap();
                rules.quiet_hours = Some(Some(QuietHours { from, ..night(true) }));
            },
            "alerts.quiet_hours.from: must be a time of day",
        ),
    ];
    for (change, reason) in cases {
        let mut rules = before.clone();
        change(&mut rules);
        let error = file.edit(|editor| editor.set_default_alerts(&rules)).unwrap_err();
        assert!(matches!(&error, SettingsError::Refused { problems } if problems.len() == 1), "{error:?}");
        assert!(error.to_string().contains(reason), "{error}");
        assert_eq!(text_of(&file), text);
    }
}

#[test]
fn one_edit_can_put_right_what_it_did_wrong() {
    let text = format!("[alerts]\n{OWN}");
    let (_folder, file) = with_text(&text);
    let rules = RuleOverrides { reminder: Some(None), share: Some(None), ..RuleOverrides::default() };
    let wrong = RuleOverrides { reminder: Some(Some(hours(1))), topped_up: Some(true), ..RuleOverrides::default() };
    let (settings, ()) = file
        .edit(|editor| {
            editor.set_default_alerts(&wrong)?;
            editor.set_default_alerts(&rules)
        })
        .unwrap();
    assert_eq!(settings.alerts, rules, "{}", text_of(&file));
}

#[test]
fn how_long_the_past_is_kept_is_written_where_it_differs() {
    let days = |raw: u64, hourly: u64, decisions: u64| HistorySettings {
        raw: hours(raw * 24),
        hourly: hours(hourly * 24),
        decisions: hours(decisions * 24),
    };
    let own = "[history]  # long\nraw = \"13w\" # a quarter\nfuture = 1\n";
    for (text, history, expected) in [
        ("", days(90, 730, 730), String::new()),
        ("", days(30, 730, 730), "[history]\nraw = \"30d\"\n".to_owned()),
        ("", days(7, 7, 1), "[history]\nraw = \"7d\"\nhourly = \"7d\"\ndecisions = \"1d\"\n".to_owned()),
        (own, days(91, 730, 730), own.to_owned()),
        (own, days(90, 730, 730), own.replace("13w", "90d")),
        (own, days(91, 365, 730), own.replace("future = 1", "future = 1\nhourly = \"365d\"")),
        ("history = { raw = \"1d\" }\n", days(2, 2, 730), "history = { raw = \"2d\", hourly = \"2d\" }\n".to_owned()),
    ] {
        let (_folder, file) = with_text(text);
        let (settings, ()) = file.edit(|editor| editor.set_history(&history)).unwrap();
        assert_eq!(settings.history, history, "{}", text_of(&file));
        assert_eq!(text_of(&file), expected);
    }
    let (_folder, file) = with_text(own);
    for refused in [days(91, 90, 730), days(0, 730, 730), days(90, 3651, 730)] {
        let outcome = file.edit(|editor| editor.set_history(&refused));
        assert!(matches!(outcome, Err(SettingsError::Refused { .. })), "{refused:?}");
        assert_eq!(text_of(&file), own);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_is_said_of_the_rules_is_read_back(
        first in arbitrary_rules(),
        second in arbitrary_rules(),
        notation in 0usize..4,
    ) {
        let text = [
            format!("[accounts.work]\nprovider = \"crun\"\nkey = {{ env = \"K\" }}\n\n[accounts.work.alerts]\n{OWN}\n[alerts]\n{OWN}"),
            "alerts = { future_rule = 1 }\naccounts = { work = { provider = \"crun\", key = { env = \"K\" } } }\n".to_owned(),
            "[accounts]\nwork.provider = 'crun'\nwork.key.env = 'K'\nwork.alerts.runway.warning = \"1d\"\n[alerts.quiet_hours]\nfrom = 01:00:00\nto = 02:00:00\n".to_owned(),
            "[accounts.work]\r\nprovider = \"crun\"\r\nkey = { env = \"K\" }\r\n".to_owned(),
        ].into_iter().nth(notation).unwrap();
        let (_folder, file) = with_text(&text);
        let history = file.load().unwrap().history;
        for (general, own) in [(&first, &second), (&second, &first), (&first, &first)] {
            let (settings, ()) = file.edit(|editor| {
                editor.set_default_alerts(general)?;
                editor.set_alerts(&work(), own)
            }).unwrap();
            prop_assert_eq!(&settings.alerts, general);
            prop_assert_eq!(&settings.account(&work()).unwrap().alerts, own);
            prop_assert_eq!(settings.history, history);
            prop_assert_eq!(&file.load().unwrap(), &settings);
            let written = text_of(&file);
            prop_assert_eq!(written.matches("future_rule").count(), text.matches("future_rule").count());
            prop_assert_eq!(written.matches("# What I want").count(), text.matches("# What I want").count());
            file.edit(|editor| {
                editor.set_alerts(&work(), own)?;
                editor.set_default_alerts(general)
            }).unwrap();
            prop_assert_eq!(text_of(&file), written, "said again it changes no byte");
        }
    }

    #[test]
    fn whatever_is_said_of_the_past_is_read_back(said in proptest::collection::vec((1u64..=3650, 0u64..=3649, 1u64..=3650), 1..4)) {
        let (_folder, file) = with_text("[history]\nhourly = \"100d\" # mine\n");
        for (raw, longer, decisions) in said {
            let hourly = (raw + longer).min(3650);
            let history = HistorySettings { raw: hours(raw * 24), hourly: hours(hourly * 24), decisions: hours(decisions * 24) };
            let (settings, ()) = file.edit(|editor| editor.set_history(&history)).unwrap();
            prop_assert_eq!(settings.history, history);
            prop_assert!(text_of(&file).contains("# mine"));
        }
    }
}

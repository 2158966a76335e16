//! What people write about the rules, and what they are told when it is wrong.

use proptest::prelude::*;

use super::*;
use crate::settings::parse::parse;

fn read(line: &str) -> RuleOverrides {
    let text = format!("[alerts]\n{line}\n");
    parse(&text).unwrap_or_else(|problems| panic!("{line}: {problems:?}")).alerts
}

fn problems(line: &str) -> Vec<String> {
    let problems = parse(&format!("[alerts]\n{line}\n")).err().unwrap_or_default();
    problems.iter().map(ToString::to_string).collect()
}

fn hours(hours: u64) -> Duration {
    Duration::from_hours(hours)
}

fn levels(warning: Option<Decimal>, critical: Option<Decimal>) -> Levels {
    Levels { warning, critical }
}

fn quiet(from: (i8, i8), to: (i8, i8), critical_passes: bool) -> RuleOverrides {
    let at = |(hour, minute)| Time::new(hour, minute, 0, 0).unwrap();
    let hours = QuietHours { from: at(from), to: at(to), critical_passes };
    RuleOverrides { quiet_hours: Some(Some(hours)), ..RuleOverrides::default() }
}

#[test]
fn every_way_to_say_a_rule() {
    let none = RuleOverrides::default;
    let usual = Rules::default();
    let runway = |warning: Option<u64>, critical: Option<u64>| RuleOverrides {
        runway: Some(Some(RunwayLevels { warning: warning.map(hours), critical: critical.map(hours) })),
        ..none()
    };
    let cases = [
        ("", none()),
        ("amount = false", RuleOverrides { amount: Some(None), ..none() }),
        ("amount = { critical = -5 }", RuleOverrides { amount: Some(Some(levels(None, Some((-5).into())))), ..none() }),
        (
            "amount.warning = 10\namount.critical = 10",
            RuleOverrides { amount: Some(Some(levels(Some(10.into()), Some(10.into())))), ..none() },
        ),
        ("share = false", RuleOverrides { share: Some(None), ..none() }),
        ("share = true", RuleOverrides { share: Some(usual.share), ..none() }),
        (
            "share = { warning = \"33.3%\" }",
            RuleOverrides { share: Some(Some(levels(Some(Decimal::new(333, 3)), None))), ..none() },
        ),
        ("runway = false", RuleOverrides { runway: Some(None), ..none() }),
        ("runway = true", runway(Some(72), Some(24))),
        ("runway = { warning = \"3d\", critical = \"1d\" }", runway(Some(72), Some(24))),
        ("runway = { warning = \"2w\" }", runway(Some(14 * 24), None)),
        ("runway = { critical = \"3650d\" }", runway(None, Some(3650 * 24))),
        ("[alerts.runway]\ncritical = \"1d12h\"", runway(None, Some(36))),
        ("empty = false", RuleOverrides { empty: Some(false), ..none() }),
        ("empty = true", RuleOverrides { empty: Some(true), ..none() }),
        ("key_rejected = false", RuleOverrides { key_rejected: Some(false), ..none() }),
        ("unreachable_after = false", RuleOverrides { unreachable_after: Some(None), ..none() }),
        ("unreachable_after = true", RuleOverrides { unreachable_after: Some(Some(hours(6))), ..none() }),
        (
            "unreachable_after = \"1m\"",
            RuleOverrides { unreachable_after: Some(Some(Duration::from_mins(1))), ..none() },
        ),
        ("subscription = false", RuleOverrides { subscription: Some(false), ..none() }),
        ("storage = false", RuleOverrides { storage: Some(None), ..none() }),
        ("storage = true", RuleOverrides { storage: Some(usual.storage), ..none() }),
        ("storage = \"100%\"", RuleOverrides { storage: Some(Some(Decimal::ONE)), ..none() }),
        ("storage = \"0.5%\"", RuleOverrides { storage: Some(Some(Decimal::new(5, 3))), ..none() }),
        ("expiry = false", RuleOverrides { expiry: Some(None), ..none() }),
        ("expiry = \"1w\"", RuleOverrides { expiry: Some(Some(hours(7 * 24))), ..none() }),
        ("unusual_spend = true", RuleOverrides { unusual_spend: Some(true), ..none() }),
        ("topped_up = true", RuleOverrides { topped_up: Some(true), ..none() }),
        ("reminder = false", RuleOverrides { reminder: Some(None), ..none() }),
        ("reminder = \"24h\"", RuleOverrides { reminder: Some(Some(hours(24))), ..none() }),
        ("reminder = \"1d\"", RuleOverrides { reminder: Some(Some(hours(24))), ..none() }),
        ("quiet_hours = false", RuleOverrides { quiet_hours: Some(None), ..none() }),
        ("quiet_hours = { from = \"22:00\", to = \"08:00\" }", quiet((22, 0), (8, 0), true)),
        ("quiet_hours = { from = \"22:00\", to = \"08:00\", critical_passes = true }", quiet((22, 0), (8, 0), true)),
        (
            "quiet_hours = { from = \"12:30\", to = \"12:31\", critical_passes = false }",
            quiet((12, 30), (12, 31), false),
        ),
        ("quiet_hours = { from = \"00:00\", to = \"23:59\", colour = 1 }", quiet((0, 0), (23, 59), true)),
        ("quiet_hours = { from = 22:00:00, to = 08:30:00.0 }", quiet((22, 0), (8, 30), true)),
        (
            "[alerts.quiet_hours]\nfrom = 22:00:00\nto = \"08:00\"\ncritical_passes = false",
            quiet((22, 0), (8, 0), false),
        ),
        ("hysteresis = \"0%\"", RuleOverrides { hysteresis: Some(Decimal::ZERO), ..none() }),
        ("hysteresis = \"100%\"", RuleOverrides { hysteresis: Some(Decimal::ONE), ..none() }),
    ];
    for (line, expected) in cases {
        assert_eq!(read(line), expected, "from {line:?}");
    }
}

#[test]
fn every_mistake_is_named_with_what_to_write() {
    const PERCENTAGE: &str = "must be a percentage in quotes from \"0%\" to \"100%\"";
    const DURATION: &str = "write a duration such as \"90s\", \"15m\", \"6h\", \"1d\" or \"1h30m\"";
    const FROM_BEFORE: &str = "is missing: say when the quiet hours begin";
    let cases = [
        ("amount = true", "amount", "has no default: write levels as { warning = 1000, critical = 200 }, or false"),
        ("amount = 1000", "amount", "must be levels as { warning = 1000, critical = 200 }, or false"),
        ("amount = { critical = 2, warning = 1 }", "amount", "critical must not be above warning"),
        ("amount = { critical = \"many\" }", "amount.critical", "must be a number"),
        (
            "share = \"20%\"",
            "share",
            "must be levels as { warning = \"20%\", critical = \"5%\" }, true for the default, or false",
        ),
        (
            "share = []",
            "share",
            "must be levels as { warning = \"20%\", critical = \"5%\" }, true for the default, or false",
        ),
        ("share = {}", "share", "must say warning, critical or both"),
        ("share = { warn = \"20%\" }", "share", "must say warning, critical or both"),
        ("share = { warning = 0.2 }", "share.warning", PERCENTAGE),
        ("share = { warning = \"20\" }", "share.warning", PERCENTAGE),
        ("share = { warning = true }", "share.warning", PERCENTAGE),
        (
            "runway = \"3d\"",
            "runway",
            "must be levels as { warning = \"3d\", critical = \"1d\" }, true for the default, or false",
        ),
        ("runway = {}", "runway", "must say warning, critical or both"),
        ("runway = { warning = \"3\" }", "runway.warning", DURATION),
        ("runway = { warning = 3 }", "runway.warning", "must be a text in quotes"),
        ("runway = { warning = false }", "runway.warning", "must be a text in quotes"),
        ("runway = { warning = \"59s\" }", "runway.warning", "must be from 1m to 3650d"),
        ("runway = { critical = \"3651d\" }", "runway.critical", "must be from 1m to 3650d"),
        ("runway = { critical = \"99999999999999999999d\" }", "runway.critical", "the duration is too long"),
        ("runway = { warning = \"1d\", critical = \"25h\" }", "runway", "critical must not be above warning"),
        ("empty = \"yes\"", "empty", "must be true or false"),
        ("key_rejected = 1", "key_rejected", "must be true or false"),
        ("subscription = \"off\"", "subscription", "must be true or false"),
        ("unusual_spend = {}", "unusual_spend", "must be true or false"),
        ("topped_up = \"true\"", "topped_up", "must be true or false"),
        ("unreachable_after = 6", "unreachable_after", "must be a duration as \"6h\", true for the default, or false"),
        ("unreachable_after = \"six hours\"", "unreachable_after", DURATION),
        ("unreachable_after = \"\"", "unreachable_after", DURATION),
        ("unreachable_after = \"0s\"", "unreachable_after", "must be from 1m to 3650d"),
        ("unreachable_after = \"-6h\"", "unreachable_after", DURATION),
        ("storage = 90", "storage", "must be a percentage as \"90%\", true for the default, or false"),
        ("storage = \"90\"", "storage", PERCENTAGE),
        ("storage = \"100.1%\"", "storage", PERCENTAGE),
        ("storage = \"0%\"", "storage", "must be above \"0%\", which every storage has reached"),
        (
            "storage = { warning = \"90%\" }",
            "storage",
            "must be a percentage as \"90%\", true for the default, or false",
        ),
        ("expiry = true", "expiry", "has no default: write a duration as \"7d\", or false"),
        ("expiry = 7", "expiry", "must be a duration as \"7d\", or false"),
        ("expiry = \"0d\"", "expiry", "must be from 1m to 3650d"),
        ("reminder = true", "reminder", "has no default: write a duration as \"24h\", or false"),
        ("reminder = 24", "reminder", "must be a duration as \"24h\", or false"),
        ("reminder = \"23h59m59s\"", "reminder", "must be at least 24h"),
        ("reminder = \"0s\"", "reminder", "must be at least 24h"),
        ("reminder = \"3651d\"", "reminder", "must be at most 3650d"),
        ("reminder = \"daily\"", "reminder", DURATION),
        ("quiet_hours = true", "quiet_hours", "has no default: write { from = \"22:00\", to = \"08:00\" }, or false"),
        ("quiet_hours = \"22:00-08:00\"", "quiet_hours", "must be { from = \"22:00\", to = \"08:00\" }, or false"),
        ("quiet_hours = { to = \"08:00\" }", "quiet_hours.from", FROM_BEFORE),
        ("quiet_hours = { from = \"08:00\" }", "quiet_hours.to", "is missing: say when the quiet hours end"),
        ("quiet_hours = { from = \"24:00\", to = \"08:00\" }", "quiet_hours.from", TIME_OF_DAY),
        ("quiet_hours = { from = \"22:60\", to = \"08:00\" }", "quiet_hours.from", TIME_OF_DAY),
        ("quiet_hours = { from = \"22:00\", to = \"8:00\" }", "quiet_hours.to", TIME_OF_DAY),
        ("quiet_hours = { from = \"22:00\", to = \"08:00:00\" }", "quiet_hours.to", TIME_OF_DAY),
        ("quiet_hours = { from = \"10 pm\", to = \"08:00\" }", "quiet_hours.from", TIME_OF_DAY),
        ("quiet_hours = { from = 22, to = \"08:00\" }", "quiet_hours.from", TIME_OF_DAY),
        ("quiet_hours = { from = 2026-11-20, to = \"08:00\" }", "quiet_hours.from", TIME_OF_DAY),
        ("quiet_hours = { from = 2026-11-20T22:00:00, to = \"08:00\" }", "quiet_hours.from", TIME_OF_DAY),
        ("quiet_hours = { from = 2026-11-20T22:00:00Z, to = \"08:00\" }", "quiet_hours.from", TIME_OF_DAY),
        ("quiet_hours = { from = 22:00:30, to = \"08:00\" }", "quiet_hours.from", "must be a whole minute"),
        ("quiet_hours = { from = \"22:00\", to = 08:00:00.5 }", "quiet_hours.to", "must be a whole minute"),
        (
            "quiet_hours = { from = \"22:00\", to = 22:00:00 }",
            "quiet_hours",
            "from and to must differ: the same time twice could mean never or always",
        ),
        (
            "quiet_hours = { from = \"22:00\", to = \"08:00\", critical_passes = \"yes\" }",
            "quiet_hours.critical_passes",
            "must be true or false",
        ),
        ("hysteresis = false", "hysteresis", PERCENTAGE),
        ("hysteresis = \"101%\"", "hysteresis", PERCENTAGE),
    ];
    for (line, field, reason) in cases {
        assert_eq!(problems(line), [format!("line 2: alerts.{field}: {reason}")], "from {line:?}");
    }
    let several =
        "runway = { warning = \"1s\", critical = \"2s\" }\nquiet_hours = { from = \"x\", critical_passes = 1 }";
    assert_eq!(
        problems(several),
        [
            "line 2: alerts.runway.warning: must be from 1m to 3650d",
            "line 2: alerts.runway.critical: must be from 1m to 3650d",
            "line 3: alerts.quiet_hours.from: must be a time of day from \"00:00\" to \"23:59\"",
            "line 3: alerts.quiet_hours.to: is missing: say when the quiet hours end",
            "line 3: alerts.quiet_hours.critical_passes: must be true or false",
        ],
        "all are named at once"
    );
}

#[test]
fn an_account_switches_on_again_what_the_general_table_switched_off() {
    let text = "[alerts]\nshare = false\nrunway = false\nunreachable_after = false\nstorage = false\nempty = false\n\
        quiet_hours = { from = \"22:00\", to = \"08:00\" }\n[accounts.a]\nprovider = \"crun\"\nkey = { env = \"K\" }\n\
        [accounts.a.alerts]\nshare = true\nrunway = true\nunreachable_after = true\nstorage = true\nempty = true\n\
        quiet_hours = false\n";
    let settings = parse(text).unwrap();
    let general = Rules::default().overridden_by(&settings.alerts);
    assert_eq!((general.share, general.runway, general.storage, general.empty), (None, None, None, false));
    assert_eq!(general.overridden_by(&settings.accounts[0].alerts), Rules::default());
}

#[test]
fn a_key_in_the_place_of_any_rule_is_never_repeated() {
    let key = "sk-live-0123456789abcdef";
    let rules = [
        "amount",
        "share",
        "runway",
        "empty",
        "key_rejected",
        "unreachable_after",
        "subscription",
        "storage",
        "expiry",
        "unusual_spend",
        "topped_up",
        "reminder",
        "quiet_hours",
        "hysteresis",
    ];
    for rule in rules {
        for line in [
            format!("{rule} = \"{key}\""),
            format!("{rule} = [\"{key}\"]"),
            format!("{rule} = {{ warning = \"{key}\", critical = \"{key}\", from = \"{key}\", to = \"{key}\" }}"),
        ] {
            let problems = problems(&line);
            assert!(!problems.is_empty(), "{line} is refused");
            assert!(!problems.concat().contains(key), "{problems:?}");
        }
    }
}

proptest! {
    #[test]
    fn exactly_the_minutes_of_a_day_are_times_of_day(text in "[0-9]{2}:[0-9]{2}|[0-9:]{0,6}|\\PC{5}") {
        let expected = text.split_once(':').and_then(|(hour, minute)| {
            let two = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            let (hour, minute) = (two(hour).then_some(hour)?, two(minute).then_some(minute)?);
            Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
        });
        let quoted = toml::Value::String(text);
        let settings = parse(&format!("[alerts.quiet_hours]\nto = \"00:00\"\nfrom = {quoted}\n"));
        let from = settings.ok().and_then(|settings| settings.alerts.quiet_hours).flatten().map(|hours| hours.from);
        prop_assert_eq!(from, expected.filter(|time| *time != Time::midnight()));
    }
}

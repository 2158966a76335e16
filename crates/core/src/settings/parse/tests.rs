//! The parser on what people write.

use super::*;
use crate::alert::{Levels, QuietHours, RuleOverrides, RunwayLevels};
use crate::amount::Decimal;
use crate::settings::HistorySettings;

fn problems(text: &str) -> Vec<String> {
    parse(text).unwrap_err().iter().map(ToString::to_string).collect()
}

/// What is wrong with an account that is right but for these lines.
fn account_problems(lines: &str) -> Vec<String> {
    let mut text = String::from("[accounts.a]\n");
    if !lines.contains("provider =") {
        text.push_str("provider = \"crun\"\n");
    }
    if !lines.lines().any(|line| line.starts_with("key =")) {
        text.push_str("key = { env = \"KEY\" }\n");
    }
    problems(&(text + lines))
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn reads_everything_that_can_be_said() {
    let settings = parse(
        r#"
[polling]
interval = "5m"
future = { unknown = true }

[alerts]
amount = { warning = 1_000, critical = 200.50 }
share = { warning = "20%", critical = "5.25%" }
empty = true
key_rejected = false
hysteresis = "10%"
runway = { warning = "2w", critical = "36h" }
unreachable_after = "1h30m"
subscription = false
storage = "87.5%"
expiry = "7d"
unusual_spend = false
topped_up = true
reminder = "24h"
quiet_hours = { from = "22:00", to = "08:00", critical_passes = false }
future = { unknown = true }

[history]
raw = "30d"
hourly = "365d"
decisions = "14d"

[accounts.srtgen-work]
provider = "srtgen"
label = " Work "
key = { keychain = "srtgen-work-3f9a2c" }
key_revision = 2
params = { region = "eu" }
base_url = "http://127.0.0.1:9/x"
paused = true
interval = "1h30m"
colour = "red"

[accounts.srtgen-work.alerts]
amount = false
share = { critical = "1%" }

[accounts.a-second]
provider = "crun"
key = { env = "CRUN_KEY" }
"#,
    )
    .unwrap();
    assert_eq!(settings.polling.interval, Duration::from_mins(5));
    let levels = |warning: &str, critical: &str| {
        Some(Some(Levels { warning: Some(decimal(warning)), critical: Some(decimal(critical)) }))
    };
    assert_eq!(
        settings.alerts,
        RuleOverrides {
            amount: levels("1000", "200.50"),
            share: levels("0.2", "0.0525"),
            empty: Some(true),
            key_rejected: Some(false),
            hysteresis: Some(decimal("0.1")),
            runway: Some(Some(RunwayLevels {
                warning: Some(Duration::from_hours(14 * 24)),
                critical: Some(Duration::from_hours(36)),
            })),
            unreachable_after: Some(Some(Duration::from_mins(90))),
            subscription: Some(false),
            storage: Some(Some(decimal("0.875"))),
            expiry: Some(Some(Duration::from_hours(7 * 24))),
            unusual_spend: Some(false),
            topped_up: Some(true),
            reminder: Some(Some(Duration::from_hours(24))),
            quiet_hours: Some(Some(QuietHours {
                from: jiff::civil::time(22, 0, 0, 0),
                to: jiff::civil::time(8, 0, 0, 0),
                critical_passes: false,
            })),
        }
    );
    assert_eq!(
        settings.history,
        HistorySettings {
            raw: Duration::from_hours(30 * 24),
            hourly: Duration::from_hours(365 * 24),
            decisions: Duration::from_hours(14 * 24),
        }
    );
    let [work, second] = &settings.accounts[..] else { panic!("two accounts, in the order of the file") };
    assert_eq!(
        *work,
        Account {
            id: "srtgen-work".parse().unwrap(),
            provider: "srtgen".parse().unwrap(),
            label: Some("Work".to_owned()),
            key: KeyRef::Keychain("srtgen-work-3f9a2c".to_owned()),
            key_revision: 2,
            params: BTreeMap::from([("region".to_owned(), "eu".to_owned())]),
            base_url: Some("http://127.0.0.1:9/x".parse().unwrap()),
            paused: true,
            interval: Some(Duration::from_mins(90)),
            alerts: RuleOverrides {
                amount: Some(None),
                share: Some(Some(Levels { warning: None, critical: Some(decimal("0.01")) })),
                ..RuleOverrides::default()
            },
        }
    );
    let crun =
        Account::new("a-second".parse().unwrap(), "crun".parse().unwrap(), KeyRef::Environment("CRUN_KEY".to_owned()));
    assert_eq!(*second, crun);
    assert_eq!(settings.account(&crun.id), Some(&crun));
}

#[test]
fn nothing_said_is_the_defaults() {
    for text in
        ["", "# only a comment\n", "[polling]\n[alerts]\n[history]\n[accounts]\n", "unknown = 1\n[another.table]\n"]
    {
        assert_eq!(parse(text), Ok(Settings::default()), "from {text:?}");
    }
    assert_eq!(Settings::default().polling.interval, Duration::from_mins(15), "the documented default");
    let history = Settings::default().history;
    let days = [history.raw, history.hourly, history.decisions].map(|time| time.as_secs() / 86_400);
    assert_eq!(days, [90, 730, 730], "the documented defaults");
}

#[test]
fn other_ways_to_write_the_same() {
    let expected = parse("[accounts.a]\nprovider = \"crun\"\nkey = { env = \"KEY\" }\n").unwrap();
    for text in [
        "accounts = { a = { provider = \"crun\", key = { env = \"KEY\" } } }",
        "accounts.a.provider = \"crun\"\naccounts.a.key.env = \"KEY\"",
        "[accounts]\na.provider = 'crun'\na.key.env = 'KEY'",
        "[accounts.a.key]\nenv = \"KEY\"\n[accounts.a]\nprovider = \"crun\"",
        "[accounts.\"a\"]\r\nprovider = \"crun\"\r\nkey = { env = \"KEY\" }\r\n",
    ] {
        assert_eq!(parse(text).as_ref(), Ok(&expected), "from {text:?}");
    }
}

#[test]
fn the_order_is_that_of_the_file_and_not_of_the_alphabet() {
    let account = |id: &str| format!("[accounts.{id}]\nprovider = \"crun\"\nkey = {{ env = \"KEY\" }}\n");
    let text = ["z", "a", "m"].map(account).join("[polling]\ninterval = \"1m\"\n").replacen("[polling]", "[x]", 1);
    let settings = parse(&text).unwrap();
    let ids: Vec<_> = settings.accounts.iter().map(|account| account.id.as_str()).collect();
    assert_eq!(ids, ["z", "a", "m"]);
}

#[test]
fn numbers_are_exact() {
    for (digits, exact) in [
        ("0.1", "0.1"),
        ("0.30000000000000004", "0.30000000000000004"),
        ("12345678901234567890.12345678", "12345678901234567890.12345678"),
        ("1e3", "1000"),
        ("+5", "5"),
        ("-2.50", "-2.50"),
        ("0x10", "16"),
        ("79228162514264337593543950335", "79228162514264337593543950335"),
        ("\"99.90\"", "99.90"),
    ] {
        let settings = parse(&format!("[alerts]\namount = {{ warning = {digits} }}"));
        let Some(Some(levels)) = settings.unwrap().alerts.amount else { panic!("{digits} is an amount") };
        assert_eq!(levels.warning.unwrap().to_string(), exact, "from {digits}");
    }
    for (percent, exact) in [("20%", "0.2"), ("4.37%", "0.0437"), (" 0.1 %", "0.001"), ("100%", "1"), ("0%", "0")] {
        let settings = parse(&format!("[alerts]\nhysteresis = \"{percent}\"")).unwrap();
        assert_eq!(settings.alerts.hysteresis.unwrap().to_string(), exact, "from {percent}");
    }
}

#[test]
fn names_the_line_and_field_of_everything_that_is_wrong() {
    let text = r#"
[polling]
interval = "1s"

[alerts]
amount = true
share = { warning = 20 }
hysteresis = "ten"

[accounts.Work]
provider = "crun"
key = { env = "KEY" }

[accounts.a]
key = { keychain = "same" }
label = 7

[accounts.b]
provider = "no provider"
key = { keychain = "same" }
interval = "soon"

[accounts."c\nd"]
base_url = "http://example.com"
"#;
    assert_eq!(
        problems(text),
        [
            "line 3: polling.interval: must be from 30s to 24h",
            "line 6: alerts.amount: has no default: write levels as { warning = 1000, critical = 200 }, or false",
            "line 7: alerts.share.warning: must be a percentage in quotes from \"0%\" to \"100%\"",
            "line 8: alerts.hysteresis: must be a percentage in quotes from \"0%\" to \"100%\"",
            "line 10: accounts.Work: an account's name is 1 to 64 lower-case letters, digits and hyphens, starting with a letter or digit",
            "line 14: accounts.a.provider: is missing: name the provider that the key is of",
            "line 16: accounts.a.label: must be a text in quotes",
            "line 19: accounts.b.provider: must be a provider's name: lower-case letters, digits and hyphens",
            "line 20: accounts.b.key: names the same keychain entry as accounts.a",
            "line 21: accounts.b.interval: write a duration such as \"90s\", \"15m\", \"6h\", \"1d\" or \"1h30m\"",
            "line 23: accounts.\"c\\nd\": an account's name is 1 to 64 lower-case letters, digits and hyphens, starting with a letter or digit",
            "line 23: accounts.\"c\\nd\".provider: is missing: name the provider that the key is of",
            "line 23: accounts.\"c\\nd\".key: is missing: store a key with `lowtide set-key c\\nd`",
            "line 24: accounts.\"c\\nd\".base_url: must be https, or http on this machine (127.0.0.1, [::1], localhost): the key would be sent in the clear",
        ]
    );
}

#[test]
fn names_every_place_that_is_not_toml() {
    let problems =
        problems("[polling\ninterval = \"15m\"\n\n[accounts.a]\nprovider = \nkey = { env = \"K\" }\na = 1\na = 2\n");
    assert!(problems.len() >= 2, "{problems:?}");
    assert!(problems[0].starts_with("line 1: not TOML: "), "{problems:?}");
    assert!(problems.iter().any(|problem| problem.starts_with("line 5: not TOML: ")), "{problems:?}");
    let many = parse(&"x\n".repeat(1000)).unwrap_err();
    assert_eq!(many.len(), MOST_SYNTAX_PROBLEMS);
}

#[test]
fn each_field_says_what_it_should_be() {
    let cases = [
        ("paused = 1", "a.paused: must be true or false"),
        ("key_revision = -1", "a.key_revision: must be a whole number from 0 to 4294967295"),
        ("key_revision = 4294967296", "a.key_revision: must be a whole number from 0 to 4294967295"),
        ("key_revision = 1.0", "a.key_revision: must be a whole number from 0 to 4294967295"),
        ("params = { n = 1 }", "a.params.n: must be a text in quotes"),
        ("params = []", "a.params: must be a table"),
        ("label = \"a\\nb\"", "a.label: must not hold line breaks or other control characters"),
        ("interval = \"2d\"", "a.interval: must be from 30s to 24h"),
        ("interval = 15", "a.interval: must be a text in quotes"),
        ("alerts = false", "a.alerts: must be a table"),
        ("alerts.amount = {}", "a.alerts.amount: must say warning, critical or both"),
        ("alerts.amount = { warning = 1, critical = 2 }", "a.alerts.amount: critical must not be above warning"),
        ("alerts.amount = { warning = nan }", "a.alerts.amount.warning: must be a number"),
        ("alerts.amount = { warning = inf }", "a.alerts.amount.warning: must be a number"),
        ("alerts.amount = { warning = 1e99 }", "a.alerts.amount.warning: is too large to be held exactly"),
        ("alerts.share = { warning = \"101%\" }", "must be a percentage in quotes from \"0%\" to \"100%\""),
        ("alerts.share = { critical = \"-1%\" }", "must be a percentage in quotes from \"0%\" to \"100%\""),
        ("alerts.empty = \"yes\"", "a.alerts.empty: must be true or false"),
        ("provider = [\"crun\"]", "a.provider: must be a text in quotes"),
    ];
    for (lines, expected) in cases {
        let problems = account_problems(lines);
        assert_eq!(problems.len(), 1, "{lines}: {problems:?}");
        assert!(problems[0].ends_with(expected), "{lines}: {problems:?}");
    }
    assert_eq!(account_problems(&format!("label = \"{}\"", "x".repeat(101))).len(), 1, "a label has an end");
    assert_eq!(problems("accounts = 1"), ["line 1: accounts: must be a table"]);
    assert_eq!(problems("[[accounts]]\nprovider = \"crun\""), ["line 1: accounts: must be a table"]);
    assert_eq!(problems("accounts.a = 1"), ["line 1: accounts.a: must be a table"]);
}

#[test]
fn a_key_in_the_file_is_refused_and_never_repeated() {
    let key = "sk-live-0123456789abcdef";
    for line in [
        format!("key = \"{key}\""),
        format!("key = {{ env = \"{key}\" }}"),
        format!("key = {{ value = \"{key}\" }}"),
        format!("key = {{ keychain = \"{key} \" }}"),
        format!("key = {{ keychain = \"a\", env = \"{key}\" }}"),
        format!("key = [\"{key}\"]"),
        format!("key = {key}"),
        format!("key {key}"),
        format!("base_url = \"https://{key}@example.com\""),
        format!("base_url = \"https://example.com/?key={key}\""),
        format!("provider = \"{key} \""),
        format!("interval = \"{key}\""),
        format!("alerts.amount = {{ warning = \"{key}\" }}"),
    ] {
        let problems = account_problems(&line);
        assert!(!problems.is_empty(), "{line} is refused");
        assert!(!problems.concat().contains(key), "{problems:?}");
    }
    let problems = account_problems(&format!("key = \"{key}\""));
    assert!(problems[0].ends_with("store it with `lowtide set-key a`"), "{problems:?}");
}

#[test]
fn two_accounts_may_share_a_variable_but_no_keychain_entry() {
    let account = |id: &str, key: &str| format!("[accounts.{id}]\nprovider = \"crun\"\nkey = {{ {key} }}\n");
    assert!(parse(&(account("a", "env = \"K\"") + &account("b", "env = \"K\""))).is_ok());
    let twice = account("a", "keychain = \"k\"") + &account("b", "keychain = \"k\"");
    assert_eq!(problems(&twice), ["line 6: accounts.b.key: names the same keychain entry as accounts.a"]);
}

#[test]
fn the_past_is_kept_as_long_as_said() {
    let days = |text: &str| {
        let history = parse(&format!("[history]\n{text}")).unwrap().history;
        [history.raw, history.hourly, history.decisions].map(|time| time.as_secs() / 86_400)
    };
    for (text, expected) in [
        ("", [90, 730, 730]),
        ("raw = \"1d\"", [1, 730, 730]),
        ("raw = \"730d\"", [730, 730, 730]),
        ("hourly = \"90d\"", [90, 90, 730]),
        ("raw = \"3650d\"\nhourly = \"3650d\"\ndecisions = \"1d\"", [3650, 3650, 1]),
        ("raw = \"4w\"\nforever = true", [28, 730, 730]),
    ] {
        assert_eq!(days(text), expected, "from {text:?}");
    }
    for (text, expected) in [
        ("raw = \"23h\"", "line 2: history.raw: must be from 1d to 3650d"),
        ("hourly = \"3651d\"", "line 2: history.hourly: must be from 1d to 3650d"),
        ("decisions = \"0s\"", "line 2: history.decisions: must be from 1d to 3650d"),
        ("decisions = false", "line 2: history.decisions: must be a text in quotes"),
        ("raw = \"2y\"", "line 2: history.raw: write a duration such as \"90s\", \"15m\", \"6h\", \"1d\" or \"1h30m\""),
        ("hourly = \"30d\"\nraw = \"31d\"", "line 2: history.hourly: must not be shorter than raw"),
        ("hourly = \"89d\"", "line 2: history.hourly: must not be shorter than raw, which is 90d where it is not said"),
        ("raw = \"731d\"", "line 2: history.raw: must not be longer than hourly, which is 730d where it is not said"),
    ] {
        assert_eq!(problems(&format!("[history]\n{text}")), [expected], "from {text:?}");
    }
    assert_eq!(problems("history = \"90d\""), ["line 1: history: must be a table"]);
    assert_eq!(problems("[history]\nraw = 1\nhourly = \"x\"\ndecisions = \"1h\"").len(), 3, "all are named at once");
}

mod no_text_makes_it_panic {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn random(text in "(?s).{0,80}") {
            let _outcome = parse(&text);
        }

        #[test]
        fn cut_short(end in 0usize..300) {
            let text = "[accounts.a]\nprovider = \"crun\"\nkey = { env = \"KEY\" }\nlabel = \"Ärger\"\n[alerts]\nshare = { warning = \"20%\" }\n";
            let end = (0..=end.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap();
            let _outcome = parse(&text[..end]);
        }
    }
}

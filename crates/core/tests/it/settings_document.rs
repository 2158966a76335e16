//! `docs/configuration.md` and the README say what the parser does: every example is read, every default is the one in
//! force, and no rule is left out.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use lowtide_core::alert::{RuleOverrides, Rules};
use lowtide_core::settings::{Account, HistorySettings, Interface, Network, Polling, Settings, SettingsFile};

const DOCUMENT: &str = include_str!("../../../../docs/configuration.md");
const README: &str = include_str!("../../../../README.md");

fn read(text: &str) -> Settings {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("config.toml"), text).unwrap();
    SettingsFile::new(folder.path()).load().unwrap_or_else(|error| panic!("{error} in:\n{text}"))
}

/// The examples in TOML of a document.
fn examples(document: &str) -> Vec<&str> {
    document.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

/// One line of a table of keys.
#[derive(Debug)]
struct Row<'d> {
    section: &'d str,
    key: &'d str,
    default: &'d str,
    example: &'d str,
}

/// The lines of all tables of keys.
fn rows() -> Vec<Row<'static>> {
    let mut rows = Vec::new();
    for part in DOCUMENT.split("\n## ").skip(1) {
        let section = part.lines().next().unwrap();
        for line in part.lines().filter(|line| line.starts_with("| `")) {
            let cells: Vec<_> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            let [key, _, default, example, meaning] = cells[..] else { continue };
            assert!(!meaning.is_empty(), "{line}");
            rows.push(Row { section, key: key.trim_matches('`'), default, example });
        }
    }
    rows
}

/// A file that says this of a key, and whatever else must be said.
fn said(row: &Row<'_>, value: &str) -> String {
    let (section, key) = (row.section, row.key);
    if section.starts_with('[') && !section.starts_with("[accounts") {
        return format!("{section}\n{key} = {value}\n");
    }
    assert_eq!(section, "[accounts.&lt;id&gt;]", "{row:?}");
    let musts = [("provider", "\"crun\""), ("key", "{ env = \"CRUN_KEY\" }")];
    let others = musts.into_iter().filter(|(must, _)| *must != key);
    let lines = std::iter::once((key, value)).chain(others).map(|(key, value)| format!("{key} = {value}"));
    format!("[accounts.an-id]\n{}\n", lines.collect::<Vec<_>>().join("\n"))
}

fn code(cell: &str) -> Option<&str> {
    cell.strip_prefix('`')?.strip_suffix('`')
}

/// What is in force, so that a default that is said is no difference.
fn in_force(settings: &Settings) -> (Polling, Interface, Network, Rules, HistorySettings, Vec<(Account, Rules)>) {
    let rules = Rules::default().overridden_by(&settings.alerts);
    let account = |account: &Account| {
        let rules = rules.clone().overridden_by(&account.alerts);
        (Account { alerts: RuleOverrides::default(), ..account.clone() }, rules)
    };
    let Settings { polling, interface, network, history, accounts, alerts: _ } = settings;
    let accounts = accounts.iter().map(account).collect();
    (*polling, interface.clone(), network.clone(), rules.clone(), *history, accounts)
}

#[test]
fn every_example_is_read() {
    let all: Vec<_> = examples(DOCUMENT).into_iter().chain(examples(README)).collect();
    assert!(all.len() >= 5, "{all:?}");
    for example in all {
        assert_ne!(in_force(&read(example)).0.interval.as_secs(), 0);
        let says_defaults = example.starts_with("# defaults");
        assert_eq!(in_force(&read(example)) == in_force(&Settings::default()), says_defaults, "{example}");
    }
}

#[test]
fn every_default_of_the_tables_is_the_one_in_force_and_every_example_another() {
    let rows = rows();
    for row in &rows {
        let example = code(row.example).unwrap_or_else(|| panic!("{row:?} has an example"));
        let example = in_force(&read(&said(row, example)));
        // An account needs these two; there is nothing without them to compare with.
        if ["provider", "key"].contains(&row.key) && row.section.starts_with("[accounts") {
            assert_eq!(row.default, "must be said");
            continue;
        }
        let nothing = in_force(&read(&said(row, "0").replace(&format!("{} = 0\n", row.key), "")));
        assert_ne!(example, nothing, "the example of {row:?} changes something");
        if let Some(default) = code(row.default).filter(|default| !default.starts_with('[')) {
            assert_eq!(in_force(&read(&said(row, default))), nothing, "the default of {row:?}");
        }
    }
}

#[test]
fn no_key_is_left_out() {
    let documented = |section: &str| -> BTreeSet<String> {
        let rows = rows();
        rows.iter().filter(|row| row.section == section).map(|row| row.key.to_owned()).collect()
    };
    let fields = |debug: String| -> BTreeSet<String> {
        let fields = debug.lines().filter(|line| line.starts_with("    ") && !line.starts_with("     "));
        fields.filter_map(|line| Some(line.trim().split_once(": ")?.0.to_owned())).collect()
    };
    assert_eq!(documented("[alerts]"), fields(format!("{:#?}", Rules::default())));
    assert_eq!(documented("[history]"), fields(format!("{:#?}", HistorySettings::default())));
    assert_eq!(documented("[polling]"), fields(format!("{:#?}", Polling::default())));
    assert_eq!(documented("[interface]"), fields(format!("{:#?}", Interface::default())));
    assert_eq!(documented("[network]"), fields(format!("{:#?}", Network::default())));
    let account = read("[accounts.an-id]\nprovider = \"crun\"\nkey = { env = \"K\" }\n").accounts.remove(0);
    let mut account = fields(format!("{account:#?}"));
    assert!(account.remove("id"), "which is the table's name");
    assert_eq!(documented("[accounts.&lt;id&gt;]"), account);
    let written = DOCUMENT.split("```toml\n# defaults").nth(1).unwrap();
    for section in ["[polling]", "[interface]", "[network]", "[alerts]", "[history]"] {
        // An order has no default that could be said: without one it is urgency's.
        for key in documented(section).iter().filter(|key| *key != "order") {
            assert!(written.contains(&format!("\n{key} = ")), "{section} {key} is among the defaults");
        }
    }
}

#[test]
fn values_are_written_as_the_document_shows() {
    let part = DOCUMENT.split("\n## How values are written").nth(1).unwrap().split("\n## ").next().unwrap();
    let keys = [
        ("duration", "[polling]\ninterval"),
        ("percentage", "[alerts]\nhysteresis"),
        ("amount", "[alerts]\namount.warning"),
        ("time of day", "[alerts]\nquiet_hours.to = \"12:00\"\nquiet_hours.from"),
    ];
    for (kind, key) in keys {
        let row = part.lines().find(|line| line.starts_with(&format!("| {kind} |"))).unwrap();
        let values: Vec<_> = row.split(" | ").nth(1).unwrap().split(", ").filter_map(code).collect();
        assert!(!values.is_empty(), "{row}");
        for value in values {
            // A poll every two weeks is none; the same text is a reminder.
            let key = if value == "\"2w\"" { "[alerts]\nreminder" } else { key };
            read(&format!("{key} = {value}\n"));
        }
    }
}

#[test]
fn the_readme_leads_to_the_document() {
    assert!(README.contains("(docs/configuration.md)"));
    assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/configuration.md").is_file());
}

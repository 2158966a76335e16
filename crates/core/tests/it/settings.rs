//! `config.toml` and the custom provider files on a real disk.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests are tests")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::Path;
use std::thread;
use std::time::Duration;

use lowtide_core::address::parse_base_url;
use lowtide_core::alert::{Levels, RuleOverrides};
use lowtide_core::amount::Decimal;
use lowtide_core::ids::AccountId;
use lowtide_core::settings::{
    Account, CustomProviders, Editor, KeyRef, Polling, Settings, SettingsError, SettingsFile, read_custom_providers,
};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::settings_alerts::arbitrary_rules;

type Change = fn(&mut Editor) -> Result<(), SettingsError>;

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn with_text(text: impl AsRef<[u8]>) -> (TempDir, SettingsFile) {
    let folder = folder();
    fs::write(folder.path().join("config.toml"), text).unwrap();
    let file = SettingsFile::new(folder.path());
    (folder, file)
}

fn text_of(file: &SettingsFile) -> String {
    fs::read_to_string(file.path()).unwrap()
}

fn id(text: &str) -> AccountId {
    text.parse().unwrap()
}

fn account(name: &str) -> Account {
    Account::new(id(name), "crun".parse().unwrap(), KeyRef::Keychain(format!("{name}-entry")))
}

fn edited(text: &str, change: impl FnOnce(&mut Editor) -> Result<(), SettingsError>) -> String {
    let (_folder, file) = with_text(text);
    file.edit(change).unwrap();
    text_of(&file)
}

const TWO: &str = r#"# My Lowtide.

[polling]
interval   =  "15m"   # often enough

# The one that matters.
[accounts.work]
provider = "srtgen"   # subtitles
label    = 'Work'
key = { keychain = "work-1" }  # in the keychain
future_setting = [ 1,2 ,3 ]

[accounts.work.alerts]
amount = { warning = 1000 }
future_rule = { warning = "3d" }

# Rarely used.

# Crun at home.
[accounts.home]
provider = "crun"
key = { env = "CRUN_KEY" }
# interval = "1h"
"#;

#[test]
fn a_missing_or_empty_file_gives_the_defaults() {
    let folder = folder();
    let nowhere = SettingsFile::new(folder.path().join("not/there"));
    assert_eq!(nowhere.load().unwrap(), Settings::default());
    assert!(!nowhere.folder().exists(), "reading creates nothing");
    for text in ["", "\n", "\u{feff}", "\u{feff}# a comment\r\n"] {
        let (_folder, file) = with_text(text);
        assert_eq!(file.load().unwrap(), Settings::default(), "from {text:?}");
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_read_and_kept() {
    let text = format!("\u{feff}{}", TWO.replace('\n', "\r\n"));
    let (_folder, file) = with_text(&text);
    assert_eq!(file.load().unwrap().accounts.len(), 2);
    file.edit(|editor| {
        editor.set_paused(&id("home"), true)?;
        editor.add_account(&account("new"))
    })
    .unwrap();
    let after = text_of(&file);
    let expected = text.replace("# interval", "paused = true\r\n# interval")
        + "\r\n[accounts.new]\r\nprovider = \"crun\"\r\nkey = { keychain = \"new-entry\" }\r\n";
    assert_eq!(after, expected);
}

#[test]
fn a_broken_file_is_reported_and_left_alone() {
    let cut = TWO.find("[accounts.home]").unwrap() + 30; // in the middle of a string
    for (text, line) in [
        (&b"[polling]\ninterval = 15\n"[..], 2),
        (b"[polling\n", 1),
        (&TWO.as_bytes()[..cut], 21),
        (b"[polling]\n# caf\xe9\n", 2),
        (b"\xff\xfe[\0", 1),
        (b"a = 1\0\n", 1),
    ] {
        let (_folder, file) = with_text(text);
        for error in [file.load().unwrap_err(), file.edit(|editor| editor.add_account(&account("a"))).unwrap_err()] {
            let SettingsError::Broken { path, problems } = error else { panic!("{error:?}") };
            assert_eq!(path, file.path());
            assert_eq!(problems[0].line, Some(line), "{problems:?}");
        }
        assert_eq!(fs::read(file.path()).unwrap(), text, "untouched");
        assert_eq!(entries(file.folder()), ["config.lock", "config.toml"], "and nothing left beside it");
    }
}

#[test]
fn the_error_reads_as_one_line_for_a_log() {
    let (_folder, file) = with_text("[polling]\ninterval = 15\n[accounts.a]\n");
    let text = file.load().unwrap_err().to_string();
    assert!(text.ends_with("config.toml is broken: line 2: polling.interval: must be a text in quotes; line 3: accounts.a.provider: is missing: name the provider that the key is of; line 3: accounts.a.key: is missing: store a key with `lowtide set-key a`"), "{text}");
}

#[test]
fn what_is_no_file_or_too_large_is_said() {
    let folder = folder();
    fs::create_dir(folder.path().join("config.toml")).unwrap();
    let file = SettingsFile::new(folder.path());
    assert!(matches!(file.load(), Err(SettingsError::NotAFile { .. })));
    assert!(matches!(file.edit(|editor| editor.add_account(&account("a"))), Err(SettingsError::NotAFile { .. })));

    let (_folder, file) = with_text("# x\n".repeat(300_000));
    assert!(matches!(file.load(), Err(SettingsError::TooLarge { limit: 1_048_576, .. })));

    let folder = self::folder();
    fs::write(folder.path().join("file"), "").unwrap();
    let file = SettingsFile::new(folder.path().join("file"));
    assert!(matches!(file.load(), Err(SettingsError::Read { .. })), "the folder is a file");
    assert!(matches!(file.edit(|editor| editor.add_account(&account("a"))), Err(SettingsError::Write { .. })));
}

#[test]
fn an_edit_leaves_everything_else_as_it_was() {
    let replaced = |from: &str, to: &str| {
        assert_eq!(TWO.matches(from).count(), 1, "{from:?} is in the text once");
        TWO.replace(from, to)
    };
    let cases: [(Change, String); 13] = [
        (|e| e.set_label(&id("work"), Some("Büro \"1\"")), replaced("'Work'", "'Büro \"1\"'")),
        (|e| e.set_label(&id("work"), None), replaced("label    = 'Work'\n", "")),
        (|e| e.set_label(&id("home"), Some("Home")), replaced("# interval", "label = \"Home\"\n# interval")),
        (|e| e.set_paused(&id("home"), true), replaced("# interval", "paused = true\n# interval")),
        (|e| e.set_paused(&id("home"), false), TWO.to_owned()),
        (
            |e| e.set_key(&id("work"), &KeyRef::Keychain("work-2".to_owned())),
            replaced("\"work-1\" }  # in the keychain", "\"work-2\" }  # in the keychain")
                .replace("future_setting = [ 1,2 ,3 ]\n", "future_setting = [ 1,2 ,3 ]\nkey_revision = 1\n"),
        ),
        (
            |e| e.set_polling(&Polling { interval: Duration::from_mins(90), ..Polling::default() }),
            replaced("\"15m\"", "\"1h30m\""),
        ),
        (
            |e| e.set_interval(&id("home"), Some(Duration::from_secs(90))),
            replaced("# interval", "interval = \"1m30s\"\n# interval"),
        ),
        (
            |e| e.set_param(&id("home"), "region", Some("eu")),
            replaced("# interval", "params = { region = \"eu\" }\n# interval"),
        ),
        (
            |e| e.set_base_url(&id("home"), Some(&parse_base_url("http://localhost:9/x").unwrap())),
            replaced("# interval", "base_url = \"http://localhost:9/x\"\n# interval"),
        ),
        (
            |e| {
                let amount = Some(Some(Levels { warning: Some(Decimal::new(1250, 1)), critical: Some(Decimal::ONE) }));
                let share = Some(None);
                let hysteresis = Some(Decimal::new(125, 3));
                let alerts = RuleOverrides { amount, share, hysteresis, ..RuleOverrides::default() };
                e.set_alerts(&id("work"), &alerts)
            },
            replaced(
                "amount = { warning = 1000 }\nfuture_rule = { warning = \"3d\" }\n",
                "amount = { warning = 125.0, critical = 1 }\nfuture_rule = { warning = \"3d\" }\nshare = false\nhysteresis = \"12.5%\"\n",
            ),
        ),
        (
            |e| e.set_default_alerts(&RuleOverrides { empty: Some(false), ..RuleOverrides::default() }),
            format!("{TWO}\n[alerts]\nempty = false\n"),
        ),
        (
            |e| e.add_account(&account("new")),
            format!("{TWO}\n[accounts.new]\nprovider = \"crun\"\nkey = {{ keychain = \"new-entry\" }}\n"),
        ),
    ];
    for (change, expected) in cases {
        let after = edited(TWO, change);
        if expected.contains("Büro") {
            // Either kind of quotes says the same.
            assert_eq!(after.replace("\"Büro \\\"1\\\"\"", "'Büro \"1\"'"), expected);
        } else {
            assert_eq!(after, expected);
        }
    }
}

#[test]
fn a_removed_account_takes_its_own_comment_along_and_no_other() {
    let work = TWO.find("# The one that matters.").unwrap();
    let rarely = TWO.find("# Rarely used.").unwrap();
    assert_eq!(
        edited(TWO, |editor| editor.remove_account(&id("work"))),
        format!("{}{}", &TWO[..work], &TWO[rarely..]),
        "with its table of alerts"
    );
    let after = edited(TWO, |editor| editor.remove_account(&id("home")));
    assert_eq!(
        after,
        format!("{}\n# Rarely used.\n# interval = \"1h\"\n", TWO[..rarely].trim_end_matches('\n').to_owned() + "\n")
    );

    let first = "# About this file.\n\n# About a.\n[accounts.a]\nprovider = \"crun\"\nkey = { env = \"K\" }\n\n[accounts.b]\nprovider = \"crun\"\nkey = { env = \"K\" }\n";
    assert_eq!(
        edited(first, |editor| editor.remove_account(&id("a"))),
        "# About this file.\n\n[accounts.b]\nprovider = \"crun\"\nkey = { env = \"K\" }\n"
    );
}

#[test]
fn edits_know_every_way_to_write_accounts() {
    for text in [
        "accounts = { a = { provider = \"crun\", key = { env = \"KEY\" } } }\n",
        "accounts.a.provider = \"crun\"\naccounts.a.key.env = \"KEY\"\n",
        "[accounts]\na.provider = 'crun'\na.key.env = 'KEY'\n",
        "[accounts.a.key]\nenv = \"KEY\"\n[accounts.a]\nprovider = \"crun\"\n",
        "[accounts]\n[accounts.a]\nprovider = \"crun\"\n[accounts.a.key]\nenv = \"KEY\"\n[accounts.a.params]\nx = \"1\"",
    ] {
        let (_folder, file) = with_text(text);
        let alerts = RuleOverrides { share: Some(None), ..RuleOverrides::default() };
        let mut new = account("b");
        new.alerts = alerts.clone();
        new.params = BTreeMap::from([("region".to_owned(), "eu".to_owned())]);
        let (settings, ()) = file
            .edit(|editor| {
                editor.add_account(&new)?;
                editor.set_key(&id("a"), &KeyRef::Keychain("entry".to_owned()))?;
                editor.set_label(&id("a"), Some("A"))?;
                editor.set_param(&id("a"), "x", Some("2"))?;
                editor.set_alerts(&id("a"), &alerts)
            })
            .unwrap_or_else(|error| panic!("{error} in {text:?}"));
        let mut a = Account::new(id("a"), "crun".parse().unwrap(), KeyRef::Keychain("entry".to_owned()));
        a.label = Some("A".to_owned());
        a.key_revision = 1;
        a.params = BTreeMap::from([("x".to_owned(), "2".to_owned())]);
        a.alerts = alerts;
        assert_eq!(settings.accounts, [a, new.clone()], "{}", text_of(&file));
        assert_eq!(file.load().unwrap(), settings);
        let (settings, ()) = file.edit(|editor| editor.remove_account(&id("a"))).unwrap();
        assert_eq!(settings.accounts, [new], "{}", text_of(&file));
    }
}

#[test]
fn a_new_account_goes_behind_all_comments_of_the_file() {
    let starter = "# Lowtide's settings.\n# [accounts.example]\n# provider = \"crun\"";
    assert_eq!(
        edited(starter, |editor| editor.add_account(&account("a"))),
        format!("{starter}\n\n[accounts.a]\nprovider = \"crun\"\nkey = {{ keychain = \"a-entry\" }}\n")
    );
    assert_eq!(
        edited("", |editor| editor.add_account(&account("a"))),
        "[accounts.a]\nprovider = \"crun\"\nkey = { keychain = \"a-entry\" }\n"
    );
}

#[test]
fn every_new_key_raises_the_revision() {
    let (_folder, file) = with_text(TWO);
    for revision in 1..=3 {
        let (settings, ()) =
            file.edit(|editor| editor.set_key(&id("work"), &KeyRef::Keychain("work-1".to_owned()))).unwrap();
        assert_eq!(settings.account(&id("work")).unwrap().key_revision, revision, "also when the entry is the same");
    }
}

#[test]
fn what_cannot_be_done_changes_nothing() {
    let (_folder, file) = with_text(TWO);
    let unknown = id("nobody");
    let outcomes = [
        file.edit(|editor| editor.remove_account(&unknown)),
        file.edit(|editor| editor.set_label(&unknown, Some("x"))),
        file.edit(|editor| editor.set_paused(&unknown, true)),
        file.edit(|editor| editor.set_key(&unknown, &KeyRef::Environment("K".to_owned()))),
        file.edit(|editor| editor.set_interval(&unknown, None)),
        file.edit(|editor| editor.set_alerts(&unknown, &RuleOverrides::default())),
    ];
    for outcome in outcomes {
        assert!(matches!(outcome, Err(SettingsError::UnknownAccount { id }) if id == unknown));
    }
    let taken = file.edit(|editor| editor.add_account(&account("work")));
    assert!(matches!(taken, Err(SettingsError::AccountExists { .. })));
    let refused: [Change; 5] = [
        |editor| editor.set_label(&id("work"), Some("two\nlines")),
        |editor| editor.set_polling(&Polling { interval: Duration::from_secs(1), ..Polling::default() }),
        |editor| editor.set_key(&id("home"), &KeyRef::Keychain("work-1".to_owned())),
        |editor| editor.set_key(&id("home"), &KeyRef::Environment("sk-live-1".to_owned())),
        |editor| {
            editor.set_paused(&id("home"), true)?;
            let levels = Levels { warning: Some(Decimal::ONE), critical: Some(Decimal::TEN) };
            editor.set_default_alerts(&RuleOverrides { amount: Some(Some(levels)), ..RuleOverrides::default() })
        },
    ];
    for change in refused {
        let error = file.edit(change).unwrap_err();
        assert!(matches!(&error, SettingsError::Refused { problems } if problems.len() == 1), "{error:?}");
        assert!(!error.to_string().contains("sk-live"), "{error}");
    }
    assert_eq!(text_of(&file), TWO);
}

#[test]
fn an_edit_without_a_difference_writes_nothing() {
    let (_folder, file) = with_text(TWO);
    let before = fs::metadata(file.path()).unwrap().modified().unwrap();
    thread::sleep(Duration::from_millis(20));
    let (settings, count) = file
        .edit(|editor| {
            editor.set_paused(&id("work"), false)?;
            Ok(editor.before().accounts.len())
        })
        .unwrap();
    assert_eq!((settings.accounts.len(), count), (2, 2));
    assert_eq!(fs::metadata(file.path()).unwrap().modified().unwrap(), before);
    assert_eq!(text_of(&file), TWO);
}

#[test]
fn edits_at_the_same_time_lose_nothing() {
    let folder = folder();
    let path = folder.path().join("new/folder");
    thread::scope(|scope| {
        for writer in 0..4 {
            let path = &path;
            scope.spawn(move || {
                let file = SettingsFile::new(path);
                for number in 0..10 {
                    file.edit(|editor| editor.add_account(&account(&format!("w{writer}-{number}")))).unwrap();
                }
                file.edit(|editor| editor.remove_account(&id(&format!("w{writer}-0")))).unwrap();
            });
        }
    });
    let settings = SettingsFile::new(&path).load().unwrap();
    assert_eq!(settings.accounts.len(), 4 * 9);
    assert_eq!(entries(&path), ["config.lock", "config.toml"], "no temporary file is left");
}

#[test]
fn an_edit_that_cannot_get_the_lock_gives_up() {
    let (_folder, file) = with_text(TWO);
    let lock = File::create(file.folder().join("config.lock")).unwrap();
    lock.lock().unwrap();
    let hasty = file.clone().with_lock_patience(Duration::from_millis(50));
    let outcome = hasty.edit(|editor| editor.set_paused(&id("work"), true));
    assert!(matches!(outcome, Err(SettingsError::Busy { .. })));
    assert!(file.load().is_ok(), "reading waits for nobody");
    thread::scope(|scope| {
        scope.spawn(|| {
            thread::sleep(Duration::from_millis(100));
            lock.unlock().unwrap();
        });
        file.edit(|editor| editor.set_paused(&id("work"), true)).unwrap();
    });
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: impl AsRef<Path>) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_new_file_is_the_persons_alone_and_an_old_one_stays_as_it_is() {
        let folder = folder();
        let file = SettingsFile::new(folder.path().join("lowtide"));
        file.edit(|editor| editor.add_account(&account("a"))).unwrap();
        assert_eq!(mode(file.path()), 0o600);
        assert_eq!(mode(file.folder()), 0o700);
        for chosen in [0o640, 0o600, 0o644] {
            fs::set_permissions(file.path(), fs::Permissions::from_mode(chosen)).unwrap();
            file.edit(|editor| editor.set_paused(&id("a"), chosen != 0o600)).unwrap();
            assert_eq!(mode(file.path()), chosen);
        }
    }

    #[test]
    fn a_write_protected_file_is_left_alone() {
        let (_folder, file) = with_text(TWO);
        fs::set_permissions(file.path(), fs::Permissions::from_mode(0o400)).unwrap();
        let error = file.edit(|editor| editor.set_paused(&id("work"), true)).unwrap_err();
        assert!(matches!(&error, SettingsError::Write { source, .. } if source.kind() == ErrorKind::PermissionDenied));
        assert_eq!(text_of(&file), TWO);
        assert_eq!(entries(file.folder()), ["config.lock", "config.toml"]);
    }

    #[test]
    fn a_file_that_may_not_be_read_is_said() {
        let (_folder, file) = with_text(TWO);
        fs::set_permissions(file.path(), fs::Permissions::from_mode(0o000)).unwrap();
        if fs::read(file.path()).is_ok() {
            return; // the superuser may read everything
        }
        for error in [file.load().unwrap_err(), file.edit(|_| Ok(())).unwrap_err()] {
            assert!(
                matches!(&error, SettingsError::Read { source, .. } if source.kind() == ErrorKind::PermissionDenied),
                "{error:?}"
            );
        }
        fs::set_permissions(file.path(), fs::Permissions::from_mode(0o600)).unwrap();
        fs::set_permissions(file.folder(), fs::Permissions::from_mode(0o500)).unwrap();
        assert!(file.load().is_ok(), "a protected folder can be read");
        let outcome = file.edit(|editor| editor.set_paused(&id("work"), true));
        assert!(matches!(outcome, Err(SettingsError::Write { .. })));
        fs::set_permissions(file.folder(), fs::Permissions::from_mode(0o700)).unwrap();
    }

    #[test]
    fn a_linked_file_is_written_where_it_is() {
        let folder = folder();
        let (dotfiles, config) = (folder.path().join("dotfiles"), folder.path().join("config"));
        fs::create_dir(&dotfiles).unwrap();
        fs::create_dir(&config).unwrap();
        symlink("../dotfiles/second.toml", config.join("config.toml")).unwrap();
        symlink("lowtide.toml", dotfiles.join("second.toml")).unwrap();
        let file = SettingsFile::new(&config);
        assert_eq!(file.load().unwrap(), Settings::default(), "the link leads nowhere yet");
        file.edit(|editor| editor.add_account(&account("a"))).unwrap();
        file.edit(|editor| editor.add_account(&account("b"))).unwrap();
        assert!(fs::symlink_metadata(file.path()).unwrap().is_symlink());
        assert!(fs::symlink_metadata(dotfiles.join("second.toml")).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(dotfiles.join("lowtide.toml")).unwrap(), text_of(&file));
        assert_eq!(file.load().unwrap().accounts.len(), 2);
    }

    #[test]
    fn a_link_to_itself_or_to_a_device_is_an_error_and_no_hang() {
        let folder = folder();
        let file = SettingsFile::new(folder.path());
        symlink("config.toml", file.path()).unwrap();
        assert!(matches!(file.load(), Err(SettingsError::Read { .. })));
        fs::remove_file(file.path()).unwrap();
        symlink("/dev/zero", file.path()).unwrap();
        assert!(matches!(file.load(), Err(SettingsError::NotAFile { .. })));
    }

    #[test]
    fn custom_providers_behind_links_are_read_and_devices_are_not() {
        let folder = folder();
        let (config, elsewhere) = (folder.path().join("config"), folder.path().join("elsewhere"));
        fs::create_dir_all(config.join("providers/dev")).unwrap();
        fs::create_dir(&elsewhere).unwrap();
        fs::write(elsewhere.join("provider.toml"), "linked").unwrap();
        symlink(&elsewhere, config.join("providers/linked")).unwrap();
        symlink("/dev/zero", config.join("providers/zero.toml")).unwrap();
        symlink("loop.toml", config.join("providers/loop.toml")).unwrap();
        symlink("/dev/zero", config.join("providers/dev/provider.toml")).unwrap();
        symlink("/dev/zero", elsewhere.join("icon.svg")).unwrap();
        let providers = read_custom_providers(&config);
        assert_eq!(providers.files.len(), 1);
        assert_eq!((providers.files[0].text.as_str(), &providers.files[0].icon), ("linked", &None));
        assert_eq!(providers.problems.len(), 4, "{:?}", providers.problems);
    }
}

#[test]
fn reads_custom_providers_from_folders_and_files() {
    let folder = folder();
    assert_eq!(read_custom_providers(folder.path()), CustomProviders::default(), "there are none");
    let providers = folder.path().join("providers");
    for (path, text) in [
        ("both/provider.toml", "from the folder"),
        ("both.toml", "from the file"),
        ("acme/provider.toml", "\u{feff}acme"),
        ("acme/icon.svg", "<svg/>"),
        ("acme/fixtures/a.json", "{}"),
        ("zeta.toml", "zeta"),
        ("Bad Name.toml", ""),
        ("empty/notes.txt", ""),
        ("readme.md", ""),
        (".hidden.toml", ""),
        (".git/config", ""),
    ] {
        let path = providers.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    fs::write(providers.join("latin.toml"), b"caf\xe9").unwrap();
    fs::write(providers.join("huge.toml"), "x".repeat(256 * 1024 + 1)).unwrap();
    fs::write(providers.join("zeta.svg"), "not an icon of zeta").unwrap();
    let read = read_custom_providers(folder.path());
    let found: Vec<_> =
        read.files.iter().map(|file| (file.id.as_str(), file.text.as_str(), file.icon.as_deref())).collect();
    assert_eq!(
        found,
        [("acme", "acme", Some("<svg/>")), ("both", "from the folder", None), ("zeta", "zeta", None)],
        "by id"
    );
    assert_eq!(read.files[0].path, providers.join("acme/provider.toml"));
    let problems: Vec<_> = read
        .problems
        .iter()
        .map(|problem| (problem.path.file_name().unwrap().to_str().unwrap(), problem.reason.as_str()))
        .collect();
    assert_eq!(
        problems,
        [
            ("Bad Name.toml", "the name must be 1 to 64 lower-case letters, digits and hyphens"),
            ("both.toml", "there is another definition of both"),
            ("empty", "there is no provider.toml in the folder"),
            ("huge.toml", "larger than 262144 bytes"),
            ("latin.toml", "not UTF-8 text"),
        ]
    );
}

fn entries(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn arbitrary_account() -> impl Strategy<Value = Account> {
    let text = "[^\\p{C}]{0,20}";
    (
        proptest::option::of(text),
        prop_oneof![
            "[a-zA-Z0-9._-]{1,40}".prop_map(KeyRef::Keychain),
            "[A-Za-z_][A-Za-z0-9_]{0,40}".prop_map(KeyRef::Environment)
        ],
        any::<u32>(),
        proptest::collection::btree_map("(?s).{0,10}", "(?s).{0,20}", 0..4),
        any::<bool>(),
        proptest::option::of(30u64..=86_400),
        arbitrary_rules(),
    )
        .prop_map(|(label, key, key_revision, params, paused, interval, alerts)| Account {
            id: id("some-account"),
            provider: "crun".parse().unwrap(),
            label: label.map(|label| label.trim().to_owned()).filter(|label| !label.is_empty()),
            key,
            key_revision,
            params,
            base_url: paused.then(|| parse_base_url("https://example.com/a%20b/").unwrap()),
            paused,
            interval: interval.map(Duration::from_secs),
            alerts,
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_account_that_was_added_reads_back_and_is_removed_without_a_trace(account in arbitrary_account()) {
        let (_folder, file) = with_text(TWO);
        let (settings, ()) = file.edit(|editor| editor.add_account(&account)).unwrap();
        prop_assert_eq!(settings.accounts.last(), Some(&account));
        prop_assert!(text_of(&file).starts_with(TWO));
        let again = file.edit(|editor| editor.set_alerts(&account.id, &account.alerts)).unwrap().0;
        prop_assert_eq!(again, settings);
        file.edit(|editor| editor.remove_account(&account.id)).unwrap();
        prop_assert_eq!(text_of(&file), TWO);
    }
}

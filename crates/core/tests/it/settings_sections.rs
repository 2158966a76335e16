//! The tables of `config.toml` that are about no account, read and written on a real disk.

use std::fs;
use std::time::Duration;

use lowtide_core::address::ProxySource;
use lowtide_core::ids::AccountId;
use lowtide_core::language::Language;
use lowtide_core::settings::{
    Editor, HistorySettings, Interface, Network, Polling, Settings, SettingsError, SettingsFile, Shortcut, Theme,
};
use proptest::prelude::*;
use tempfile::TempDir;

fn with_text(text: &str) -> (TempDir, SettingsFile) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("config.toml"), text).unwrap();
    let file = SettingsFile::new(folder.path());
    (folder, file)
}

fn read(text: &str) -> Settings {
    with_text(text).1.load().unwrap_or_else(|error| panic!("{error} in {text:?}"))
}

fn edited(text: &str, change: impl FnOnce(&mut Editor) -> Result<(), SettingsError>) -> String {
    let (_folder, file) = with_text(text);
    file.edit(change).unwrap_or_else(|error| panic!("{error} in {text:?}"));
    fs::read_to_string(file.path()).unwrap()
}

fn problems(text: &str) -> Vec<String> {
    let Err(SettingsError::Broken { problems, .. }) = with_text(text).1.load() else { panic!("{text:?} is broken") };
    problems.iter().map(ToString::to_string).collect()
}

fn ids(names: &[&str]) -> Vec<AccountId> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

fn shortcut(text: &str) -> Shortcut {
    text.parse().unwrap()
}

#[test]
fn everything_that_can_be_said_is_read() {
    let text = r#"
[polling]
adaptive = false

[interface]
theme = "dark"
language = "zh-Hans"
hide_amounts = true
hide_when_shared = false
order = ["work", "gone", "home"]
shortcut = "alt+control+l"
future = 1

[network]
proxy = "socks5h://127.0.0.1:9050"
"#;
    let settings = read(text);
    assert_eq!(settings.polling, Polling { adaptive: false, ..Polling::default() });
    let interface = Interface {
        theme: Theme::Dark,
        language: Some(Language::Chinese),
        hide_amounts: true,
        hide_when_shared: false,
        order: Some(ids(&["work", "gone", "home"])),
        shortcut: Some(shortcut("Ctrl+Alt+L")),
    };
    assert_eq!(settings.interface, interface);
    assert_eq!(settings.network.proxy.to_string(), "socks5h://127.0.0.1:9050");
}

#[test]
fn the_defaults_hold_unsaid_and_said() {
    let usual = Settings::default();
    assert!(usual.polling.adaptive && usual.interface.hide_when_shared && !usual.interface.hide_amounts);
    assert_eq!((usual.interface.theme, usual.interface.language), (Theme::System, None));
    assert_eq!((&usual.interface.order, usual.interface.shortcut), (&None, None));
    assert_eq!(usual.network.proxy, ProxySource::System);
    for text in [
        "[interface]\n[network]\n",
        "[interface]\ntheme = \"system\"\nlanguage = \"system\"\nhide_amounts = false\nshortcut = false\n",
        "interface = { hide_when_shared = true }\nnetwork.proxy = \"system\"\npolling = { adaptive = true }\n",
    ] {
        assert_eq!(read(text), usual, "{text}");
    }
    assert_eq!(read("[interface]\norder = []").interface.order, Some(Vec::new()), "an order, if of nobody");
}

#[test]
fn each_mistake_is_named_with_its_line_and_what_to_write() {
    let keys = "must be Ctrl, Alt, Shift or Super with a letter, a digit, F1 to F24, Space, an arrow";
    let languages = r#"must be "system" or one of "en", "de", "zh-Hans", "ko", "ja", "es""#;
    for (line, expected) in [
        ("[interface]\ntheme = \"Dark\"", r#"line 2: interface.theme: must be "system", "light" or "dark""#),
        ("[interface]\ntheme = true", "line 2: interface.theme: must be a text in quotes"),
        ("[interface]\nlanguage = \"de-AT\"", &format!("line 2: interface.language: {languages}")),
        ("[interface]\nlanguage = \"fr\"", &format!("line 2: interface.language: {languages}")),
        ("[interface]\nhide_amounts = 1", "line 2: interface.hide_amounts: must be true or false"),
        ("[interface]\nhide_when_shared = \"no\"", "line 2: interface.hide_when_shared: must be true or false"),
        ("[interface]\norder = \"work\"", "line 2: interface.order: must be a list in brackets"),
        (
            "[interface]\norder = [\n  \"a\",\n  7,\n]",
            r#"line 4: interface.order: must be the accounts' names in quotes, as ["crun-work", "invoices"]"#,
        ),
        (
            "[interface]\norder = [\"Not A Name\"]",
            r#"line 2: interface.order: must be the accounts' names in quotes, as ["crun-work", "invoices"]"#,
        ),
        ("[interface]\norder = [\"a\",\n\"b\",\n\"a\"]", "line 4: interface.order: must not name an account twice"),
        (
            "[interface]\nshortcut = true",
            r#"line 2: interface.shortcut: must be keys in quotes, as "Ctrl+Alt+L", or false"#,
        ),
        (
            "[interface]\nshortcut = \"Shift+L\"",
            "line 2: interface.shortcut: needs Ctrl, Alt or Super: without one the key could be used for nothing else",
        ),
        ("[interface]\nshortcut = \"Ctrl+Esc\"", &format!("line 2: interface.shortcut: {keys}")),
        ("interface = 1", "line 1: interface: must be a table"),
        ("[polling]\nadaptive = \"yes\"", "line 2: polling.adaptive: must be true or false"),
        (
            "[network]\nproxy = \"proxy:3128\"",
            r#"line 2: network.proxy: must be "system", "none", or an address that begins with http://, https://, socks5:// or socks5h://"#,
        ),
        ("[network]\nproxy = false", "line 2: network.proxy: must be a text in quotes"),
        (
            "[network]\nproxy = \"http://user:pass-word@proxy:3128\"",
            "line 2: network.proxy: must not hold a user name or password, which would lie in the file for all to read: \
             write \"system\" here, and set the address with them in the system's settings or in the variable HTTPS_PROXY",
        ),
        (
            "[network]\nproxy = \"http://proxy:3128/pass-word\"",
            r#"line 2: network.proxy: must end behind the host and port, as "http://proxy.example.com:3128""#,
        ),
    ] {
        let problems = problems(line);
        assert_eq!(problems.len(), 1, "{line}: {problems:?}");
        assert!(problems[0].starts_with(expected), "{line}: {problems:?}");
        assert!(!problems[0].contains("pass-word"), "{problems:?}");
    }
    let all = problems("[interface]\ntheme = 1\nlanguage = 1\norder = 1\nshortcut = 1\n[network]\nproxy = 1\n");
    assert_eq!(all.len(), 5, "all are named at once: {all:?}");
}

#[test]
fn a_key_in_the_wrong_place_is_never_repeated() {
    let key = "sk-live-0123456789abcdef";
    for field in ["interface.theme", "interface.language", "interface.shortcut", "network.proxy"] {
        let problems = problems(&format!("{field} = \"{key}\"")).concat();
        assert!(!problems.contains(key), "{problems}");
    }
    for text in [format!("\"{key} \""), format!("\"a\", \"{key}\", \"{key}\"")] {
        assert!(!problems(&format!("interface.order = [{text}]")).concat().contains(key));
    }
}

const OWN: &str = r#"# My own.

[interface] # looks
theme = 'dark'   # at night
future = { a = 1 }
hide_amounts = false

[network]
# the office's
proxy = "http://Proxy.example.com:3128/" # by cable

[accounts.work]
provider = "crun"
key = { env = "KEY" }
"#;

#[test]
fn an_edit_writes_only_what_differs() {
    let interface = || read(OWN).interface;
    let one = |from: &str, to: &str| {
        assert_eq!(OWN.matches(from).count(), 1, "{from}");
        OWN.replace(from, to)
    };
    for (after, expected) in [
        (interface(), OWN.to_owned()),
        (Interface { theme: Theme::Light, ..interface() }, one("'dark'", "\"light\"")),
        (Interface { theme: Theme::System, ..interface() }, one("'dark'", "\"system\"")),
        (Interface { hide_amounts: true, ..interface() }, one("hide_amounts = false", "hide_amounts = true")),
        (
            Interface {
                language: Some(Language::German),
                order: Some(ids(&["work", "home"])),
                shortcut: Some(shortcut("Super+F5")),
                ..interface()
            },
            one(
                "hide_amounts = false\n",
                "hide_amounts = false\nlanguage = \"de\"\norder = [\"work\", \"home\"]\nshortcut = \"Super+F5\"\n",
            ),
        ),
    ] {
        assert_eq!(edited(OWN, |editor| editor.set_interface(&after)), expected);
        assert_eq!(edited(&expected, |editor| editor.set_interface(&after)), expected, "said again changes nothing");
    }
    let said = "[interface]\norder = [\n  \"a\", # first\n  \"b\",\n]\nshortcut = \"ctrl + alt + l\" # mine\ntheme = \"light\"\n";
    let same = read(said).interface;
    assert_eq!(edited(said, |editor| editor.set_interface(&same)), said, "it means the same, in the person's notation");
    let none = Interface { order: None, shortcut: None, ..same };
    assert_eq!(edited(said, |editor| editor.set_interface(&none)), "[interface]\ntheme = \"light\"\n");

    let network = read(OWN).network;
    assert_eq!(edited(OWN, |editor| editor.set_network(&network)), OWN, "the same address in another notation");
    let none = Network { proxy: ProxySource::Never };
    assert_eq!(
        edited(OWN, |editor| editor.set_network(&none)),
        OWN.replace("\"http://Proxy.example.com:3128/\"", "\"none\"")
    );
    assert_eq!(edited("", |editor| editor.set_network(&Network::default())), "", "a default that nobody said");
    let slow = Polling { adaptive: false, ..Polling::default() };
    assert_eq!(edited("", |editor| editor.set_polling(&slow)), "[polling]\nadaptive = false\n");
    let said = "polling = { interval = \"900s\" }\n";
    assert_eq!(
        edited(said, |editor| editor.set_polling(&slow)),
        "polling = { interval = \"900s\", adaptive = false }\n"
    );
}

const ACCOUNT: &str = "[accounts.a]\nprovider = \"crun\" # mine\nkey = { env = \"KEY\" }\nlabel = 'A'\n\n# own rules\n[accounts.a.alerts]\nempty = false\n";

#[test]
fn a_reset_leaves_accounts_and_what_is_not_lowtides() {
    let general = "[polling]\ninterval = \"5m\"\n\n[interface]\ntheme = \"dark\"\norder = [\"a\"]\n\n[network]\nproxy = \"none\"\n\n[history]\nraw = \"30d\"\n\n[alerts]\nempty = false\n\n[alerts.quiet_hours]\nfrom = \"22:00\"\nto = \"08:00\"\n";
    for (text, expected) in [
        (format!("{general}\n{ACCOUNT}"), ACCOUNT.to_owned()),
        (format!("{ACCOUNT}\n{general}"), ACCOUNT.to_owned()),
        (ACCOUNT.to_owned(), ACCOUNT.to_owned()),
        (String::new(), String::new()),
        (general.to_owned(), String::new()),
        (
            format!("# About this file.\n\n# How often.\n[polling]\ninterval = \"5m\"\n\n{ACCOUNT}"),
            format!("# About this file.\n\n{ACCOUNT}"),
        ),
        (
            format!("future = 1 # not mine\n{general}\n# Another program's.\n[future_table]\nx = 1\n\n{ACCOUNT}"),
            format!("future = 1 # not mine\n\n# Another program's.\n[future_table]\nx = 1\n\n{ACCOUNT}"),
        ),
        (
            format!("# Head.\n\n# Fast.\npolling.interval = \"5m\"\nhistory = {{ raw = \"30d\" }}\n\n{ACCOUNT}"),
            format!("# Head.\n\n{ACCOUNT}"),
        ),
        (
            "# Head.\n\n# Fast.\npolling.interval = \"5m\"\nfuture.a = 1 # stays\n".to_owned(),
            "# Head.\n\nfuture.a = 1 # stays\n".to_owned(),
        ),
        (
            format!("{ACCOUNT}\n# Kept, too.\n\n# At night.\n[alerts.quiet_hours]\nfrom = \"22:00\"\nto = \"08:00\"\n"),
            format!("{ACCOUNT}\n# Kept, too.\n"),
        ),
        (
            format!("# One.\n\n[polling]\ninterval = \"5m\"\n\n# Two.\n\n[network]\nproxy = \"none\"\n\n{ACCOUNT}"),
            format!("# One.\n\n# Two.\n\n{ACCOUNT}"),
        ),
    ] {
        let (_folder, file) = with_text(&text);
        let before = file.load().unwrap();
        let (after, ()) = file.edit(Editor::reset).unwrap();
        assert_eq!(after, Settings { accounts: before.accounts, ..Settings::default() }, "{text}");
        assert_eq!(fs::read_to_string(file.path()).unwrap(), expected, "from {text}");
        let windows = text.replace('\n', "\r\n");
        assert_eq!(edited(&windows, Editor::reset).replace("\r\n", "\n"), expected, "with another line end");
    }
}

fn arbitrary_interface() -> impl Strategy<Value = Interface> {
    let language = prop_oneof![Just(None), proptest::sample::select(&Language::ALL[..]).prop_map(Some)];
    let order =
        proptest::option::of(proptest::collection::btree_set("[a-z0-9][a-z0-9-]{0,8}", 0..5).prop_map(|names| {
            names.into_iter().rev().filter_map(|name| name.parse().ok()).collect::<Vec<AccountId>>()
        }));
    let shortcut = proptest::option::of("(Ctrl\\+)?Alt\\+(Shift\\+)?(Super\\+)?([A-Z0-9]|F[1-9]|Space|PageUp)");
    let theme = proptest::sample::select(&Theme::ALL[..]);
    (theme, language, any::<bool>(), any::<bool>(), order, shortcut).prop_map(
        |(theme, language, hide_amounts, hide_when_shared, order, shortcut)| Interface {
            theme,
            language,
            hide_amounts,
            hide_when_shared,
            order,
            shortcut: shortcut.map(|text| text.parse().unwrap()),
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_is_set_is_read_back_and_a_reset_takes_it_away(
        interfaces in proptest::collection::vec(arbitrary_interface(), 1..4),
        interval in 30u64..=86_400,
        adaptive in any::<bool>(),
        proxy in "system|none|(http|https|socks5|socks5h)://[a-z]{1,9}(:[1-9][0-9]{1,3})?",
        notation in 0usize..4,
    ) {
        let text = [
            "",
            OWN,
            "interface = { theme = \"light\", future = 1 }\npolling.interval = \"60m\"\r\nnetwork.future = 1\r\n",
            "# x\n\n[network]\nproxy = \"none\"\n[interface]\nlanguage = \"ko\"\norder = [ 'b', ]\n[accounts]\n",
        ][notation];
        let (_folder, file) = with_text(text);
        let accounts = file.load().unwrap().accounts;
        let polling = Polling { interval: Duration::from_secs(interval), adaptive };
        let network = Network { proxy: proxy.parse().unwrap() };
        for interface in interfaces {
            let (settings, ()) = file.edit(|editor| {
                editor.set_network(&network)?;
                editor.set_interface(&interface)?;
                editor.set_polling(&polling)
            }).unwrap();
            prop_assert_eq!(&settings.interface, &interface);
            prop_assert_eq!((&settings.polling, &settings.network), (&polling, &network));
            prop_assert_eq!(settings.history, HistorySettings::default());
            prop_assert_eq!(&file.load().unwrap(), &settings);
            let written = fs::read_to_string(file.path()).unwrap();
            prop_assert_eq!(written.matches("future").count(), text.matches("future").count());
            prop_assert_eq!(written.matches('#').count(), text.matches('#').count());
        }
        let (settings, ()) = file.edit(Editor::reset).unwrap();
        prop_assert_eq!(settings, Settings { accounts, ..Settings::default() });
    }
}

//! The settings as the page reads and changes them, and how a change reaches the windows and the shell.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use lowtide_core::app::{App, AppOptions, OneShot, ShellSettings};
use lowtide_core::contract::{
    AlertRulesView, AppProblemKind, Command, ErrorCode, InterfaceView, IpcError, SettingsChange, SettingsValues,
    SettingsView, Snapshot, Theme,
};
use lowtide_core::failure::{Failure, FailureKind};
use lowtide_core::ids::AccountId;
use lowtide_core::language::Language;
use lowtide_core::notifier::RecordingNotifier;
use lowtide_core::probe::{PreparedRequest, ProxySource, RawAnswer, Transport};
use lowtide_core::secrets::MemoryStore;
use lowtide_core::settings::{Account, Folders, KeyRef, Settings, SettingsFile};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A transport that reaches nobody and remembers how it was told to go.
#[derive(Default)]
struct Nowhere(Mutex<Vec<String>>);

#[async_trait]
impl Transport for Nowhere {
    async fn send(&self, _request: PreparedRequest) -> Result<RawAnswer, Failure> {
        Err(Failure::new(FailureKind::Timeout, "as told"))
    }

    fn set_proxies(&self, proxies: &ProxySource) {
        let mut told = self.0.lock().unwrap();
        let proxies = proxies.to_string();
        if told.last() != Some(&proxies) {
            told.push(proxies);
        }
    }
}

struct Desk {
    app: App,
    transport: Arc<Nowhere>,
    locales: Arc<Mutex<Vec<String>>>,
    folder: tempfile::TempDir,
}

const CONFIG: &str = r#"# My Lowtide.

[polling] # calm
interval = "1h"
future = 1

[accounts.work]
provider = "crun"
key = { env = "KEY" }
paused = true # for now

[accounts.work.alerts]
empty = false

[accounts.home]
provider = "crun"
key = { env = "KEY" }
paused = true
"#;

impl Desk {
    async fn new(config: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("config")).unwrap();
        std::fs::write(folder.path().join("config/config.toml"), config).unwrap();
        let (transport, locales) = (Arc::new(Nowhere::default()), Arc::new(Mutex::new(vec!["de_AT.UTF-8".to_owned()])));
        let app = App::start(options(&folder, &transport, &locales)).await.unwrap();
        Self { app, transport, locales, folder }
    }

    async fn ask<T: serde::de::DeserializeOwned>(&self, command: Command) -> Result<T, IpcError> {
        self.app.handle(command).await.map(|value| serde_json::from_value(value).unwrap())
    }

    /// As the window sends it.
    async fn set(&self, change: Value) -> Result<(), IpcError> {
        let change: SettingsChange = serde_json::from_value(change).unwrap();
        self.ask(Command::SetSettings { change: Box::new(change) }).await
    }

    async fn settings(&self) -> SettingsView {
        self.ask(Command::Settings).await.unwrap()
    }

    fn interface(&self) -> InterfaceView {
        self.app.snapshots().borrow().interface.clone()
    }

    fn shell(&self) -> (bool, Option<String>) {
        let ShellSettings { hide_when_shared, shortcut } = *self.app.shell_settings().borrow();
        (hide_when_shared, shortcut.map(|shortcut| shortcut.to_string()))
    }

    fn file(&self) -> SettingsFile {
        SettingsFile::new(self.folder.path().join("config"))
    }

    fn text(&self) -> String {
        std::fs::read_to_string(self.file().path()).unwrap()
    }

    async fn until(&self, what: &str, wanted: impl Fn(&Snapshot) -> bool) {
        let mut snapshots = self.app.snapshots();
        let seen = tokio::time::timeout(Duration::from_secs(30), snapshots.wait_for(|snapshot| wanted(snapshot))).await;
        assert!(seen.is_ok(), "{what} never came about: {:#?}", self.interface());
    }
}

fn options(folder: &tempfile::TempDir, transport: &Arc<Nowhere>, locales: &Arc<Mutex<Vec<String>>>) -> AppOptions {
    let folders = Folders { config: folder.path().join("config"), data: folder.path().join("data") };
    let locales = Arc::clone(locales);
    AppOptions {
        secrets: Arc::new(MemoryStore::new()),
        notifier: Arc::new(RecordingNotifier::new()),
        transport: Arc::clone(transport) as _,
        environment: Arc::new(|_| None),
        locales: Arc::new(move || locales.lock().unwrap().clone()),
        ..AppOptions::in_folders(folders).unwrap()
    }
}

fn ids(names: &[&str]) -> Vec<AccountId> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

#[tokio::test]
async fn what_is_in_force_is_shown_beside_what_holds_without_a_file() {
    let desk = Desk::new(CONFIG).await;
    let SettingsView { values, defaults } = desk.settings().await;
    assert_eq!(
        serde_json::to_value(&defaults).unwrap(),
        json!({
            "interval": "15m", "adaptive": true, "theme": "system", "language": "system", "hideAmounts": false,
            "hideWhenShared": true, "shortcut": null, "proxy": "system", "raw": "90d", "hourly": "730d",
            "decisions": "730d",
        })
    );
    assert_eq!(values, SettingsValues { interval: "1h".to_owned(), ..defaults });
}

#[tokio::test]
async fn a_change_is_written_in_place_and_reaches_windows_and_shell_at_once() {
    let desk = Desk::new(CONFIG).await;
    let first = InterfaceView { language: Language::German, locale: "de-AT".to_owned(), ..InterfaceView::default() };
    assert_eq!(desk.interface(), first, "as the system says");
    assert_eq!(desk.shell(), (true, None));

    desk.set(json!({ "theme": "dark", "language": "es", "shortcut": "alt+ctrl+l", "hideWhenShared": false }))
        .await
        .unwrap();
    let told = InterfaceView { theme: Theme::Dark, language: Language::Spanish, locale: "es".to_owned(), ..first };
    assert_eq!(desk.interface(), told, "in force once the command returns");
    assert_eq!(desk.shell(), (false, Some("Ctrl+Alt+L".to_owned())));
    let added =
        "\n[interface]\ntheme = \"dark\"\nlanguage = \"es\"\nhide_when_shared = false\nshortcut = \"Ctrl+Alt+L\"\n";
    assert_eq!(desk.text(), format!("{CONFIG}{added}"));

    desk.set(json!({ "interval": "90m", "adaptive": false, "proxy": "http://Proxy.test:3128/", "raw": "7d" }))
        .await
        .unwrap();
    let values = desk.settings().await.values;
    let expected = json!({
        "interval": "1h30m", "adaptive": false, "theme": "dark", "language": "es", "hideAmounts": false,
        "hideWhenShared": false, "shortcut": "Ctrl+Alt+L", "proxy": "http://proxy.test:3128", "raw": "7d",
        "hourly": "730d", "decisions": "730d",
    });
    assert_eq!(serde_json::to_value(&values).unwrap(), expected);
    assert_eq!(*desk.transport.0.lock().unwrap(), ["system", "http://proxy.test:3128"], "without a restart");
    assert!(desk.text().contains("[polling] # calm\ninterval = \"1h30m\"\nfuture = 1\nadaptive = false\n"));

    let before = desk.text();
    desk.set(json!({})).await.unwrap();
    desk.set(json!({ "theme": null, "shortcut": null })).await.unwrap();
    assert_eq!(desk.text(), before, "null stays as it is");
    desk.set(json!({ "shortcut": false, "language": "system", "proxy": "none" })).await.unwrap();
    assert_eq!(desk.shell(), (false, None));
    assert_eq!(desk.interface().locale, "de-AT");
    assert_eq!(desk.transport.0.lock().unwrap().last().unwrap(), "none");
}

#[tokio::test]
async fn what_cannot_be_is_said_at_its_field_and_writes_nothing() {
    let desk = Desk::new(CONFIG).await;
    for (change, field, reason) in [
        (json!({ "interval": "10s" }), "interval", "must be from 30s to 24h"),
        (json!({ "interval": "soon" }), "interval", "write a duration such as"),
        (json!({ "interval": "" }), "interval", "write a duration such as"),
        (json!({ "shortcut": "L" }), "shortcut", "needs Ctrl, Alt or Super"),
        (json!({ "shortcut": "" }), "shortcut", "must be Ctrl, Alt, Shift or Super with"),
        (json!({ "proxy": "proxy:3128" }), "proxy", "must be \"system\", \"none\", or an address"),
        (json!({ "proxy": "http://me:pass-word@proxy:3128" }), "proxy", "must not hold a user name or password"),
        (json!({ "raw": "23h" }), "raw", "must be from 1d to 3650d"),
        (json!({ "hourly": "3651d" }), "hourly", "must be from 1d to 3650d"),
        (json!({ "decisions": "1" }), "decisions", "write a duration such as"),
        (json!({ "raw": "731d" }), "raw", "must not be longer than every hour is kept, which is 730d"),
        (json!({ "hourly": "89d" }), "hourly", "must not be shorter than every change is kept, which is 90d"),
        (json!({ "raw": "31d", "hourly": "30d" }), "raw", "must not be longer than every hour is kept, which is 30d"),
        (json!({ "theme": "dark", "interval": "1s" }), "interval", "must be from 30s to 24h"),
    ] {
        let refusal = desk.set(change.clone()).await.unwrap_err();
        assert_eq!((refusal.code, refusal.field.as_deref()), (ErrorCode::InvalidInput, Some(field)), "{change}");
        assert!(refusal.message.starts_with(&format!("{field}: {reason}")), "{change}: {}", refusal.message);
        assert!(!refusal.message.contains("pass-word"), "{}", refusal.message);
    }
    assert_eq!(desk.text(), CONFIG);
    desk.set(json!({ "raw": "1000d", "hourly": "1000d" })).await.unwrap();
    for wrong in [json!({ "hideAmounts": true }), json!({ "theme": "sepia" }), json!({ "shortcut": true })] {
        assert!(serde_json::from_value::<SettingsChange>(wrong.clone()).is_err(), "{wrong}");
    }
}

#[tokio::test]
async fn what_is_changed_by_hand_counts_as_well() {
    let desk = Desk::new(CONFIG).await;
    let mut shell = desk.app.shell_settings();
    shell.mark_unchanged();
    let by_hand = format!("{CONFIG}\n[interface]\ntheme = \"light\"\nlanguage = \"ja\"\nhide_amounts = true\n");
    std::fs::write(desk.file().path(), &by_hand).unwrap();
    desk.until("the light theme", |snapshot| snapshot.interface.theme == Theme::Light).await;
    let interface = desk.interface();
    assert_eq!((interface.language, interface.locale.as_str()), (Language::Japanese, "ja"));
    assert!(interface.hide_amounts);
    assert!(!shell.has_changed().unwrap(), "the shell is only told what is its");

    std::fs::write(desk.file().path(), format!("{by_hand}shortcut = \"Super+Space\"\n")).unwrap();
    shell.changed().await.unwrap();
    assert_eq!(desk.shell(), (true, Some("Super+Space".to_owned())));
    desk.set(json!({ "theme": "dark" })).await.unwrap();
    assert!(desk.text().contains("language = \"ja\"") && desk.text().contains("\"Super+Space\""), "nothing is lost");
}

#[tokio::test]
async fn a_broken_file_keeps_the_last_good_language_and_look() {
    let desk = Desk::new(CONFIG).await;
    desk.set(json!({ "theme": "dark", "language": "ko", "proxy": "none" })).await.unwrap();
    let (before, shell) = (desk.interface(), desk.shell());
    let broken = format!("{}\n[interface]\n", desk.text());
    std::fs::write(desk.file().path(), &broken).unwrap();
    desk.until("the problem", |snapshot| {
        snapshot.problems.iter().any(|problem| problem.kind == AppProblemKind::ConfigBroken)
    })
    .await;
    assert_eq!((desk.interface(), desk.shell()), (before, shell));
    assert_eq!(desk.transport.0.lock().unwrap().last().unwrap(), "none");
    let commands = [
        Command::SetSettings { change: Box::default() },
        Command::ResetSettings,
        Command::SetHidden { hidden: true },
        Command::SetOrder { accounts: None },
        Command::Settings,
    ];
    for command in commands {
        assert_eq!(desk.ask::<Value>(command).await.unwrap_err().code, ErrorCode::ConfigBroken);
    }
    assert_eq!(desk.text(), broken, "untouched");
}

#[tokio::test]
async fn without_a_usable_file_the_system_still_says_the_language() {
    let desk = Desk::new("[polling\n").await;
    assert_eq!(desk.interface().locale, "de-AT");
    *desk.locales.lock().unwrap() = vec!["fr-CH".to_owned(), "es_MX.UTF-8".to_owned()];
    std::fs::write(desk.file().path(), "").unwrap();
    desk.until("the system's second choice", |snapshot| snapshot.interface.locale == "es-MX").await;
}

#[tokio::test]
async fn amounts_are_covered_and_accounts_put_in_order() {
    let desk = Desk::new(CONFIG).await;
    desk.ask::<Value>(Command::SetHidden { hidden: true }).await.unwrap();
    assert!(desk.interface().hide_amounts && desk.settings().await.values.hide_amounts);
    desk.ask::<Value>(Command::SetHidden { hidden: false }).await.unwrap();
    assert!(!desk.interface().hide_amounts);

    let set = async |accounts: Option<&[&str]>| {
        desk.ask::<Value>(Command::SetOrder { accounts: accounts.map(ids) }).await.unwrap();
        desk.interface().order
    };
    assert_eq!(set(Some(&["home", "work"])).await, Some(ids(&["home", "work"])));
    let kept = set(Some(&["work", "gone", "work"])).await;
    assert_eq!(kept, Some(ids(&["work"])), "who is unknown is dropped, and nobody comes twice");
    assert!(desk.text().contains("order = [\"work\"]\n"));
    assert_eq!(set(Some(&[])).await, Some(Vec::new()));
    assert_eq!(set(Some(&["home", "work"])).await.unwrap().len(), 2);
    desk.ask::<Value>(Command::RemoveAccount { account: "work".parse().unwrap(), keep_history: true }).await.unwrap();
    assert_eq!(desk.interface().order, Some(ids(&["home"])), "windows hear of no account that is not there");
    assert_eq!(set(None).await, None);
    assert!(!desk.text().contains("order"));
}

#[tokio::test]
async fn a_reset_leaves_nothing_but_the_accounts() {
    let general = "\n[alerts]\nempty = false\n\n[history]\nraw = \"7d\"\n";
    let desk = Desk::new(&format!("{CONFIG}{general}")).await;
    desk.set(json!({ "theme": "dark", "language": "zh-Hans", "shortcut": "Ctrl+F1", "proxy": "none" })).await.unwrap();
    desk.ask::<Value>(Command::SetOrder { accounts: Some(ids(&["home"])) }).await.unwrap();
    let accounts = desk.file().load().unwrap().accounts;
    desk.ask::<Value>(Command::ResetSettings).await.unwrap();
    let SettingsView { values, defaults } = desk.settings().await;
    assert_eq!(values, defaults);
    assert_eq!(desk.file().load().unwrap(), Settings { accounts, ..Settings::default() });
    assert!(desk.text().starts_with("# My Lowtide.\n\n[accounts.work]\n"), "{}", desk.text());
    assert!(desk.text().contains("paused = true # for now"));
    let in_force = InterfaceView { language: Language::German, locale: "de-AT".to_owned(), ..InterfaceView::default() };
    assert_eq!((desk.interface(), desk.shell()), (in_force, (true, None)));
    assert_eq!(desk.transport.0.lock().unwrap().last().unwrap(), "system");
    let rules = |account: Option<&str>| {
        desk.ask::<AlertRulesView>(Command::AlertRules { account: account.map(|id| id.parse().unwrap()) })
    };
    assert_eq!(rules(None).await.unwrap().own.empty, None);
    assert_eq!(rules(Some("work")).await.unwrap().own.empty, Some(false), "an account's own rules stay");
}

#[tokio::test]
async fn nothing_is_lost_when_others_write_at_the_same_time() {
    let desk = Desk::new(CONFIG).await;
    let file = desk.file();
    let others = tokio::task::spawn_blocking(move || {
        for number in 0..20 {
            let id: AccountId = format!("other-{number}").parse().unwrap();
            let mut account = Account::new(id, "crun".parse().unwrap(), KeyRef::Environment("KEY".to_owned()));
            account.paused = true;
            file.edit(|editor| editor.add_account(&account)).unwrap();
        }
    });
    for number in 1..=20 {
        desk.set(json!({ "interval": format!("{number}m") })).await.unwrap();
        desk.ask::<Value>(Command::SetHidden { hidden: number % 2 == 0 }).await.unwrap();
    }
    others.await.unwrap();
    let settings = desk.file().load().unwrap();
    assert_eq!(settings.accounts.len(), 22);
    assert_eq!(settings.polling.interval, Duration::from_mins(20));
    assert!(settings.interface.hide_amounts);
}

#[test]
fn a_command_goes_the_configured_way_too() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("config")).unwrap();
    std::fs::write(folder.path().join("config/config.toml"), "[network]\nproxy = \"none\"\n").unwrap();
    let transport = Arc::new(Nowhere::default());
    OneShot::open(options(&folder, &transport, &Arc::default())).unwrap();
    assert_eq!(*transport.0.lock().unwrap(), ["none"]);
}

fn arbitrary_change() -> impl Strategy<Value = Value> {
    let some = |values: &'static [&'static str]| {
        prop_oneof![Just(Value::Null), proptest::sample::select(values).prop_map(Value::from)]
    };
    let switch = || prop_oneof![Just(Value::Null), any::<bool>().prop_map(Value::from)];
    let shortcut = prop_oneof![some(&["Ctrl+Alt+L", "Super+F5", "Alt+Space"]), Just(Value::Bool(false))];
    let days = || prop_oneof![Just(Value::Null), (1u32..=3650).prop_map(|days| Value::from(format!("{days}d")))];
    (
        (some(&["30s", "1h30m", "1d"]), switch(), some(&["system", "light", "dark"])),
        (some(&["system", "en", "de", "zh-Hans", "ko", "ja", "es"]), switch(), shortcut),
        some(&["system", "none", "http://proxy.test:3128", "socks5://[::1]:1080"]),
        (days(), days(), days()),
    )
        .prop_map(
            |((interval, adaptive, theme), (language, shared, shortcut), proxy, (raw, hourly, decisions))| {
                json!({
                    "interval": interval, "adaptive": adaptive, "theme": theme, "language": language,
                    "hideWhenShared": shared, "shortcut": shortcut, "proxy": proxy, "raw": raw, "hourly": hourly,
                    "decisions": decisions,
                })
            },
        )
}

fn days(value: &Value) -> u32 {
    value.as_str().unwrap().trim_end_matches('d').parse().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn whatever_is_set_is_what_is_read(changes in proptest::collection::vec(arbitrary_change(), 1..6)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let desk = Desk::new(CONFIG).await;
            let mut expected = serde_json::to_value(desk.settings().await.values).unwrap();
            for change in changes {
                let mut wanted = expected.clone();
                for (field, value) in change.as_object().unwrap() {
                    match value {
                        Value::Null => {}
                        Value::Bool(false) if field == "shortcut" => wanted[field] = Value::Null,
                        value => wanted[field] = value.clone(),
                    }
                }
                let is_possible = days(&wanted["raw"]) <= days(&wanted["hourly"]);
                let outcome = desk.set(change.clone()).await;
                prop_assert_eq!(outcome.is_ok(), is_possible, "{}", change);
                if is_possible {
                    expected = wanted;
                }
                prop_assert_eq!(&serde_json::to_value(desk.settings().await.values).unwrap(), &expected);
                let interface = desk.interface();
                prop_assert_eq!(&serde_json::to_value(interface.theme).unwrap(), &expected["theme"]);
                prop_assert_eq!(desk.shell().1.map_or(Value::Null, Value::from), expected["shortcut"].clone());
            }
            prop_assert!(desk.text().starts_with("# My Lowtide.\n\n[polling] # calm\n"));
            Ok(())
        })?;
    }
}

//! The keychain against a real gnome-keyring, each test on a session bus and with a home of its own.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use lowtide_core::secret::Secret;
use lowtide_core::secrets::{KeyEntry, KeychainStore, SecretStore, SecretsError};

use crate::support::child::{is_child, run_again};
use crate::support::desktop::{Bus, Daemon, is_session};

const SERVICE: &str = "org.freedesktop.secrets";
/// Who shows the dialog that asks for a keyring's password.
const PROMPTER: &str = "org.gnome.keyring.SystemPrompter";

fn entry(name: &str) -> KeyEntry {
    name.parse().unwrap()
}

fn secret(text: &str) -> Secret {
    Secret::parse(text.to_owned()).unwrap()
}

/// Held while a dialog may be on the screen: what is typed goes to whichever has the focus.
static SCREEN: Mutex<()> = Mutex::new(());

/// Runs the test again in a process whose session bus and home are new; `None` in that process, which goes on.
fn in_a_session_of_its_own(test: &str, services: bool) -> Option<()> {
    let test = format!("secrets::{test}");
    if is_child() || !is_session(&test) {
        return is_child().then_some(());
    }
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().to_str().unwrap();
    let bus = if services { Bus::with_services(folder) } else { Bus::bare(folder) };
    let environment = [
        ("DBUS_SESSION_BUS_ADDRESS", Some(bus.address.as_str())),
        ("HOME", Some(folder)),
        ("XDG_RUNTIME_DIR", Some(folder)),
        ("XDG_DATA_HOME", None),
    ];
    let _alone = services.then(|| SCREEN.lock().unwrap_or_else(PoisonError::into_inner));
    run_again(&test, &environment);
    None
}

/// A keyring daemon; the login keyring is unlocked, and made where there is none.
fn keyring(bus: &Bus) -> Daemon {
    let daemon =
        Daemon::start("gnome-keyring-daemon", &["--foreground", "--unlock", "--components=secrets"], bus, "pw");
    bus.wait_for(SERVICE, true);
    daemon
}

fn lock(bus: &Bus) {
    let login = "array:objpath:/org/freedesktop/secrets/collection/login";
    bus.call(SERVICE, &["/org/freedesktop/secrets", "org.freedesktop.Secret.Service.Lock", login]);
}

/// Answers the dialog that is on the screen.
fn press(bus: &Bus, keys: &[&str]) {
    let start = Instant::now();
    while bus.run("xdotool", &["search", "--onlyvisible", "--class", "gcr-prompter"]).trim().is_empty() {
        assert!(start.elapsed() < Duration::from_secs(20), "no dialog appeared");
        std::thread::sleep(Duration::from_millis(100));
    }
    std::thread::sleep(Duration::from_millis(500));
    let (verb, keys) = keys.split_first().unwrap();
    let slowly = [&[*verb, "--delay", "50"], keys].concat();
    bus.run("xdotool", &slowly);
}

#[tokio::test]
async fn keys_are_kept_replaced_and_forgotten() {
    let Some(()) = in_a_session_of_its_own("keys_are_kept_replaced_and_forgotten", false) else { return };
    let bus = Bus::of_this_process();
    let _keyring = keyring(&bus);
    let store = KeychainStore::new();
    let work = entry("crun-0003f9a2");
    store.status().await.unwrap();
    assert_eq!(store.get(&work).await.unwrap_err(), SecretsError::Missing);

    store.put(&work, &secret("first")).await.unwrap();
    store.put(&entry("crun-00000002"), &secret("another")).await.unwrap();
    let search = ["search", "--all", "service", "lowtide"];
    let before = bus.run("secret-tool", &search);
    assert!(before.contains("label = Lowtide: crun-0003f9a2\nsecret = first\n"), "{before}");
    assert!(before.contains("attribute.username = crun-0003f9a2\n"), "{before}");

    store.put(&work, &secret("second")).await.unwrap();
    let after = bus.run("secret-tool", &search);
    assert!(after.contains("label = Lowtide: crun-0003f9a2\nsecret = second\n"), "{after}");
    // The keyring lists them in no order of its own.
    let items = |text: &str| {
        text.lines().filter(|line| line.starts_with('[')).map(str::to_owned).collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(items(&before), items(&after), "the item was made anew");
    assert_eq!(store.get(&work).await.unwrap().expose(), "second");

    store.delete(&work).await.unwrap();
    store.delete(&work).await.unwrap();
    assert_eq!(store.get(&work).await.unwrap_err(), SecretsError::Missing);
    assert_eq!(store.get(&entry("crun-00000002")).await.unwrap().expose(), "another");
    assert_eq!(items(&bus.run("secret-tool", &search)).len(), 1);
}

#[tokio::test]
async fn a_locked_keyring_is_said_to_be_and_a_poll_never_asks() {
    let Some(()) = in_a_session_of_its_own("a_locked_keyring_is_said_to_be_and_a_poll_never_asks", true) else {
        return;
    };
    let bus = Bus::of_this_process();
    let _keyring = keyring(&bus);
    let store = KeychainStore::new();
    let work = entry("crun-0003f9a2");
    store.put(&work, &secret("first")).await.unwrap();
    lock(&bus);

    let start = Instant::now();
    for outcome in [store.get(&work).await.map(drop), store.get(&entry("other")).await.map(drop), store.status().await]
    {
        assert!(matches!(outcome, Err(SecretsError::Locked { .. })), "{outcome:?}");
    }
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    std::thread::sleep(Duration::from_secs(1));
    assert!(!bus.has(PROMPTER), "the poll asked the person");

    // What the person began may ask; what a poll wants meanwhile does not wait for the answer.
    let new = secret("second");
    let (stored, polled) = tokio::join!(store.put(&work, &new), async {
        let bus = Bus::of_this_process();
        tokio::task::spawn_blocking(move || bus.wait_for(PROMPTER, true)).await.unwrap();
        let start = Instant::now();
        let polled = store.get(&work).await.map(drop);
        assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
        tokio::task::spawn_blocking(|| press(&Bus::of_this_process(), &["key", "Escape"])).await.unwrap();
        polled
    });
    assert_eq!(stored.unwrap_err().to_string(), "the keychain is locked: the request to unlock it was dismissed");
    assert!(matches!(polled, Err(SecretsError::Locked { .. })), "{polled:?}");

    let (stored, ()) = tokio::join!(store.put(&work, &new), async {
        tokio::task::spawn_blocking(|| press(&Bus::of_this_process(), &["key", "p", "w", "Return"])).await.unwrap();
    });
    stored.unwrap();
    assert_eq!(store.get(&work).await.unwrap().expose(), "second");
}

#[tokio::test]
async fn someone_without_a_keyring_is_asked_to_make_one() {
    let Some(()) = in_a_session_of_its_own("someone_without_a_keyring_is_asked_to_make_one", true) else { return };
    let bus = Bus::of_this_process();
    let _keyring = Daemon::start("gnome-keyring-daemon", &["--foreground", "--components=secrets"], &bus, "");
    bus.wait_for(SERVICE, true);
    let store = KeychainStore::new();
    let work = entry("crun-0003f9a2");
    assert_eq!(store.get(&work).await.unwrap_err(), SecretsError::Missing);
    assert!(!bus.has(PROMPTER), "the poll asked the person");
    let key = secret("first");
    let (stored, ()) = tokio::join!(store.put(&work, &key), async {
        tokio::task::spawn_blocking(|| press(&Bus::of_this_process(), &["key", "p", "w", "Tab", "p", "w", "Return"]))
            .await
            .unwrap();
    });
    stored.unwrap();
    assert_eq!(store.get(&work).await.unwrap().expose(), "first");
}

#[tokio::test]
async fn a_service_that_comes_later_or_again_is_found() {
    let Some(()) = in_a_session_of_its_own("a_service_that_comes_later_or_again_is_found", false) else { return };
    let bus = Bus::of_this_process();
    let store = KeychainStore::new();
    let work = entry("crun-0003f9a2");
    let away = async || {
        for outcome in [store.get(&work).await.map(drop), store.status().await, store.put(&work, &secret("x")).await] {
            assert!(matches!(outcome, Err(SecretsError::Unavailable { .. })), "{outcome:?}");
        }
    };
    away().await;
    let first = keyring(&bus);
    assert_eq!(store.get(&work).await.unwrap_err(), SecretsError::Missing);
    store.put(&work, &secret("key")).await.unwrap();
    assert_eq!(store.get(&work).await.unwrap().expose(), "key");

    drop(first);
    bus.wait_for(SERVICE, false);
    away().await;
    let _second = keyring(&bus);
    assert_eq!(store.get(&work).await.unwrap().expose(), "key");
}

#[tokio::test]
async fn a_service_that_was_restarted_between_two_polls_is_not_noticed() {
    let test = "a_service_that_was_restarted_between_two_polls_is_not_noticed";
    let Some(()) = in_a_session_of_its_own(test, false) else { return };
    let bus = Bus::of_this_process();
    let store = KeychainStore::new();
    let work = entry("crun-0003f9a2");
    let first = keyring(&bus);
    store.put(&work, &secret("key")).await.unwrap();
    assert_eq!(store.get(&work).await.unwrap().expose(), "key");
    drop(first);
    bus.wait_for(SERVICE, false);
    let _second = keyring(&bus);
    assert_eq!(store.get(&work).await.unwrap().expose(), "key");
}

#[tokio::test]
async fn without_a_bus_there_is_no_keychain() {
    if !is_child() {
        let nowhere = [("DBUS_SESSION_BUS_ADDRESS", Some("unix:path=/nonexistent/bus"))];
        return run_again("secrets::without_a_bus_there_is_no_keychain", &nowhere);
    }
    let error = KeychainStore::new().get(&entry("crun-1")).await.unwrap_err();
    assert!(matches!(error, SecretsError::Unavailable { .. }), "{error:?}");
    assert!(error.to_string().starts_with("the keychain is not available: no Secret Service answers ("), "{error}");
}

//! `add`, `set-key`, `accounts`, `pause`, `resume` and `remove`.

use lowtide_demo::{Canned, Script};
use serde_json::{Value, json};

use crate::support::{Desk, KEY, Ran, VARIABLE};

#[test]
fn what_was_added_is_listed() {
    let desk = Desk::new();
    desk.handle().set_balance("crun", KEY, 1250);
    let added = desk.add("crun", &["--label", " My Work "]);
    assert_eq!(added.stdout, "Added crun-my-work (Crun): 1,250 credits left\n");
    assert_eq!(added.stderr, "");
    let again = desk.add("crun", &["--label", "My Work", "--json"]).json();
    assert_eq!(again["id"], "crun-my-work-2");
    assert_eq!(again["failure"], Value::Null);
    assert_eq!(again["account"]["meters"][0]["remaining"], 1250);
    let untried = desk.add("crun", &["--id", "third", "--no-verify", "--json"]).json();
    assert_eq!(untried, json!({"id": "third", "account": null, "failure": null}));

    let listed = desk.run(&["accounts", "--json"]).expect(0).json();
    let item = |id: &str, label: &str| {
        json!({"id": id, "provider": "crun", "label": label, "key": {"kind": "environment", "name": VARIABLE},
               "paused": false, "params": {}, "base_url": desk.base_url("crun")})
    };
    let expected = [item("crun-my-work", "My Work"), item("crun-my-work-2", "My Work"), item("third", "Crun")];
    assert_eq!(listed, json!({"accounts": expected}));
    let table = desk.run(&["accounts"]).expect(0).stdout;
    assert!(table.contains("third           Crun     crun      $LT_KEY\n"), "{table}");
}

#[test]
fn a_key_that_is_not_accepted_is_not_stored() {
    let desk = Desk::new();
    let base_url = desk.base_url("crun");
    let add = ["add", "crun", "--key-env", VARIABLE, "--base-url", &base_url];
    let refused = desk.run(&add).expect(1);
    assert_eq!(refused.stdout, "");
    assert!(refused.stderr.contains("Crun: The provider rejected the key"), "{refused:?}");
    let refused = desk.run(&[&add[..], &["--json"]].concat()).expect(1).json();
    assert_eq!((&refused["id"], &refused["account"]), (&Value::Null, &Value::Null));
    assert_eq!(refused["failure"]["kind"], "unauthorized");
    desk.handle().respond_with("crun", KEY, Canned::html(502, "down"));
    let untried = desk.run(&add).expect(1);
    assert!(untried.stderr.contains("--no-verify"), "{untried:?}");
    assert!(!desk.config().exists());
    desk.run(&[&add[..], &["--no-verify"]].concat()).expect(0);
    assert_eq!(desk.run(&["accounts", "--json"]).expect(0).json()["accounts"][0]["id"], "crun");
}

#[test]
fn a_taken_id_is_refused_before_anybody_is_asked() {
    let desk = Desk::new();
    desk.handle().set_balance("crun", KEY, 1);
    desk.add("crun", &["--id", "mine"]);
    let asked = desk.handle().request_count();
    let before = std::fs::read(desk.config()).unwrap();
    let base_url = desk.base_url("crun");
    let again = desk.run(&["add", "crun", "--id", "mine", "--key-env", VARIABLE, "--base-url", &base_url]).expect(2);
    assert!(again.stderr.contains("there already is an account mine"), "{again:?}");
    assert_eq!((desk.handle().request_count(), std::fs::read(desk.config()).unwrap()), (asked, before));
}

#[test]
fn a_base_url_must_not_give_the_key_away() {
    let desk = Desk::new();
    for (url, why) in [
        ("http://example.com", "must be https"),
        ("http://192.168.0.1/", "must be https"),
        ("https://user:word@example.com", "user name or password"),
        ("https://example.com/?key=1", "query or fragment"),
        ("example.com", "not an address"),
    ] {
        let ran = desk.run(&["add", "crun", "--key-env", VARIABLE, "--base-url", url]).expect(2);
        assert!(ran.stderr.contains("--base-url") && ran.stderr.contains(why), "{url}: {ran:?}");
        assert!(!ran.stderr.contains("user:") && !ran.stderr.contains("key=1"), "{ran:?}");
    }
    assert!(!desk.config().exists());
}

#[test]
fn a_path_of_the_base_url_comes_before_the_definitions() {
    let desk = Desk::new();
    desk.handle().set_balance("crun", KEY, 3);
    desk.add("crun", &[]);
    let paths: Vec<String> = desk.handle().requests().into_iter().map(|request| request.path).collect();
    assert_eq!(paths, ["/crun/api/v1/client/account/balance"]);
}

#[test]
fn a_keys_source_must_be_named_without_a_terminal() {
    let desk = Desk::new();
    for args in [&["add", "crun"][..], &["add", "crun", "--no-verify"]] {
        let ran = desk.run(args).expect(2);
        assert!(ran.stderr.contains("--key-stdin") && ran.stderr.contains("--key-env"), "{ran:?}");
    }
    let unset = desk.run(&["add", "crun", "--key-env", "LT_NOT_SET"]).expect(2);
    assert!(unset.stderr.contains("is not set"), "{unset:?}");
    let mut command = desk.command(&["add", "crun", "--key-env", VARIABLE]);
    let two_lines = Ran::from(command.env(VARIABLE, "a\nb").output().unwrap()).expect(2);
    assert!(two_lines.stderr.contains("line break"), "{two_lines:?}");
    assert!(!desk.config().exists());
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_keychain_a_key_goes_nowhere() {
    let desk = Desk::new();
    desk.handle().set_balance("crun", KEY, 3);
    let base_url = desk.base_url("crun");
    let args = ["add", "crun", "--key-stdin", "--base-url", &base_url];
    let ran = desk.run_with_stdin(&args, &format!("{KEY}\n")).expect(2);
    assert!(ran.stderr.contains("keychain") && ran.stderr.contains("--key-env"), "{ran:?}");
    assert_eq!(desk.handle().request_count(), 0, "the key has not been sent");
    assert!(!desk.config().exists());
}

#[test]
fn another_key_keeps_the_account_and_its_readings() {
    let desk = Desk::new();
    desk.handle().set_balance("crun", KEY, 1250);
    desk.handle().set_script("crun", "other-key", Script::steady(40));
    desk.add("crun", &[]);
    let set_key = |key: &str| {
        let mut command = desk.command(&["set-key", "crun", "--key-env", "LT_OTHER"]);
        Ran::from(command.env("LT_OTHER", key).output().unwrap())
    };
    let refused = set_key("wrong-key").expect(1);
    assert!(refused.stderr.contains("rejected the key"), "{refused:?}");
    assert!(std::fs::read_to_string(desk.config()).unwrap().contains(VARIABLE), "the old one stays");
    let replaced = set_key("other-key").expect(0);
    assert_eq!(replaced.stdout, "Replaced the key of crun: 40 credits left\n", "a steep fall is read again at once");
    assert!(std::fs::read_to_string(desk.config()).unwrap().contains("LT_OTHER"));
    let status = desk.run(&["status", "--json"]).expect(0).json();
    assert_eq!(status["accounts"][0]["meters"][0]["remaining"], 40);
    let unknown = desk.run(&["set-key", "nobody", "--key-env", VARIABLE]).expect(2);
    assert!(unknown.stderr.contains("there is no account \"nobody\""), "{unknown:?}");
}

#[test]
fn a_removed_account_is_forgotten_unless_its_history_is_kept() {
    let desk = Desk::new();
    desk.handle().set_balance("crun", KEY, 1250);
    let remaining =
        || desk.run(&["status", "--json"]).expect(0).json()["accounts"][0]["meters"][0]["remaining"].clone();
    desk.add("crun", &[]);
    assert_eq!(desk.run(&["remove", "crun", "--keep-history"]).expect(0).stdout, "Removed Crun (crun)\n");
    desk.add("crun", &["--no-verify"]);
    assert_eq!(remaining(), 1250);
    desk.run(&["remove", "crun", "--yes"]).expect(0);
    desk.add("crun", &["--no-verify"]);
    assert_eq!(remaining(), Value::Null);
    desk.run(&["remove", "crun"]).expect(0);
    desk.run(&["remove", "crun"]).expect(2);
}

#[test]
fn removing_what_was_never_read_makes_no_history() {
    let desk = Desk::new();
    desk.add("crun", &["--no-verify"]);
    desk.run(&["remove", "crun"]).expect(0);
    assert!(!desk.folder().join("data").exists());
}

#[test]
fn pausing_keeps_everything_else_as_it_was_written() {
    let desk = Desk::new();
    let text = format!("# mine\n{}# the end\n", desk.account("crun", "crun", VARIABLE));
    desk.configure(&text);
    assert_eq!(desk.run(&["pause", "crun"]).expect(0).stdout, "Paused crun\n");
    let paused = std::fs::read_to_string(desk.config()).unwrap();
    assert!(paused.contains("paused = true") && paused.contains("# mine") && paused.contains("# the end"), "{paused}");
    assert_eq!(desk.run(&["status", "--json"]).expect(0).json()["accounts"][0]["state"], "paused");
    assert_eq!(desk.run(&["resume", "crun"]).expect(0).stdout, "Resumed crun\n");
    assert_eq!(desk.run(&["accounts", "--json"]).expect(0).json()["accounts"][0]["paused"], false);
    desk.run(&["pause", "nobody"]).expect(2);
}

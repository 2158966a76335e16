//! A key is in no output and no file, whatever the provider answers and wherever it was typed.

use lowtide_demo::Canned;

use crate::support::{Desk, KEY, Ran, VARIABLE};

/// What somebody pasted where a name belongs.
const PASTED: &str = "sk-live-3f9a2c1b77de4410aa";

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn nothing_that_is_written_holds_the_key() {
    let desk = Desk::new();
    let base_url = desk.base_url("srtgen");
    let add = ["add", "srtgen", "--key-env", VARIABLE, "--base-url", &base_url];
    let mut ran: Vec<Ran> = Vec::new();
    let mut run = |args: &[&str]| {
        let mut command = desk.command(args);
        ran.push(command.env("LOWTIDE_LOG", "trace").output().unwrap().into());
    };
    // A provider that repeats the key in everything it says.
    let echo = format!(r#"{{"success":false,"error":"bad key {KEY}","message":"{KEY} is not known"}}"#);
    desk.handle().respond_with("srtgen", KEY, Canned::json(401, echo.clone()).header("x-echo", KEY));
    run(&add);
    run(&[&add[..], &["--json"]].concat());
    run(&[&add[..], &["--no-verify"]].concat());
    for answer in [
        Canned::json(401, echo),
        Canned::json(500, format!(r#"{{"message":"{KEY}"}}"#)),
        Canned::html(200, format!("<p>{KEY}</p>")),
        Canned::redirect(302, &format!("https://{KEY}.example/?key={KEY}")),
        Canned::json(
            200,
            format!(r#"{{"success":true,"user":{{"name":"{KEY}"}},"credits":{{"totalBalance":"{KEY}"}}}}"#),
        ),
        Canned::json(200, format!(r#"{{"success":true,"user":{{"name":"{KEY}"}},"credits":{{"totalBalance":5}}}}"#)),
    ] {
        desk.handle().respond_with("srtgen", KEY, answer);
        run(&["check", "--json"]);
        run(&["check"]);
        run(&["status", "--json"]);
    }
    run(&["accounts"]);
    run(&["set-key", "srtgen", "--key-env", VARIABLE]);
    run(&["remove", "srtgen", "--keep-history"]);
    assert!(ran.iter().any(|ran| ran.status == 1) && ran.iter().any(|ran| ran.status == 0));
    for ran in &ran {
        assert!(!ran.stdout.contains(KEY) && !ran.stderr.contains(KEY), "{ran:#?}");
        assert!(!ran.stderr.contains("panicked"), "{ran:#?}");
    }
    let written = desk.everything_written();
    assert!(written.len() > 1000, "something was written");
    assert!(!holds(&written, KEY));
}

#[test]
fn a_key_in_the_wrong_place_is_not_repeated() {
    let desk = Desk::new();
    for args in [
        &["add", "crun", PASTED][..],
        &["add", PASTED],
        &["add", "crun", "--key", PASTED],
        &["add", "crun", "--key-env", PASTED],
        &["add", "crun", "--key-env", "sk_live_3f9a2c1b77de4410aa", "--no-verify"],
        &["add", "crun", "--key-stdin", PASTED],
        &["add", "crun", &format!("--key={PASTED}")],
        &["set-key", PASTED],
        &["set-key", "crun", PASTED],
        &["check", PASTED],
        &[PASTED],
    ] {
        let ran = desk.run(args).expect(2);
        assert!(!ran.stdout.contains("3f9a2c1b77") && !ran.stderr.contains("3f9a2c1b77"), "{args:?}: {ran:?}");
    }
    assert!(!desk.config().exists());
}

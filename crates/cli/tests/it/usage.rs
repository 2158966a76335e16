//! Wrong usage and wrong configuration end with 2, results go to stdout alone, and a closed stdout is no fault.

use std::process::Stdio;

use crate::support::{Desk, KEY, Ran, VARIABLE};

#[test]
fn wrong_usage_ends_with_2_and_says_nothing_on_stdout() {
    let desk = Desk::new();
    for args in [
        &[][..],
        &["nonsense"],
        &["add"],
        &["add", "crun", "extra"],
        &["add", "crun", "--key-stdin", "--key-env", VARIABLE],
        &["add", "crun", "--param", "novalue", "--key-env", VARIABLE],
        &["add", "crun", "--param", "no=such", "--key-env", VARIABLE],
        &["add", "crun", "--id", "Not An Id", "--key-env", VARIABLE],
        &["add", "no-such-provider", "--key-env", VARIABLE],
        &["check", "--timeout", "0"],
        &["check", "--timeout", "soon"],
        &["check", "nobody"],
        &["status", "nobody", "--json"],
        &["remove"],
        &["remove", "nobody", "--yes"],
        &["providers"],
        &["providers", "show", "no-such-provider"],
        &["providers", "validate"],
    ] {
        let ran = desk.run(args).expect(2);
        assert_eq!(ran.stdout, "", "{args:?}");
        assert!(!ran.stderr.is_empty(), "{args:?}");
    }
    assert_eq!(desk.handle().request_count(), 0);
}

#[test]
fn help_and_version_are_results() {
    let desk = Desk::new();
    for args in [&["--help"][..], &["--version"], &["add", "--help"], &["providers", "validate", "-h"]] {
        let ran = desk.run(args).expect(0);
        assert!(!ran.stdout.is_empty() && ran.stderr.is_empty(), "{ran:?}");
    }
    assert_eq!(desk.run(&["--version"]).stdout, format!("lowtide {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_broken_configuration_is_named_with_its_line_and_left_alone() {
    let desk = Desk::new();
    let text =
        format!("# mine\n{}\n[accounts.two]\nprovider = 7\nkey = \"{KEY}\"\n", desk.account("one", "crun", VARIABLE));
    desk.configure(&text);
    let base_url = desk.base_url("crun");
    for args in [
        &["check"][..],
        &["status", "--json"],
        &["accounts"],
        &["pause", "one"],
        &["remove", "one", "--yes"],
        &["add", "crun", "--key-env", VARIABLE, "--base-url", &base_url],
    ] {
        let ran = desk.run(args).expect(2);
        for place in ["config.toml:8: accounts.two.provider: ", "config.toml:9: accounts.two.key: "] {
            assert!(ran.stderr.contains(place), "{place} in {ran:?}");
        }
        assert_eq!(ran.stdout, "");
        assert!(!ran.stderr.contains(KEY), "{ran:?}");
    }
    assert_eq!(std::fs::read_to_string(desk.config()).unwrap(), text);
    assert_eq!(desk.handle().request_count(), 0);
    desk.run(&["providers", "list"]).expect(0);
}

#[test]
fn whoever_stops_reading_causes_no_panic() {
    let desk = Desk::new();
    desk.handle().set_balance("crun", KEY, 3);
    desk.add("crun", &[]);
    desk.handle().set_latency("crun", KEY, std::time::Duration::from_millis(100));
    for args in [&["check", "--json"][..], &["check"], &["providers", "list", "--json"], &["--help"]] {
        let mut child = desk.command(args).spawn().unwrap();
        drop(child.stdout.take());
        Ran::from(child.wait_with_output().unwrap()).expect(0);
    }
    desk.handle().reject("crun", KEY);
    let mut child = desk.command(&["check"]).spawn().unwrap();
    drop(child.stdout.take());
    Ran::from(child.wait_with_output().unwrap()).expect(1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_is_an_error() {
    let desk = Desk::new();
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let ran: Ran = desk.command(&["providers", "list"]).stdout(full).output().unwrap().into();
    assert!(ran.expect(2).stderr.contains("could not be written"));
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let ran: Ran = desk.command(&["nonsense"]).stderr(full).stdout(Stdio::null()).output().unwrap().into();
    ran.expect(2);
}

#[test]
fn without_folders_it_says_which_variables_are_missing() {
    let desk = Desk::new();
    let mut command = desk.command(&["accounts"]);
    command.env_remove("LOWTIDE_CONFIG_DIR").env_remove("LOWTIDE_DATA_DIR");
    let ran = Ran::from(command.output().unwrap()).expect(2);
    assert!(ran.stderr.contains("LOWTIDE_CONFIG_DIR"), "{ran:?}");
}

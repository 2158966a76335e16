//! `providers list`, `providers show` and `providers validate`.

use serde_json::json;

use crate::support::{Desk, KEY, VARIABLE};

const SHOP: &str = r#"schema = 1
id = "my-shop"
name = "My shop"
summary = "Whatever"
docs = "https://shop.example/docs"
verified = 2026-01-02
key_hint = "Starts with sk_"

[[params]]
name = "team"
label = "Team"
help = "In the settings"
required = true

[auth]
kind = "header"
name = "authorization"
prefix = "Bearer "

[request]
url = "https://api.shop.example/v1/{team}/balance"

[[meters]]
id = "money"
label = "Money"
unit = "USD"
primary = true
remaining = "$.left"

[[errors]]
http = [402]
kind = "out_of_credits"
help = "Pay the bill"
"#;

#[test]
fn lists_and_shows_what_is_built_in() {
    let desk = Desk::new();
    let listed = desk.run(&["providers", "list", "--json"]).expect(0).json();
    let listed = listed["providers"].as_array().unwrap();
    assert!(listed.len() >= 5);
    for provider in listed {
        let id = provider["id"].as_str().unwrap();
        assert_eq!(desk.run(&["providers", "show", id, "--json"]).expect(0).json(), *provider);
        let shown = desk.run(&["providers", "show", id]).expect(0).stdout;
        for expected in [&provider["docs"], &provider["url"], &provider["key"]["name"], &provider["meters"][0]["label"]]
        {
            assert!(shown.contains(expected.as_str().unwrap()), "{expected} in {shown}");
        }
    }
    assert!(desk.run(&["providers", "list"]).expect(0).stdout.contains("SRTGen"));
}

#[test]
fn a_definition_of_ones_own_is_listed_shown_and_asked() {
    let desk = Desk::new();
    desk.configure("");
    let folder = desk.folder().join("config/providers/my-shop");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("provider.toml"), SHOP).unwrap();
    let shown = desk.run(&["providers", "show", "my-shop", "--json"]).expect(0).json();
    assert_eq!(shown["custom"], true);
    assert_eq!(shown["method"], "GET");
    assert_eq!(shown["url"], "https://api.shop.example/v1/{team}/balance");
    assert_eq!(shown["key"], json!({"place": "header", "name": "authorization", "prefix": "Bearer "}));
    assert_eq!(shown["meters"], json!([{"id": "money", "label": "Money", "unit": "USD", "primary": true}]));
    assert_eq!(
        shown["errors"],
        json!([{"http": [402], "conditional": false, "kind": "out_of_credits", "help": "Pay the bill"}])
    );
    assert_eq!(shown["verified"], "2026-01-02");
    let text = desk.run(&["providers", "show", "my-shop"]).expect(0).stdout;
    for expected in ["team: Team; required", "In the settings", "authorization", "402  out_of_credits  Pay the bill"] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
    assert!(desk.run(&["providers", "list"]).expect(0).stdout.contains("yours"));

    let base_url = desk.base_url("my-shop");
    desk.handle().respond_with("my-shop", KEY, lowtide_demo::Canned::json(200, r#"{"left":"4.2"}"#));
    let add = ["add", "my-shop", "--key-env", VARIABLE, "--base-url", &base_url];
    let missing = desk.run(&add).expect(2);
    assert!(missing.stderr.contains("--param") && missing.stderr.contains("team"), "{missing:?}");
    let added = desk.run(&[&add[..], &["--param", "team=a/b"]].concat());
    assert_eq!(desk.handle().requests()[0].path, "/my-shop/v1/a%2Fb/balance");
    assert_eq!(added.expect(0).stdout, "Added my-shop (My shop): 4.20 USD left\n");
}

#[test]
fn a_broken_definition_is_told_and_the_others_work() {
    let desk = Desk::new();
    let folder = desk.folder().join("config/providers");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("bad.toml"), "schema = 1\nid = \"bad\"\n").unwrap();
    let listed = desk.run(&["providers", "list"]).expect(0);
    assert!(listed.stderr.contains("bad.toml"), "{listed:?}");
    assert!(listed.stdout.contains("SRTGen"));
    assert!(desk.run(&["check"]).expect(0).stderr.contains("bad.toml"));
}

#[test]
fn validate_names_everything_that_is_wrong() {
    let desk = Desk::new();
    let path = |name: &str| desk.folder().join(name).display().to_string();
    std::fs::write(path("my-shop.toml"), SHOP).unwrap();
    let broken = SHOP.replace("https://api", "http://api").replace("\"USD\"", "\"gold\"").replace("$.left", "left");
    std::fs::write(path("broken.toml"), broken.replace("my-shop", "broken")).unwrap();
    std::fs::write(path("other-name.toml"), SHOP).unwrap();
    let good = desk.run(&["providers", "validate", &path("my-shop.toml")]).expect(0);
    assert_eq!(good.stdout, format!("{}: ok (my-shop)\n", path("my-shop.toml")));
    assert_eq!(good.stderr, "");

    let files = ["broken.toml", "my-shop.toml", "other-name.toml", "missing.toml"].map(path);
    let args: Vec<&str> = ["providers", "validate"].into_iter().chain(files.iter().map(String::as_str)).collect();
    let all = desk.run(&args).expect(2);
    assert_eq!(all.stdout, good.stdout, "the good one is still ok");
    for place in [
        format!("{}:21: request.url: ", path("broken.toml")),
        format!("{}:26: meters[0].unit: ", path("broken.toml")),
        format!("{}:28: meters[0].remaining: ", path("broken.toml")),
        format!("{}: id: ", path("other-name.toml")),
        format!("{}: ", path("missing.toml")),
    ] {
        assert!(all.stderr.lines().any(|line| line.starts_with(&place)), "{place} in {}", all.stderr);
    }
    assert_eq!(desk.handle().request_count(), 0);
}

#[test]
fn the_catalogues_own_files_are_valid() {
    let desk = Desk::new();
    let catalog = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalog");
    let files: Vec<String> = std::fs::read_dir(catalog)
        .unwrap()
        .map(|entry| entry.unwrap().path().join("provider.toml"))
        .filter(|file| file.exists())
        .map(|file| file.display().to_string())
        .collect();
    let args: Vec<&str> = ["providers", "validate"].into_iter().chain(files.iter().map(String::as_str)).collect();
    assert_eq!(desk.run(&args).expect(0).stdout.lines().count(), files.len());
}

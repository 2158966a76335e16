//! `catalog/FORMAT.md` says what the program does: its examples are read, and every field that is read is described.

use std::collections::BTreeMap;

use lowtide_core::catalog::{Auth, Credential, Method, Provider, parse};

const FORMAT: &str = include_str!("../../../../catalog/FORMAT.md");
const READERS: [&str; 4] = [
    include_str!("../../src/catalog/parse/mod.rs"),
    include_str!("../../src/catalog/parse/request.rs"),
    include_str!("../../src/catalog/parse/response.rs"),
    include_str!("../../src/catalog/parse/value.rs"),
];

/// A definition of which some sections are given, and the others are the simplest.
fn definition(sections: &str) -> String {
    let mut text = String::new();
    for (mark, section) in [
        (
            "schema =",
            "schema = 1\nid = \"acme\"\nname = \"Acme\"\nsummary = \"S\"\ndocs = \"https://acme.example\"\nverified = 2026-11-20\n",
        ),
        ("[auth]", "[auth]\nkind = \"bearer\"\n"),
        ("[request]", "[request]\nurl = \"https://api.acme.example/v1\"\n"),
        (
            "[[meters]]",
            "[[meters]]\nid = \"m\"\nlabel = \"M\"\nunit = \"credits\"\nprimary = true\nremaining = \"$.m\"\n",
        ),
    ] {
        if !sections.contains(mark) {
            text.push_str(section);
        }
    }
    text + sections
}

fn provider(sections: &str) -> Provider {
    parse("acme.toml", &definition(sections)).unwrap_or_else(|errors| panic!("{errors}\n{sections}"))
}

#[test]
fn the_documentations_examples_are_definitions() {
    let examples: Vec<&str> = FORMAT.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(examples.len() >= 4, "there are examples");
    for example in examples {
        provider(example);
    }
}

#[test]
fn every_field_that_is_read_is_described() {
    let calls = [".must(\"", ".maybe(\"", ".or(\"", ".required(\"", ".optional(\""];
    let mut fields: Vec<&str> = Vec::new();
    for reader in READERS {
        for call in calls {
            fields.extend(reader.split(call).skip(1).filter_map(|rest| rest.split('"').next()));
        }
    }
    assert!(fields.len() > 50, "the readers are read: {fields:?}");
    let described = |field: &&str| {
        [format!("`{field}`"), format!("`{field} ="), format!("[{field}]"), format!(" {field} "), format!("{field},")]
            .iter()
            .any(|form| FORMAT.contains(form))
    };
    let missing: Vec<&&str> = fields.iter().filter(|field| !described(field)).collect();
    assert!(missing.is_empty(), "not in FORMAT.md: {missing:?}");
}

#[test]
fn the_key_is_sent_as_the_definition_says() {
    let header = |name: &str, prefix: &str| Auth::Header { name: name.to_owned(), prefix: prefix.to_owned() };
    for (auth, expected) in [
        ("kind = \"bearer\"", header("authorization", "Bearer ")),
        ("kind = \"header\"\nname = \"X-API-Key\"", header("x-api-key", "")),
        ("kind = \"header\"\nname = \"Authorization\"\nprefix = \"Token \"", header("authorization", "Token ")),
        ("kind = \"query\"\nname = \"api_key\"", Auth::Query { name: "api_key".to_owned() }),
    ] {
        assert_eq!(provider(&format!("[auth]\n{auth}\n")).auth, expected, "{auth}");
    }
    let none = BTreeMap::new();
    let login = BTreeMap::from([("login".to_owned(), "me@acme.example".to_owned())]);
    for (auth, user, password) in [
        ("username = \"api\"", Some("api"), None),
        ("password = \"\"", None, Some("")),
        ("username = \"{login}\"", Some("me@acme.example"), None),
    ] {
        let params = if auth.contains('{') { "[[params]]\nname = \"login\"\nlabel = \"Login\"\n" } else { "" };
        let provider = provider(&format!("[auth]\nkind = \"basic\"\n{auth}\n{params}"));
        let Auth::Basic { username, password: secret } = &provider.auth else { panic!("{:?}", provider.auth) };
        let given = if params.is_empty() { &none } else { &login };
        let half = |credential: &Credential| provider.request.credential(credential, given).unwrap();
        assert_eq!((half(username).as_deref(), half(secret).as_deref()), (user, password), "{auth}");
    }
}

#[test]
fn a_request_can_be_a_post_with_a_body_and_headers() {
    let provider = provider(
        r#"
[auth]
kind = "body"
field = "clientKey"
[request]
method = "POST"
url = "https://api.acme.example/getBalance"
headers = { Anthropic-Version = "2023-06-01", x-org = "{org}" }
body = '{"org": "{org}", "query": "query { me { balance } }"}'
[[params]]
name = "org"
label = "Organisation"
required = false
"#,
    );
    let none = BTreeMap::new();
    assert_eq!(provider.auth, Auth::Body { field: "clientKey".to_owned() });
    assert_eq!(provider.request.method, Method::Post);
    assert_eq!(provider.request.headers(&none).unwrap(), [("anthropic-version".to_owned(), "2023-06-01".to_owned())]);
    let body = provider.request.body(&none).unwrap().unwrap();
    assert_eq!(body, serde_json::json!({"org": null, "query": "query { me { balance } }"}));
}

//! The person's own definitions beside the built-in ones.

use lowtide_core::catalog::{Catalog, CustomFile};

const OWN: &str = r#"
schema = 1
id = "mine"
name = "A service of mine"
summary = "Anything"
docs = "https://mine.example/docs"
verified = 2026-11-20
auth = { kind = "bearer" }
request = { url = "https://api.mine.example/balance" }
meters = [{ id = "credits", label = "Credits", unit = "credits", primary = true, remaining = "$.credits" }]
"#;

fn file(path: &str, text: &str) -> CustomFile {
    CustomFile { path: path.to_owned(), text: text.to_owned(), icon: None }
}

#[test]
fn a_broken_file_is_told_and_the_others_stay() {
    let builtin = Catalog::builtin().unwrap();
    let taken = builtin.iter().next().unwrap().id.clone();
    let icon = Some("<svg onload='x()'></svg>".to_owned());
    let (catalog, errors) = builtin.with_custom([
        file("providers/mine.toml", OWN),
        file("providers/mine/provider.toml", OWN),
        file("providers/other.toml", OWN),
        file(&format!("providers/{taken}.toml"), &OWN.replace("\"mine\"", &format!("{:?}", taken.as_str()))),
        file("providers/broken.toml", "schema = "),
        CustomFile { icon, ..file(r"C:\providers\pretty.toml", &OWN.replace("\"mine\"", "\"pretty\"")) },
    ]);
    let told: Vec<String> = errors.0.iter().map(|error| format!("{}: {}", error.field, error.reason)).collect();
    assert_eq!(
        told,
        [
            "id: \"mine\" is taken by another of your definitions".to_owned(),
            "id: is \"mine\", but the file is named \"other\": they must be the same".to_owned(),
            format!("id: {:?} is taken by the built-in catalogue", taken.as_str()),
            ": string values must be quoted, expected literal string".to_owned(),
            "icon: contains \"onload=\": an icon neither acts nor loads anything".to_owned(),
        ]
    );
    let own = catalog.get(&"mine".parse().unwrap()).unwrap();
    assert!(own.custom);
    assert!(catalog.get(&"pretty".parse().unwrap()).unwrap().icon.is_none(), "it works without its icon");
    assert_eq!(catalog.iter().count(), builtin.iter().count() + 2);
    assert_eq!(catalog.iter().next().unwrap().name, "A service of mine", "by name");
    assert!(!catalog.get(&taken).unwrap().custom);
}

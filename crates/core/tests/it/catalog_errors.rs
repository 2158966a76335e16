//! One broken definition per rule, in `tests/bad_catalog/`. The messages are part of the format.
//!
//! Each file ends with what is wrong with it, a line `#! LINE: FIELD: REASON` for every mistake, in the order of the report.

use std::fs;
use std::path::Path;

use lowtide_core::catalog::parse;

#[test]
fn every_mistake_is_told_with_its_line_its_field_and_its_reason() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_catalog");
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let expected: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("#! ")).collect();
        let found = match parse("bad", &text) {
            Ok(_) => Vec::new(),
            Err(errors) => {
                errors.to_string().lines().map(|line| line.trim_start_matches("bad:").trim().to_owned()).collect()
            }
        };
        if expected.is_empty() || expected != found {
            wrong.push(format!("{}:\n  expected {expected:#?}\n  found {found:#?}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_definition_without_mistakes_is_a_provider() {
    // The files above differ from this one in one place each.
    let text = include_str!("../bad_catalog/no_primary.toml")
        .replace("unit = \"credits\"", "unit = \"credits\"\nprimary = true");
    let provider = parse("good.toml", &text).unwrap();
    assert_eq!(provider.id.as_str(), "acme");
    assert_eq!(provider.min_interval.as_secs(), 60);
    assert!(provider.icon.is_none() && !provider.custom);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "([a-z_]{1,9} = [\\[{]?[a-z0-9\"'$.@*=, ]{0,12}[\\]}]?\n|\\[\\[?[a-z]{1,8}\\]\\]?\n){0,12}") {
        let _outcome = parse("any.toml", &text);
    }

    #[test]
    fn no_damage_makes_it_panic(at in 0_usize..2000, with in ".{0,6}") {
        let whole = include_str!("../../../../catalog/srtgen/provider.toml");
        let at = whole.char_indices().map(|(index, _)| index).nth(at).unwrap_or(0);
        let _outcome = parse("any.toml", &format!("{}{with}{}", &whole[..at], &whole[at..]));
    }
}

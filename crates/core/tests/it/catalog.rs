//! The catalogue's files: every definition is valid, has its fixtures, and reads them as its snapshots say.
//!
//! A new folder in `catalog/` is picked up by itself. Review its snapshots with `cargo insta review`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use lowtide_core::catalog::{Catalog, Provider, parse};
use lowtide_core::extract::{Answer, read};
use lowtide_core::failure::FailureKind;
use lowtide_core::secret::Secret;
use serde::Deserialize;
use serde_json::value::RawValue;

/// What every provider's folder must show: a reading, an empty account, a rejected key.
const REQUIRED_FIXTURES: [&str; 3] = ["ok", "empty", "unauthorized"];
const KEY: &str = "sk-the-key-of-the-fixtures";

/// A recorded answer. `body` is JSON as it was sent, `body_text` whatever else was.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fixture {
    status: u16,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    body: Option<Box<RawValue>>,
    body_text: Option<String>,
}

fn catalog_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalog")
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

fn providers() -> Vec<(PathBuf, Provider)> {
    sorted(&catalog_folder())
        .into_iter()
        .filter(|path| path.is_dir())
        .map(|folder| {
            let path = folder.join("provider.toml");
            let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let name = format!("{}/provider.toml", stem(&folder));
            let provider = parse(&name, &text).unwrap_or_else(|errors| panic!("{errors}"));
            (folder, provider)
        })
        .collect()
}

#[test]
fn the_built_in_catalogue_is_valid_and_whole() {
    let catalog = Catalog::builtin().unwrap_or_else(|errors| panic!("{errors}"));
    let embedded: Vec<String> = catalog.iter().map(|provider| provider.id.to_string()).collect();
    let folders: Vec<String> = providers().iter().map(|(folder, _)| stem(folder)).collect();
    for folder in &folders {
        assert!(
            embedded.contains(folder),
            "{folder} is not embedded: folders are embedded when lowtide-core is built; build it again"
        );
    }
    for provider in catalog.iter() {
        assert!(provider.icon.is_some(), "{} has no icon.svg", provider.id);
        assert!(!provider.custom);
        assert_eq!(
            provider.request.host().as_deref(),
            provider.request.url(&BTreeMap::new(), None).unwrap().host_str()
        );
    }
    let mut names: Vec<String> = catalog.iter().map(|provider| provider.name.to_lowercase()).collect();
    names.sort();
    assert!(catalog.iter().map(|provider| provider.name.to_lowercase()).eq(names), "by name");
}

#[test]
fn every_fixture_reads_as_its_snapshot_says() {
    let key = Secret::parse(KEY.to_owned()).unwrap();
    for (folder, provider) in providers() {
        let fixtures: Vec<PathBuf> = sorted(&folder.join("fixtures"));
        for required in REQUIRED_FIXTURES {
            assert!(
                fixtures.iter().any(|path| stem(path) == required),
                "{} has no fixtures/{required}.json",
                provider.id
            );
        }
        for path in fixtures {
            let text = fs::read_to_string(&path).unwrap();
            let fixture: Fixture =
                serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let body = match (&fixture.body, &fixture.body_text) {
                (Some(json), None) => json.get(),
                (None, Some(text)) => text.as_str(),
                _ => panic!("{}: give either body or body_text", path.display()),
            };
            let headers: Vec<(String, String)> =
                fixture.headers.iter().map(|(name, value)| (name.to_lowercase(), value.clone())).collect();
            let answer = Answer {
                status: fixture.status,
                headers: &headers,
                body: body.as_bytes(),
                received_at: "2026-11-20T10:00:00Z".parse().unwrap(),
            };
            let result = read(&provider, &answer, Some(&key));
            match (stem(&path).as_str(), &result) {
                ("ok" | "empty", Ok(reading)) => {
                    assert_eq!(reading.oddities, [], "{}: {}", provider.id, path.display());
                    assert_eq!(reading.meters.iter().filter(|meter| meter.primary).count(), 1);
                }
                ("ok" | "empty", Err(failure)) => panic!("{}: {failure:?}", path.display()),
                ("unauthorized", result) => {
                    assert_eq!(result.as_ref().unwrap_err().kind, FailureKind::Unauthorized, "{}", path.display());
                }
                _ => {}
            }
            let mut settings = insta::Settings::clone_current();
            settings.set_snapshot_path(folder.join("snapshots"));
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            settings.bind(|| match result {
                Ok(reading) => insta::assert_json_snapshot!(stem(&path), reading),
                Err(failure) => insta::assert_json_snapshot!(stem(&path), failure),
            });
        }
        for snapshot in sorted(&folder.join("snapshots")) {
            let name = stem(&snapshot);
            assert!(
                folder.join(format!("fixtures/{name}.json")).exists(),
                "{} is of no fixture; delete it",
                snapshot.display()
            );
        }
    }
}

//! The rules of `ARCHITECTURE.md` that a compiler does not know.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The core's modules by rank. A module imports only from lower ranks; equal ranks do not know each other.
const RANKS: &[&[&str]] = &[
    // Layer 0: nothing.
    &["address", "amount", "ids", "time", "secret"],
    &["text", "language"],
    // Layer 1: text in, values out.
    &["failure", "reading"],
    &["catalog"],
    &["extract"],
    // Layer 2: pure policies.
    &["schedule", "forecast"],
    &["alert"],
    &["replay"],
    // Layer 3: adapters.
    &["foreign"],
    &["probe", "history", "secrets", "notifier", "settings"],
    // Layer 4: the one actor.
    &["engine"],
    // Layer 5: what others see.
    &["contract"],
    &["report"],
    &["app"],
];
/// Modules of these ranks touch no world.
const PURE_RANKS: usize = 8;
const LONGEST_FILE: usize = 400;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files_below(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files = Vec::new();
    for path in entries.map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["target", "node_modules", "dist", "dist-fake", "generated", "gen"].contains(&name.as_str()) {
                files.extend(files_below(&path, endings));
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            files.push(path);
        }
    }
    files
}

fn is_test(path: &Path) -> bool {
    let text = path.to_string_lossy().replace('\\', "/");
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    text.contains("/tests/")
        || text.contains("/test/")
        || name == "tests.rs"
        || name.ends_with("_tests.rs")
        || name.contains(".test.")
}

/// The file's own code: without its test module and without comment lines.
fn code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let product = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap();
    let lines = product.lines().filter(|line| {
        let line = line.trim_start();
        !line.starts_with("//") && !line.starts_with("/*") && !line.starts_with("* ") && !line.starts_with("<!--")
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// The top-level modules of this crate that a source names after `crate::`.
fn imported(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        if let Some(group) = after.strip_prefix('{') {
            let mut depth = 0;
            for part in group.split_inclusive(['{', '}', ',']) {
                if depth == 0 {
                    names.insert(part.trim().split([':', ',', '{', '}', ' ']).next().unwrap_or_default().to_owned());
                }
                match part.chars().last() {
                    Some('{') => depth += 1,
                    Some('}') if depth == 0 => break,
                    Some('}') => depth -= 1,
                    _ => {}
                }
            }
        } else {
            names.insert(after.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap().to_owned());
        }
    }
    names.retain(|name| RANKS.iter().any(|rank| rank.contains(&name.as_str())));
    names
}

fn rank(module: &str) -> usize {
    let rank = RANKS.iter().position(|rank| rank.contains(&module));
    rank.unwrap_or_else(|| panic!("the module {module:?} has no place in the layers; give it one in this test"))
}

fn core_files() -> Vec<(String, PathBuf)> {
    let src = root().join("crates/core/src");
    let files = files_below(&src, &[".rs"]).into_iter().filter(|path| !path.ends_with("src/lib.rs"));
    files
        .map(|path| {
            let first = path.strip_prefix(&src).unwrap().components().next().unwrap();
            (first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned(), path)
        })
        .collect()
}

#[test]
fn imports_point_downwards() {
    assert_eq!(imported("use crate::{amount::{self, Unit}, alert};").len(), 2, "groups are understood");
    let mut wrong = Vec::new();
    for (module, path) in core_files() {
        if is_test(&path) {
            continue;
        }
        for name in imported(&code(&path)) {
            if name != module && rank(&name) >= rank(&module) {
                wrong.push(format!("{}: {module} must not know {name}", shown(&path)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_lower_layers_touch_no_world() {
    let banned = [
        "std::fs",
        "std::env",
        "std::net",
        "std::process",
        "std::thread",
        "tokio::",
        "reqwest::",
        "rusqlite::",
        "keyring",
        "notify_rust::",
        "Instant::now",
        "SystemTime",
    ];
    let mut wrong = Vec::new();
    for (module, path) in core_files() {
        if is_test(&path) || rank(&module) >= PURE_RANKS {
            continue;
        }
        let code = code(&path);
        wrong.extend(banned.iter().filter(|name| code.contains(*name)).map(|name| format!("{}: {name}", shown(&path))));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_engine_spawns_tasks() {
    for (module, path) in core_files() {
        if module != "engine" && !is_test(&path) {
            let code = code(&path);
            let spawns = ["tokio::spawn", "task::spawn(", "JoinSet"].iter().any(|name| code.contains(name));
            assert!(!spawns, "{} spawns a task", shown(&path));
        }
    }
}

#[test]
fn no_provider_is_named_in_code() {
    let ids: Vec<String> = std::fs::read_dir(root().join("catalog"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert!(ids.len() >= 5, "the catalogue was found");
    let mut wrong = Vec::new();
    // The demo's providers and the fake backend are pretended providers; they are there to speak these shapes.
    let pretended = ["crates/demo/", "ui/src/lib/ipc/fake"];
    for folder in ["crates/core/src", "crates/cli/src", "src-tauri/src", "ui/src"] {
        for path in files_below(&root().join(folder), &[".rs", ".ts", ".svelte"]) {
            let name = shown(&path).replace('\\', "/");
            if is_test(&path) || pretended.iter().any(|start| name.starts_with(start)) {
                continue;
            }
            let code = code(&path).to_lowercase();
            let words: BTreeSet<&str> = code.split(|c: char| !c.is_alphanumeric() && c != '-').collect();
            wrong.extend(ids.iter().filter(|id| words.contains(id.as_str())).map(|id| format!("{name}: {id}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is_and_stays_small() {
    let mut wrong = Vec::new();
    for folder in ["crates", "src-tauri", "xtask", "ui/src"] {
        for path in files_below(&root().join(folder), &[".rs", ".ts", ".svelte", ".css"]) {
            let text = std::fs::read_to_string(&path).unwrap();
            // What is included as an expression may only have an ordinary comment.
            let is_included = path.ends_with("src-tauri/commands.rs") && text.starts_with("// ");
            let is_rust = path.extension().is_some_and(|ending| ending == "rs");
            if is_rust && !is_included && !text.starts_with("//!") {
                wrong.push(format!("{}: does not begin with what it is (//!)", shown(&path)));
            }
            let product = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap();
            let lines = product.lines().count();
            if !is_test(&path) && lines > LONGEST_FILE {
                wrong.push(format!("{}: {lines} lines; is it still one thing?", shown(&path)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_module_of_the_page_knows_tauri() {
    let knows: Vec<String> = files_below(&root().join("ui/src"), &[".ts", ".svelte"])
        .into_iter()
        .filter(|path| !is_test(path) && code(path).contains("@tauri-apps"))
        .map(|path| shown(&path).replace('\\', "/"))
        .collect();
    let allowed = ["ui/src/lib/ipc/tauri.ts".to_owned()];
    assert!(knows.iter().all(|path| allowed.contains(path)), "{knows:?}");
}

#[test]
fn public_errors_are_typed() {
    for folder in ["crates/core/src", "crates/cli/src", "src-tauri/src"] {
        for path in files_below(&root().join(folder), &[".rs"]) {
            let untyped = code(&path).lines().any(|line| {
                let line = line.trim_start();
                (line.starts_with("pub fn") || line.starts_with("pub async fn")) && line.contains(", String> {")
            });
            assert!(is_test(&path) || !untyped, "{}: an error is a mere text", shown(&path));
        }
    }
}

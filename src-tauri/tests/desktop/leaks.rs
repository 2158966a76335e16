//! Where a key is, and above all where it is not.

use std::path::{Path, PathBuf};

use virtual_desktop::Desktop;

/// The keys that the keychain holds for the app, as an independent program reads them.
pub(crate) fn keys_in_the_keychain(desktop: &Desktop) -> Vec<String> {
    let found = desktop.tool("secret-tool").args(["search", "--all", "service", "lowtide"]).output().unwrap();
    let text = String::from_utf8(found.stdout).unwrap();
    text.lines().filter_map(|line| line.strip_prefix("secret = ")).map(str::to_owned).collect()
}

/// Fails when the key is in any file below `folder` (configuration, history, logs, the web view's caches; the keychain's own
/// file is encrypted) or on the command line or in the environment of a process of this desktop.
pub(crate) fn assert_nowhere(key: &str, folder: &Path) {
    let forms = forms(key);
    let files = files(folder);
    assert!(files.iter().any(|file| file.ends_with("app.log")), "the log is among what is searched");
    assert!(files.iter().any(|file| file.ends_with("config.toml")), "the configuration is among what is searched");
    let processes = processes(folder);
    for place in files.iter().chain(&processes) {
        // A file may be gone by now, and so may a process.
        let bytes = std::fs::read(place).unwrap_or_default();
        for form in &forms {
            assert!(!contains(&bytes, form), "the key is in {}", place.display());
        }
    }
}

/// Fails when the key is in this text.
pub(crate) fn assert_absent(key: &str, text: &str) {
    for form in forms(key) {
        assert!(!contains(text.as_bytes(), &form), "the key is in the page");
    }
}

/// The key as it may lie in a file: plain, in sixteen-bit characters, and in base64, at each of its three alignments.
fn forms(key: &str) -> Vec<Vec<u8>> {
    let wide = key.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut forms = vec![key.as_bytes().to_vec(), wide];
    for skipped in 0..3 {
        let whole = (key.len() - skipped) / 3 * 3;
        forms.push(base64(&key.as_bytes()[skipped..skipped + whole]));
    }
    forms
}

/// Base64 of a whole number of three bytes.
fn base64(bytes: &[u8]) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let groups = bytes.as_chunks::<3>().0.iter().map(|[a, b, c]| u32::from_be_bytes([0, *a, *b, *c]));
    groups.flat_map(|bits| [18, 12, 6, 0].map(|shift| LETTERS[(bits >> shift) as usize & 63])).collect()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => found.extend(files(&entry.path())),
            // Not sockets, which cannot be read.
            Ok(kind) if kind.is_file() => found.push(entry.path()),
            _ => {}
        }
    }
    found
}

/// The command lines and environments of the processes that run below this home folder.
fn processes(home: &Path) -> Vec<PathBuf> {
    let mark = format!("HOME={}", home.display());
    let all = std::fs::read_dir("/proc").into_iter().flatten().flatten().map(|entry| entry.path());
    let ours =
        all.filter(|process| contains(&std::fs::read(process.join("environ")).unwrap_or_default(), mark.as_bytes()));
    ours.flat_map(|process| [process.join("cmdline"), process.join("environ")]).collect()
}

#[test]
fn a_key_is_found_in_every_form() {
    let key = "sk-12345";
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    assert_eq!(text(&base64(b"sk-123")), "c2stMTIz");
    for hidden in [r#"{"key":"sk-12345"}"#, "eHNrLTEyMzQ1", "eHhzay0xMjM0NQ==", "c2stMTIzNDU="] {
        assert!(forms(key).iter().any(|form| contains(hidden.as_bytes(), form)), "{hidden}");
    }
    assert!(contains(b"s\0k\0-\x001\x002\x003\x004\x005\0", &forms(key)[1]));
    assert!(!forms(key).iter().any(|form| contains(b"sk-12 345", form)));
}

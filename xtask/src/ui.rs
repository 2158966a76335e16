//! The page: its packages, its build and its checks, through npm.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::step::{Count, root, run, run_tests};
use crate::{Error, Result, tools};

/// Installs the page's packages when the lock file is newer than what is installed.
pub(crate) fn install() -> Result<()> {
    tools::check_node()?;
    let lock = folder().join("package-lock.json");
    let installed = folder().join("node_modules/.package-lock.json");
    if changed(&installed).is_some_and(|done| changed(&lock).is_some_and(|wanted| wanted <= done)) {
        return Ok(());
    }
    run(npm(&["ci", "--no-audit", "--no-fund", "--loglevel=error"]))
}

/// Builds the page when one of its files is newer than the last build. Building it anew for nothing would make cargo build
/// the shell anew, which embeds it.
pub(crate) fn build() -> Result<()> {
    install()?;
    let page = folder().join("dist/index.html");
    let newest = newest(&folder()).map_err(Error::file(&folder()))?;
    if changed(&page).is_some_and(|built| newest <= built) {
        return Ok(());
    }
    run(npm(&["run", "--silent", "build"]))
}

/// Formatting, lints and types.
pub(crate) fn check() -> Result<()> {
    install()?;
    ["format:check", "lint", "check"].into_iter().try_for_each(|script| run(npm(&["run", "--silent", script])))
}

/// The page's tests.
pub(crate) fn test() -> Result<Count> {
    install()?;
    run_tests(npm(&["run", "--silent", "test"]))
}

/// The page in a browser: its pictures, and whether everyone can use it.
pub(crate) fn pages(arguments: &[&str]) -> Result<Count> {
    // The page as it is shipped is weighed, the one on pretended data is looked at.
    build()?;
    run(npm(&["run", "--silent", "build:fake"]))?;
    let mut tests = npm(&["exec", "--no", "--", "playwright", "test", "--project=pages"]);
    tests.args(arguments);
    run_tests(tests)
}

/// Takes the pictures anew that the page is compared with.
pub(crate) fn pictures() -> Result<()> {
    pages(&["looks", "--update-snapshots=changed"]).map(drop)
}

/// Measures how long a chart takes to be drawn, in a browser.
#[cfg(target_os = "linux")]
pub(crate) fn bench() -> Result<()> {
    let mut command = Command::new("node");
    command.arg("bench/chart.mjs").current_dir(folder());
    run(command)
}

/// Takes the pictures for the README.
pub(crate) fn screenshots() -> Result<()> {
    install()?;
    run(npm(&["run", "--silent", "build:fake"]))?;
    run(npm(&["exec", "--no", "--", "playwright", "test", "--project=readme"]))
}

/// Formats the page's files.
pub(crate) fn format() -> Result<()> {
    install()?;
    run(npm(&["run", "--silent", "format"]))
}

fn folder() -> PathBuf {
    root().join("ui")
}

fn npm(arguments: &[&str]) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.args(arguments).current_dir(folder());
    command
}

fn changed(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|data| data.modified()).ok()
}

/// When the newest of the files that the page is made of was changed.
fn newest(folder: &Path) -> std::io::Result<SystemTime> {
    let mut newest = SystemTime::UNIX_EPOCH;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if name == "node_modules" || name == "e2e" || name.to_string_lossy().starts_with("dist") {
            continue;
        }
        let kind = entry.file_type()?;
        let time = if kind.is_dir() { self::newest(&entry.path())? } else { entry.metadata()?.modified()? };
        newest = newest.max(time);
    }
    Ok(newest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_or_installed_does_not_count_as_changed() {
        let folder = std::env::temp_dir().join(format!("xtask-newest-{}", std::process::id()));
        for name in ["src/deep", "dist", "node_modules"] {
            std::fs::create_dir_all(folder.join(name)).unwrap();
        }
        let own = folder.join("src/deep/App.svelte");
        std::fs::write(&own, "").unwrap();
        let before = newest(&folder).unwrap();
        let later = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(4_000_000_000);
        for name in ["dist/index.html", "node_modules/x.js"] {
            std::fs::File::create(folder.join(name)).unwrap().set_modified(later).unwrap();
        }
        assert_eq!(newest(&folder).unwrap(), before);
        std::fs::File::create(&own).unwrap().set_modified(later).unwrap();
        assert_eq!(newest(&folder).unwrap(), later);
        std::fs::remove_dir_all(folder).unwrap();
    }
}

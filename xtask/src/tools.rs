//! Tools that are built from source, each at one version, below the target folder.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::step::{ask, cargo, run, target};
use crate::{Error, Result};

/// A tool.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tool {
    name: &'static str,
    version: &'static str,
}

/// Checks licences, banned crates and sources.
pub(crate) const DENY: Tool = Tool { name: "cargo-deny", version: "0.20.2" };
/// Drives the page of the app.
pub(crate) const DRIVER: Tool = Tool { name: "tauri-driver", version: "2.1.0" };

/// Builds a tool unless it is there at the right version, and gives the place of its program.
pub(crate) fn ensure(tool: Tool) -> Result<PathBuf> {
    let folder = target().join("tools");
    let program = folder.join("bin").join(format!("{}{}", tool.name, std::env::consts::EXE_SUFFIX));
    let Tool { name, version } = tool;
    let root = folder.to_string_lossy();
    let listed = cargo(&["install", "--list", "--root", &root])
        .output()
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .unwrap_or_default();
    if program.exists() && is_listed(&listed, tool) {
        return Ok(program);
    }
    println!("Building {name} {version}; this happens once.");
    // Unoptimised: building takes longer than all of its runs together.
    let mut install =
        cargo(&["install", "--quiet", "--locked", "--debug", "--root", &root, &format!("{name}@{version}")]);
    install.env("CARGO_PROFILE_DEV_DEBUG", "false");
    // Its own: the default would be a new temporary folder, and a build that was interrupted would start over.
    install.env("CARGO_TARGET_DIR", folder.join("build"));
    run(install)?;
    // The intermediate files are large and of no further use; if they cannot be removed, no harm is done.
    drop(std::fs::remove_dir_all(folder.join("build")));
    Ok(program)
}

fn is_listed(listed: &str, Tool { name, version }: Tool) -> bool {
    listed.lines().any(|line| line == format!("{name} v{version}:"))
}

/// Fails when Node.js is absent or too old.
pub(crate) fn check_node() -> Result<()> {
    let remedy = || "install Node.js 20 or newer with npm".to_owned();
    let found = ask("node", &["--version"]).and_then(|text| major(&text));
    match found {
        None => Err(Error::Missing { what: "Node.js".to_owned(), remedy: remedy() }),
        Some(major) if major < 20 => {
            Err(Error::Missing { what: format!("a newer Node.js than {major}"), remedy: remedy() })
        }
        Some(_) => Ok(()),
    }
}

/// Adds rustfmt and clippy where rustup manages the toolchain and they were left out.
pub(crate) fn ensure_rust_components() -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        let there = cargo(&[subcommand, "--version"]).output().is_ok_and(|output| output.status.success());
        if there {
            continue;
        }
        let mut add = std::process::Command::new(OsString::from("rustup"));
        add.args(["component", "add", component]);
        let remedy = format!("`rustup component add {component}` failed; install it with your Rust toolchain");
        run(add).map_err(|_| Error::Missing { what: component.to_owned(), remedy })?;
    }
    Ok(())
}

fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_version_of_a_tool_is_not_the_tool() {
        let listed = "cargo-deny v0.20.2:\n    cargo-deny\ntauri-driver v3.0.0:\n    tauri-driver\n";
        assert!(is_listed(listed, DENY));
        assert!(!is_listed(listed, DRIVER));
    }

    #[test]
    fn nodes_version_is_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("nonsense"), None);
    }
}

//! `cargo xtask test`: everything that must hold, in stages.

use std::time::{Duration, Instant};

use crate::packages::{self, Purpose};
use crate::step::{Count, cargo, run, run_tests};
use crate::{Error, Result, tools, ui};

/// A part of the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Formatting, lints, types, licences.
    Lint,
    /// Unit, property and integration tests of what needs no GUI library.
    Core,
    /// The page's tests.
    Ui,
    /// The page in a real browser: how it looks, and whether everyone can use it.
    Pages,
    /// The shell's own tests, and the app on a real desktop.
    Desktop,
}

impl Part {
    /// All, in the order in which they run: what fails fast comes first.
    pub(crate) const ALL: [Self; 5] = [Self::Lint, Self::Core, Self::Ui, Self::Pages, Self::Desktop];

    /// The part of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "lint" => Some(Self::Lint),
            "core" => Some(Self::Core),
            "ui" => Some(Self::Ui),
            "pages" => Some(Self::Pages),
            "desktop" => Some(Self::Desktop),
            _ => None,
        }
    }

    fn purposes(self) -> &'static [Purpose] {
        match self {
            Self::Lint => &[Purpose::Core, Purpose::Shell],
            Self::Core => &[Purpose::Core],
            Self::Ui => &[],
            Self::Pages => &[Purpose::Browser],
            Self::Desktop => &[Purpose::Core, Purpose::Shell, Purpose::Desktop, Purpose::WebDriver],
        }
    }
}

/// Runs these parts, and stops at the first stage that fails. The last line says how many tests passed.
pub(crate) fn run_parts(parts: &[Part]) -> Result<()> {
    let mut stages = Stages::default();
    let outcome = all(parts, &mut stages);
    stages.print();
    let count = outcome?;
    if count.failed > 0 {
        return Err(Error::Tests { passed: count.passed, failed: count.failed });
    }
    if count != Count::default() {
        println!("\n{} passed, {} failed", count.passed, count.failed);
    }
    Ok(())
}

fn all(parts: &[Part], stages: &mut Stages) -> Result<Count> {
    let mut purposes: Vec<_> = parts.iter().flat_map(|part| part.purposes()).copied().collect();
    purposes.sort_unstable();
    purposes.dedup();
    stages.stage("System packages", || packages::ensure(&purposes))?;
    let mut count = Count::default();
    for part in parts {
        match part {
            Part::Lint => lint(stages)?,
            Part::Core => {
                // Some of them want to see a real keychain and a real notification daemon, where those may be installed.
                let in_session = parts.contains(&Part::Desktop);
                count += stages.stage("Tests without a GUI library", || core(in_session))?;
            }
            Part::Ui => count += stages.stage("Tests of the page", ui::test)?,
            Part::Pages => count += pages(stages)?,
            Part::Desktop => count += desktop(stages)?,
        }
        if count.failed > 0 {
            break;
        }
    }
    Ok(count)
}

fn lint(stages: &mut Stages) -> Result<()> {
    stages.stage("Formatting", || {
        tools::ensure_rust_components()?;
        run(cargo(&["fmt", "--all", "--check"]))
    })?;
    stages.stage("Formatting, lints and types of the page", ui::check)?;
    // The shell embeds the page, so not even its lints run without one.
    stages.stage("The page", ui::build)?;
    stages.stage("Lints", || {
        run(cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]))
    })?;
    stages.stage("Documentation", || {
        let mut doc = cargo(&["doc", "--package", "lowtide-core", "--no-deps", "--locked"]);
        doc.env("RUSTDOCFLAGS", "-D warnings");
        run(doc)
    })?;
    stages.stage("Licences, banned crates and sources", || {
        let program = tools::ensure(tools::DENY)?;
        let mut deny = std::process::Command::new(program);
        // Not the advisories: their database is fetched from elsewhere, and a test must not depend on that.
        deny.args(["--locked", "--log-level", "error", "check", "licenses", "bans", "sources"]);
        deny.current_dir(crate::step::root());
        run(deny)
    })
}

fn core(in_session: bool) -> Result<Count> {
    let mut tests = cargo(&["test", "--locked", "--no-fail-fast"]);
    tests.args(["--", "--quiet"]);
    #[cfg(target_os = "linux")]
    if in_session {
        let desktop = virtual_desktop::Desktop::start(&[])?;
        // Not its home folder: cargo's own files are in ours.
        let wanted =
            |name: &&str| ["DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "GDK_BACKEND", "NO_AT_BRIDGE"].contains(name);
        tests.envs(desktop.environment().into_iter().filter(|(name, _)| wanted(name)));
        tests.env_remove("WAYLAND_DISPLAY").env(SESSION, "1");
        return run_tests(tests);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = in_session;
    run_tests(tests)
}

/// The pictures are those of Debian's browser and fonts, so they are compared where those are.
fn pages(stages: &mut Stages) -> Result<Count> {
    if !cfg!(target_os = "linux") {
        println!("\nThe page's pictures are compared on Linux alone.");
        return Ok(Count::default());
    }
    stages.stage("The page in a browser", || ui::pages(&[]))
}

/// Says to the tests that they may start desktops and their services, because all of it is installed.
#[cfg(target_os = "linux")]
const SESSION: &str = "LOWTIDE_DESKTOP_SESSION";

#[cfg(target_os = "linux")]
fn desktop(stages: &mut Stages) -> Result<Count> {
    stages.stage("The page", ui::build)?;
    let driver = stages.stage("WebDriver", || tools::ensure(tools::DRIVER))?;
    stages.stage("Tests of the shell, and of the app on a real desktop", || {
        let mut tests = cargo(&["test", "--locked", "--no-fail-fast", "--package", "lowtide-desktop"]);
        // One desktop at a time: two would share two cores and measure each other.
        tests.args(["--", "--test-threads=1"]);
        tests.env(SESSION, "1").env("TAURI_DRIVER", driver);
        run_tests(tests)
    })
}

#[cfg(not(target_os = "linux"))]
fn desktop(stages: &mut Stages) -> Result<Count> {
    stages.stage("The page", ui::build)?;
    stages.stage("Tests of the shell", || {
        println!(
            "The tests on a real desktop run on Linux alone: only there can a desktop be started without a screen."
        );
        run_tests(cargo(&["test", "--locked", "--no-fail-fast", "--package", "lowtide-desktop", "--", "--quiet"]))
    })
}

/// The stages so far, with what they took.
#[derive(Debug, Default)]
struct Stages(Vec<(&'static str, Duration)>);

impl Stages {
    fn stage<T>(&mut self, title: &'static str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("\n== {title}");
        let begun = Instant::now();
        let outcome = work();
        self.0.push((title, begun.elapsed()));
        outcome
    }

    fn print(&self) {
        println!();
        for (title, took) in &self.0 {
            println!("{:>6.1} s  {title}", took.as_secs_f32());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_a_name() {
        let named: Vec<_> = ["lint", "core", "ui", "pages", "desktop"].into_iter().filter_map(Part::named).collect();
        assert_eq!(named, Part::ALL);
        assert_eq!(Part::named("all"), None);
    }

    #[test]
    fn the_core_needs_no_gui_library() {
        assert_eq!(Part::Core.purposes(), [Purpose::Core]);
    }
}

//! The tasks that are a command or two.

use std::path::Path;
use std::process::Command;

use crate::packages::{self, Purpose};
use crate::step::{cargo, root, run};
use crate::{Error, Result, tools, ui};

/// Builds the shell with everything that it needs, and starts it for real.
pub(crate) fn app(arguments: &[&str]) -> Result<()> {
    packages::ensure(&[Purpose::Core, Purpose::Shell])?;
    ui::build()?;
    let mut command = cargo(&["run", "--package", "lowtide-desktop", "--"]);
    command.args(arguments);
    run(command)
}

/// The app on pretended providers: on the display that is there, or else on a virtual one.
pub(crate) fn demo(on_virtual_desktop: bool) -> Result<()> {
    #[cfg(target_os = "linux")]
    {
        let has_display = ["DISPLAY", "WAYLAND_DISPLAY"]
            .into_iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
        if on_virtual_desktop || !has_display {
            packages::ensure(&[Purpose::Core, Purpose::Shell, Purpose::Desktop])?;
            ui::build()?;
            run(cargo(&["build", "--package", "lowtide-desktop"]))?;
            return crate::demo::run();
        }
    }
    if on_virtual_desktop {
        let remedy = "leave out --virtual to see the demo on your own screen".to_owned();
        return Err(Error::Missing { what: "a virtual desktop for this system".to_owned(), remedy });
    }
    app(&["--demo", "--show"])
}

/// Formats everything.
pub(crate) fn format() -> Result<()> {
    tools::ensure_rust_components()?;
    run(cargo(&["fmt", "--all"]))?;
    ui::format()
}

/// Writes the page's types anew from the wire contract.
pub(crate) fn bindings() -> Result<()> {
    packages::ensure(&[Purpose::Core])?;
    let mut command = cargo(&["test", "--quiet", "--package", "lowtide-core", "--lib", "bindings"]);
    command.env("LOWTIDE_WRITE_BINDINGS", "1");
    run(command)
}

/// Draws the tray's icons anew.
pub(crate) fn icons() -> Result<()> {
    run(cargo(&["run", "--quiet", "--package", "tray-icons"]))
}

/// Measures what the alerts, the history, the forecast, the popup and the charts promise; takes some minutes.
pub(crate) fn bench() -> Result<()> {
    packages::ensure(&[Purpose::Core])?;
    core_bench()?;
    #[cfg(target_os = "linux")]
    {
        packages::ensure(&[Purpose::Core, Purpose::Shell, Purpose::Desktop])?;
        ui::build()?;
        run(cargo(&["bench", "--package", "lowtide-desktop", "--bench", "window"]))?;
        packages::ensure(&[Purpose::Browser])?;
        ui::bench()?;
    }
    Ok(())
}

fn core_bench() -> Result<()> {
    run(cargo(&[
        "bench",
        "--package",
        "lowtide-core",
        "--bench",
        "alerts",
        "--bench",
        "forecast",
        "--bench",
        "history",
    ]))
}

/// Checks every provider of the catalogue, as a person checks one of their own.
pub(crate) fn catalog() -> Result<()> {
    packages::ensure(&[Purpose::Core])?;
    let folder = root().join("catalog");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(Error::file(&folder))? {
        let file = entry.map_err(Error::file(&folder))?.path().join("provider.toml");
        if file.is_file() {
            // Cargo runs at the root, and a short path reads better.
            files.push(file.strip_prefix(root()).map(Path::to_owned).unwrap_or(file));
        }
    }
    files.sort();
    let mut command: Command = cargo(&["run", "--quiet", "--package", "lowtide-cli", "--", "providers", "validate"]);
    command.args(files);
    run(command)
}

/// Takes the pictures anew that the page is compared with.
pub(crate) fn pictures() -> Result<()> {
    packages::ensure(&[Purpose::Browser])?;
    ui::pictures()
}

/// Takes the pictures for the README anew.
pub(crate) fn screenshots() -> Result<()> {
    packages::ensure(&[Purpose::Browser])?;
    ui::screenshots()
}

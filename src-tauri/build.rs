//! Declares the page's commands to Tauri's access control and makes sure that there is a page to embed.

use std::path::Path;
use std::process::ExitCode;

const COMMANDS: &[&str] = include!("commands.rs");
const PAGE: &str = "../ui/dist";

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=commands.rs");
    println!("cargo::rerun-if-changed={PAGE}");
    if !Path::new(PAGE).join("index.html").is_file() {
        println!(
            "cargo::error=ui/dist/index.html is missing: build the page first with `cd ui && npm ci && npm run build`"
        );
        return ExitCode::FAILURE;
    }
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    match tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo::error={error:#}");
            ExitCode::FAILURE
        }
    }
}

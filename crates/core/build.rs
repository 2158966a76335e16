//! Gathers what the program embeds of the catalogue: definitions and icons, without the fixtures of the tests.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let catalog = Path::new("../../catalog");
    println!("cargo::rerun-if-changed={}", catalog.display());
    let Some(out) = env::var_os("OUT_DIR") else { return Err(io::Error::other("cargo sets OUT_DIR")) };
    let gathered = Path::new(&out).join("catalog");
    if gathered.exists() {
        fs::remove_dir_all(&gathered)?;
    }
    for provider in fs::read_dir(catalog)? {
        let provider = provider?.path();
        let Some(name) = provider.file_name().filter(|_| provider.is_dir()) else { continue };
        let folder = gathered.join(name);
        fs::create_dir_all(&folder)?;
        for file in ["provider.toml", "icon.svg"] {
            if provider.join(file).is_file() {
                fs::copy(provider.join(file), folder.join(file))?;
            }
        }
    }
    Ok(())
}

//! The definitions that are part of the program: the top-level folder `catalog/`, gathered by the build script and embedded.

use include_dir::{Dir, File, include_dir};

use super::CustomFile;

static FOLDER: Dir<'static> = include_dir!("$OUT_DIR/catalog");

/// Every folder's definition and icon. A folder without a definition has an empty one, which is then reported.
pub(super) fn files() -> impl Iterator<Item = CustomFile> {
    FOLDER.dirs().map(|folder| {
        let text = |name| FOLDER.get_file(folder.path().join(name)).and_then(File::contents_utf8).map(str::to_owned);
        CustomFile {
            path: format!("{}/provider.toml", folder.path().display()),
            text: text("provider.toml").unwrap_or_default(),
            icon: text("icon.svg"),
        }
    })
}

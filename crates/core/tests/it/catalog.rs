//! The catalogue's files.

use lowtide_core::catalog::Catalog;

#[test]
fn the_built_in_catalogue_is_valid() {
    if let Err(errors) = Catalog::builtin() {
        panic!("{errors}");
    }
}

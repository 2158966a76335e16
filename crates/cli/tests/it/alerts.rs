//! `alerts`: the form of what goes in and comes out, and how it ends.

use crate::support::Desk;

#[test]
fn placeholder() {
    let _desk = Desk::without_server();
}

// All commands of the page, for the access-control manifest: `build.rs` cannot ask `lowtide_core::contract` without
// building the core for itself. A test compares this list with the contract's and with the capabilities.
&[
    // lowtide_core::contract::COMMANDS
    "snapshot",
    "refresh",
    "providers",
    "check_key",
    "save_account",
    "replace_key",
    "rename_account",
    "remove_account",
    "set_paused",
    "open_page",
    "test_notification",
    // lowtide_core::contract::WINDOW_COMMANDS
    "fit_popup",
    "close_window",
    "open_main",
    "surface",
    "painted",
]

//! What the desk is told, by whoever has something to report.

use lowtide_core::app::Press;
use lowtide_core::contract::Anchor;
use tokio::sync::oneshot;

use super::process::Report;
use super::tray_choice::Choice;

/// What the desk is told.
#[derive(Debug)]
pub(crate) enum Event {
    /// The icon was clicked.
    TrayClicked {
        /// Where it is.
        anchor: Anchor,
        /// The right to take the focus.
        activation: Option<String>,
    },
    /// The menu was used.
    Chosen {
        /// What was chosen.
        choice: Choice,
        /// The right to take the focus.
        activation: Option<String>,
    },
    /// The desktop has a tray, or has none any more.
    TrayHost(bool),
    /// Somebody started the program once more, with these arguments.
    LaunchedAgain(Vec<String>),
    /// A notification was pressed.
    Pressed(Press),
    /// The shortcut was pressed.
    ShortcutPressed,
    /// The person wants to see where the icon is; the answer is whether there is one.
    PointAtIcon(oneshot::Sender<bool>),
    /// The icon has been pointed at for long enough; numbered, so that a later wish is not cut short.
    PointedAtIcon(u64),
    /// A window process reports; numbered, so that a former one is not taken for the present one.
    Window(u64, Report),
    /// End.
    Quit,
}

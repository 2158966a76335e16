//! What the window process remembers of its two windows.

use std::time::Instant;

use lowtide_core::contract::{Look, Snapshot, Surface};

use super::fit::Fit;

/// Everything.
pub(crate) struct State {
    /// The last that arrived.
    pub(crate) snapshot: Option<Snapshot>,
    /// How windows look.
    pub(crate) look: Look,
    /// The popup.
    pub(crate) popup: Popup,
    /// The ordinary window.
    pub(crate) main: Main,
}

/// The popup.
#[derive(Default)]
pub(crate) struct Popup {
    /// Where the icon is.
    pub(crate) anchor: Option<(f64, f64)>,
    /// The right to take the focus, until it is used.
    pub(crate) activation: Option<String>,
    /// Its height.
    pub(crate) fit: Fit,
    /// Whether it is there.
    pub(crate) phase: Phase,
    /// It can paint before it is shown.
    pub(crate) paints_unseen: bool,
    /// Its page has painted.
    pub(crate) painted: bool,
    /// It has the focus, and can therefore lose it.
    pub(crate) focused: bool,
    /// When it lost the focus.
    pub(crate) lost_focus: Option<Instant>,
    /// Numbers its closings, so that a countdown knows whether it is still meant.
    pub(crate) closed: u64,
}

/// Whether the popup is there.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Not to be seen.
    #[default]
    Hidden,
    /// Asked for, not yet shown.
    Due,
    /// To be seen.
    Shown,
}

/// The ordinary window.
pub(crate) struct Main {
    /// What it shows.
    pub(crate) surface: Surface,
    /// The right to take the focus, until it is used.
    pub(crate) activation: Option<String>,
    /// Its page has painted.
    pub(crate) painted: bool,
    /// Asked for, not yet shown.
    pub(crate) due: bool,
}

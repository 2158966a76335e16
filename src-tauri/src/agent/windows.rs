//! Which message the window process is due: decided here without any process, so that every order of events can be tested.

use lowtide_core::contract::{Anchor, Surface, ToWindow};

/// A page to be shown.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Show {
    /// Which page.
    pub(crate) surface: Surface,
    /// Where the icon is.
    pub(crate) anchor: Option<Anchor>,
    /// The right to take the focus.
    pub(crate) activation: Option<String>,
}

impl Show {
    /// The popup at the icon.
    pub(crate) fn popup(anchor: Option<Anchor>, activation: Option<String>) -> Self {
        Self { surface: Surface::Popup, anchor, activation }
    }
}

impl From<Show> for ToWindow {
    fn from(show: Show) -> Self {
        Self::Show { surface: show.surface, anchor: show.anchor, activation: show.activation }
    }
}

/// What is to be done.
#[derive(Debug, PartialEq)]
pub(crate) enum Step {
    /// Start a window process with this as its first message.
    Spawn(Show),
    /// Tell the window process to show this.
    Show(Show),
    /// Tell the window process to hide the popup.
    Hide,
    /// Nothing.
    Rest,
}

/// What is known of the window process. There is at most one, and it holds the popup as well as the main window.
#[derive(Debug, Default)]
pub(crate) struct Windows {
    running: bool,
    /// It has shown something before: when it ends, that is its own decision and no failure to start.
    proven: bool,
    popup_open: bool,
    /// Asked for and not yet confirmed. A process that ends by itself meanwhile has missed it.
    unanswered: Option<Show>,
}

impl Windows {
    /// The icon was clicked: the popup opens, or closes when it is open.
    pub(crate) fn toggle_popup(&mut self, show: Show) -> Step {
        if self.running && self.popup_open {
            self.popup_open = false;
            self.unanswered = None;
            return Step::Hide;
        }
        self.show(show)
    }

    /// A page is asked for.
    pub(crate) fn show(&mut self, show: Show) -> Step {
        self.popup_open = show.surface == Surface::Popup;
        self.unanswered = Some(show.clone());
        if self.running {
            return Step::Show(show);
        }
        self.running = true;
        self.proven = false;
        Step::Spawn(show)
    }

    /// The window is visible.
    pub(crate) fn shown(&mut self) {
        self.proven = true;
        self.unanswered = None;
    }

    /// The popup hid itself, or was asked for within the moment of its closing and stays hidden.
    pub(crate) fn hidden(&mut self) {
        self.popup_open = false;
        if self.unanswered.as_ref().is_some_and(|show| show.surface == Surface::Popup) {
            self.unanswered = None;
        }
    }

    /// The process has ended. What it missed while ending is given to a new one; a process that never showed
    /// anything is not tried again.
    pub(crate) fn ended(&mut self) -> Step {
        let missed = self.unanswered.take().filter(|_| self.proven);
        *self = Self::default();
        missed.map_or(Step::Rest, |show| self.show(show))
    }

    /// The process could not be started.
    pub(crate) fn not_started(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use lowtide_core::contract::Destination;

    use super::*;

    fn popup() -> Show {
        Show::popup(Some(Anchor { x: 1.0, y: 2.0 }), None)
    }

    fn main() -> Show {
        Show { surface: Surface::Main(Destination::default()), anchor: None, activation: None }
    }

    #[test]
    fn a_click_opens_and_the_next_one_closes() {
        let mut windows = Windows::default();
        assert_eq!(windows.toggle_popup(popup()), Step::Spawn(popup()));
        windows.shown();
        assert_eq!(windows.toggle_popup(popup()), Step::Hide);
        windows.hidden();
        assert_eq!(windows.toggle_popup(popup()), Step::Show(popup()), "the warm process is used again");
    }

    #[test]
    fn a_popup_that_closed_itself_opens_again() {
        let mut windows = Windows::default();
        windows.toggle_popup(popup());
        windows.shown();
        windows.hidden();
        assert_eq!(windows.toggle_popup(popup()), Step::Show(popup()));
    }

    #[test]
    fn the_main_window_does_not_make_a_click_close_the_popup() {
        let mut windows = Windows::default();
        assert_eq!(windows.show(main()), Step::Spawn(main()));
        windows.shown();
        assert_eq!(windows.toggle_popup(popup()), Step::Show(popup()));
        windows.shown();
        assert_eq!(windows.show(main()), Step::Show(main()));
        windows.shown();
        assert_eq!(windows.toggle_popup(popup()), Step::Show(popup()));
    }

    #[test]
    fn a_warm_process_that_ends_while_it_is_asked_is_replaced() {
        let mut windows = Windows::default();
        windows.toggle_popup(popup());
        windows.shown();
        windows.hidden();
        assert_eq!(windows.toggle_popup(popup()), Step::Show(popup()));
        assert_eq!(windows.ended(), Step::Spawn(popup()));
        assert_eq!(windows.ended(), Step::Rest, "but a new one that dies is not tried for ever");
        assert_eq!(windows.toggle_popup(popup()), Step::Spawn(popup()));
    }

    #[test]
    fn a_killed_process_is_no_more_than_a_closed_window() {
        let mut windows = Windows::default();
        windows.show(main());
        windows.shown();
        assert_eq!(windows.ended(), Step::Rest);
        assert_eq!(windows.toggle_popup(popup()), Step::Spawn(popup()));
    }

    #[test]
    fn a_popup_refused_in_the_moment_of_its_closing_is_answered() {
        let mut windows = Windows::default();
        windows.toggle_popup(popup());
        windows.shown();
        windows.hidden();
        windows.toggle_popup(popup());
        windows.hidden();
        assert_eq!(windows.ended(), Step::Rest);
    }

    #[test]
    fn the_popup_hides_for_the_main_window_without_its_request_being_lost() {
        let mut windows = Windows::default();
        windows.toggle_popup(popup());
        windows.shown();
        assert_eq!(windows.show(main()), Step::Show(main()));
        windows.hidden();
        assert_eq!(windows.ended(), Step::Spawn(main()));
    }
}

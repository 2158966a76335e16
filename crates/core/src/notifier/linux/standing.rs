//! Which notices of ours may still be pressed. Pure: signals in, responses out.
//!
//! A number means something only together with the server that gave it out: another server, or the same one after a
//! restart, counts anew, and what was pressed there may be another program's notice. So everything is kept for one
//! server, by its unique name on the bus, which no other connection ever has.

use super::super::Response;
use super::notification::pressed;
use crate::ids::AccountId;

/// More than this many stand nowhere; the oldest is then forgotten.
const MOST: usize = 256;
/// The server's reason for a notice that went by itself. A notification centre may still list it, buttons and all.
const EXPIRED: u32 = 1;

/// What a server says about a notice, by the notice's number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Signal {
    /// The right to take the focus, for the press that follows.
    Token(u32, String),
    /// A button, or the notice itself, by its key.
    Pressed(u32, String),
    /// It is gone, for this reason.
    Closed(u32, u32),
}

/// The notices of one server, the oldest first.
#[derive(Debug, Default)]
pub(super) struct Standing {
    server: String,
    notices: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    number: u32,
    account: Option<AccountId>,
    token: Option<String>,
}

impl Standing {
    /// The number of the notice that a new one about this account takes the place of, on that server.
    pub(super) fn replaced_by(&self, server: &str, account: &AccountId) -> Option<u32> {
        let about = |entry: &&Entry| entry.account.as_ref() == Some(account);
        if server == self.server { self.notices.iter().rev().find(about).map(|entry| entry.number) } else { None }
    }

    /// That server took a notice and gave it this number.
    pub(super) fn shown(&mut self, server: &str, number: u32, account: Option<AccountId>) {
        if server != self.server {
            *self = Self { server: server.to_owned(), notices: Vec::new() };
        }
        self.forget(number);
        if self.notices.len() == MOST {
            self.notices.remove(0);
        }
        self.notices.push(Entry { number, account, token: None });
    }

    /// That sender says this. What another sender says, or about a number that is not ours, means nothing.
    pub(super) fn hear(&mut self, sender: &str, signal: Signal) -> Option<Response> {
        if sender != self.server {
            return None;
        }
        match signal {
            Signal::Token(number, token) => {
                self.entry(number)?.token = Some(token).filter(|token| !token.is_empty());
                None
            }
            Signal::Pressed(number, key) => {
                let entry = self.entry(number)?;
                let activation = entry.token.take();
                Some(Response { account: entry.account.clone(), what: pressed(&key)?, activation })
            }
            Signal::Closed(_, EXPIRED) => None,
            Signal::Closed(number, _) => {
                self.forget(number);
                None
            }
        }
    }

    fn entry(&mut self, number: u32) -> Option<&mut Entry> {
        self.notices.iter_mut().find(|entry| entry.number == number)
    }

    fn forget(&mut self, number: u32) {
        self.notices.retain(|entry| entry.number != number);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::notifier::{Action, Pressed};

    const SERVER: &str = ":1.7";

    fn account(name: &str) -> AccountId {
        name.parse().unwrap()
    }

    fn press(standing: &mut Standing, number: u32, key: &str) -> Option<(Option<AccountId>, Pressed)> {
        let response = standing.hear(SERVER, Signal::Pressed(number, key.into()));
        response.map(|response| (response.account, response.what))
    }

    fn two() -> Standing {
        let mut standing = Standing::default();
        standing.shown(SERVER, 3, Some(account("work")));
        standing.shown(SERVER, 4, Some(account("play")));
        standing
    }

    #[test]
    fn a_press_belongs_to_the_account_whose_notice_it_was() {
        let mut standing = two();
        for (number, name) in [(3, "work"), (4, "play"), (3, "work")] {
            let pressed = press(&mut standing, number, "snooze");
            assert_eq!(pressed, Some((Some(account(name)), Pressed::Action(Action::Snooze))), "{number}");
        }
        assert_eq!(press(&mut standing, 3, "default"), Some((Some(account("work")), Pressed::Clicked)));
        standing.shown(SERVER, 5, None);
        assert_eq!(press(&mut standing, 5, "default"), Some((None, Pressed::Clicked)), "a summary has no account");
    }

    #[test]
    fn what_is_not_ours_means_nothing() {
        let mut standing = two();
        assert_eq!(press(&mut standing, 9, "show"), None, "an unknown number");
        assert_eq!(press(&mut standing, 3, "archive"), None, "an unknown button");
        let foreign = standing.hear(":1.8", Signal::Pressed(3, "show".into()));
        assert_eq!(foreign, None, "somebody who is not the server");
        assert_eq!(Standing::default().hear("", Signal::Pressed(0, "show".into())), None, "before anything was shown");
    }

    #[test]
    fn another_server_counts_anew() {
        let mut standing = two();
        assert_eq!(standing.replaced_by(SERVER, &account("work")), Some(3));
        assert_eq!(standing.replaced_by(":1.9", &account("work")), None);
        standing.shown(":1.9", 1, Some(account("work")));
        assert_eq!(press(&mut standing, 3, "show"), None, "the former server is not listened to");
        assert_eq!(standing.hear(":1.9", Signal::Pressed(4, "show".into())), None, "that is another program's there");
        assert!(standing.hear(":1.9", Signal::Pressed(1, "show".into())).is_some());
    }

    #[test]
    fn a_later_notice_about_an_account_takes_the_number_of_the_earlier() {
        let mut standing = two();
        standing.shown(SERVER, 3, Some(account("work")));
        assert_eq!(standing.notices.len(), 2, "the same notice");
        // A server that did not find the earlier one gives another number.
        standing.shown(SERVER, 8, Some(account("work")));
        assert_eq!(standing.replaced_by(SERVER, &account("work")), Some(8));
    }

    #[test]
    fn what_expired_may_be_pressed_in_a_list_and_what_was_closed_is_gone() {
        let mut standing = two();
        standing.hear(SERVER, Signal::Closed(3, 1));
        assert!(press(&mut standing, 3, "show").is_some(), "expired");
        for reason in [2, 3, 4] {
            let mut standing = two();
            standing.hear(SERVER, Signal::Closed(3, reason));
            assert_eq!(press(&mut standing, 3, "show"), None, "{reason}");
            assert_eq!(standing.replaced_by(SERVER, &account("work")), None, "{reason}");
            assert!(press(&mut standing, 4, "show").is_some(), "the other one stands");
        }
    }

    #[test]
    fn the_right_to_take_the_focus_comes_with_one_press() {
        let mut standing = two();
        standing.hear(SERVER, Signal::Token(3, "token".into()));
        let mut activation = |number| standing.hear(SERVER, Signal::Pressed(number, "show".into())).unwrap().activation;
        assert_eq!(activation(4), None, "it was the other's");
        assert_eq!(activation(3).as_deref(), Some("token"));
        assert_eq!(activation(3), None, "it is good once");
        standing.hear(SERVER, Signal::Token(3, String::new()));
        assert_eq!(standing.hear(SERVER, Signal::Pressed(3, "show".into())).unwrap().activation, None);
    }

    proptest! {
        /// However many are shown, the latest are known and the memory stays small.
        #[test]
        fn the_latest_are_known(numbers in prop::collection::vec(1_u32..600, 1..1_200)) {
            let mut standing = Standing::default();
            for number in &numbers {
                standing.shown(SERVER, *number, Some(account(&format!("a{number}"))));
            }
            prop_assert!(standing.notices.len() <= MOST);
            let mut latest: Vec<u32> = Vec::new();
            for number in numbers.iter().rev() {
                if latest.len() < MOST && !latest.contains(number) {
                    latest.push(*number);
                }
            }
            for number in latest {
                let pressed = press(&mut standing, number, "show");
                prop_assert_eq!(pressed.unwrap().0, Some(account(&format!("a{number}"))));
            }
        }
    }
}

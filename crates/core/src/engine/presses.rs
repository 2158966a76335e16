//! What the person presses on a notice. A notice may have stood for days: what it is about may be gone.

use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use url::Url;

use super::account::Running;
use super::actor::Actor;
use super::wishes::Wish;
use crate::ids::AccountId;
use crate::notifier::{Action, Pressed, Response};
use crate::schedule;

/// How long the button of a notice snoozes.
const SNOOZE: Duration = Duration::from_hours(24);

/// What the person asks for from a notice and the shell has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Press {
    /// Open this address in the browser.
    OpenPage(Url),
    /// Show an account, or all of them.
    ShowAccount {
        /// Which; `None` for all.
        account: Option<AccountId>,
        /// The right to take the focus, where the notification server gave it on.
        activation: Option<String>,
    },
}

impl Actor {
    /// Does what was pressed, or hands it on to the shell.
    pub(super) async fn respond(&mut self, response: Response, shell: &UnboundedSender<Press>) {
        let Response { account, what, activation } = response;
        let known = account.and_then(|id| self.accounts.iter().find(|running| running.account.id == id));
        let press = match what {
            Pressed::Action(Action::Snooze) => {
                let Some(account) = known.map(|running| running.account.id.clone()) else { return };
                let until = schedule::after(self.parts.clock.now(), SNOOZE);
                if let Err(why) = self.grant(Wish::Snooze { account, until: Some(until) }).await {
                    tracing::warn!(%why, "an account was not snoozed from its notice");
                }
                return;
            }
            Pressed::Action(Action::TopUp) => known.and_then(top_up_page).map(Press::OpenPage),
            Pressed::Clicked | Pressed::Action(Action::Show) => {
                let account = known.map(|running| running.account.id.clone());
                Some(Press::ShowAccount { account, activation })
            }
        };
        if let Some(press) = press {
            // Without a shell nobody is there to open anything.
            drop(shell.send(press));
        }
    }
}

/// Where credits for an account are bought.
pub(super) fn top_up_page(running: &Running) -> Option<Url> {
    let provider = running.provider.as_ref()?;
    provider.billing_page.clone().or_else(|| provider.homepage.clone())
}

/// The next response; waits for ever where nothing can be heard from a notice.
pub(super) async fn next(responses: &mut Option<UnboundedReceiver<Response>>) -> Response {
    if let Some(open) = responses {
        if let Some(response) = open.recv().await {
            return response;
        }
        *responses = None;
    }
    std::future::pending().await
}

//! A notifier that keeps what it was given, for tests and for machines without a desktop; it can be told to fail, and the
//! buttons of its notices can be pressed.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::{Notice, Notifier, NotifyError, Pressed, Response};
use crate::ids::AccountId;

/// Keeps every notice instead of showing it.
#[derive(Debug)]
pub struct RecordingNotifier {
    inner: Mutex<Inner>,
    presses: UnboundedSender<Response>,
}

#[derive(Debug)]
struct Inner {
    shown: Vec<Notice>,
    failure: Option<NotifyError>,
    takes: Duration,
    responses: Option<UnboundedReceiver<Response>>,
}

impl Default for RecordingNotifier {
    fn default() -> Self {
        let (presses, responses) = unbounded_channel();
        let inner = Inner { shown: Vec::new(), failure: None, takes: Duration::ZERO, responses: Some(responses) };
        Self { inner: Mutex::new(inner), presses }
    }
}

impl RecordingNotifier {
    /// One that takes everything.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers with that error from now on (`None`: takes everything again). What fails is not recorded.
    pub fn fail_with(&self, failure: Option<NotifyError>) {
        self.lock().failure = failure;
    }

    /// Answers only after that time from now on; the notice is shown at once.
    pub fn take_time(&self, takes: Duration) {
        self.lock().takes = takes;
    }

    /// Every notice taken so far.
    pub fn shown(&self) -> Vec<Notice> {
        self.lock().shown.clone()
    }

    /// Takes what was recorded out, so that a test can look at one step at a time.
    pub fn take(&self) -> Vec<Notice> {
        std::mem::take(&mut self.lock().shown)
    }

    /// Does what a person does with a notice about that account, however long ago it was shown. Whether there is such a
    /// notice with such a button is not asked: a press that nothing fits is one of the things to be tested.
    pub fn press(&self, account: Option<&AccountId>, what: Pressed) {
        self.respond(Response { account: account.cloned(), what, activation: None });
    }

    /// As [`Self::press`], with everything that a server may tell.
    pub fn respond(&self, response: Response) {
        // Where nobody has taken the responses they wait; where somebody dropped them nobody wants them.
        drop(self.presses.send(response));
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Notifier for RecordingNotifier {
    async fn show(&self, notice: &Notice) -> Result<(), NotifyError> {
        let takes = {
            let mut inner = self.lock();
            if let Some(failure) = &inner.failure {
                return Err(failure.clone());
            }
            inner.shown.push(notice.clone());
            inner.takes
        };
        tokio::time::sleep(takes).await;
        Ok(())
    }

    async fn status(&self) -> Result<String, NotifyError> {
        self.lock().failure.clone().map_or_else(|| Ok("recording".to_owned()), Err)
    }

    fn responses(&self) -> Option<UnboundedReceiver<Response>> {
        self.lock().responses.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notifier::{Action, Urgency};

    #[tokio::test]
    async fn what_fails_is_not_recorded() {
        let notifier = RecordingNotifier::new();
        let notice = Notice {
            title: "Work: 120 credits left".into(),
            body: "about 2 days".into(),
            urgency: Urgency::Critical,
            account: None,
            icon: None,
            actions: Vec::new(),
        };
        let failure = NotifyError::NoServer { reason: "none".into() };
        notifier.fail_with(Some(failure.clone()));
        assert_eq!(notifier.show(&notice).await.unwrap_err(), failure);
        assert_eq!(notifier.status().await.unwrap_err(), failure);
        notifier.fail_with(None);
        notifier.show(&notice).await.unwrap();
        assert_eq!(notifier.take(), [notice]);
        assert!(notifier.shown().is_empty());
    }
    #[tokio::test]
    async fn a_press_comes_back_with_its_account() {
        let notifier = RecordingNotifier::new();
        let account: AccountId = "work".parse().unwrap();
        notifier.press(Some(&account), Pressed::Action(Action::Snooze));
        let mut responses = notifier.responses().unwrap();
        assert!(notifier.responses().is_none(), "they are taken once");
        notifier.press(None, Pressed::Clicked);
        let snoozed = responses.recv().await.unwrap();
        assert_eq!((snoozed.account, snoozed.what), (Some(account), Pressed::Action(Action::Snooze)));
        let clicked = responses.recv().await.unwrap();
        assert_eq!((clicked.account, clicked.what), (None, Pressed::Clicked));
        drop(responses);
        notifier.press(None, Pressed::Clicked);
    }
}

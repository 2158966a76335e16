//! The freedesktop notification service.
//!
//! notify-rust builds what is sent, and its own `show` is not used: it opens a connection per notice, and with the
//! connection goes the notice on some desktops and its buttons on most (`docs/adr/0005-notification-actions.md`). One
//! thread, begun by the first call, sends every notice and hears what is pressed, however long the notices stand.

mod bus;
mod notification;
mod standing;

use std::sync::{Mutex, PoisonError};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;

use self::bus::Call;
use super::{AppIdentity, Notice, NotifyError, Response};

pub(super) struct Platform {
    identity: AppIdentity,
    responses: UnboundedSender<Response>,
    untaken: Mutex<Option<UnboundedReceiver<Response>>>,
    /// To the thread, once there is one; it ends when this is dropped.
    calls: Mutex<Option<UnboundedSender<Call>>>,
}

impl Platform {
    pub(super) fn new(identity: AppIdentity) -> Self {
        let (responses, untaken) = unbounded_channel();
        Self { identity, responses, untaken: Mutex::new(Some(untaken)), calls: Mutex::new(None) }
    }

    pub(super) async fn show(&self, notice: &Notice) -> Result<(), NotifyError> {
        let notice = notice.clone();
        self.ask(|reply| Call::Show { notice, reply }).await
    }

    pub(super) async fn status(&self) -> Result<String, NotifyError> {
        self.ask(|reply| Call::Status { reply }).await
    }

    pub(super) fn responses(&self) -> Option<UnboundedReceiver<Response>> {
        self.untaken.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    async fn ask<T>(
        &self,
        call: impl FnOnce(oneshot::Sender<Result<T, NotifyError>>) -> Call,
    ) -> Result<T, NotifyError> {
        let (reply, answer) = oneshot::channel();
        self.send(call(reply))?;
        answer.await.unwrap_or_else(|_| Err(NotifyError::Refused { reason: "the call to it failed".to_owned() }))
    }

    fn send(&self, call: Call) -> Result<(), NotifyError> {
        let mut calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        let call = match &*calls {
            Some(thread) => match thread.send(call) {
                Ok(()) => return Ok(()),
                Err(unsent) => unsent.0, // the thread has ended, which only a panic in it does
            },
            None => call,
        };
        let thread = bus::start(self.identity.clone(), self.responses.clone())
            .map_err(|error| NotifyError::NoServer { reason: format!("no thread for it: {error}") })?;
        // Its other end is alive: the thread has just begun.
        drop(thread.send(call));
        *calls = Some(thread);
        Ok(())
    }
}

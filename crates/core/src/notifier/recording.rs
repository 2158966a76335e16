//! A notifier that keeps what it was given, for tests and for machines without a desktop; it can be told to fail.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;

use super::{Notice, Notifier, NotifyError};

/// Keeps every notice instead of showing it.
#[derive(Debug, Default)]
pub struct RecordingNotifier {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    shown: Vec<Notice>,
    failure: Option<NotifyError>,
    takes: Duration,
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notifier::Urgency;

    #[tokio::test]
    async fn what_fails_is_not_recorded() {
        let notifier = RecordingNotifier::new();
        let notice = Notice {
            title: "Work: 120 credits left".into(),
            body: "about 2 days".into(),
            urgency: Urgency::Critical,
            account: None,
            icon: None,
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
}

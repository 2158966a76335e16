//! Calls of notify-rust where it blocks: each on a thread of its own, which the program's end does not wait for.

use std::sync::Arc;

use tokio::sync::Semaphore;

use super::NotifyError;
use crate::foreign;

/// One call at a time: notices appear in the order in which they were given.
pub(super) struct OneAtATime(Arc<Semaphore>);

impl OneAtATime {
    pub(super) fn new() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }

    pub(super) async fn call<T: Send + 'static>(
        &self,
        call: impl FnOnce() -> Result<T, NotifyError> + Send + 'static,
    ) -> Result<T, NotifyError> {
        let outcome = foreign::call("lowtide-notify", &self.0, call).await;
        outcome
            .unwrap_or_else(|foreign::Broken| Err(NotifyError::Refused { reason: "the call to it failed".to_owned() }))
    }
}

//! Calls into the system's own libraries, which may block for as long as a person leaves a dialog open.
//!
//! Each runs on a plain thread: Tokio waits at its end for blocking tasks, so a call that never returns would keep the
//! program from ending. Deliberately absent: a time-out, which the caller knows, and a pool, which would keep threads.

use std::sync::Arc;

use tokio::sync::{Semaphore, oneshot};

/// The call could not be made, or broke off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Broken;

/// Makes a call on a thread of that name once there is a place for it. Dropping the future abandons the call but leaves
/// its place taken until it returns.
pub(crate) async fn call<T: Send + 'static>(
    thread: &str,
    places: &Arc<Semaphore>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Broken> {
    let place = Arc::clone(places).acquire_owned().await.map_err(|_| Broken)?;
    let (sender, receiver) = oneshot::channel();
    std::thread::Builder::new()
        .name(thread.to_owned())
        .spawn(move || {
            let outcome = work();
            drop(place);
            // Nobody listens any more after a time-out.
            drop(sender.send(outcome));
        })
        .map_err(|_| Broken)?;
    // A panic in the system's library drops the sender.
    receiver.await.map_err(|_| Broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn gives_the_outcome_and_survives_a_panic() {
        let places = Arc::new(Semaphore::new(1));
        assert_eq!(call("test", &places, || 7).await, Ok(7));
        assert_eq!(call("test", &places, || -> u8 { panic!("as told") }).await, Err(Broken));
        assert_eq!(call("test", &places, || 8).await, Ok(8), "the place is free again");
    }
}

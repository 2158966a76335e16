//! Waiting for something that another program does in its own time.

use std::time::{Duration, Instant};

use crate::{Error, Result};

/// Asks `probe` again and again until it gives a value, and fails with `what` once `limit` has passed.
///
/// # Errors
/// [`Error::TimedOut`], or the first error of `probe`.
pub fn wait_for<T, E: From<Error>>(
    what: &str,
    limit: Duration,
    mut probe: impl FnMut() -> Result<Option<T>, E>,
) -> Result<T, E> {
    let begun = Instant::now();
    loop {
        if let Some(value) = probe()? {
            return Ok(value);
        }
        if begun.elapsed() > limit {
            return Err(Error::TimedOut { what: what.to_owned(), after: limit }.into());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

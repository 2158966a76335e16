//! What an answer says: a reading, or why there is none.

use crate::catalog::Provider;
use crate::failure::{Failure, FailureKind};
use crate::reading::Reading;
use crate::secret::Secret;
use crate::time::Timestamp;

/// What a provider answered.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// The HTTP status.
    pub status: u16,
    /// The headers, their names in lower case.
    pub headers: &'a [(String, String)],
    /// The decoded body.
    pub body: &'a [u8],
    /// When it arrived.
    pub received_at: Timestamp,
}

/// What the answer says: a reading, or why there is none.
///
/// `secret` is only there to be taken out of whatever the provider repeats.
pub fn read(_provider: &Provider, _answer: &Answer<'_>, _secret: Option<&Secret>) -> Result<Reading, Failure> {
    Err(Failure::new(FailureKind::Internal, "not built yet"))
}

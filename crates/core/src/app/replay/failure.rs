//! What a failure of a replay says, where its line gives no message.

use crate::failure::FailureKind;

/// A sentence for a person, without a full stop.
pub(super) fn message(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::KeyMissing => "There is no key for this account",
        FailureKind::KeychainLocked => "The keychain is locked",
        FailureKind::KeychainUnavailable => "There is no keychain",
        FailureKind::Unauthorized => "The provider rejected the key",
        FailureKind::WrongKeyKind => "This kind of key may not read the balance",
        FailureKind::OutOfCredits => "The provider says that nothing is left",
        FailureKind::RateLimited => "The provider was asked too often",
        FailureKind::NetworkDns => "The provider's address could not be found",
        FailureKind::NetworkConnect => "The provider could not be connected to",
        FailureKind::NetworkTls => "There was no trusted connection to the provider",
        FailureKind::Timeout => "The provider did not answer in time",
        FailureKind::ServerError => "The provider has an error of its own",
        FailureKind::Maintenance => "The provider is under maintenance",
        FailureKind::BlockedRedirect => "The answer was a redirect, which is never followed",
        FailureKind::BlockedTooLarge => "The answer was too large to be a balance",
        FailureKind::BlockedInsecure => "The address is not HTTPS",
        FailureKind::NotJson => "The answer was not JSON",
        FailureKind::UnexpectedShape => "The answer was not of the documented shape",
        FailureKind::Rejected => "The provider refused the request",
        FailureKind::Internal => "Lowtide made a mistake",
    }
}

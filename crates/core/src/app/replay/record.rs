//! What was decided about alerts, told or held back: the answer to "why did it not warn me?".

use super::super::AppError;
use crate::history::{DecisionQuery, History, StoredDecision};
use crate::ids::AccountId;
use crate::settings::{Folders, SettingsFile};

/// The last decisions about an account or about all, the newest first. An account that is neither configured nor in the
/// record is unknown. Blocks.
pub fn decisions(
    folders: &Folders,
    account: Option<&AccountId>,
    limit: usize,
) -> Result<Vec<StoredDecision>, AppError> {
    let query = DecisionQuery { account: account.cloned(), before: None, limit };
    let decisions = match History::open_read_only(&folders.data)? {
        Some(history) => history.decisions(&query)?,
        None => Vec::new(),
    };
    if decisions.is_empty()
        && let Some(account) = account
        && SettingsFile::new(&folders.config).load()?.account(account).is_none()
    {
        return Err(AppError::UnknownAccount(account.clone()));
    }
    Ok(decisions)
}

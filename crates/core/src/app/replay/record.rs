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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alert::{Concern, Decision, HeldBecause, Rule, Severity};
    use crate::history::Note;
    use crate::time::Timestamp;

    #[test]
    fn the_newest_of_one_account_or_of_all() {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders { config: folder.path().join("config"), data: folder.path().join("data") };
        let id = |name: &str| name.parse::<AccountId>().unwrap();
        let told = |account: Option<&str>, limit| -> Vec<String> {
            let account = account.map(id);
            let decisions = decisions(&folders, account.as_ref(), limit).unwrap();
            decisions.iter().map(|stored| format!("{} {}", stored.account, stored.decision.sentence)).collect()
        };
        assert_eq!(told(None, 9), [""; 0], "before there is a history");

        let at: Timestamp = "2026-11-20T10:00:00Z".parse().unwrap();
        let history = History::open(&folders.data, at).unwrap().history;
        for (account, sentence) in [("work", "one"), ("home", "two"), ("work", "three")] {
            let decision = Decision {
                at,
                concern: Concern::account(Rule::Amount),
                severity: Severity::Warning,
                held: Some(HeldBecause::Snoozed),
                sentence: sentence.to_owned(),
            };
            history.note(&Note { account: id(account), memory: None, decisions: vec![decision] }).unwrap();
        }
        assert_eq!(told(None, 9), ["work three", "home two", "work one"]);
        assert_eq!(told(None, 2), ["work three", "home two"]);
        assert_eq!(told(Some("work"), 9), ["work three", "work one"]);
        let unknown = decisions(&folders, Some(&id("nobody")), 9);
        assert!(matches!(unknown, Err(AppError::UnknownAccount(_))), "{unknown:?}");
    }
}

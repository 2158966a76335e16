//! What is kept of an account between its polls: its memory, and what was decided.

use super::account::Running;
use super::actor::Actor;
use crate::alert::Decision;
use crate::history::Note;

impl Running {
    /// What is to be kept of it now.
    pub(crate) fn note(&self, decisions: Vec<Decision>) -> Note {
        Note { account: self.account.id.clone(), memory: self.memory(), decisions }
    }

    /// Its memory as it is kept.
    pub(crate) fn memory(&self) -> Option<String> {
        // It holds nothing that JSON could not; were it otherwise, an older one in the file is better than none.
        serde_json::to_string(self.watch.memory()).ok()
    }
}

impl Actor {
    /// Keeps all of it in one transaction. Where the history cannot be used, the alerts go on from memory.
    pub(super) async fn note(&mut self, notes: Vec<Note>) {
        if !notes.is_empty() {
            self.with_history(move |history| history.note_all(&notes)).await;
        }
    }
}

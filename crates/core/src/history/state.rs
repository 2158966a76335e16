//! What the program remembers of itself, by name; the texts mean nothing here.

use rusqlite::{OptionalExtension, params};

use super::{History, HistoryError};

impl History {
    /// What was last kept under that name.
    pub fn state(&self, name: &str) -> Result<Option<String>, HistoryError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT value FROM state WHERE name = ?1")?;
            statement.query_row([name], |row| row.get(0)).optional()
        })
    }

    /// Keeps a text under that name, or nothing any more.
    pub fn set_state(&self, name: &str, value: Option<&str>) -> Result<(), HistoryError> {
        self.write(|transaction| {
            match value {
                Some(value) => transaction
                    .prepare_cached(
                        "INSERT INTO state VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value",
                    )?
                    .execute(params![name, value])?,
                None => transaction.prepare_cached("DELETE FROM state WHERE name = ?1")?.execute([name])?,
            };
            Ok(())
        })
    }
}

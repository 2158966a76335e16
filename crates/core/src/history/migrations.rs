//! The file's schema: every step that ever led to it, in order. A step that was released is never changed.
//!
//! Two numbers are kept apart. How many steps were taken is in the table `migration`. What a program must understand
//! to use the file is in `user_version`: a step raises it only when programs that do not know the step would do harm,
//! so that an older program goes on working with a file that merely has more in it, and refuses any other.

use rusqlite::{Connection, TransactionBehavior};

/// Marks SQLite files as ours: "LoTi".
pub(super) const APPLICATION_ID: i64 = 0x4c6f_5469;

/// One step.
pub(super) struct Migration {
    /// What it brings, for whoever looks into a file.
    name: &'static str,
    /// What a program must understand from this step on.
    compatibility: i64,
    sql: &'static str,
}

/// All steps, the oldest first.
pub(super) const MIGRATIONS: &[Migration] = &[FIRST, CHANGES];

const FIRST: Migration = Migration {
    name: "accounts with readings, samples and failures",
    compatibility: 1,
    sql: "
-- Times are milliseconds since 1970 in UTC; amounts are decimals as text, with exactly their digits.
-- What came first is said by ascending ids and never by times, because clocks are set back.

CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    -- The last poll, good or not.
    checked_at INTEGER,
    -- The failure of the last poll, where it failed.
    failure INTEGER REFERENCES failure (id) ON DELETE SET NULL,
    -- A text that means nothing here.
    memory TEXT
) STRICT;

-- One row for as long as an account's answer stays the same, its as_of apart.
CREATE TABLE reading (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    -- As the answer writes it.
    as_of TEXT,
    -- JSON, without as_of.
    body TEXT NOT NULL
) STRICT;
CREATE INDEX reading_of_account ON reading (account, id);

CREATE TABLE meter (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    -- These three as in the last reading that had the meter.
    label TEXT NOT NULL,
    is_primary INTEGER NOT NULL,
    limit_is_lifetime INTEGER NOT NULL,
    UNIQUE (account, name, unit)
) STRICT;

-- One row for as long as a meter's figures stay the same; independent of the readings' rows, which may go earlier.
CREATE TABLE sample (
    meter INTEGER NOT NULL REFERENCES meter (id) ON DELETE CASCADE,
    -- The id of the reading that first had it: only for the order.
    reading INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    remaining TEXT,
    used TEXT,
    \"limit\" TEXT,
    unlimited INTEGER NOT NULL,
    resets_at INTEGER,
    expires_at INTEGER,
    period_start INTEGER,
    period_end INTEGER,
    PRIMARY KEY (meter, reading)
) STRICT, WITHOUT ROWID;

-- One row for as long as an account's polls fail for the same kind of reason.
CREATE TABLE failure (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    since INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    count INTEGER NOT NULL,
    -- JSON, of the last of the polls.
    body TEXT NOT NULL
) STRICT;
CREATE INDEX failure_of_account ON failure (account, id);
",
};

/// A program that knows only the first step goes on reading and writing what that step made, and leaves the rest alone.
const CHANGES: Migration = Migration {
    name: "rises, statuses, grants, decisions and what is kept of old samples",
    compatibility: 1,
    sql: "
-- What is left of old samples: one row for an hour or a day in which the meter was read.
CREATE TABLE span (
    meter INTEGER NOT NULL REFERENCES meter (id) ON DELETE CASCADE,
    -- When the hour or day begins, in UTC.
    start INTEGER NOT NULL,
    -- Its length in seconds: 3600 or 86400.
    length INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    -- Of what was left: the first, the least, the most and the last.
    first TEXT,
    least TEXT,
    most TEXT,
    last TEXT,
    -- The last of these.
    used TEXT,
    \"limit\" TEXT,
    resets_at INTEGER,
    PRIMARY KEY (meter, start, length)
) STRICT, WITHOUT ROWID;

-- Every time that a meter had more left than at the reading before.
CREATE TABLE rise (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    meter INTEGER NOT NULL REFERENCES meter (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    -- What the figures say that it was, and what the person says.
    kind TEXT NOT NULL,
    relabelled TEXT
) STRICT;
CREATE INDEX rise_of_meter ON rise (meter, at);

-- Every change of a status: the account's own where there is no subject, else a plan's.
CREATE TABLE transition (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    subject TEXT,
    old TEXT,
    new TEXT
) STRICT;
CREATE INDEX transition_of_account ON transition (account, id);

-- What lapses: plans by their name, meters by their label, each with every date it had.
CREATE TABLE grant_ (
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    remaining TEXT,
    \"limit\" TEXT,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (account, name, expires_at)
) STRICT, WITHOUT ROWID;

-- Every decision about an alert, told or held back.
CREATE TABLE decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    concern TEXT NOT NULL,
    severity TEXT NOT NULL,
    -- Why it was held back; nothing when it was told.
    held TEXT,
    sentence TEXT NOT NULL
) STRICT;
CREATE INDEX decision_of_account ON decision (account, id);
CREATE INDEX decision_by_time ON decision (at);

-- What the program remembers of itself, by name.
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
",
};

/// What this program understands.
pub(super) fn compatibility() -> i64 {
    MIGRATIONS.iter().map(|migration| migration.compatibility).max().unwrap_or_default()
}

/// Whether the file lacks a step that this program knows.
pub(super) fn is_pending(connection: &Connection) -> rusqlite::Result<bool> {
    let has_table = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'migration')";
    if !connection.query_row(has_table, [], |row| row.get(0))? {
        return Ok(true);
    }
    Ok(taken(connection)? < MIGRATIONS.len())
}

/// Takes all steps of `migrations` that the file lacks, or none of them. Safe to be done by several at once.
pub(super) fn migrate(connection: &mut Connection, migrations: &[Migration]) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch(
        "CREATE TABLE IF NOT EXISTS migration (position INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT",
    )?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    let taken = taken(&transaction)?;
    for (position, migration) in (0_i64..).zip(migrations).skip(taken) {
        transaction.execute_batch(migration.sql)?;
        transaction.execute("INSERT INTO migration VALUES (?1, ?2)", (position, migration.name))?;
        let understood: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
        transaction.pragma_update(None, "user_version", understood.max(migration.compatibility))?;
    }
    transaction.commit()
}

fn taken(connection: &Connection) -> rusqlite::Result<usize> {
    let taken: u32 = connection.query_row("SELECT count(*) FROM migration", [], |row| row.get(0))?;
    Ok(usize::try_from(taken).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Migration = Migration { name: "first", compatibility: 1, sql: "CREATE TABLE a (x INTEGER) STRICT" };
    const MORE: Migration = Migration { name: "more", compatibility: 1, sql: "ALTER TABLE a ADD COLUMN y TEXT" };
    const OTHER: Migration = Migration { name: "other", compatibility: 2, sql: "ALTER TABLE a RENAME TO b" };
    const BROKEN: Migration = Migration { name: "broken", compatibility: 3, sql: "CREATE TABLE c (x ANY); nonsense" };

    fn version(connection: &Connection) -> i64 {
        connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
    }

    #[test]
    fn takes_only_the_steps_that_are_missing() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &[ONE]).unwrap();
        connection.execute("INSERT INTO a VALUES (7)", []).unwrap();
        assert_eq!(version(&connection), 1);
        migrate(&mut connection, &[ONE, MORE]).unwrap();
        assert_eq!(version(&connection), 1, "an older program may go on");
        migrate(&mut connection, &[ONE]).unwrap();
        assert_eq!(taken(&connection).unwrap(), 2, "which takes nothing back");
        migrate(&mut connection, &[ONE, MORE, OTHER]).unwrap();
        assert_eq!(version(&connection), 2, "an older program must stop");
        let kept: i64 = connection.query_row("SELECT x FROM b WHERE y IS NULL", [], |row| row.get(0)).unwrap();
        assert_eq!(kept, 7);
    }

    #[test]
    fn a_failed_step_leaves_the_file_as_it_was() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &[ONE]).unwrap();
        assert!(migrate(&mut connection, &[ONE, MORE, BROKEN]).is_err());
        assert_eq!((version(&connection), taken(&connection).unwrap()), (1, 1));
        assert!(connection.prepare("SELECT y FROM a").is_err(), "not even the step before it");
    }

    #[test]
    fn compatibility_never_falls() {
        assert!(MIGRATIONS.windows(2).all(|pair| pair[0].compatibility <= pair[1].compatibility));
        assert_eq!(compatibility(), 1);
    }
}

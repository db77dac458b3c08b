//! Opens a folder of data, or refuses in plain words: nothing is served from a database that
//! could lose what it acknowledged.

use super::{super::sql, SqliteStore, StoreError};
use sqlx::{
    ConnectOptions as _, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{
    fs::{self, File, TryLockError},
    path::Path,
    sync::Arc,
    time::Duration,
};

/// The oldest SQLite without the fault that can destroy a database in WAL mode.
const ENGINE_WANTED: &str = "3.51.3";

/// Connections that read. More would only queue for two cores.
const READERS: u32 = 6;

/// Opens the log in a folder, or makes one.
///
/// # Errors
/// A [`StoreError`] in plain words when another server uses the folder, the folder cannot be
/// used, or the database would not be safe.
pub async fn connect(data: &Path) -> Result<SqliteStore, StoreError> {
    let lock = take(data)?;
    let options = options(&data.join("bascule.db"));
    let write = writer(options.clone()).await?;
    check_engine(&write).await?;
    for (setting, statement, wanted) in SETTINGS {
        check_setting(&write, setting, statement, wanted).await?;
    }
    sqlx::migrate!("../migrations/sqlite").run(&write).await?;
    let epoch = epoch(&write).await?;
    let read = SqlitePoolOptions::new()
        .max_connections(READERS)
        .connect_with(options.pragma("query_only", "ON"))
        .await?;
    Ok(SqliteStore { write, read, epoch, _lock: Arc::new(lock) })
}

/// What must be so, or a commit is not durable and the log not unchangeable. Asked, not assumed.
const SETTINGS: [(&str, &str, &str); 4] = [
    ("journal_mode", "SELECT CAST(journal_mode AS TEXT) FROM pragma_journal_mode", "wal"),
    ("synchronous", "SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous", "2"),
    ("foreign_keys", "SELECT CAST(foreign_keys AS TEXT) FROM pragma_foreign_keys", "1"),
    (
        "recursive_triggers",
        "SELECT CAST(recursive_triggers AS TEXT) FROM pragma_recursive_triggers",
        "1",
    ),
];

/// Takes the folder for this process. The lock goes with the process, however it ends.
fn take(data: &Path) -> Result<File, StoreError> {
    let folder = || data.to_path_buf();
    let unusable = |source| StoreError::Folder { folder: folder(), source };
    fs::create_dir_all(data).map_err(unusable)?;
    let lock = File::options()
        .write(true)
        .create(true)
        .truncate(false)
        .open(data.join("bascule.lock"))
        .map_err(unusable)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(StoreError::Taken { folder: folder() }),
        Err(TryLockError::Error(source)) => Err(unusable(source)),
    }
}

fn options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // Without it, INSERT OR REPLACE would delete a row past the trigger that forbids it.
        .pragma("recursive_triggers", "ON")
        .busy_timeout(Duration::from_secs(5))
        .disable_statement_logging()
}

/// One connection that writes: writers queue here, in order, instead of failing in SQLite.
async fn writer(options: SqliteConnectOptions) -> Result<SqlitePool, StoreError> {
    let pool = SqlitePoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None);
    Ok(pool.connect_with(options).await?)
}

async fn check_engine(pool: &SqlitePool) -> Result<(), StoreError> {
    let found: String = sqlx::query_scalar("SELECT sqlite_version()").fetch_one(pool).await?;
    if version(&found) < version(ENGINE_WANTED) {
        return Err(StoreError::OldEngine { found, wanted: ENGINE_WANTED });
    }
    Ok(())
}

fn version(text: &str) -> Vec<u32> {
    text.split('.').map(|part| part.parse().unwrap_or(0)).collect()
}

async fn check_setting(
    pool: &SqlitePool,
    setting: &'static str,
    statement: &'static str,
    wanted: &'static str,
) -> Result<(), StoreError> {
    let found: String = sqlx::query_scalar(statement).fetch_one(pool).await?;
    if found != wanted {
        return Err(StoreError::Setting { setting, found, wanted });
    }
    Ok(())
}

/// The life of this log, begun when it was made. 53 bits, so that any JSON reader keeps them all.
async fn epoch(pool: &SqlitePool) -> Result<u64, StoreError> {
    let fresh = i64::try_from(getrandom::u64()? >> 11).unwrap_or(0);
    sqlx::query(sql::BEGIN_EPOCH).bind(fresh).execute(pool).await?;
    let number: i64 = sqlx::query_scalar(sql::EPOCH).fetch_one(pool).await?;
    Ok(number.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers() {
        assert!(version("3.46.0") < version(ENGINE_WANTED));
        assert!(version("3.51.2") < version(ENGINE_WANTED));
        assert!(version("3.51.10") > version(ENGINE_WANTED));
        assert!(version("4.0") > version(ENGINE_WANTED));
    }

    #[tokio::test]
    async fn a_second_server_on_the_folder_is_refused_in_plain_words() {
        let folder = tempfile::tempdir().unwrap();
        let first = connect(folder.path()).await.unwrap();
        let refused = connect(folder.path()).await.unwrap_err();
        assert!(refused.to_string().starts_with("another Bascule server is using the folder"));
        first.close().await;
        drop(first);
        connect(folder.path()).await.unwrap();
    }

    #[tokio::test]
    async fn a_reader_cannot_write_and_a_setting_that_did_not_take_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let store = connect(folder.path()).await.unwrap();
        assert!(sqlx::query(sql::BEGIN_EPOCH).bind(1_i64).execute(&store.read).await.is_err());
        sqlx::query("PRAGMA synchronous = NORMAL").execute(&store.write).await.unwrap();
        let (setting, statement, wanted) = SETTINGS[1];
        let refused = check_setting(&store.write, setting, statement, wanted).await.unwrap_err();
        assert!(refused.to_string().contains("synchronous is 1, and must be 2"), "{refused}");
    }
}

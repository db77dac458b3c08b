//! The numbers of editions on SQLite.

use super::{
    super::{edition::EditionStore, row::Cell},
    SqliteStore, StoreError,
};
use async_trait::async_trait;
use domain::{RoomId, Timestamp};

const EDITION: &str = "
    INSERT INTO editions (room, number, digest, since) VALUES ($1, 1, $2, $3)
    ON CONFLICT (room) DO UPDATE SET
        number = CASE WHEN digest = excluded.digest THEN number ELSE number + 1 END,
        since = CASE WHEN digest = excluded.digest THEN since ELSE excluded.since END,
        digest = excluded.digest
    RETURNING number, since";

#[async_trait]
impl EditionStore for SqliteStore {
    async fn edition(
        &self,
        room: &RoomId,
        digest: &[u8; 32],
        now: Timestamp,
    ) -> Result<(u64, Timestamp), StoreError> {
        let query =
            sqlx::query(EDITION).bind(room.as_str()).bind(digest.as_slice()).bind(now.micros());
        let row = query.fetch_one(&self.write).await?;
        let cell = Cell { row: &row, table: "editions", room: room.as_str(), seq: 0 };
        let number = cell.get::<i64>("number")?;
        Ok((number.unsigned_abs(), cell.moment("since")?))
    }
}

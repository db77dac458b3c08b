//! Access tokens on SQLite. Each is one statement: there is no half of it.

use super::{
    super::{
        metric_token::{MetricToken, MetricTokenStore},
        people::TokenHash,
        row::Cell,
        sql,
    },
    SqliteStore, StoreError,
    people::token,
};
use async_trait::async_trait;
use domain::{RoomId, Timestamp, text::PersonName};
use sqlx::sqlite::SqliteRow;

#[async_trait]
impl MetricTokenStore for SqliteStore {
    async fn add_metric_token(&self, token: &MetricToken) -> Result<(), StoreError> {
        sqlx::query(sql::ADD_METRIC_TOKEN)
            .bind(token.token_hash.0.as_slice())
            .bind(token.room.as_str())
            .bind(&token.metric)
            .bind(token.name.as_str())
            .bind(&token.created_by)
            .bind(token.created_at.micros())
            .bind(token.used_at.map(Timestamp::micros))
            .bind(token.revoked_at.map(Timestamp::micros))
            .execute(&self.write)
            .await?;
        Ok(())
    }

    async fn metric_token(&self, token: &TokenHash) -> Result<Option<MetricToken>, StoreError> {
        let query = sqlx::query(sql::METRIC_TOKEN).bind(token.0.as_slice());
        query.fetch_optional(&self.read).await?.map(|row| metric_token(&row)).transpose()
    }

    async fn metric_tokens_of(&self, room: &RoomId) -> Result<Vec<MetricToken>, StoreError> {
        let query = sqlx::query(sql::METRIC_TOKENS_OF).bind(room.as_str());
        query.fetch_all(&self.read).await?.iter().map(metric_token).collect()
    }

    async fn touch_metric_token(
        &self,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(sql::TOUCH_METRIC_TOKEN).bind(token.0.as_slice());
        query.bind(now.micros()).execute(&self.write).await?;
        Ok(())
    }

    async fn revoke_metric_token(
        &self,
        room: &RoomId,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(sql::REVOKE_METRIC_TOKEN)
            .bind(token.0.as_slice())
            .bind(room.as_str())
            .bind(now.micros())
            .execute(&self.write)
            .await?;
        Ok(())
    }
}

fn metric_token(row: &SqliteRow) -> Result<MetricToken, StoreError> {
    let cell = Cell { row, table: "metric_tokens", room: "?", seq: 0 };
    let moment = |column| cell.get::<Option<i64>>(column).map(|at| at.map(Timestamp::from_micros));
    Ok(MetricToken {
        token_hash: token(&cell)?,
        room: cell.parsed("room", RoomId::parse)?,
        metric: cell.get("metric")?,
        name: cell.parsed("name", PersonName::parse)?,
        created_by: cell.get("created_by")?,
        created_at: cell.moment("created_at")?,
        used_at: moment("used_at")?,
        revoked_at: moment("revoked_at")?,
    })
}

//! Subscribers on SQLite.

use super::{
    super::{
        TokenHash,
        row::Cell,
        subscriber::{Ask, LinkUse, Subscriber, SubscriberLink, SubscriberStore},
    },
    SqliteStore, StoreError,
};
use async_trait::async_trait;
use domain::{RoomId, Timestamp};
use frontend::boot::Locale;
use sqlx::sqlite::SqliteRow;

/// Gives a row only when an e-mail is to be sent. The language of somebody who said yes is theirs:
/// whoever types an address does not have to be its owner.
const ASK: &str = "
    INSERT INTO subscribers (id, room, address, locale, asked_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (room, address) DO UPDATE SET
        locale = CASE WHEN since IS NULL THEN excluded.locale ELSE locale END,
        asks = CASE WHEN asked_at < $7 THEN 1 ELSE asks + 1 END,
        asked_at = excluded.asked_at
    WHERE asked_at <= $6 AND (asked_at < $7 OR asks < $8)
    RETURNING id, room, address, locale, since";

const SUBSCRIBER: &str = "
    SELECT id, room, address, locale, since FROM subscribers WHERE id = $1";

const ADD_LINK: &str = "
    INSERT INTO subscriber_links (token_hash, subscriber, use, expires_at)
    SELECT $1, id, $3, $4 FROM subscribers WHERE id = $2";

const LINK: &str = "
    SELECT l.token_hash, l.subscriber, l.use, l.expires_at FROM subscriber_links AS l
    JOIN subscribers AS s ON s.id = l.subscriber WHERE l.token_hash = $1 AND s.room = $2";

const CONFIRM: &str = "UPDATE subscribers SET since = coalesce(since, $2) WHERE id = $1";

const LEAVE: &str = "DELETE FROM subscribers WHERE id = $1";

const FORGET: &str = "DELETE FROM subscribers WHERE since IS NULL AND asked_at < $1";

const FORGET_LINKS: &str = "DELETE FROM subscriber_links WHERE expires_at <= $1";

#[async_trait]
impl SubscriberStore for SqliteStore {
    async fn ask(&self, ask: &Ask<'_>) -> Result<Option<Subscriber>, StoreError> {
        let query = sqlx::query(ASK)
            .bind(ask.id)
            .bind(ask.room.as_str())
            .bind(ask.address.to_string())
            .bind(ask.locale.slug())
            .bind(ask.now.micros())
            .bind(ask.not_since.micros())
            .bind(ask.today.micros())
            .bind(ask.a_day);
        query.fetch_optional(&self.write).await?.map(|row| subscriber(&row)).transpose()
    }

    async fn subscriber(&self, id: &str) -> Result<Option<Subscriber>, StoreError> {
        let query = sqlx::query(SUBSCRIBER).bind(id);
        query.fetch_optional(&self.read).await?.map(|row| subscriber(&row)).transpose()
    }

    async fn add_subscriber_link(&self, link: &SubscriberLink) -> Result<(), StoreError> {
        sqlx::query(ADD_LINK)
            .bind(link.token_hash.0.as_slice())
            .bind(&link.subscriber)
            .bind(link.good_for.slug())
            .bind(link.expires_at.map(Timestamp::micros))
            .execute(&self.write)
            .await?;
        Ok(())
    }

    async fn subscriber_link(
        &self,
        room: &RoomId,
        token: &TokenHash,
    ) -> Result<Option<SubscriberLink>, StoreError> {
        let query = sqlx::query(LINK).bind(token.0.as_slice()).bind(room.as_str());
        let Some(row) = query.fetch_optional(&self.read).await? else { return Ok(None) };
        let cell = Cell { row: &row, table: "subscriber_links", room: room.as_str(), seq: 0 };
        let good_for = |slug: &str| {
            let all = [LinkUse::Confirm, LinkUse::Leave];
            all.into_iter().find(|good_for| good_for.slug() == slug).ok_or("is no use")
        };
        Ok(Some(SubscriberLink {
            token_hash: *token,
            subscriber: cell.get("subscriber")?,
            good_for: cell.parsed("use", good_for)?,
            expires_at: cell.get::<Option<i64>>("expires_at")?.map(Timestamp::from_micros),
        }))
    }

    async fn confirm(&self, subscriber: &str, now: Timestamp) -> Result<(), StoreError> {
        sqlx::query(CONFIRM).bind(subscriber).bind(now.micros()).execute(&self.write).await?;
        Ok(())
    }

    async fn leave(&self, subscriber: &str) -> Result<(), StoreError> {
        sqlx::query(LEAVE).bind(subscriber).execute(&self.write).await?;
        Ok(())
    }

    async fn forget_unconfirmed(
        &self,
        before: Timestamp,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(FORGET).bind(before.micros()).execute(&self.write).await?;
        sqlx::query(FORGET_LINKS).bind(now.micros()).execute(&self.write).await?;
        Ok(())
    }
}

fn subscriber(row: &SqliteRow) -> Result<Subscriber, StoreError> {
    let cell = Cell { row, table: "subscribers", room: "?", seq: 0 };
    let locale = |slug: &str| Locale::from_slug(slug).ok_or("is no language");
    Ok(Subscriber {
        id: cell.get("id")?,
        room: cell.parsed("room", RoomId::parse)?,
        address: cell.parsed("address", str::parse)?,
        locale: cell.parsed("locale", locale)?,
        since: cell.get::<Option<i64>>("since")?.map(Timestamp::from_micros),
    })
}

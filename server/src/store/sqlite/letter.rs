//! The dispatch on SQLite.

use super::{
    super::{
        letter::{LetterStore, NewLetter, Post, Settled, Tally},
        row::{Cell, number},
    },
    SqliteStore, StoreError,
};
use crate::{
    channel::{NoticeNumber, Said, Trouble},
    dispatch::{Again, Delivery, Letter, Recipient, State, delivery_key, message_id},
};
use async_trait::async_trait;
use domain::{ChannelId, RoomId, Seq, Timestamp};
use sqlx::{Connection as _, Row as _, SqliteConnection, sqlite::SqliteRow};

const POSTED: &str = "
    INSERT INTO posted (room, seq) VALUES ($1, $2) ON CONFLICT (room, seq) DO NOTHING";

const SUBSCRIBED: &str = "
    SELECT id FROM subscribers WHERE room = $1 AND since IS NOT NULL ORDER BY id";

/// Takes `[[key, channel, recipient, message id], …]` as JSON: ten thousand subscribers are one
/// statement. (SQLite's own function.)
const PUT: &str = "
    INSERT INTO letters
        (key, room, seq, channel, recipient, notice, message_id, payload, state, created_at, next_at)
    SELECT value ->> 0, $2, $3, value ->> 1, value ->> 2, $4, value ->> 3, $5, 'waiting', $6, $7
    FROM json_each($1) WHERE true
    ON CONFLICT (key) DO NOTHING";

/// The condition on a letter `o` of channel `$1` that no earlier one to the same recipient is
/// still to go.
macro_rules! first_in_line {
    () => {
        "o.channel = $1 AND o.state = 'waiting' AND NOT EXISTS (
            SELECT 1 FROM letters AS earlier
            WHERE earlier.channel = o.channel AND earlier.recipient = o.recipient
                AND earlier.room = o.room AND earlier.seq < o.seq
                AND earlier.state IN ('waiting', 'sending'))"
    };
}

const TAKE: &str = concat!(
    "UPDATE letters SET state = 'sending', attempts = attempts + 1
    WHERE id IN (
        SELECT o.id FROM letters AS o WHERE o.next_at <= $2 AND ",
    first_in_line!(),
    " ORDER BY o.next_at, o.id LIMIT $3)
    RETURNING id, room, recipient, message_id, payload, attempts, created_at"
);

const NEXT_DUE: &str =
    concat!("SELECT min(o.next_at) AS next_at FROM letters AS o WHERE ", first_in_line!());

const SENT: &str = "
    UPDATE letters SET state = 'sent', done_at = $2, answer = $3 WHERE id = $1";

/// A doubt stays: what may have arrived once may have for good.
const LATER: &str = "
    UPDATE letters SET state = 'waiting', next_at = $2, trouble = $3, again = coalesce(again, $4)
    WHERE id = $1";

const FAILED: &str = "
    UPDATE letters SET state = 'failed', done_at = $2, trouble = $3 WHERE id = $1";

const RESUME: &str = "
    UPDATE letters SET state = 'waiting', again = 'restart' WHERE state = 'sending'";

const DELIVERIES: &str = "
    SELECT key, channel, recipient, message_id, state, attempts, created_at, next_at, done_at,
        again, trouble, answer
    FROM letters WHERE room = $1 AND notice = $2 ORDER BY seq, channel, recipient";

/// One statement for all letters of a notice, however many subscribers there are. What was the
/// matter is that of one of them: whoever reads it wants to know what to do, not a list.
const TALLIES: &str = "
    SELECT seq, channel, state, coalesce(trouble ->> 'kind' = 'unsubscribed', 0) AS has_left,
        min(payload ->> 'said') AS said, count(*) AS letters, max(attempts) AS attempts,
        min(next_at) AS next_at, max(done_at) AS done_at, max(again) AS again,
        max(trouble) AS trouble
    FROM letters WHERE room = $1 AND notice = $2
    GROUP BY seq, channel, state, has_left ORDER BY seq, channel, state";

const GIVEN_UP: &str = "
    SELECT DISTINCT notice FROM letters
    WHERE room = $1 AND notice IS NOT NULL AND state = 'failed'
        AND coalesce(trouble ->> 'kind', '') <> 'unsubscribed' ORDER BY notice";

/// A person asked for it: it is news again from now on.
const AGAIN: &str = "
    UPDATE letters SET state = 'waiting', created_at = $4, next_at = $4, done_at = NULL
    WHERE room = $1 AND notice = $2 AND channel = $3 AND state = 'failed'
        AND coalesce(trouble ->> 'kind', '') <> 'unsubscribed'";

const FOLLOWED: &str = "SELECT seq FROM followed WHERE room = $1";

const FOLLOW: &str = "
    INSERT INTO followed (room, seq) VALUES ($1, $2)
    ON CONFLICT (room) DO UPDATE SET seq = max(seq, excluded.seq)";

#[async_trait]
impl LetterStore for SqliteStore {
    async fn put(&self, post: Post) -> Result<bool, StoreError> {
        // As for the log: in a task of its own, so that nobody can cut the transaction in half,
        // and a connection that failed is thrown away, because SQLite may have rolled back by
        // itself.
        let (pool, epoch) = (self.write.clone(), self.epoch);
        let written = tokio::spawn(async move {
            let mut connection = pool.acquire().await?;
            let written = put_on(&mut connection, epoch, &post).await;
            if written.is_err() {
                connection.close().await?;
            }
            written
        });
        written.await?
    }

    async fn followed(&self, room: &RoomId) -> Result<Seq, StoreError> {
        let row = sqlx::query(FOLLOWED).bind(room.as_str()).fetch_optional(&self.read).await?;
        let Some(row) = row else { return Ok(Seq(0)) };
        Cell { row: &row, table: "followed", room: room.as_str(), seq: 0 }.seq("seq")
    }

    async fn follow(&self, room: &RoomId, seq: Seq) -> Result<(), StoreError> {
        let query = sqlx::query(FOLLOW).bind(room.as_str()).bind(number(seq));
        query.execute(&self.write).await?;
        Ok(())
    }

    async fn put_letter(&self, letter: &NewLetter, now: Timestamp) -> Result<(), StoreError> {
        let id = message_id(self.epoch, &letter.key);
        let (channel, recipient) = (letter.channel.as_str(), letter.recipient.as_str());
        sqlx::query(PUT)
            .bind(serde_json::to_string(&[[letter.key.as_str(), channel, recipient, &id]])?)
            .bind(letter.room.as_str())
            .bind(0)
            .bind(None::<i64>)
            .bind(&letter.payload)
            .bind(now.micros())
            .bind(now.micros())
            .execute(&self.write)
            .await?;
        Ok(())
    }

    async fn take(
        &self,
        channel: &ChannelId,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<Letter>, StoreError> {
        let query = sqlx::query(TAKE).bind(channel.as_str()).bind(now.micros()).bind(limit);
        let rows = query.fetch_all(&self.write).await?;
        let mut letters: Vec<Letter> = rows.iter().map(letter).collect::<Result<_, _>>()?;
        letters.sort_by_key(|letter| letter.id);
        Ok(letters)
    }

    async fn next_due(&self, channel: &ChannelId) -> Result<Option<Timestamp>, StoreError> {
        let query = sqlx::query(NEXT_DUE).bind(channel.as_str());
        let next: Option<i64> = query.fetch_one(&self.read).await?.try_get("next_at")?;
        Ok(next.map(Timestamp::from_micros))
    }

    async fn settle(&self, id: i64, settled: &Settled) -> Result<(), StoreError> {
        let query = match settled {
            Settled::Sent { at, answer } => {
                sqlx::query(SENT).bind(id).bind(at.micros()).bind(answer)
            }
            Settled::Later { next_at, trouble } => {
                let again = trouble.leaves_doubt().then(|| Again::NoAnswer.slug());
                let trouble = serde_json::to_string(trouble)?;
                sqlx::query(LATER).bind(id).bind(next_at.micros()).bind(trouble).bind(again)
            }
            Settled::Failed { at, trouble } => {
                let trouble = serde_json::to_string(trouble)?;
                sqlx::query(FAILED).bind(id).bind(at.micros()).bind(trouble)
            }
        };
        query.execute(&self.write).await?;
        Ok(())
    }

    async fn resume(&self) -> Result<u64, StoreError> {
        Ok(sqlx::query(RESUME).execute(&self.write).await?.rows_affected())
    }

    async fn deliveries(
        &self,
        room: &RoomId,
        notice: NoticeNumber,
    ) -> Result<Vec<Delivery>, StoreError> {
        let query = sqlx::query(DELIVERIES).bind(room.as_str()).bind(notice.0);
        query.fetch_all(&self.read).await?.iter().map(|row| delivery(room, row)).collect()
    }

    async fn tallies(&self, room: &RoomId, notice: NoticeNumber) -> Result<Vec<Tally>, StoreError> {
        let query = sqlx::query(TALLIES).bind(room.as_str()).bind(notice.0);
        query.fetch_all(&self.read).await?.iter().map(|row| tally(room, row)).collect()
    }

    async fn given_up(&self, room: &RoomId) -> Result<Vec<NoticeNumber>, StoreError> {
        let rows = sqlx::query(GIVEN_UP).bind(room.as_str()).fetch_all(&self.read).await?;
        let number = |row: &SqliteRow| {
            let cell = Cell { row, table: "letters", room: room.as_str(), seq: 0 };
            cell.get("notice").map(NoticeNumber)
        };
        rows.iter().map(number).collect()
    }

    async fn again(
        &self,
        room: &RoomId,
        notice: NoticeNumber,
        channel: &ChannelId,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        let query = sqlx::query(AGAIN).bind(room.as_str()).bind(notice.0);
        let query = query.bind(channel.as_str()).bind(now.micros());
        Ok(query.execute(&self.write).await?.rows_affected())
    }
}

async fn put_on(
    connection: &mut SqliteConnection,
    epoch: u64,
    post: &Post,
) -> Result<bool, StoreError> {
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    let posted = sqlx::query(POSTED).bind(post.room.as_str()).bind(number(post.seq));
    if posted.execute(&mut *transaction).await?.rows_affected() == 0 {
        transaction.rollback().await?;
        return Ok(false);
    }
    let mut letters: Vec<[String; 4]> = Vec::new();
    let mut letter = |channel: &ChannelId, recipient: &str| {
        let key = delivery_key(&post.room, post.seq, channel, recipient);
        let id = message_id(epoch, &key);
        letters.push([key, channel.to_string(), recipient.to_owned(), id]);
    };
    for channel in &post.endpoints {
        letter(channel, Recipient::ENDPOINT);
    }
    if let Some(mail) = &post.mail {
        let query = sqlx::query(SUBSCRIBED).bind(post.room.as_str());
        for row in query.fetch_all(&mut *transaction).await? {
            letter(mail, row.try_get("id")?);
        }
    }
    sqlx::query(PUT)
        .bind(serde_json::to_string(&letters)?)
        .bind(post.room.as_str())
        .bind(number(post.seq))
        .bind(post.notice.0)
        .bind(&post.payload)
        .bind(post.since.micros())
        .bind(post.now.micros())
        .execute(&mut *transaction)
        .await?;
    let followed = sqlx::query(FOLLOW).bind(post.room.as_str()).bind(number(post.seq));
    followed.execute(&mut *transaction).await?;
    transaction.commit().await?;
    Ok(true)
}

fn letter(row: &SqliteRow) -> Result<Letter, StoreError> {
    let cell = Cell { row, table: "letters", room: "?", seq: 0 };
    Ok(Letter {
        id: cell.get("id")?,
        room: cell.parsed("room", RoomId::parse)?,
        recipient: Recipient::from(cell.get::<String>("recipient")?),
        message_id: cell.get("message_id")?,
        payload: cell.get("payload")?,
        attempts: cell.get("attempts")?,
        created_at: cell.moment("created_at")?,
    })
}

fn tally(room: &RoomId, row: &SqliteRow) -> Result<Tally, StoreError> {
    let cell = Cell { row, table: "letters", room: room.as_str(), seq: 0 };
    let said = |slug: &str| Said::from_slug(slug).ok_or("is nothing that is said");
    Ok(Tally {
        seq: cell.seq("seq")?,
        said: cell.parsed("said", said)?,
        channel: cell.parsed("channel", ChannelId::parse)?,
        state: cell.parsed("state", state)?,
        has_left: cell.get("has_left")?,
        letters: cell.get("letters")?,
        attempts: cell.get("attempts")?,
        next_at: cell.moment("next_at")?,
        done_at: cell.get::<Option<i64>>("done_at")?.map(Timestamp::from_micros),
        again: cell.get::<Option<&str>>("again")?.and_then(Again::from_slug),
        trouble: trouble(&cell)?,
    })
}

fn delivery(room: &RoomId, row: &SqliteRow) -> Result<Delivery, StoreError> {
    let cell = Cell { row, table: "letters", room: room.as_str(), seq: 0 };
    Ok(Delivery {
        key: cell.get("key")?,
        channel: cell.parsed("channel", ChannelId::parse)?,
        recipient: Recipient::from(cell.get::<String>("recipient")?),
        message_id: cell.get("message_id")?,
        state: cell.parsed("state", state)?,
        attempts: cell.get("attempts")?,
        created_at: cell.moment("created_at")?,
        next_at: cell.moment("next_at")?,
        done_at: cell.get::<Option<i64>>("done_at")?.map(Timestamp::from_micros),
        again: cell.get::<Option<&str>>("again")?.and_then(Again::from_slug),
        trouble: trouble(&cell)?,
        answer: cell.get("answer")?,
    })
}

fn state(slug: &str) -> Result<State, &'static str> {
    State::from_slug(slug).ok_or("is no state")
}

fn trouble(cell: &Cell<'_>) -> Result<Option<Trouble>, StoreError> {
    match cell.get::<Option<&str>>("trouble")? {
        Some(_) => cell.parsed("trouble", |text| serde_json::from_str(text)).map(Some),
        None => Ok(None),
    }
}

//! Samples on SQLite, beside the log but never in its way: one commit for many.

use super::{
    super::{
        row::Cell,
        samples::{MINUTES_KEPT, Point, RAW_KEPT, SampleStore, Series},
    },
    SqliteStore, StoreError,
};
use async_trait::async_trait;
use domain::{
    Length, MetricId, RoomId, Timestamp,
    metric::{Sample, Value},
};
use sqlx::{Connection as _, SqliteConnection};

/// Names the numbers of a batch. Takes `[[room, metric, at, value], …]` as JSON.
const ADD_SERIES: &str = "
    INSERT INTO series (room, metric)
    SELECT DISTINCT value ->> 0, value ->> 1 FROM json_each($1) WHERE true
    ON CONFLICT (room, metric) DO NOTHING";

/// Adds the samples of a batch; the same JSON. The first word about a moment stays.
const ADD_SAMPLES: &str = "
    INSERT INTO samples (series, at, value)
    SELECT series.id, added.value ->> 2, added.value ->> 3 FROM json_each($1) AS added
    JOIN series ON series.room = added.value ->> 0 AND series.metric = added.value ->> 1
    WHERE true
    ON CONFLICT (series, at) DO NOTHING";

const SERIES: &str = "SELECT room, metric FROM series ORDER BY room, metric";

const RECENT: &str = "
    SELECT at, value FROM samples
    WHERE series = (SELECT id FROM series WHERE room = $1 AND metric = $2)
    ORDER BY at DESC LIMIT $3";

/// What was measured and the minutes of what was thinned, together: a moment is in one of them.
const STRETCH: &str = "
    WITH which AS (SELECT id FROM series WHERE room = $1 AND metric = $2),
    measured AS (
        SELECT at, value AS low, value AS high, value AS mean, 1 AS count FROM samples
        WHERE series = (SELECT id FROM which) AND at BETWEEN $3 AND $4
        UNION ALL
        SELECT at, low, high, mean, count FROM sample_minutes
        WHERE series = (SELECT id FROM which) AND at BETWEEN $3 AND $4
    )
    SELECT MIN(measured.at) AS at, MIN(measured.low) AS low, MAX(measured.high) AS high,
        CAST(ROUND(SUM(CAST(measured.mean AS REAL) * measured.count) / SUM(measured.count))
            AS INTEGER) AS mean
    FROM measured GROUP BY (measured.at - $3) / $5 ORDER BY 1";

/// Minutes of what is older than a moment. A minute that is there already (a sample that came
/// late) takes the new ones in.
const ADD_MINUTES: &str = "
    INSERT INTO sample_minutes (series, at, low, high, mean, count)
    SELECT series, at - at % 60000000, MIN(value), MAX(value),
        CAST(ROUND(AVG(value)) AS INTEGER), COUNT(*)
    FROM samples
    WHERE series = (SELECT id FROM series WHERE room = $1 AND metric = $2) AND at < $3
    GROUP BY 1, 2
    ON CONFLICT (series, at) DO UPDATE SET
        low = MIN(low, excluded.low),
        high = MAX(high, excluded.high),
        mean = CAST(ROUND(
            (CAST(mean AS REAL) * count + CAST(excluded.mean AS REAL) * excluded.count)
            / (count + excluded.count)) AS INTEGER),
        count = count + excluded.count";

const REMOVE_SAMPLES: &str = "
    DELETE FROM samples
    WHERE series = (SELECT id FROM series WHERE room = $1 AND metric = $2) AND at < $3";

const REMOVE_MINUTES: &str = "
    DELETE FROM sample_minutes
    WHERE series = (SELECT id FROM series WHERE room = $1 AND metric = $2) AND at < $3";

/// In microseconds.
const MINUTE: i64 = 60_000_000;

#[async_trait]
impl SampleStore for SqliteStore {
    async fn add_samples(&self, samples: &[(Series, Sample)]) -> Result<(), StoreError> {
        let line = |(series, sample): &(Series, Sample)| {
            let Series { room, metric } = series.clone();
            (room, metric, sample.at.micros(), sample.value.thousandths())
        };
        let batch = serde_json::to_string(&samples.iter().map(line).collect::<Vec<_>>())?;
        self.in_one(move |connection| Box::pin(add(connection, batch))).await
    }

    async fn series(&self) -> Result<Vec<Series>, StoreError> {
        let rows = sqlx::query(SERIES).fetch_all(&self.read).await?;
        let read = |row| {
            let cell = Cell { row, table: "series", room: "?", seq: 0 };
            let room = cell.parsed("room", RoomId::parse)?;
            let metric = cell.parsed("metric", MetricId::parse)?;
            Ok(Series { room, metric })
        };
        rows.iter().map(read).collect()
    }

    async fn recent(&self, series: &Series, limit: u32) -> Result<Vec<Sample>, StoreError> {
        let query = sqlx::query(RECENT)
            .bind(series.room.as_str())
            .bind(series.metric.as_str())
            .bind(i64::from(limit));
        let rows = query.fetch_all(&self.read).await?;
        let read = |row| {
            let cell = Cell { row, table: "samples", room: series.room.as_str(), seq: 0 };
            Ok(Sample { at: cell.moment("at")?, value: number(&cell, "value")? })
        };
        rows.iter().rev().map(read).collect()
    }

    async fn stretch(
        &self,
        series: &Series,
        from: Timestamp,
        to: Timestamp,
        step: Length,
    ) -> Result<Vec<Point>, StoreError> {
        let query = sqlx::query(STRETCH)
            .bind(series.room.as_str())
            .bind(series.metric.as_str())
            .bind(from.micros())
            .bind(to.micros())
            .bind(i64::from(step.seconds().max(1)) * 1_000_000);
        let rows = query.fetch_all(&self.read).await?;
        let read = |row| {
            let cell = Cell { row, table: "samples", room: series.room.as_str(), seq: 0 };
            let (low, high) = (number(&cell, "low")?, number(&cell, "high")?);
            Ok(Point { at: cell.moment("at")?, low, high, mean: number(&cell, "mean")? })
        };
        rows.iter().map(read).collect()
    }

    async fn thin(&self, series: &Series, now: Timestamp) -> Result<(), StoreError> {
        let before = |kept: Length| {
            let moment = now.micros().saturating_sub(i64::from(kept.seconds()) * 1_000_000);
            // Whole minutes only: half a minute would be counted as one.
            moment.saturating_sub(moment.rem_euclid(MINUTE))
        };
        let (raw, minutes) = (before(RAW_KEPT), before(MINUTES_KEPT));
        let series = series.clone();
        self.in_one(move |connection| Box::pin(thin(connection, series, raw, minutes))).await
    }
}

type Writing<'c> = std::pin::Pin<Box<dyn Future<Output = Result<(), sqlx::Error>> + Send + 'c>>;

impl SqliteStore {
    /// Does something in a transaction of its own, and to its end even when nobody waits any more:
    /// a transaction that is cut off in the middle would leave the only writer in doubt.
    async fn in_one(
        &self,
        write: impl for<'c> FnOnce(&'c mut SqliteConnection) -> Writing<'c> + Send + 'static,
    ) -> Result<(), StoreError> {
        let pool = self.write.clone();
        let written = tokio::spawn(async move {
            let mut connection = pool.acquire().await?;
            let written = write_on(&mut connection, write).await;
            // As with the log: after a failure the driver may be wrong about where SQLite stands.
            if written.is_err() {
                connection.close().await?;
            }
            written
        });
        Ok(written.await??)
    }
}

async fn write_on(
    connection: &mut SqliteConnection,
    write: impl for<'c> FnOnce(&'c mut SqliteConnection) -> Writing<'c>,
) -> Result<(), sqlx::Error> {
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    write(&mut transaction).await?;
    transaction.commit().await
}

async fn add(connection: &mut SqliteConnection, batch: String) -> Result<(), sqlx::Error> {
    for statement in [ADD_SERIES, ADD_SAMPLES] {
        sqlx::query(statement).bind(&batch).execute(&mut *connection).await?;
    }
    Ok(())
}

async fn thin(
    connection: &mut SqliteConnection,
    series: Series,
    raw: i64,
    minutes: i64,
) -> Result<(), sqlx::Error> {
    let steps = [(ADD_MINUTES, raw), (REMOVE_SAMPLES, raw), (REMOVE_MINUTES, minutes)];
    for (statement, before) in steps {
        sqlx::query(statement)
            .bind(series.room.as_str())
            .bind(series.metric.as_str())
            .bind(before)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

fn number(cell: &Cell<'_>, column: &'static str) -> Result<Value, StoreError> {
    cell.get(column).map(Value::from_thousandths)
}

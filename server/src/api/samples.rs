//! `POST /api/rooms/{room}/metrics/{metric}`: samples of a metric, sent by a source that holds an
//! access token. How they may be written is [`push`]'s to say; what they mean, the plan's.

use crate::{
    error::AppError, extract::path_part, metric_token::Source, source::push, state::AppState,
    store::Series,
};
use axum::{
    extract::{FromRequestParts, State},
    http::{StatusCode, request::Parts},
};
use domain::MetricId;
use serde::Serialize;

/// How many were taken.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Taken {
    taken: usize,
}

/// The metric of the address.
pub struct MetricPath(MetricId);

impl<S: Send + Sync> FromRequestParts<S> for MetricPath {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        let metric = path_part(parts, state, "metric").await?;
        MetricId::parse(&metric).map(Self).map_err(|_| AppError::NotFound)
    }
}

/// Takes samples: all of them, or none. Of a metric that the plan does not name none is taken: a
/// misspelt name would otherwise be measured by nobody, without a word.
///
/// # Errors
/// What is wrong with the body, by the name of the field.
pub async fn post(
    State(app): State<AppState>,
    source: Source,
    MetricPath(metric): MetricPath,
    body: String,
) -> Result<(StatusCode, axum::Json<Taken>), AppError> {
    if source.metric.as_ref().is_some_and(|only| only != metric.as_str()) {
        return Err(AppError::NoRoom);
    }
    let live = app.rooms.open(&source.room).await.map_err(AppError::internal)?;
    let known = live.is_some_and(|live| live.views().whole().watch.metric(&metric).is_some());
    if !known {
        let said = format!("metric: the plan of this room names no metric {metric}");
        return Err(AppError::BadShape(said));
    }
    let series = Series { room: source.room, metric };
    let read = push::Pushed::read(&body, &series.metric);
    let taken = read.and_then(|read| push::pushed(&app.samples, &*app.clock, &series, read));
    let taken = taken.map_err(|fault| AppError::BadShape(fault.to_string()))?;
    Ok((StatusCode::ACCEPTED, axum::Json(Taken { taken })))
}

//! What the old house answers.

use super::{
    COUNTED, Stage,
    model::{Seen, seen},
};
use axum::{
    Json, Router,
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::{Arc, OnceLock};

/// Checks, by metric: where they ask.
pub const CHECKS: [(&str, &str); 4] = [
    ("web-status", "/www"),
    ("seller-status", "/seller"),
    ("ios-status", "/api/ios"),
    ("android-status", "/api/android"),
];

/// Queries, by metric, of what answers like a Prometheus.
pub const QUERIES: [(&str, &str); 4] = [
    (COUNTED, "rds_connections"),
    ("rds-queries", "rds_queries"),
    ("lag", "aurora_lag"),
    ("errors", "edge_errors"),
];

type Room = Arc<OnceLock<Stage>>;

/// The routes.
pub fn router(room: Room) -> Router {
    let shop = |status: fn(&Seen) -> u16| {
        get(move |State(room): State<Room>| async move { answer(&room, status) })
    };
    Router::new()
        .route("/www", shop(Seen::site))
        .route("/seller", shop(Seen::site))
        .route("/api/ios", shop(Seen::apps))
        .route("/api/android", shop(Seen::apps))
        .route("/api/v1/query", get(query))
        .with_state(room)
}

/// Nothing is known before the room is there.
fn now(room: &Room) -> Option<(Seen, i64)> {
    let Stage { rooms, clock, room } = room.get()?;
    let live = rooms.upgrade()?.opened(room)?;
    let now = clock.now();
    Some((seen(live.views().whole(), now), now.seconds()))
}

fn answer(room: &Room, status: fn(&Seen) -> u16) -> StatusCode {
    let status = now(room).map_or(502, |(seen, _)| status(&seen));
    StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY)
}

#[derive(Deserialize)]
struct Asked {
    query: String,
}

async fn query(State(room): State<Room>, Query(Asked { query }): Query<Asked>) -> Response {
    let Some((seen, at)) = now(&room) else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let metric = QUERIES.iter().find(|(_, known)| *known == query).map(|(metric, _)| *metric);
    let Some(metric) = metric else {
        let said = json!({"status": "error", "errorType": "bad_data", "error": "unknown query"});
        return (StatusCode::BAD_REQUEST, Json(said)).into_response();
    };
    let one = |labels: Value, value: String| json!({"metric": labels, "value": [at, value]});
    let result: Vec<Value> = if metric == COUNTED {
        seen.by_user().map(|(user, count)| one(json!({"user": user}), count.to_string())).collect()
    } else {
        let numbers = seen.numbers();
        let number = numbers.iter().filter(|(known, _)| *known == metric);
        number.map(|(_, value)| one(json!({}), value.to_string())).collect()
    };
    let data = json!({"resultType": "vector", "result": result});
    Json(json!({"status": "success", "data": data})).into_response()
}

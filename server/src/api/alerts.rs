//! `POST /api/rooms/{room}/alerts`: what an Alertmanager sends. An alert that fires, and one that
//! is over, each becomes an event of the room, once, however often it is sent.

use crate::{
    error::AppError,
    execute::Refused,
    metric_token::Source,
    source::alertmanager::{Alert, Alerts},
    state::AppState,
    watch,
};
use axum::{body::Bytes, extract::State, http::StatusCode};
use domain::{
    AlertId,
    text::{Reason, Title},
    watch::{AlertEvent, WatchEvent},
};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// How many were read, and how many more there were.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Taken {
    taken: usize,
    left_out: u64,
}

/// Takes a notification.
///
/// # Errors
/// What is wrong with the body, by the name of the field; or that it cannot be recorded now.
pub async fn post(
    State(app): State<AppState>,
    source: Source,
    body: Bytes,
) -> Result<(StatusCode, axum::Json<Taken>), AppError> {
    // A token for one metric is for that.
    if source.metric.is_some() {
        return Err(AppError::NoRoom);
    }
    let Alerts { alerts, left_out } =
        Alerts::read(&body).map_err(|fault| AppError::BadShape(fault.to_string()))?;
    let taken = alerts.len();
    for alert in alerts {
        let event = WatchEvent::Alert(event(alert));
        watch::record(&app, &source.room, event).await.map_err(refused)?;
    }
    Ok((StatusCode::ACCEPTED, axum::Json(Taken { taken, left_out })))
}

fn refused(refused: Refused) -> AppError {
    match refused {
        Refused::Rejected(rejection) => AppError::Rejected(Box::new(rejection), None),
        Refused::NoSuchRoom => AppError::NoRoom,
        Refused::Unknown => AppError::Unknown,
        Refused::Busy | Refused::KeyReused | Refused::Clash { .. } => AppError::Busy,
    }
}

fn event(sent: Alert) -> AlertEvent {
    let alert = id(&sent.fingerprint);
    let title = Title::parse(&sent.name);
    let title = title.unwrap_or_else(|_| Title::parse("?").expect("one character is a title"));
    if sent.firing {
        let summary = sent.summary.and_then(|summary| Reason::parse(&summary).ok());
        AlertEvent::Fired { alert, title, summary }
    } else {
        AlertEvent::Over { alert, title }
    }
}

/// A fingerprint is hex; what is not is hashed.
fn id(fingerprint: &str) -> AlertId {
    AlertId::parse(fingerprint).unwrap_or_else(|_| {
        let digest = Sha256::digest(fingerprint.as_bytes());
        let hex: String = digest[..16].iter().map(|byte| format!("{byte:02x}")).collect();
        AlertId::parse(&hex).expect("hex is a slug")
    })
}

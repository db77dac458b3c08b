//! Pages of what is measured and checked: one number large, the board of the ways in, and a view
//! for a wall. All are rendered here and renewed panel by panel; none has a browser half.

use super::shell::{Live, Shell};
use crate::{
    error::AppError,
    extract::{Asker, Reader, path_part},
    panel::{self, Asked, PanelPage},
    state::AppState,
    store::Series,
    watch::numbers::RoomNumbers,
};
use axum::{
    extract::{FromRequestParts, State},
    http::{StatusCode, request::Parts},
    response::Response,
};
use domain::{MetricId, Room, Timestamp};
use frontend::{
    boot::{Locale, Theme},
    panel::{
        Html, Look,
        watch::{Chart, Dot, page},
    },
    ui::slot::Panels,
};
use std::sync::Arc;

/// How far back a chart goes when the room has no window yet, in seconds.
const BACK: i64 = 3_600;

/// How far back it goes at most: what is kept whole.
const LONGEST: i64 = 24 * 3_600;

/// How many points a chart has.
const POINTS: u32 = 240;

/// The metric of an address.
pub struct MetricPath(MetricId);

impl<S: Send + Sync> FromRequestParts<S> for MetricPath {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        let metric = path_part(parts, state, "metric").await?;
        MetricId::parse(&metric).map(Self).map_err(|_| AppError::NotFound)
    }
}

/// `GET /rooms/{room}/metrics/{metric}`.
///
/// # Errors
/// When there is no such metric, or its samples cannot be read.
pub async fn metric(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    MetricPath(metric): MetricPath,
) -> Result<Response, AppError> {
    let view = asker.view();
    let title = view.watch.metric(&metric).ok_or(AppError::NotFound)?.title().to_string();
    let panels = metric_panels(&app, &asker, reader, &view, &metric).await?;
    let live = Live::alone(&app, &view, PanelPage::Metric).asking(&format!("metric={metric}"));
    let names = &["alarms", "metric"];
    let frame = Frame { title: &title, class: "metric-page", names, live };
    respond(&app, &asker, reader, &view, panels, frame)
}

/// The panels of one metric. The stretch shown is the room's own, from half an hour before its
/// window on.
///
/// # Errors
/// When its samples cannot be read.
pub async fn metric_panels(
    app: &AppState,
    asker: &Asker,
    reader: Reader,
    view: &Arc<Room>,
    metric: &MetricId,
) -> Result<Html, AppError> {
    let now = app.clock.reading().now;
    let begin = view.charter.as_ref().map(|charter| charter.window.start.seconds() - BACK / 2);
    let latest = now.seconds() - BACK / 2;
    let begin = begin.unwrap_or(latest).clamp(now.seconds() - LONGEST, latest);
    let from = Timestamp::from_seconds(begin);
    let series = Series { room: asker.room.clone(), metric: metric.clone() };
    let points = app.samples.window(&series, from, now, POINTS).await;
    let points = points.map_err(AppError::internal)?;
    let dots: Vec<Dot> = points
        .iter()
        .map(|point| Dot { at: point.at, low: point.low, high: point.high, mean: point.mean })
        .collect();
    // What came in after nothing is not drawn as if it had always been there.
    let from = dots.first().map_or(from, |first| first.at.max(from));
    let chart = Chart { metric, from, to: now, dots };
    let numbers = RoomNumbers::of(app, &asker.room);
    let look = Look { numbers: &numbers, ..panel::look(app, asker, reader, view) };
    Ok(look.of_metric(&chart))
}

/// `GET /rooms/{room}/entry-points`.
///
/// # Errors
/// When the page cannot be written.
pub async fn entry_points(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
) -> Result<Response, AppError> {
    let view = asker.view();
    let panels = panel::of(&app, &asker, reader, &view, PanelPage::EntryPoints, &Asked::default());
    let live = Live::alone(&app, &view, PanelPage::EntryPoints);
    let title = word(reader, "Ways in", "Accès");
    let names = &["alarms", "entry-points"];
    let frame = Frame { title, class: "entries-page", names, live };
    respond(&app, &asker, reader, &view, panels, frame)
}

/// `GET /rooms/{room}/wall`: always dark, whatever the reader's own colours are.
///
/// # Errors
/// When the page cannot be written.
pub async fn wall(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
) -> Result<Response, AppError> {
    let view = asker.view();
    let panels = panel::of(&app, &asker, reader, &view, PanelPage::Wall, &Asked::default());
    let live = Live::alone(&app, &view, PanelPage::Wall);
    let title = word(reader, "Wall view", "Vue murale");
    let frame = Frame { title, class: "wall-page", names: &["wall"], live };
    respond(&app, &asker, Reader { theme: Theme::Dark, ..reader }, &view, panels, frame)
}

const fn word(reader: Reader, en: &'static str, fr: &'static str) -> &'static str {
    match reader.locale {
        Locale::En => en,
        Locale::Fr => fr,
    }
}

/// What a page is besides its panels.
struct Frame<'a> {
    title: &'a str,
    class: &'static str,
    names: &'static [&'static str],
    live: Live,
}

fn respond(
    app: &AppState,
    asker: &Asker,
    reader: Reader,
    view: &Room,
    panels: Html,
    frame: Frame<'_>,
) -> Result<Response, AppError> {
    let look = panel::look(app, asker, reader, view);
    let Frame { title, class, names, live } = frame;
    let html = page(&look, title, class, names, Panels(Arc::new(panels)));
    let title = match &view.charter {
        Some(charter) => format!("{title} · {} · Bascule", charter.title),
        None => format!("{title} · Bascule"),
    };
    Shell { reader, title: &title, html, boot: None, live: Some(live) }.respond(StatusCode::OK)
}

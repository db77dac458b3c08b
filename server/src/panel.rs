//! `GET /rooms/{room}/panels/{page}`: the panels of a page, by name, for the script that renews
//! them. The same functions fill them when the page is first written.

pub mod channels;

use crate::{
    error::AppError,
    extract::{Asker, Query, Reader, path_part},
    markdown, page,
    state::AppState,
    store::PeopleStore,
    watch::numbers::RoomNumbers,
};
use axum::{
    extract::{FromRequestParts, State},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use domain::{
    MetricId, PersonId, PhaseId, Room, Seq, StepId, Timestamp, rights::Action,
    run::owners_without_an_act, watch::NoNumbers, word::notice::NoticeId,
};
use frontend::panel::{Html, Look, channels::NOTHING, plan::Editing, since::Away};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::{collections::BTreeSet, sync::Arc};

/// A page that has panels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PanelPage {
    /// The room's own.
    Room,
    /// The support desk.
    Support,
    /// The comms desk.
    Comms,
    /// The promise ledger.
    Promises,
    /// The plan's.
    Plan,
    /// One metric; which, the query says.
    Metric,
    /// The board of the ways in.
    EntryPoints,
    /// The view for a wall.
    Wall,
}

impl PanelPage {
    /// As in the address.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Room => "room",
            Self::Support => "support",
            Self::Comms => "comms",
            Self::Promises => "promises",
            Self::Plan => "plan",
            Self::Metric => "metric",
            Self::EntryPoints => "entry-points",
            Self::Wall => "wall",
        }
    }

    fn from_slug(slug: &str) -> Option<Self> {
        [
            Self::Room,
            Self::Support,
            Self::Comms,
            Self::Promises,
            Self::Plan,
            Self::Metric,
            Self::EntryPoints,
            Self::Wall,
        ]
        .into_iter()
        .find(|page| page.slug() == slug)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for PanelPage {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        let page = path_part(parts, state, "page").await?;
        Self::from_slug(&page).ok_or(AppError::NotFound)
    }
}

/// So many steps may be open at once; a page of ours opens one.
const OPEN_MOST: usize = 8;

/// What a page has open.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Steps, on the room's own page.
    pub open: Vec<StepId>,
    /// The notice, on the comms desk.
    pub notice: Option<NoticeId>,
    /// How long the reader was away from the room's own page.
    pub away: Option<Away>,
}

impl Asked {
    /// What a query says; what it does not say well is not open.
    #[must_use]
    pub fn of(query: &[(String, String)]) -> Self {
        let named = query.iter().filter(|(name, _)| name == "open").take(OPEN_MOST);
        let open = named.filter_map(|(_, step)| StepId::parse(step).ok()).collect();
        let notice = query.iter().find(|(name, _)| name == "notice");
        let notice = notice.and_then(|(_, id)| id.parse().ok()).map(NoticeId);
        let away = query.iter().find(|(name, _)| name == "since");
        Self { open, notice, away: away.and_then(|(_, said)| away_of(said)) }
    }
}

/// What a browser remembers of how it left, as `panel.js` says it: the last event seen, the last
/// one before it came back, when it left and where the end was expected, both in microseconds of
/// UTC; the last may be missing.
fn away_of(said: &str) -> Option<Away> {
    let mut numbers = said.split(',').map(|number| number.parse::<i64>().ok());
    let mut seq = || numbers.next().flatten().and_then(|n| u64::try_from(n).ok()).map(Seq);
    let (after, until) = (seq()?, seq()?);
    let left = Timestamp::from_micros(numbers.next().flatten()?);
    let end = numbers.next().flatten().map(Timestamp::from_micros);
    Some(Away { after, until, left, end })
}

/// What of the plan is edited, as an address says it. What cannot be read opens nothing: the plan
/// is still worth reading.
#[must_use]
pub fn editing(asked: &[(String, String)]) -> Editing {
    let named = |name: &str| asked.iter().find(|(known, _)| known == name).map(|(_, it)| it);
    if let Some(step) = named("edit").and_then(|id| StepId::parse(id).ok()) {
        return Editing::Step(step);
    }
    if let Some(phase) = named("add").and_then(|id| PhaseId::parse(id).ok()) {
        return Editing::New(phase);
    }
    named("window").map_or(Editing::Nothing, |_| Editing::Window)
}

/// The same as a query.
#[must_use]
pub fn query_of(editing: &Editing) -> String {
    match editing {
        Editing::Nothing => String::new(),
        Editing::Step(step) => format!("edit={step}"),
        Editing::New(phase) => format!("add={phase}"),
        Editing::Window => "window=1".into(),
    }
}

/// What is shown, and which event it is as new as.
#[derive(Serialize)]
struct Answer {
    seq: u64,
    panels: Html,
}

/// The panels as they are now. The answer carries a tag, so that what did not change is not sent.
///
/// # Errors
/// When they cannot be written.
pub async fn get(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    page: PanelPage,
    Query(query): Query<Vec<(String, String)>>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let view = asker.view();
    let panels = match page {
        PanelPage::Plan => of_plan(&app, &asker, reader, &view, &editing(&query)).await?,
        PanelPage::Metric => {
            let named = query.iter().find(|(name, _)| name == "metric");
            let metric = named.and_then(|(_, metric)| MetricId::parse(metric).ok());
            let metric = metric.ok_or(AppError::NotFound)?;
            page::watch::metric_panels(&app, &asker, reader, &view, &metric).await?
        }
        PanelPage::Comms => of_comms(&app, &asker, reader, &view, &Asked::of(&query)).await?,
        PanelPage::Room
        | PanelPage::Support
        | PanelPage::Promises
        | PanelPage::EntryPoints
        | PanelPage::Wall => of(&app, &asker, reader, &view, page, &Asked::of(&query)),
    };
    let answer = Answer { seq: view.seq.0, panels };
    let body = serde_json::to_vec(&answer).map_err(AppError::internal)?;
    let reading = app.clock.reading();
    let clock = format!("{};{}", reading.now.micros(), reading.rate);
    let digest = Sha256::digest(&body);
    let tag = format!(
        "\"{}\"",
        digest[..12].iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    );
    let same = headers.get(header::IF_NONE_MATCH).is_some_and(|known| {
        // A proxy that compresses marks the tag as weak.
        known.to_str().is_ok_and(|known| known.trim_start_matches("W/") == tag)
    });
    let mut response = if same {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/json")], body).into_response()
    };
    let kept = response.headers_mut();
    kept.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    kept.insert(header::ETAG, HeaderValue::from_str(&tag).map_err(AppError::internal)?);
    kept.insert("bascule-clock", HeaderValue::from_str(&clock).map_err(AppError::internal)?);
    Ok(response)
}

/// The panels of a page as a reader sees them now; `open` are the steps whose details are open.
#[must_use]
pub fn of(
    app: &AppState,
    asker: &Asker,
    reader: Reader,
    view: &Arc<Room>,
    page: PanelPage,
    asked: &Asked,
) -> Html {
    let numbers = RoomNumbers::of(app, &asker.room);
    let look = Look { numbers: &numbers, ..look(app, asker, reader, view) };
    match page {
        PanelPage::Room => look.of_room(&asked.open, asked.away.as_ref()),
        PanelPage::Support => look.of_support(),
        PanelPage::Promises => look.of_promises(),
        PanelPage::EntryPoints => look.of_entry_points(),
        PanelPage::Wall => look.of_wall(),
        // What they show comes from the disk: see `page::watch`, `of_comms` and `of_plan`.
        PanelPage::Metric | PanelPage::Comms | PanelPage::Plan => Html::new(),
    }
}

/// The panels of the comms desk, with one notice open and what is known of the ways out.
///
/// # Errors
/// When the record of deliveries cannot be read.
pub async fn of_comms(
    app: &AppState,
    asker: &Asker,
    reader: Reader,
    view: &Arc<Room>,
    asked: &Asked,
) -> Result<Html, AppError> {
    let open = {
        let look = look(app, asker, reader, view);
        if !look.may(Action::ReadDrafts, None) {
            return Ok(Html::new());
        }
        look.open_notice(asked.notice)
    };
    let channels = channels::channels(app, view, open, reader.locale).await?;
    let numbers = RoomNumbers::of(app, &asker.room);
    let look = Look { numbers: &numbers, channels: &channels, ..look(app, asker, reader, view) };
    Ok(look.of_comms(open))
}

/// The panels of the plan's page, with what is edited there.
///
/// # Errors
/// When the store cannot say who is signed in.
pub async fn of_plan(
    app: &AppState,
    asker: &Asker,
    reader: Reader,
    view: &Arc<Room>,
    editing: &Editing,
) -> Result<Html, AppError> {
    let joined = joined(app, asker).await?;
    let numbers = RoomNumbers::of(app, &asker.room);
    let look = Look { numbers: &numbers, ..look(app, asker, reader, view) };
    Ok(look.of_plan(editing, &joined))
}

/// Of the owners who have done nothing yet, those who were in the room or are signed in to it.
async fn joined(app: &AppState, asker: &Asker) -> Result<BTreeSet<PersonId>, AppError> {
    let mut joined = BTreeSet::new();
    for owner in owners_without_an_act(asker.live.views().whole()) {
        let here = owner == asker.person.id || asker.live.gone_for(&owner).is_some();
        let signed_in = || app.store.sessions_of(&asker.room, &owner);
        if here || !signed_in().await.map_err(AppError::internal)?.is_empty() {
            joined.insert(owner);
        }
    }
    Ok(joined)
}

/// Who looks at what, and when; at no numbers, which whoever shows some adds.
#[must_use]
pub fn look<'a>(app: &AppState, asker: &'a Asker, reader: Reader, view: &'a Room) -> Look<'a> {
    let now: Timestamp = app.clock.reading().now;
    let (prose, numbers) = (markdown::message, &NoNumbers);
    let (me, locale) = (&asker.person, reader.locale);
    Look { room: view, me, now, locale, numbers, channels: &NOTHING, prose }
}

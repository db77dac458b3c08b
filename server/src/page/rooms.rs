//! `GET /`: the rooms of this session, or how to get a link.

use super::{problem, shell::Shell};
use crate::{error::AppError, extract::Reader, session, state::AppState, store::Member};
use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use domain::{Role, wire::first_page};
use frontend::{
    boot::{RoomCard, RoomsPage},
    render,
    text::server::server_text,
};

/// The page.
///
/// # Errors
/// When the store cannot be read.
pub async fn show(
    State(app): State<AppState>,
    reader: Reader,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let Some(signed_in) = session::find(&app, &headers).await? else {
        return Ok(problem::ask_for_link(&app, reader));
    };
    if let [member] = signed_in.members.as_slice()
        && let Some((_, me)) = session::part_of(&app, member).await?
        && query.is_none()
        && matches!(me.role, Role::Comms | Role::Support)
    {
        // Whoever has one room and a desk in it begins there; the list is a link away.
        return Ok(Redirect::to(&first_page(&member.room, me.role)).into_response());
    }
    let mut rooms = Vec::new();
    for member in &signed_in.members {
        rooms.extend(card(&app, reader, member).await?);
    }
    let page = RoomsPage { locale: reader.locale, theme: reader.theme, rooms };
    let html = render::rooms(&page);
    let title = format!("{} · Bascule", server_text(reader.locale).title_rooms);
    Shell { reader, title: &title, html, boot: None, live: None }.respond(StatusCode::OK)
}

async fn card(
    app: &AppState,
    reader: Reader,
    member: &Member,
) -> Result<Option<RoomCard>, AppError> {
    let Some((live, me)) = session::part_of(app, member).await? else { return Ok(None) };
    let view = live.views().of(me.role).clone();
    Ok(view.charter.as_ref().map(|charter| RoomCard {
        room: member.room.clone(),
        title: charter.title.to_string(),
        organisation: charter.organisation.to_string(),
        role: me.role,
        me: me.name.to_string(),
        stage: view.stage,
        start: (server_text(reader.locale).moment)(charter.zone.civil(charter.window.start)),
    }))
}

//! `GET` and `POST /join/{token}`: a link says which room and role, the person says their name.

mod tries;
pub(crate) mod who;

use super::shell::Shell;
use crate::{
    error::AppError,
    extract::{Form, Reader, path_part},
    lifecycle::Peer,
    rooms::LiveRoom,
    session::{self, Token},
    state::AppState,
    store::{Link, LinkState, Member, PeopleStore},
};
use axum::{
    extract::{FromRequestParts, State},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use domain::{Person, Role, text::PersonName, wire::first_page};
use frontend::{
    boot::{JoinPage, Locale},
    render,
    text::server::server_text,
};
use serde::Deserialize;
use std::sync::Arc;

pub use tries::Tries;
pub use who::is_same_name;
use who::{Comer, NameFault};

/// A link that was good when the request came in.
pub struct Invited {
    token: String,
    link: Link,
    live: Arc<LiveRoom>,
}

/// What the form says.
#[derive(Debug, Deserialize)]
pub struct Name {
    #[serde(default)]
    name: String,
}

/// The form.
///
/// # Errors
/// When the page cannot be made.
pub async fn show(invited: Invited, reader: Reader) -> Result<Response, AppError> {
    form(&invited, reader, None, String::new(), StatusCode::OK)
}

/// Somebody says their name, if the link does not, and comes in.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn come_in(
    State(app): State<AppState>,
    invited: Invited,
    reader: Reader,
    headers: HeaderMap,
    Form(Name { name }): Form<Name>,
) -> Result<Response, AppError> {
    let person = match enter(&app, &invited, &name).await? {
        Ok(person) => person,
        Err(fault) => {
            let said = fault.in_words(reader.locale);
            return form(&invited, reader, Some(said), name, StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let before = session::find(&app, &headers).await?;
    let room = invited.link.room;
    tracing::info!(%room, person = %person.id, role = person.role.slug(), "signed in");
    let next = first_page(&room, person.role);
    let cookie = session::start(&app, before, Member { room, person }).await?;
    let mut response = Redirect::to(&next).into_response();
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// Spends a use of the link on somebody whose name is a way in. Of two who are the last at once,
/// one is told that it is used up.
async fn enter(
    app: &AppState,
    invited: &Invited,
    typed: &str,
) -> Result<Result<Person, NameFault>, AppError> {
    let Invited { link, live, .. } = invited;
    let name = link.name.clone().map_or_else(|| PersonName::parse(typed), Ok);
    let name = match name {
        Ok(name) => name,
        Err(fault) => return Ok(Err(NameFault::Text(fault))),
    };
    let comer = Comer { name, role: link.role, invited_by_name: link.name.is_some() };
    if let Err(fault) = who::may_come_in(live, &comer) {
        return Ok(Err(fault));
    }
    let used = app.store.use_link(&link.token_hash, app.clock.wall()).await;
    if !used.map_err(AppError::internal)? {
        let link = app.store.link_by_hash(&link.token_hash).await.map_err(AppError::internal)?;
        let why = link.map_or(LinkState::Revoked, |link| link.state(app.clock.wall()));
        return Err(closed(why).unwrap_or(AppError::LinkUsedUp));
    }
    let entered = who::comes_in(app, live, &comer).await;
    if !matches!(entered, Ok(Ok(_))) {
        app.store.unuse_link(&link.token_hash).await.map_err(AppError::internal)?;
    }
    entered
}

/// Why an invitation in a name would let nobody in, in words; `None` when it would.
#[must_use]
pub fn name_fault(
    live: &LiveRoom,
    name: &PersonName,
    role: Role,
    locale: Locale,
) -> Option<String> {
    let comer = Comer { name: name.clone(), role, invited_by_name: true };
    who::may_come_in(live, &comer).err().map(|fault| fault.in_words(locale))
}

/// Why a link lets nobody in; `None` when it does.
const fn closed(state: LinkState) -> Option<AppError> {
    match state {
        LinkState::Open => None,
        LinkState::UsedUp => Some(AppError::LinkUsedUp),
        LinkState::Expired => Some(AppError::LinkExpired),
        LinkState::Revoked => Some(AppError::LinkRevoked),
    }
}

fn form(
    invited: &Invited,
    reader: Reader,
    fault: Option<String>,
    typed: String,
    status: StatusCode,
) -> Result<Response, AppError> {
    let role = invited.link.role;
    let view = invited.live.views().of(role).clone();
    let charter = view.charter.as_ref().ok_or(AppError::NoRoom)?;
    let of_role = view
        .people
        .values()
        .filter(|person| person.role == role && view.part_of(&person.id).is_some());
    let page = JoinPage {
        locale: reader.locale,
        theme: reader.theme,
        room_title: charter.title.to_string(),
        organisation: charter.organisation.to_string(),
        role,
        token: invited.token.clone(),
        invited: invited.link.name.as_ref().map(ToString::to_string),
        names: of_role.map(|person| person.name.to_string()).collect(),
        fault,
        typed: typed.chars().take(200).collect(),
    };
    let html = render::join(&page);
    let title = format!("{} · {}", server_text(reader.locale).title_join, charter.title);
    Shell { reader, title: &title, html, boot: None, live: None }.respond(status)
}

impl FromRequestParts<AppState> for Invited {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, AppError> {
        let token = path_part(parts, app, "token").await?;
        let found = match Token::parse(&token) {
            Some(token) => {
                app.store.link_by_hash(&token.hash()).await.map_err(AppError::internal)?
            }
            None => None,
        };
        let Some(link) = found else {
            // Only guesses are counted: nobody can shut out people who hold a good link.
            let peer = parts.extensions.get::<Peer>().map(|peer| peer.0.ip());
            let wall = app.clock.wall();
            let too_many = peer.is_some_and(|peer| !app.tries.another(peer, wall));
            return Err(if too_many { AppError::TooManyTries } else { AppError::LinkUnknown });
        };
        if let Some(why) = closed(link.state(app.clock.wall())) {
            return Err(why);
        }
        let live = app.rooms.open(&link.room).await.map_err(AppError::internal)?;
        let live = live.ok_or(AppError::NoRoom)?;
        if live.is_removed() {
            return Err(AppError::LinkRevoked);
        }
        Ok(Self { token, link, live })
    }
}

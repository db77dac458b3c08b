//! Invitations are made and taken back.

use super::answer;
use crate::{
    config::PublicUrl,
    error::AppError,
    extract::{Asker, Form, Reader},
    invite::{self, Invitation},
    page::{
        join::name_fault,
        people::{Said, page},
    },
    state::AppState,
    store::PeopleStore,
};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use domain::{Role, text::PersonName};
use frontend::boot::people::{FreshLink, Typed};
use serde::Deserialize;

/// For how many hours a link may be good.
const HOURS: [i64; 3] = [1, 12, 168];

/// How often a link may be used, unless as often as people like.
const USES: [u32; 2] = [1, 5];

/// What the form says.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    role: String,
    #[serde(default)]
    hours: String,
    #[serde(default)]
    uses: String,
    #[serde(default)]
    name: String,
}

/// Makes a link and shows it, this once.
///
/// # Errors
/// When the page cannot be shown.
pub async fn invite(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    headers: HeaderMap,
    Form(form): Form<Wanted>,
) -> Result<Response, AppError> {
    let invitation = match read(&asker, reader, &form) {
        Ok(invitation) => invitation,
        Err(refused) => return answer(&app, &asker, reader, Err(refused), form.typed()).await,
    };
    let (role, name) = (invitation.role, invitation.name.clone());
    let path = invite::make(&app.store, &asker.room, invitation, app.clock.wall()).await;
    let path = path.map_err(AppError::internal)?;
    let (room, by) = (&asker.room, &asker.person.id);
    tracing::info!(%room, %by, role = role.slug(), "an invitation was made");
    let url = format!("{}{path}", origin(&app, &headers));
    let fresh = FreshLink { url, role, name: name.map(|name| name.to_string()) };
    let said = Said { fresh: Some(fresh), ..Said::default() };
    page(&app, &asker, reader, said, StatusCode::OK).await
}

impl Wanted {
    fn typed(self) -> Typed {
        let Self { role, hours, uses, name } = self;
        let fields = vec![("role", role), ("hours", hours), ("uses", uses), ("name", name)];
        Typed { form: "invite", fields }
    }
}

fn read(asker: &Asker, reader: Reader, form: &Wanted) -> Result<Invitation, AppError> {
    let odd = |field: &str| AppError::BadRequest(field.to_owned());
    let role = Role::from_slug(&form.role).ok_or_else(|| odd("role"))?;
    let hours = HOURS.into_iter().find(|hours| hours.to_string() == form.hours);
    let uses = match form.uses.as_str() {
        "" => None,
        some => Some(USES.into_iter().find(|n| n.to_string() == some).ok_or_else(|| odd("uses"))?),
    };
    let name = (!form.name.trim().is_empty()).then(|| PersonName::parse(&form.name));
    let name = name.transpose().map_err(AppError::BadText)?;
    if let Some(name) = &name
        && let Some(why) = name_fault(&asker.live, name, role, reader.locale)
    {
        return Err(AppError::NameTaken(why));
    }
    let by = asker.person.name.to_string();
    Ok(Invitation { role, hours: hours.ok_or_else(|| odd("hours"))?, uses, name, by })
}

/// The address that the link begins with: the one people type, or the one this form came by.
pub(super) fn origin(app: &AppState, headers: &HeaderMap) -> String {
    let public = app.config.public_url.as_ref().map(PublicUrl::origin).map(str::to_owned);
    let asked = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    public.unwrap_or_else(|| asked.map_or_else(String::new, |host| format!("http://{host}")))
}

/// Which invitation.
#[derive(Debug, Deserialize)]
pub struct Which {
    #[serde(default)]
    link: String,
}

/// Takes an invitation back. One of another room, or none, changes nothing: it lets nobody in
/// here either way.
///
/// # Errors
/// When the store cannot be written.
pub async fn uninvite(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    Form(Which { link }): Form<Which>,
) -> Result<Response, AppError> {
    let links = app.store.links_of(&asker.room).await.map_err(AppError::internal)?;
    if let Some(found) = links.iter().find(|known| known.token_hash.short() == link) {
        let now = app.clock.wall();
        let revoked = app.store.revoke_link(&asker.room, &found.token_hash, now).await;
        revoked.map_err(AppError::internal)?;
        tracing::info!(room = %asker.room, by = %asker.person.id, "an invitation was taken back");
    }
    answer(&app, &asker, reader, Ok(()), Typed::default()).await
}

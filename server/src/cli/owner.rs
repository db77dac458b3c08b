//! The way in for the first lead of a room, printed on the console of whoever runs the server.

use super::Failure;
use crate::{
    clock::{Clock, SystemClock},
    invite::{self, Invitation},
    state::AppState,
    store::{EventStore, LinkState, PeopleStore},
};
use domain::{Role, Room, RoomId, Timestamp};

/// The first link of a room is for whoever has just made it, or has just started the server.
const HOURS: i64 = 24;

/// Prints a link, good once, for each room that no lead has ever come into. Once one has, this
/// door stays closed: leads are invited from the room's page of people.
pub(super) async fn print_links(app: &AppState, origin: &str) -> Result<(), Failure> {
    for room in app.store.rooms().await? {
        let Some(live) = app.rooms.open(&room).await? else { continue };
        let now = SystemClock.wall();
        if live.is_removed() {
            continue;
        }
        if has_had_a_lead(live.views().whole()) || is_open(app, &room, now).await? {
            continue;
        }
        let path = make(app, &room).await?;
        println!(
            "Nobody leads room {room} yet. Its lead comes in by this link, once, within a day:\n\
             {origin}{path}"
        );
    }
    Ok(())
}

/// Makes the link and gives its path; it can be shown this once.
pub(super) async fn make(app: &AppState, room: &RoomId) -> Result<String, Failure> {
    let first = Invitation {
        role: Role::Lead,
        hours: HOURS,
        uses: Some(1),
        name: None,
        by: "Bascule".into(),
    };
    Ok(invite::make(&app.store, room, first, SystemClock.wall()).await?)
}

/// A lead who came in by a provider has used no link, but has done something or soon will.
fn has_had_a_lead(room: &Room) -> bool {
    room.feed.iter().any(|recorded| recorded.by.role() == Some(Role::Lead))
}

/// Whether a lead has come in by a link, or one still can.
async fn is_open(app: &AppState, room: &RoomId, now: Timestamp) -> Result<bool, Failure> {
    let links = app.store.links_of(room).await?;
    let mut leads = links.iter().filter(|link| link.role == Role::Lead);
    Ok(leads.any(|link| link.used > 0 || link.state(now) == LinkState::Open))
}

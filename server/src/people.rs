//! What a decision about people changes outside the log: their sessions and their invitations.
//!
//! What they may do and see does not wait for it: rules, pages and streams ask the room.

use crate::{
    page::join::is_same_name,
    rooms::LiveRoom,
    state::AppState,
    store::{LinkState, MetricTokenStore, PeopleStore, StoreError},
};
use domain::{Command, PersonId};
use std::sync::Arc;

/// Does what follows from a command that is on disk, even when its sender has gone away.
///
/// # Errors
/// When the store cannot be written.
pub async fn follow(
    app: &AppState,
    live: &Arc<LiveRoom>,
    command: Command,
) -> Result<(), StoreError> {
    let (person, ends) = match command {
        Command::RevokePerson { person, .. } => (person, Ends::Links),
        Command::EndSessions { person } => (person, Ends::Sessions),
        Command::RemoveRoom { .. } => return close(app, live).await,
        _ => return Ok(()),
    };
    let (app, live) = (app.clone(), live.clone());
    let done = tokio::spawn(async move {
        match ends {
            Ends::Links => end_links(&app, &live, &person).await,
            Ends::Sessions => sign_out(&app, &live, &person).await,
        }
    });
    done.await?
}

/// A room that was removed lets nobody in: whatever would is taken back.
///
/// # Errors
/// When the store cannot be written.
pub async fn close(app: &AppState, live: &Arc<LiveRoom>) -> Result<(), StoreError> {
    let (app, live) = (app.clone(), live.clone());
    let done = tokio::spawn(async move {
        let now = app.clock.wall();
        for link in app.store.links_of(live.id()).await? {
            app.store.revoke_link(live.id(), &link.token_hash, now).await?;
        }
        for token in app.store.metric_tokens_of(live.id()).await? {
            app.store.revoke_metric_token(live.id(), &token.token_hash, now).await?;
        }
        Ok(())
    });
    done.await?
}

enum Ends {
    Links,
    Sessions,
}

/// Whoever is put out must not come back in by a link they may know: one in their name, or one
/// that anybody of their role was given.
async fn end_links(app: &AppState, live: &LiveRoom, person: &PersonId) -> Result<(), StoreError> {
    let person = live.views().whole().people.get(person).cloned();
    let Some(person) = person else { return Ok(()) };
    let now = app.clock.wall();
    for link in app.store.links_of(live.id()).await? {
        let theirs = match &link.name {
            Some(name) => is_same_name(name.as_str(), person.name.as_str()),
            None => link.role == person.role,
        };
        if theirs && link.state(now) == LinkState::Open {
            app.store.revoke_link(live.id(), &link.token_hash, now).await?;
        }
    }
    Ok(())
}

/// Ends what every session of a person is in a room; in other rooms they stay who they are.
///
/// # Errors
/// When the store cannot be written.
pub async fn sign_out(
    app: &AppState,
    live: &LiveRoom,
    person: &PersonId,
) -> Result<(), StoreError> {
    for session in app.store.sessions_of(live.id(), person).await? {
        app.store.remove_member(&session.token_hash, live.id()).await?;
        app.known.forget(&session.token_hash);
        app.sessions.end_in(&session.token_hash, live.id());
    }
    Ok(())
}

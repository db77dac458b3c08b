//! `GET /rooms/{room}/people`: who takes part, and for the lead what can be changed about it.

use super::shell::{Shell, rehearsal_band};
use crate::{
    error::AppError,
    extract::{Asker, Reader},
    session,
    state::AppState,
    store::{Link, LinkState, MetricToken, MetricTokenStore, PeopleStore, Session},
};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    Person, PersonId, Room, Timestamp, Zone,
    rights::{Action, Permission, permission},
};
use frontend::{
    boot::{
        Locale,
        people::{
            self, FreshLink, FreshToken, InvitationRow, Offer, PeoplePage, PersonRow, SessionRow,
            TokenRow, Typed, Whereabouts,
        },
    },
    render,
    text::{people::people_text, server::server_text, when},
};

/// The latest invitations; older ones have run out long ago.
const LINKS_SHOWN: usize = 200;

/// What stands on the page besides the room's people: what a form has just made, or why not.
#[derive(Debug, Default)]
pub struct Said {
    /// The link that was just made.
    pub fresh: Option<FreshLink>,
    /// The access token that was just made.
    pub fresh_token: Option<FreshToken>,
    /// Why a form was refused.
    pub refused: Option<String>,
    /// What had been typed into it.
    pub typed: Typed,
}

/// The page.
///
/// # Errors
/// When the store cannot be read.
pub async fn show(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
) -> Result<Response, AppError> {
    page(&app, &asker, reader, Said::default(), StatusCode::OK).await
}

/// The page with something to say.
///
/// # Errors
/// When the store cannot be read.
pub async fn page(
    app: &AppState,
    asker: &Asker,
    reader: Reader,
    said: Said,
    status: StatusCode,
) -> Result<Response, AppError> {
    // Looked up again: a form that was just answered may have changed what its sender is.
    let me = asker.live.part_of(&asker.person.id).ok_or(AppError::PartEnded)?;
    let room = asker.live.views().of(me.role).clone();
    let charter = room.charter.as_ref().ok_or(AppError::NoRoom)?;
    let zone = &charter.zone;
    let words = Words { locale: reader.locale, zone };
    let invites = permission(me.role, Action::Invite) == Permission::Yes;
    let makes_tokens = permission(me.role, Action::MakeToken) == Permission::Yes;
    let page = PeoplePage {
        locale: reader.locale,
        theme: reader.theme,
        room: asker.room.clone(),
        room_title: charter.title.to_string(),
        seq: room.seq,
        people: rows(asker, &room, &words, false),
        revoked: rows(asker, &room, &words, true),
        offer: offer(&room),
        invitations: if invites { invitations(app, asker, &words).await? } else { Vec::new() },
        tokens: if makes_tokens { tokens(app, asker, &words).await? } else { Vec::new() },
        stage: room.stage,
        sessions: sessions(app, asker, &me, &words).await?,
        me,
        fresh: said.fresh,
        fresh_token: said.fresh_token,
        refused: said.refused,
        typed: said.typed,
    };
    let band = if room.is_rehearsal() { rehearsal_band(reader.locale) } else { String::new() };
    let html = band + &render::people(&page);
    let title = format!("{} · {}", people_text(reader.locale).title, charter.title);
    Shell { reader, title: &title, html, boot: None, live: None }.respond(status)
}

/// How moments are said on this page.
struct Words<'a> {
    locale: Locale,
    zone: &'a Zone,
}

impl Words<'_> {
    fn moment(&self, at: Timestamp) -> String {
        (server_text(self.locale).moment)(self.zone.civil(at))
    }
}

/// Everybody who takes part, or everybody who no longer does, by role and name.
fn rows(asker: &Asker, room: &Room, words: &Words<'_>, revoked: bool) -> Vec<PersonRow> {
    let presence = asker.live.presence();
    let here = |who: &PersonId| presence.here.iter().any(|person| person.id == *who);
    let people = room.people.values().filter(|who| room.part_of(&who.id).is_none() == revoked);
    let mut people: Vec<&Person> = people.collect();
    people.sort_by(|a, b| (a.role, &a.name).cmp(&(b.role, &b.name)));
    let row = |who: &Person| PersonRow {
        person: who.clone(),
        whereabouts: match asker.live.gone_for(&who.id) {
            // Whoever reads this page is here, with the room open or not.
            _ if who.id == asker.person.id => Whereabouts::Here,
            _ if here(&who.id) => match presence.idle_since(&who.id) {
                Some(since) => Whereabouts::Idle(when::hour_minute(words.zone, since)),
                None => Whereabouts::Here,
            },
            Some(seconds) => Whereabouts::Gone(seconds),
            None => Whereabouts::Unseen,
        },
        acted: last_act(room, &who.id).map(|at| when::hour_minute(words.zone, at)),
        open_steps: room.open_steps_of(&who.id).count(),
    };
    people.into_iter().map(row).collect()
}

/// When somebody last did something that is still in the feed.
fn last_act(room: &Room, who: &PersonId) -> Option<Timestamp> {
    room.feed.iter().rev().find(|recorded| recorded.by.is(who)).map(|recorded| recorded.at)
}

fn offer(room: &Room) -> Option<Offer> {
    let offer = room.handover.as_ref()?;
    let person = |id| room.part_of(id).cloned();
    Some(Offer { from: person(&offer.from)?, to: person(&offer.to)? })
}

async fn invitations(
    app: &AppState,
    asker: &Asker,
    words: &Words<'_>,
) -> Result<Vec<InvitationRow>, AppError> {
    let now = app.clock.wall();
    let links = app.store.links_of(&asker.room).await.map_err(AppError::internal)?;
    let row = |link: Link| InvitationRow {
        id: link.token_hash.short(),
        role: link.role,
        state: match link.state(now) {
            LinkState::Open => people::LinkState::Open,
            LinkState::UsedUp => people::LinkState::UsedUp,
            LinkState::Expired => people::LinkState::Expired,
            LinkState::Revoked => people::LinkState::Revoked,
        },
        name: link.name.map(|name| name.to_string()),
        uses: link.uses,
        used: link.used,
        by: link.created_by,
        ends: words.moment(link.expires_at),
    };
    Ok(links.into_iter().take(LINKS_SHOWN).map(row).collect())
}

async fn tokens(
    app: &AppState,
    asker: &Asker,
    words: &Words<'_>,
) -> Result<Vec<TokenRow>, AppError> {
    let tokens = app.store.metric_tokens_of(&asker.room).await.map_err(AppError::internal)?;
    let row = |token: MetricToken| TokenRow {
        id: token.token_hash.short(),
        name: token.name.to_string(),
        by: token.created_by,
        made: words.moment(token.created_at),
        used: token.used_at.map(|used| words.moment(used)),
        good: token.revoked_at.is_none(),
    };
    Ok(tokens.into_iter().take(LINKS_SHOWN).map(row).collect())
}

async fn sessions(
    app: &AppState,
    asker: &Asker,
    me: &Person,
    words: &Words<'_>,
) -> Result<Vec<SessionRow>, AppError> {
    let now = app.clock.wall();
    let mut rows = Vec::new();
    let found = app.store.sessions_of(&asker.room, &me.id).await.map_err(AppError::internal)?;
    for Session { token_hash, created_at, seen_at, .. } in
        found.into_iter().filter(|found| !session::is_over(found, now))
    {
        let members = app.store.members_of(&token_hash).await.map_err(AppError::internal)?;
        let mut rooms = Vec::new();
        for member in &members {
            if let Some((live, me)) = session::part_of(app, member).await? {
                let view = live.views().of(me.role).clone();
                rooms.extend(view.charter.as_ref().map(|charter| charter.title.to_string()));
            }
        }
        rows.push(SessionRow {
            id: token_hash.short(),
            since: words.moment(created_at),
            seen: words.moment(seen_at),
            rooms,
            current: token_hash == asker.signed_in.session.token_hash,
        });
    }
    Ok(rows)
}

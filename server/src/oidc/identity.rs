//! Somebody of the organisation becomes a person of each room that their groups open, and stays
//! it: by the provider's word for them, which never changes, and not by their name.
//!
//! What the organisation grants is looked at with every sign-in. A grant that has gone ends the
//! part, one that has changed changes the role; one that is as it was leaves alone what the lead
//! has decided since. All of it goes through the log, and so reaches open pages at once.

use super::{Oidc, claims::Somebody, problem::Fault};
use crate::{
    error::AppError,
    execute::{Order, Refused},
    extract::Reader,
    page::join::who::{self, Comer, NameFault},
    people,
    rooms::LiveRoom,
    session::Token,
    state::AppState,
    store::{Identity, IdentityStore, Member},
};
use domain::{
    Actor, Command, Key, Person, PersonId, Role,
    text::{PersonName, Reason},
};
use frontend::text::{messages, sign_in::sign_in_text};
use std::sync::Arc;

/// Why somebody's part ends whom no group grants it any more.
const NOT_GRANTED: &str = "the organisation no longer grants it";

/// Why somebody's role changes whose groups have.
const GRANTED_OTHERWISE: &str = "the organisation grants this role now";

/// How many people of one name a room tells apart.
const NAMESAKES: u32 = 99;

/// Who they are in each room that their groups open. What is no way into one room does not keep
/// them out of the others.
pub async fn members(
    app: &AppState,
    oidc: &Oidc,
    reader: Reader,
    somebody: &Somebody,
) -> Result<Vec<Member>, Fault> {
    let granted = oidc.grants.of(&somebody.groups);
    let known = app.store.identities_of(&somebody.issuer, &somebody.subject).await;
    let known = known.map_err(AppError::internal)?;
    for identity in &known {
        if identity.granted.is_some() && granted.iter().all(|(room, _)| *room != identity.room) {
            no_longer(app, identity).await?;
        }
    }
    if granted.is_empty() {
        tracing::info!("refused: no group of theirs opens a room");
        return Err(Fault::NoGrant);
    }
    let (mut members, mut why_not) = (Vec::new(), Fault::NoGrant);
    for (room, role) in granted {
        let Some(live) = app.rooms.open(&room).await.map_err(AppError::internal)? else {
            tracing::warn!(%room, "a grant names a room that is not there");
            continue;
        };
        if live.is_removed() {
            continue;
        }
        let came = match known.iter().find(|identity| identity.room == room) {
            Some(identity) => comes_again(app, &live, identity, role, reader).await?,
            None => comes_first(app, &live, somebody, role, reader).await?,
        };
        match came {
            Ok(person) => members.push(Member { room, person }),
            Err(fault) => why_not = fault,
        }
    }
    if members.is_empty() { Err(why_not) } else { Ok(members) }
}

/// Somebody is in a room, or why not there.
type Came = Result<Person, Fault>;

/// The organisation no longer grants a room.
async fn no_longer(app: &AppState, identity: &Identity) -> Result<(), AppError> {
    let opened = app.rooms.open(&identity.room).await.map_err(AppError::internal)?;
    let Some(live) = opened.filter(|live| !live.is_removed()) else { return Ok(()) };
    if live.part_of(&identity.person).is_some() {
        let reason = Reason::parse(NOT_GRANTED).map_err(AppError::BadText)?;
        let revoke = Command::RevokePerson { person: identity.person.clone(), reason };
        if let Err(rejection) = order(app, &live, revoke).await? {
            // A room is never without a lead. They are one in name, and signed in nowhere.
            let room = &identity.room;
            tracing::warn!(%room, person = %identity.person, ?rejection, "could not be put out");
            out(app, &live, &identity.person).await?;
        }
    }
    keep(app, &Identity { granted: None, ..identity.clone() }).await.map(drop)
}

/// Somebody whom the room knows by the provider's word for them, whatever they are called today.
async fn comes_again(
    app: &AppState,
    live: &Arc<LiveRoom>,
    identity: &Identity,
    role: Role,
    reader: Reader,
) -> Result<Came, AppError> {
    let known = live.views().whole().people.get(&identity.person).cloned();
    let Some(known) = known else { return Err(AppError::internal("an identity of nobody")) };
    let granted = Identity { granted: Some(role), ..identity.clone() };
    match live.part_of(&known.id) {
        // What the lead has decided since stands until the organisation says something else.
        Some(me) if me.role == role || identity.granted == Some(role) => {
            keep(app, &granted).await?;
            Ok(Ok(me))
        }
        Some(me) => {
            let reason = Reason::parse(GRANTED_OTHERWISE).map_err(AppError::BadText)?;
            let person = me.id.clone();
            let change = Command::ChangeRole { person, to: role, reason: Some(reason) };
            if let Err(no) = order(app, live, change).await? {
                // Nobody keeps a role that is no longer granted, and nobody gets half of one.
                out(app, live, &me.id).await?;
                let view = live.views().whole().clone();
                let why = messages(reader.locale).rejection(&no, Some(&view));
                return Ok(Err(Fault::Name(why)));
            }
            keep(app, &granted).await?;
            Ok(Ok(Person { role, ..me }))
        }
        // The organisation ended their part, and grants it again.
        None if identity.granted.is_none() => {
            let back = who::comes_back(app, live, Person { role, ..known.clone() }).await?;
            keep(app, &granted).await?;
            Ok(back.ok_or_else(|| ended(known, reader)))
        }
        // The lead ended it: only the lead gives it back.
        None => Ok(Err(ended(known, reader))),
    }
}

/// Somebody who signs in for the first time: a person of the roster by their name, unless that
/// one is somebody else of the organisation already, or a new person.
async fn comes_first(
    app: &AppState,
    live: &Arc<LiveRoom>,
    somebody: &Somebody,
    role: Role,
    reader: Reader,
) -> Result<Came, AppError> {
    let Some(name) = &somebody.name else { return Ok(Err(Fault::NoName)) };
    for number in 1..=NAMESAKES {
        let Some(name) = numbered(name, number) else { break };
        // The organisation vouches for who they are; the room decides whether they have a part.
        let comer = Comer { name, role, invited_by_name: false };
        let known = match who::may_come_in(live, &comer) {
            Ok(known) => known,
            Err(NameFault::OtherRole(other) | NameFault::Ended(other)) => Some(other),
            Err(NameFault::Text(_)) => return Ok(Err(Fault::NoName)),
        };
        if let Some(known) = known
            && is_somebody_else(app, live, &known.id, somebody).await?
        {
            continue;
        }
        let person = match who::comes_in(app, live, &comer).await? {
            Ok(person) => person,
            Err(fault) => return Ok(Err(in_words(fault, reader))),
        };
        let identity = Identity {
            issuer: somebody.issuer.clone(),
            subject: somebody.subject.clone(),
            room: live.id().clone(),
            person: person.id.clone(),
            granted: Some(role),
        };
        // A namesake may have signed in in the same instant; then the next name is tried.
        if keep(app, &identity).await? {
            return Ok(Ok(person));
        }
    }
    Err(AppError::internal("no free name for a person who signs in"))
}

/// "Zoé Martin", "Zoé Martin (2)", …: two people with one name must be told apart on screen too.
fn numbered(name: &PersonName, number: u32) -> Option<PersonName> {
    if number == 1 {
        return Some(name.clone());
    }
    let end = format!(" ({number})");
    let room = PersonName::MAX.saturating_sub(end.len());
    let start: String = name.as_str().chars().take(room).collect();
    PersonName::parse(&format!("{}{end}", start.trim_end())).ok()
}

async fn is_somebody_else(
    app: &AppState,
    live: &LiveRoom,
    person: &PersonId,
    somebody: &Somebody,
) -> Result<bool, AppError> {
    let theirs = app.store.identity_of_person(live.id(), person).await;
    let theirs = theirs.map_err(AppError::internal)?;
    Ok(theirs.is_some_and(|theirs| !theirs.is(&somebody.issuer, &somebody.subject)))
}

async fn keep(app: &AppState, identity: &Identity) -> Result<bool, AppError> {
    app.store.keep_identity(identity).await.map_err(AppError::internal)
}

/// Signs somebody out of a room, wherever they are signed in.
async fn out(app: &AppState, live: &LiveRoom, person: &PersonId) -> Result<(), AppError> {
    people::sign_out(app, live, person).await.map_err(AppError::internal)
}

/// Does something in the product's own name, with what follows from it.
async fn order(
    app: &AppState,
    live: &Arc<LiveRoom>,
    command: Command,
) -> Result<Result<(), domain::Rejection>, AppError> {
    let token = Token::random().map_err(AppError::internal)?;
    let order = Order {
        room: live.id().clone(),
        actor: Actor::Bascule,
        key: Key::parse(&format!("oidc-{}", &token.hex()[..32])).map_err(AppError::internal)?,
        expected: None,
        command: command.clone(),
    };
    match app.executor.execute(order).await {
        Ok(_) => {
            people::follow(app, live, command).await.map_err(AppError::internal)?;
            Ok(Ok(()))
        }
        Err(Refused::Rejected(rejection)) => Ok(Err(rejection)),
        Err(Refused::Busy) => Err(AppError::Busy),
        Err(Refused::Unknown) => Err(AppError::Unknown),
        Err(other) => Err(AppError::internal(format_args!("what is granted: {other:?}"))),
    }
}

fn ended(person: Person, reader: Reader) -> Fault {
    in_words(NameFault::Ended(person), reader)
}

fn in_words(fault: NameFault, reader: Reader) -> Fault {
    match fault {
        NameFault::OtherRole(other) => {
            let role = messages(reader.locale).role(other.role);
            let words = sign_in_text(reader.locale).name_taken;
            Fault::Name(words(other.name.as_str(), role))
        }
        ended @ NameFault::Ended(_) => Fault::Name(ended.in_words(reader.locale)),
        NameFault::Text(_) => Fault::NoName,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn namesakes_are_numbered_within_the_length_of_a_name() {
        let name = |text: &str| PersonName::parse(text).unwrap();
        assert_eq!(numbered(&name("Zoé"), 1), Some(name("Zoé")));
        assert_eq!(numbered(&name("Zoé"), 2), Some(name("Zoé (2)")));
        let long = name(&"é".repeat(PersonName::MAX));
        assert_eq!(numbered(&long, 12).unwrap().as_str().chars().count(), PersonName::MAX);
    }
}

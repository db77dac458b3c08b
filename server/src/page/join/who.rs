//! From a typed name to a person of the room.

use crate::{
    error::AppError,
    execute::{Order, Refused},
    rooms::LiveRoom,
    session::Token,
    state::AppState,
};
use domain::{
    Actor, Command, Key, Person, PersonId, Role, Room,
    id::slug_of,
    text::{PersonName, TextFault},
};
use frontend::{
    boot::Locale,
    text::{messages, server::server_text},
};
use std::sync::Arc;

/// How many people of one name a room tells apart.
const NAMESAKES: u32 = 99;

/// Why a name is no way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameFault {
    /// It breaks a rule.
    Text(TextFault),
    /// It belongs to somebody of another role.
    OtherRole(Person),
}

impl NameFault {
    /// The sentence for the form.
    #[must_use]
    pub fn in_words(&self, locale: Locale) -> String {
        let text = server_text(locale);
        match self {
            Self::Text(fault) => (text.text_fault)(fault),
            Self::OtherRole(person) => {
                (text.name_of_other_role)(person.name.as_str(), messages(locale).role(person.role))
            }
        }
    }
}

/// Who comes in: somebody the room knows, or a new person who then joins it.
pub async fn comes_in(
    app: &AppState,
    live: &Arc<LiveRoom>,
    role: Role,
    typed: &str,
) -> Result<Result<Person, NameFault>, AppError> {
    let name = match PersonName::parse(typed) {
        Ok(name) => name,
        Err(fault) => return Ok(Err(NameFault::Text(fault))),
    };
    for _ in 0..NAMESAKES {
        let person = match recognise(live.views().whole(), role, &name) {
            Ok(Recognised::Known(person)) => return Ok(Ok(person)),
            Ok(Recognised::New(person)) => person,
            Err(fault) => return Ok(Err(fault)),
        };
        join(app, live, &person).await?;
        // Somebody else may have taken the id in the same instant; then the next one is tried.
        if live.views().whole().people.get(&person.id) == Some(&person) {
            return Ok(Ok(person));
        }
    }
    Err(AppError::internal("no free id for a person who wants to join"))
}

async fn join(app: &AppState, live: &Arc<LiveRoom>, person: &Person) -> Result<(), AppError> {
    let token = Token::random().map_err(AppError::internal)?;
    let order = Order {
        room: live.id().clone(),
        actor: Actor::Person(person.clone()),
        key: Key::parse(&format!("join-{}", &token.hex()[..32])).map_err(AppError::internal)?,
        expected: None,
        command: Command::Join { person: person.clone() },
    };
    match app.executor.execute(order).await {
        // Taken meanwhile by somebody of another role: the caller looks again.
        Ok(_) | Err(Refused::Rejected(_)) => Ok(()),
        Err(Refused::Busy) => Err(AppError::Busy),
        Err(Refused::Unknown) => Err(AppError::Unknown),
        Err(other) => Err(AppError::internal(format_args!("cannot join: {other:?}"))),
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Recognised {
    Known(Person),
    New(Person),
}

fn recognise(room: &Room, role: Role, name: &PersonName) -> Result<Recognised, NameFault> {
    let wanted = folded(name.as_str());
    let mut namesakes = room.people.values().filter(|p| folded(p.name.as_str()) == wanted);
    let first = namesakes.clone().next();
    if let Some(person) = namesakes.find(|person| person.role == role) {
        return Ok(Recognised::Known(person.clone()));
    }
    if let Some(person) = first {
        return Err(NameFault::OtherRole(person.clone()));
    }
    let id = free_id(room, role, name);
    Ok(Recognised::New(Person { id, name: name.clone(), role }))
}

/// Case and accents do not make another person.
fn folded(name: &str) -> String {
    slug_of(name).unwrap_or_else(|| name.trim().to_lowercase())
}

/// From the name; a name without a letter of a-z takes the role's, and a number.
fn free_id(room: &Room, role: Role, name: &PersonName) -> PersonId {
    let stem = slug_of(name.as_str()).unwrap_or_else(|| role.slug().to_owned());
    let numbered = (2..).map(|number| format!("{stem}-{number}"));
    std::iter::once(stem.clone())
        .chain(numbered)
        .filter_map(|id| PersonId::parse(&id).ok())
        .find(|id| !room.people.contains_key(id))
        .expect("a room has fewer people than there are numbers")
}

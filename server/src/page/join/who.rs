//! From a typed name to a person of the room.

use crate::{
    error::AppError,
    execute::{Order, Refused},
    people,
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
    /// It belongs to somebody whose part has ended: only an invitation in their name brings them
    /// back, or a link they knew before would.
    Ended(Person),
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
            Self::Ended(person) => (text.name_of_nobody_here)(person.name.as_str()),
        }
    }
}

/// Who wants to come in, and in which role.
#[derive(Debug, Clone)]
pub struct Comer {
    /// The name they say, or their invitation does.
    pub name: PersonName,
    /// The role of their link.
    pub role: Role,
    /// Whether the link is in their name.
    pub invited_by_name: bool,
}

/// Whether a name is a way in at all, before a use of the link is spent on it; and whose it is, if
/// the room knows them.
pub fn may_come_in(live: &LiveRoom, comer: &Comer) -> Result<Option<Person>, NameFault> {
    recognise(live.views().whole(), comer).map(|recognised| match recognised {
        Recognised::Known(person) | Recognised::Back(person) => Some(person),
        Recognised::New(_) => None,
    })
}

/// Somebody whose part had ended gets it back, in this role; `None` when the room says no.
pub async fn comes_back(
    app: &AppState,
    live: &Arc<LiveRoom>,
    person: Person,
) -> Result<Option<Person>, AppError> {
    // What they were signed in as before their part ended does not come back.
    people::sign_out(app, live, &person.id).await.map_err(AppError::internal)?;
    join(app, live, &person).await?;
    Ok(live.part_of(&person.id).filter(|back| *back == person))
}

/// Who comes in: somebody the room knows, or a new person who then joins it.
pub async fn comes_in(
    app: &AppState,
    live: &Arc<LiveRoom>,
    comer: &Comer,
) -> Result<Result<Person, NameFault>, AppError> {
    for _ in 0..NAMESAKES {
        let person = match recognise(live.views().whole(), comer) {
            Ok(Recognised::Known(person)) => return Ok(Ok(person)),
            Ok(Recognised::New(person)) => person,
            Ok(Recognised::Back(person)) => {
                // What they were signed in as before their part ended does not come back.
                let gone = people::sign_out(app, live, &person.id).await;
                gone.map_err(AppError::internal)?;
                person
            }
            Err(fault) => return Ok(Err(fault)),
        };
        join(app, live, &person).await?;
        // Somebody else may have taken the id in the same instant; then the next one is tried.
        if live.part_of(&person.id).as_ref() == Some(&person) {
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
    Back(Person),
}

fn recognise(room: &Room, comer: &Comer) -> Result<Recognised, NameFault> {
    let Comer { name, role, invited_by_name } = comer;
    let role = *role;
    let namesakes = room.people.values().filter(|p| is_same_name(p.name.as_str(), name.as_str()));
    let mut here = namesakes.clone().filter(|person| room.part_of(&person.id).is_some());
    let first = here.clone().next();
    if let Some(person) = here.find(|person| person.role == role) {
        return Ok(Recognised::Known(person.clone()));
    }
    if let Some(person) = first {
        return Err(NameFault::OtherRole(person.clone()));
    }
    if let Some(gone) = namesakes.clone().next() {
        let back = Person { role, ..gone.clone() };
        let back = invited_by_name.then_some(Recognised::Back(back));
        return back.ok_or_else(|| NameFault::Ended(gone.clone()));
    }
    let id = free_id(room, role, name);
    Ok(Recognised::New(Person { id, name: name.clone(), role }))
}

/// Whether two names are one person's: case and accents do not make another one.
#[must_use]
pub fn is_same_name(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

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

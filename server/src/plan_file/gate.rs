//! What a plan file says of a gate: `question`, `poll` and `read_back`.

use super::{fields::Fields, owner};
use domain::{
    Person, Role,
    run::gate::{Belief, GatePlan, Seat},
    text::Title,
};

/// Reads it; anything of it on a step that is no gate is a fault.
pub(super) fn read(fields: &Fields<'_>, people: &[Person], is_gate: bool) -> GatePlan {
    let question = fields.optional("question", Title::parse);
    let poll = fields.list("poll", |word| seat(word, people));
    let read_back = fields.list("read_back", |word| {
        Belief::from_slug(word).ok_or("must be start, length or will_not_work")
    });
    for name in ["question", "poll", "read_back"] {
        if !is_gate && fields.has(name) {
            fields.fault(name, "only a gate asks: say gate = true or take it away".into());
        }
    }
    if !fields.has("poll") && fields.has("read_back") {
        fields.fault("read_back", "nobody is asked: name the teams in poll".into());
    }
    GatePlan { question, poll: once(poll), read_back: once(read_back) }
}

/// A team by its role, or a person as an owner is named.
fn seat(word: &str, people: &[Person]) -> Result<Seat, String> {
    match Role::from_slug(word) {
        Some(Role::Lead) => Err("the lead decides at a gate and is not asked".into()),
        Some(Role::Observer) => Err("observers change nothing and are not asked".into()),
        Some(role) => Ok(Seat::Team(role)),
        None => {
            let id = owner(word, people)?;
            let known = people.iter().any(|person| person.id == id);
            let unknown = || format!("“{word}” is neither tech, support or comms nor a person");
            if known { Ok(Seat::Person(id)) } else { Err(unknown()) }
        }
    }
}

fn once<T: PartialEq>(all: Vec<T>) -> Vec<T> {
    let mut kept = Vec::new();
    for one in all {
        if !kept.contains(&one) {
            kept.push(one);
        }
    }
    kept
}

//! Who is here, in the order of the screen.

use domain::{Person, wire::Presence};

/// The reader first, who is certainly here, then the others in the order they came in the
/// frame; somebody with two tabs is one person.
#[must_use]
pub fn here(me: &Person, presence: Presence) -> Vec<Person> {
    let mut here = vec![me.clone()];
    for person in presence.here {
        if here.iter().all(|known| known.id != person.id) {
            here.push(person);
        }
    }
    here
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{PersonId, Role, text::PersonName};

    #[test]
    fn the_reader_comes_first_and_everybody_once() {
        let person = |id: &str| Person {
            id: PersonId::parse(id).unwrap(),
            name: PersonName::parse(id).unwrap(),
            role: Role::Tech,
        };
        let (ana, bo, me) = (person("ana"), person("bo"), person("me"));
        let presence = Presence { here: vec![ana.clone(), bo.clone(), me.clone(), bo.clone()] };
        assert_eq!(here(&me, presence), [me, ana, bo]);
    }
}

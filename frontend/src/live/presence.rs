//! Who is here, in the order of the screen.

use domain::{Person, wire::Presence};

/// The reader first, who is certainly here and touches this page, then the others in the order
/// they came in the frame; somebody with two tabs is one person.
#[must_use]
pub fn here(me: &Person, mut presence: Presence) -> Presence {
    let others = std::mem::replace(&mut presence.here, vec![me.clone()]);
    for person in others {
        if presence.here.iter().all(|known| known.id != person.id) {
            presence.here.push(person);
        }
    }
    presence
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{PersonId, Role, Timestamp, text::PersonName};

    #[test]
    fn the_reader_comes_first_and_everybody_once() {
        let person = |id: &str| Person {
            id: PersonId::parse(id).unwrap(),
            name: PersonName::parse(id).unwrap(),
            role: Role::Tech,
        };
        let (ana, bo, me) = (person("ana"), person("bo"), person("me"));
        let idle = vec![(bo.id.clone(), Timestamp::from_seconds(1))];
        let all = vec![ana.clone(), bo.clone(), me.clone(), bo.clone()];
        let shown = here(&me, Presence { here: all, idle });
        assert_eq!(shown.here, [me.clone(), ana, bo.clone()]);
        assert_eq!(shown.idle_since(&bo.id), Some(Timestamp::from_seconds(1)));
        assert_eq!(shown.idle_since(&me.id), None);
    }
}

//! Which group of the provider opens which room, in which role.

use domain::{Role, RoomId};
use serde::Deserialize;

/// The file, as people write it:
///
/// ```toml
/// [[grant]]
/// group = "war-room-lead"
/// room = "aurora"
/// role = "lead"
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grants {
    grant: Vec<Grant>,
}

/// One line of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Grant {
    group: String,
    room: RoomId,
    role: Role,
}

impl Grants {
    /// Reads the file.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn read(text: &str) -> Result<Self, String> {
        let grants: Self = toml::from_str(text).map_err(|fault| fault.to_string())?;
        if grants.grant.is_empty() {
            return Err("it grants nothing: nobody could sign in".to_owned());
        }
        Ok(grants)
    }

    /// The rooms of somebody in these groups. Nobody has two roles in one room: where several
    /// grants would do, the first in the file does.
    #[must_use]
    pub fn of(&self, groups: &[String]) -> Vec<(RoomId, Role)> {
        let mut rooms: Vec<(RoomId, Role)> = Vec::new();
        for grant in self.grant.iter().filter(|grant| groups.contains(&grant.group)) {
            if !rooms.iter().any(|(room, _)| *room == grant.room) {
                rooms.push((grant.room.clone(), grant.role));
            }
        }
        rooms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
        [[grant]]
        group = "lead"
        room = "aurora"
        role = "lead"
        [[grant]]
        group = "everybody"
        room = "aurora"
        role = "observer"
        [[grant]]
        group = "everybody"
        room = "borealis"
        role = "observer"
    "#;

    #[test]
    fn the_first_grant_of_a_room_is_the_one() {
        let grants = Grants::read(FILE).unwrap();
        let of = |groups: &[&str]| {
            let groups: Vec<String> = groups.iter().map(|group| (*group).to_owned()).collect();
            let rooms = grants.of(&groups).into_iter();
            rooms.map(|(room, role)| format!("{room} {}", role.slug())).collect::<Vec<_>>()
        };
        assert_eq!(of(&["everybody", "lead"]), ["aurora lead", "borealis observer"]);
        assert_eq!(of(&["everybody"]), ["aurora observer", "borealis observer"]);
        assert!(of(&["Lead", "lea", ""]).is_empty());
    }

    #[test]
    fn a_fault_says_where() {
        let fault = |text: &str| Grants::read(text).unwrap_err();
        let role = fault("[[grant]]\ngroup = \"a\"\nroom = \"r\"\nrole = \"boss\"\n");
        assert!(role.contains("line 4") && role.contains("boss"), "{role}");
        assert!(fault("[[grants]]\n").contains("grants"));
        assert!(fault("grant = []").contains("nobody could sign in"));
    }
}

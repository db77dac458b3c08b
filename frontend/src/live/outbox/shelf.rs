//! Unsent commands on the browser's shelf, one place each, so that two tabs never write over
//! each other. Bound to room and person: nobody else's page takes them up.

use super::letter::Letter;
use crate::live::browser;
use domain::{Key, PersonId, RoomId};
use serde::{Deserialize, Serialize};

/// A command whose tab has not touched it for so long is taken up by another. Sending it twice
/// does no harm: the key is the same. Hidden tabs may be slowed to one tick a minute.
const ORPHAN_MS: u64 = 75_000;

/// The shelf of one person and room, as one tab sees it.
#[derive(Debug, Clone)]
pub struct Shelf {
    prefix: String,
    tab: String,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    /// The tab that sends it; empty when that tab has gone.
    tab: String,
    /// When that tab last touched it, in milliseconds since 1970. Whole: writing a fraction takes
    /// ten kilobytes of tables along.
    at: u64,
    letter: Letter,
}

impl Shelf {
    /// The shelf of a person in a room.
    pub fn of(room: &RoomId, person: &PersonId) -> Self {
        // Slugs hold no slash, so one prefix never begins another's.
        let prefix = ["bascule-outbox", room.as_str(), person.as_str(), ""].join("/");
        Self { prefix, tab: browser::random_hex() }
    }

    /// Keeps a command; false when storage is refused.
    pub fn keep(&self, letter: &Letter) -> bool {
        self.write(&Kept { tab: self.tab.clone(), at: now(), letter: letter.clone() })
    }

    /// It is on disk, or refused for good.
    pub fn drop_key(&self, key: &Key) {
        browser::forget(&self.place(key));
    }

    /// Takes up what no living tab sends, oldest first.
    pub fn orphans(&self) -> Vec<Letter> {
        let now = now();
        let mut orphans: Vec<Kept> = Vec::new();
        // Put where it belongs: there are few, and a sort is code to download.
        for kept in self.all().filter(|kept| kept.is_orphan(now)) {
            let place = orphans.partition_point(|earlier| earlier.at <= kept.at);
            orphans.insert(place, kept);
        }
        orphans.into_iter().map(|kept| kept.letter).collect()
    }

    /// This tab goes: the next may take up its commands at once.
    pub fn leave(&self) {
        for kept in self.all().filter(|kept| kept.tab == self.tab) {
            self.write(&Kept { tab: String::new(), ..kept });
        }
    }

    /// What cannot be read was kept by another version of the page, which may come back.
    fn all(&self) -> impl Iterator<Item = Kept> {
        browser::stored_keys(&self.prefix)
            .into_iter()
            .filter_map(|key| crate::json::read(&browser::stored(&key)?).ok())
    }

    fn write(&self, kept: &Kept) -> bool {
        let place = self.place(&kept.letter.key);
        serde_json::to_string(kept).is_ok_and(|text| browser::store(&place, &text))
    }

    fn place(&self, key: &Key) -> String {
        [self.prefix.as_str(), key.as_str()].concat()
    }
}

/// The browser's own clock, in whole milliseconds since 1970.
fn now() -> u64 {
    browser::wall().max(0.0) as u64
}

impl Kept {
    fn is_orphan(&self, now: u64) -> bool {
        self.tab.is_empty() || now.abs_diff(self.at) > ORPHAN_MS
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Command, StepId};

    #[test]
    fn a_command_is_an_orphan_when_its_tab_has_gone_or_is_silent() {
        let command = Command::FinishStep { step: StepId::parse("dns").unwrap(), anyway: None };
        let letter = Letter::seal(Key::parse("k").unwrap(), command, None);
        const T: u64 = 1_000_000_000_000;
        let kept = |tab: &str, at| Kept { tab: tab.into(), at, letter: letter.clone() };
        assert!(!kept("a", T).is_orphan(T + 60_000));
        assert!(kept("a", T).is_orphan(T + 80_000));
        assert!(kept("", T).is_orphan(T));
        let text = serde_json::to_string(&kept("a", 1)).unwrap();
        assert_eq!(serde_json::from_str::<Kept>(&text).unwrap().letter, letter);
    }

    #[test]
    fn the_shelf_of_one_is_never_the_shelf_of_another() {
        let shelf = |room: &str, person: &str| {
            Shelf::of(&RoomId::parse(room).unwrap(), &PersonId::parse(person).unwrap()).prefix
        };
        assert!(!shelf("a-b", "c").starts_with(&shelf("a", "b-c")));
        assert!(!shelf("a", "bo-2").starts_with(&shelf("a", "bo")));
    }
}

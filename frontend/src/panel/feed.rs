//! What stands beside and under the messages of the feed: who has seen them, what they said
//! before, questions that wait, and updates that are owed.

mod acknowledgement;
mod message;
mod owed;
mod prose;
mod question;
mod row;
mod talk;

use super::{Html, Look};

pub(super) use acknowledgement::{counts, seen_button};
pub(super) use prose::prose;
pub(super) use question::{QuestionCard, question_card};
pub use row::{Said, message_row};

/// Fills the panels of the feed.
pub(super) fn fill(look: &Look<'_>, panels: &mut Html) {
    look.put(panels, "owed", owed::bar(look));
    look.put(panels, "talk", talk::above_the_feed(look));
    for entry in &look.room.feed {
        look.put(panels, format!("msg/{}", entry.seq), message::under(look, entry));
    }
}

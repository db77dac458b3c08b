//! The support desk: what to say, whether it is still true, what is happening, and whom to ask.

mod ask;
mod news;
mod state;

pub use ask::ask_the_team;

use super::{Html, Look, card};
use domain::wire::support_path;

/// The names of its panels, in the order of the page.
pub const PANELS: [&str; 5] = ["card", "state", "ask", "news", "next"];

/// Fills the panels of the desk.
pub fn fill(look: &Look<'_>, panels: &mut Html) {
    let back = support_path(&look.room.id);
    look.put(panels, "card", Some(card::big(look, &back)));
    look.put(panels, "state", Some(state::happening(look)));
    look.put(panels, "ask", Some(ask::questions(look, &back)));
    look.put(panels, "news", Some(news::news(look, &back)));
    look.put(panels, "next", Some(state::next(look)));
}

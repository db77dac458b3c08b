//! The rules.

use super::WordCommand;
use crate::{command::Context, event::Event, rejection::Rejection, room::Room};

/// Decides what a command of this family makes happen.
pub const fn decide(
    _room: &Room,
    command: WordCommand,
    _context: &Context,
) -> Result<Vec<Event>, Rejection> {
    match command {}
}

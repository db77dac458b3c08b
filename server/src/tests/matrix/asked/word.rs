//! Every command about what is said outside.

use super::{Asked, ask};
use domain::{Command, word::WordCommand};

pub(super) fn commands() -> Vec<Asked> {
    let open = Command::Word(WordCommand::PublishRoom { on: true });
    vec![ask("publish_room", None, open)]
}

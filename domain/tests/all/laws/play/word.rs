//! Commands about what is said outside.

use domain::{Command, word::WordCommand};
use proptest::prelude::*;

pub fn commands() -> impl Strategy<Value = Command> {
    any::<bool>().prop_map(|on| Command::Word(WordCommand::PublishRoom { on }))
}

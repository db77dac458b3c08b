//! What is said outside, switched on: what follows must not reach it.

use super::Planted;
use domain::{Command, word::WordCommand};

impl Planted {
    pub(super) async fn word(&self) {
        self.lead(Command::Word(WordCommand::PublishRoom { on: true })).await;
    }
}

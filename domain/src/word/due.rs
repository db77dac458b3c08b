//! What the product itself has to do by now: publish what waits for nothing any more, and look
//! again at what was promised.

use super::{
    WordCommand,
    notice::{NoticeCommand, Standing},
    promise::PromiseCommand,
};
use crate::{
    command::{Command, Context},
    person::Actor,
    room::{Room, decide},
    time::Timestamp,
};

/// The commands that the product should send now, in this order; nearly always none.
///
/// It is asked every second for every open room, so it costs nothing while nothing has been
/// published and nothing waits.
#[must_use]
pub fn due(room: &Room, now: Timestamp) -> Vec<Command> {
    let context = Context { now, actor: Actor::Bascule };
    let waiting = room.word.notices.papers.iter().filter_map(|(id, paper)| {
        let ready = paper.content.by_itself && matches!(paper.standing, Standing::Approved { .. });
        let (notice, version) = (*id, paper.version);
        ready.then(|| {
            let anyway = paper.kept_anyway.clone();
            WordCommand::Notice(NoticeCommand::Publish { notice, version, anyway })
        })
    });
    let any_out = room.word.notices.out().next().is_some();
    let review = any_out.then_some(WordCommand::Promise(PromiseCommand::Review {}));
    let would_be_done = |command: &Command| decide(room, command.clone(), &context).is_ok();
    waiting.chain(review).map(Command::Word).filter(would_be_done).collect()
}

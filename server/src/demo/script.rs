//! What happened on the day, as data: read from a file, then played through the one write path in
//! the name of those who did it.

mod notice;
mod read;
mod word;

use super::past::Past;
use crate::{
    clock::{Clock, StoryClock},
    execute::{Order, Refused},
    state::AppState,
};
use domain::{Actor, Command, Key, RoomId, Seq, Timestamp};
use std::{fmt, sync::Arc, time::Duration};

pub use read::read_script;

/// What happened, in order.
#[derive(Debug, Clone)]
pub struct Script {
    lines: Vec<Line>,
}

/// One thing that happened.
#[derive(Debug, Clone)]
pub struct Line {
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub by: Actor,
    /// What they asked for.
    pub deed: Deed,
    /// Which notices it is about.
    about: notice::About,
    /// The same in every run: a line that was played is not played again.
    key: Key,
}

/// What somebody asked for.
#[derive(Clone)]
pub enum Deed {
    /// Just this.
    Plain(Command),
    /// Something about a message of the day.
    About(word::Earlier, Arc<dyn Fn(Seq) -> Command + Send + Sync>),
}

impl fmt::Debug for Deed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(command) => command.fmt(f),
            Self::About(earlier, then) => write!(f, "{earlier:?}: {:?}", then(Seq(0))),
        }
    }
}

/// How a line went.
type Played = Result<(), Refused>;

impl Script {
    /// Plays everything before a moment at once, each line at its own time.
    pub async fn play_until(
        &self,
        app: &AppState,
        room: &RoomId,
        clock: &StoryClock,
        until: Timestamp,
        past: &mut Past<'_>,
    ) {
        for line in self.lines.iter().filter(|line| line.at < until) {
            past.goes_on(line.at).await;
            clock.hold(line.at);
            note(line, &line.play(app, room).await);
            if line.is_said_outside() {
                past.is_told_outside().await;
            }
        }
        past.ends(until).await;
        clock.hold(until);
    }

    /// Plays every line when the story's clock reaches it, until the script or the server ends.
    /// A line that people have made impossible meanwhile is left out.
    pub async fn play_on(&self, app: &AppState, room: &RoomId, clock: &StoryClock, speed: u32) {
        for line in &self.lines {
            clock.wait_at(Some(line.at));
            let due = wait_for(clock, line.at, speed);
            if app.stop.run_until_cancelled(due).await.is_none() {
                return;
            }
            let mut played = line.play(app, room).await;
            while matches!(played, Err(Refused::Busy)) {
                tokio::time::sleep(Duration::from_millis(200)).await;
                played = line.play(app, room).await;
            }
            note(line, &played);
        }
        clock.wait_at(None);
    }

    #[cfg(test)]
    pub(super) fn lines(&self) -> &[Line] {
        &self.lines
    }
}

impl Line {
    /// Whether something leaves the house with it.
    const fn is_said_outside(&self) -> bool {
        use domain::word::{WordCommand, notice::NoticeCommand};
        matches!(
            &self.deed,
            Deed::Plain(Command::Word(WordCommand::Notice(
                NoticeCommand::Publish { .. } | NoticeCommand::Withdraw { .. }
            )))
        )
    }

    /// Plays it in the name of who did it.
    ///
    /// # Errors
    /// Why the room refused.
    pub async fn play(&self, app: &AppState, room: &RoomId) -> Played {
        let live = app.rooms.open(room).await.map_err(|_| Refused::Busy)?;
        let live = live.ok_or(Refused::NoSuchRoom)?;
        let views = live.views();
        let whole = views.whole();
        let command = match &self.deed {
            Deed::Plain(command) => notice::aim(whole, &self.about, command.clone()),
            // A message that people have made impossible is about nothing.
            Deed::About(earlier, then) => then(earlier.find(whole).unwrap_or(Seq(0))),
        };
        let order = Order {
            room: room.clone(),
            actor: self.by.clone(),
            key: self.key.clone(),
            expected: None,
            command,
        };
        app.executor.execute(order).await.map(drop)
    }
}

async fn wait_for(clock: &dyn Clock, at: Timestamp, speed: u32) {
    loop {
        let left = at.micros() - clock.now().micros();
        let Ok(left @ 1..) = u64::try_from(left) else { return };
        let wall = left.div_ceil(u64::from(speed.max(1)));
        tokio::time::sleep(Duration::from_micros(wall)).await;
    }
}

fn note(line: &Line, played: &Played) {
    if let Err(refused) = played {
        tracing::info!(line = %line.key, ?refused, "a line of the replay was left out");
    }
}

//! The story, to try the product on: a room made from the plan of a real cutover, on a clock that
//! shows its day, alone or as it happened.

mod folder;
mod old_house;
mod past;
mod rehearsals;
mod script;
mod sellers;
#[cfg(test)]
mod tests;

use crate::{
    channel::{Channels, Office},
    clock::{Clock, StoryClock},
    config::{Config, PublicUrl},
    execute::{Order, Refused},
    plan_file::{FileFault, PlanFile, read_plan},
    server::{Fatal, serve},
    state::AppState,
};
use domain::{Actor, Command, Key, Room, RoomId, Timestamp};
use std::sync::Arc;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use old_house::OldHouse;
use past::Past;
use sellers::Sellers;

pub use folder::{DemoFolder, FolderError};
pub use script::{Script, read_script};

/// The plan of the story.
const PLAN: &str = include_str!("../../demo/aurora.toml");

/// What happened on the day.
const SCRIPT: &str = include_str!("../../demo/aurora-replay.toml");

/// What was rehearsed before.
const REHEARSALS: &str = include_str!("../../demo/aurora-rehearsals.toml");

/// When the room is made, when its plan stands, since when numbers are known, and where the clock
/// begins.
const MADE: &str = "09:30";
const STANDS: &str = "09:45";
const MEASURED: &str = "09:50";
const BEGINS: &str = "09:58";
const REPLAY_BEGINS: &str = "09:59:30";

/// How the demo is to run.
#[derive(Debug, Clone)]
pub struct DemoOptions {
    /// Where its data is.
    pub folder: DemoFolder,
    /// Whether to begin anew.
    pub fresh: bool,
    /// Play everything before this time of the story at once.
    pub at: Option<String>,
    /// Play the rest as it happened.
    pub replay: bool,
    /// Seconds of the story per second.
    pub speed: u32,
    /// The address people type, when a proxy stands in front.
    pub public_url: Option<PublicUrl>,
    /// What addresses in notices begin with.
    pub origin: String,
}

impl DemoOptions {
    /// Those who hand notices over.
    fn office(&self, channels: Channels, clock: Arc<StoryClock>) -> Result<Arc<Office>, DemoError> {
        let office = Office::new(Arc::new(channels), clock, &self.origin);
        office.map(Arc::new).map_err(DemoError::Room)
    }
}

/// Why the demo cannot run.
#[derive(Debug, Error)]
pub enum DemoError {
    /// The folder cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The server cannot run.
    #[error(transparent)]
    Server(#[from] Fatal),
    /// A file of the story has faults.
    #[error("{file} has faults:\n{}", lines(.faults))]
    Story {
        /// Which.
        file: &'static str,
        /// All of them.
        faults: Vec<FileFault>,
    },
    /// The time to begin at is none of the story's.
    #[error("--at: {0}")]
    At(String),
    /// Those who stand outside cannot be reached on this machine.
    #[error("the demo's own mail server cannot listen on 127.0.0.1: {0}")]
    Sellers(#[source] std::io::Error),
    /// The simulated database and site cannot be reached on this machine.
    #[error("the demo's own site cannot listen on 127.0.0.1: {0}")]
    OldHouse(#[source] std::io::Error),
    /// The room refused its own plan.
    #[error("the room of the demo cannot be made: {0}")]
    Room(String),
}

/// Runs the demo until told to stop. `ready` is called once, before anything is served.
///
/// # Errors
/// Why it cannot run.
pub async fn run_demo(
    options: DemoOptions,
    listener: TcpListener,
    stop: CancellationToken,
    ready: impl AsyncFnOnce(&Demo) -> Result<(), DemoError>,
) -> Result<(), DemoError> {
    let demo = Demo::open(&options, stop).await?;
    ready(&demo).await?;
    if options.replay {
        let app = demo.app.clone();
        let script = demo.script.clone();
        let (room, clock, speed) = (demo.room.clone(), demo.clock.clone(), options.speed);
        tokio::spawn(async move { script.play_on(&app, &room, &clock, speed).await });
    }
    serve(demo.app, listener).await?;
    Ok(())
}

/// A demo that is ready to be served.
pub struct Demo {
    /// The server's state.
    pub app: AppState,
    /// The room of the story.
    pub room: RoomId,
    sellers: Sellers,
    script: Arc<Script>,
    clock: Arc<StoryClock>,
}

impl Demo {
    /// Opens the folder; makes the room of the story if it is not there.
    ///
    /// # Errors
    /// Why it cannot.
    pub async fn open(options: &DemoOptions, stop: CancellationToken) -> Result<Self, DemoError> {
        let (file, script) = story()?;
        let begins = begins(options, &file)?;
        if options.fresh {
            options.folder.empty()?;
        }
        let mark = options.folder.read_mark()?;
        let clock = Arc::new(match mark {
            Some(mark) => StoryClock::from_mark(mark),
            None => StoryClock::starting(moment(&file, MADE), options.speed),
        });
        let room = RoomId::parse("aurora").expect("a slug");
        let old_house = OldHouse::open(stop.clone()).await.map_err(DemoError::OldHouse)?;
        let sellers = Sellers::open(clock.clone(), stop.clone()).await;
        let sellers = sellers.map_err(DemoError::Sellers)?;
        let config = Config {
            data: options.folder.path().to_path_buf(),
            public_url: options.public_url.clone(),
            office: options.office(sellers.channels(&room), clock.clone())?,
            clock: clock.clone(),
            oidc: None,
            sources: old_house.sources(&room),
            trusted_proxies: 0,
        };
        let app = AppState::open(config, stop).await.map_err(Fatal::Store)?;
        old_house.stands_in(&app, &room);
        let demo = Self { app, room, sellers, script: Arc::new(script), clock: clock.clone() };
        let known = demo.app.rooms.open(&demo.room).await.map_err(Fatal::Store)?;
        let from = match (known, mark) {
            (Some(_), Some(_)) => clock.now(),
            (Some(_), None) => begins,
            (None, _) => {
                demo.make(&file, &clock, options, begins).await?;
                begins
            }
        };
        options.folder.write_mark(clock.run_at(from, options.speed))?;
        Ok(demo)
    }

    async fn make(
        &self,
        file: &PlanFile,
        clock: &StoryClock,
        options: &DemoOptions,
        begins: Timestamp,
    ) -> Result<(), DemoError> {
        clock.hold(moment(file, MADE));
        let plan = Box::new(file.plan.clone());
        let create = Command::CreateRoom { room: self.room.clone(), plan, zone: file.zone.clone() };
        self.order("demo-create", create).await?;
        let rehearsals = rehearsals::read_rehearsals(REHEARSALS)
            .map_err(|faults| DemoError::Story { file: "demo/aurora-rehearsals.toml", faults })?;
        for (number, record) in rehearsals.into_iter().enumerate() {
            self.order(&format!("demo-rehearsal-{number}"), record).await?;
        }
        clock.hold(moment(file, STANDS));
        self.order("demo-ready", Command::ReachStage { stage: domain::Stage::Ready }).await?;
        Sellers::subscribe(&self.app, &self.room).await?;
        let mut past = Past::of(&self.app, &self.room, clock, moment(file, MEASURED)).await?;
        match (&options.at, options.replay) {
            (Some(_), _) | (None, true) => {
                self.script.play_until(&self.app, &self.room, clock, begins, &mut past).await;
            }
            (None, false) => {
                self.script.play_until(&self.app, &self.room, clock, begins, &mut past).await;
                let live = Command::ReachStage { stage: domain::Stage::Live };
                self.order("demo-live", live).await?;
            }
        }
        Ok(())
    }

    async fn order(&self, key: &str, command: Command) -> Result<(), DemoError> {
        let order = Order {
            room: self.room.clone(),
            actor: Actor::Bascule,
            key: Key::parse(key).expect("a slug"),
            expected: None,
            command,
        };
        match self.app.executor.execute(order).await {
            Ok(_) => Ok(()),
            Err(Refused::Rejected(rejection)) => Err(DemoError::Room(rejection.to_string())),
            Err(other) => Err(DemoError::Room(format!("{other:?}"))),
        }
    }

    /// The page that shows what arrived outside.
    #[must_use]
    pub fn sellers_page(&self) -> String {
        self.sellers.page()
    }

    /// The room as the product itself sees it.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn whole(&self) -> Result<Option<Arc<Room>>, DemoError> {
        let live = self.app.rooms.open(&self.room).await.map_err(Fatal::Store)?;
        Ok(live.map(|live| live.views().whole().clone()))
    }
}

fn story() -> Result<(PlanFile, Script), DemoError> {
    let faulty = |file| move |faults| DemoError::Story { file, faults };
    let plan = read_plan(PLAN).map_err(faulty("demo/aurora.toml"))?;
    let script = read_script(SCRIPT, &plan).map_err(faulty("demo/aurora-replay.toml"))?;
    Ok((plan, script))
}

fn begins(options: &DemoOptions, file: &PlanFile) -> Result<Timestamp, DemoError> {
    match &options.at {
        Some(at) => file.days.moment(at).map_err(DemoError::At),
        None if options.replay => Ok(moment(file, REPLAY_BEGINS)),
        None => Ok(moment(file, BEGINS)),
    }
}

fn moment(file: &PlanFile, text: &str) -> Timestamp {
    file.days.moment(text).expect("a time of the story's day, where no clock changes")
}

fn lines(faults: &[FileFault]) -> String {
    faults.iter().map(|fault| format!("  {fault}")).collect::<Vec<_>>().join("\n")
}

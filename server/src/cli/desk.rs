//! What is done on the data folder itself, while no server runs on it.

use super::{Failure, Folder, LISTEN, RoleWord, room_id};
use crate::{
    channel::Channels,
    clock::{Clock, SystemClock},
    config::{Config, PublicUrl},
    execute::{Order, Refused},
    invite::invite,
    plan_file::{read_plan, zone_over},
    state::AppState,
    store::connect,
    verify,
};
use clap::Args;
use domain::{Actor, Command, Key, Rejection, RoomId, run::rehearsal::rehearsal_plan};
use std::{fs, path::PathBuf, sync::Arc};
use tokio_util::sync::CancellationToken;

#[derive(Debug, Args)]
pub(super) struct LinkArgs {
    #[command(flatten)]
    folder: Folder,
    /// The room.
    #[arg(long, value_parser = room_id)]
    room: RoomId,
    /// The role the link gives.
    #[arg(long)]
    role: RoleWord,
    /// The address people type.
    #[arg(long, env = "BASCULE_PUBLIC_URL")]
    public_url: Option<PublicUrl>,
    /// For how many hours the link is good.
    #[arg(long, default_value_t = 7 * 24, value_parser = clap::value_parser!(u32).range(1..=8_760))]
    hours: u32,
}

#[derive(Debug, Args)]
pub(super) struct RoomArgs {
    #[command(flatten)]
    folder: Folder,
    /// The plan, a TOML file; demo/aurora.toml is an example.
    #[arg(long)]
    plan: PathBuf,
    /// How the room is called in addresses.
    #[arg(long, value_parser = room_id)]
    id: RoomId,
    /// Make a rehearsal: the same plan, moved to begin within five minutes. It says so on every
    /// screen, and publishes nothing.
    #[arg(long)]
    rehearsal: bool,
    /// The room that is rehearsed: what the rehearsal measures is kept there.
    #[arg(long, value_parser = room_id, requires = "rehearsal")]
    of: Option<RoomId>,
    /// The address people type.
    #[arg(long, env = "BASCULE_PUBLIC_URL")]
    public_url: Option<PublicUrl>,
}

/// Checks every log.
pub(super) async fn verify(args: Folder) -> Result<(), Failure> {
    existing(&args)?;
    let store = connect(&args.data).await?;
    let verified = verify::verify(&store).await?;
    println!("{} rooms, {} events: nothing was changed.", verified.rooms, verified.events);
    Ok(())
}

/// Prints a link. Only its hash is kept, so it is printed this once.
pub(super) async fn link(args: LinkArgs) -> Result<(), Failure> {
    existing(&args.folder)?;
    let app = open(&args.folder).await?;
    match app.rooms.open(&args.room).await? {
        Some(room) if !room.is_removed() => {}
        Some(_) => return Err(format!("the room {} was removed", args.room).into()),
        None => return Err(format!("there is no room {} in this folder", args.room).into()),
    }
    let origin = origin(args.public_url.as_ref());
    let hours = i64::from(args.hours);
    let path = invite(&app.store, &args.room, args.role.into(), SystemClock.wall(), hours).await?;
    println!("{origin}{path}");
    app.store.close().await;
    Ok(())
}

/// Makes a room from a plan file; all faults of the file are printed at once.
pub(super) async fn room(args: RoomArgs) -> Result<(), Failure> {
    let name = args.plan.display();
    let text = fs::read_to_string(&args.plan).map_err(|e| format!("cannot read {name}: {e}"))?;
    let file = read_plan(&text).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(|fault| format!("  {fault}")).collect();
        format!("{name} has faults; no room was made:\n{}", faults.join("\n"))
    })?;
    let app = open(&args.folder).await?;
    let taken = || format!("there is a room {} already", args.id);
    if app.rooms.open(&args.id).await?.is_some() {
        return Err(taken().into());
    }
    let (plan, zone) = if args.rehearsal {
        let plan = rehearsal_plan(file.plan, args.of.clone(), app.clock.now());
        let zone = zone_over(&file.zone.name, &plan).unwrap_or(file.zone);
        (plan, zone)
    } else {
        (file.plan, file.zone)
    };
    let order = Order {
        room: args.id.clone(),
        actor: Actor::Bascule,
        key: Key::parse("create-room")?,
        expected: None,
        command: Command::CreateRoom { room: args.id.clone(), plan: Box::new(plan), zone },
    };
    match app.executor.execute(order).await {
        Ok(_) => {}
        Err(Refused::KeyReused | Refused::Rejected(Rejection::RoomExists { .. })) => {
            return Err(taken().into());
        }
        Err(Refused::Rejected(rejection)) => return Err(rejection.into()),
        Err(other) => return Err(format!("the room was not made: {other:?}").into()),
    }
    let path = super::owner::make(&app, &args.id).await?;
    let origin = origin(args.public_url.as_ref());
    println!(
        "Room {} is made. Its lead comes in by this link, once, within a day; \
         more are made on the room's page of people, or by: bascule link\n{origin}{path}",
        args.id
    );
    app.store.close().await;
    Ok(())
}

/// The address that links begin with.
fn origin(public_url: Option<&PublicUrl>) -> String {
    public_url.map_or_else(|| format!("http://{LISTEN}"), |url| url.origin().to_owned())
}

pub(super) async fn open(folder: &Folder) -> Result<AppState, Failure> {
    let clock = Arc::new(SystemClock);
    let config = Config {
        data: folder.data.clone(),
        public_url: None,
        // Nothing goes out from here: whoever serves the folder sends.
        office: super::channels::office(Channels::default(), clock.clone(), "")?,
        clock,
        oidc: None,
        sources: Arc::default(),
        trusted_proxies: 0,
    };
    Ok(AppState::open(config, CancellationToken::new()).await?)
}

/// A mistyped folder must not be made and then found to be empty.
pub(super) fn existing(folder: &Folder) -> Result<(), Failure> {
    if folder.data.join("bascule.db").is_file() {
        return Ok(());
    }
    Err(format!("there is no Bascule data in {}", folder.data.display()).into())
}

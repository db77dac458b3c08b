//! `bascule remove-room`: a room is taken away by whoever runs the server.

use super::{
    Failure, Folder,
    desk::{existing, open},
    room_id,
};
use crate::{
    execute::{Order, Refused},
    people,
};
use clap::Args;
use domain::{
    Actor, Command, Key, RoomId,
    text::{Reason, Title},
};

#[derive(Debug, Args)]
pub(super) struct RemoveArgs {
    #[command(flatten)]
    folder: Folder,
    /// The room.
    #[arg(long, value_parser = room_id)]
    room: RoomId,
    /// Its title, typed again, so that no other room is removed by mistake.
    #[arg(long)]
    title: String,
    /// Why; those who had a part in it read this.
    #[arg(long)]
    reason: String,
}

/// Takes a room away. Its log stays: `bascule verify` still reads it.
pub(super) async fn remove(args: RemoveArgs) -> Result<(), Failure> {
    existing(&args.folder)?;
    let (title, reason) = (Title::parse(&args.title)?, Reason::parse(&args.reason)?);
    let app = open(&args.folder).await?;
    let found = app.rooms.open(&args.room).await?;
    let live = found.ok_or_else(|| format!("there is no room {} in this folder", args.room))?;
    let order = Order {
        room: args.room.clone(),
        actor: Actor::Bascule,
        // Of the moment in the log: a second try after a refusal is another question.
        key: Key::parse(&format!("remove-room-{}", live.head().seq))?,
        expected: None,
        command: Command::RemoveRoom { title, reason },
    };
    match app.executor.execute(order).await {
        Ok(_) => {}
        Err(Refused::Rejected(rejection)) => return Err(rejection.into()),
        Err(other) => return Err(format!("the room was not removed: {other:?}").into()),
    }
    people::close(&app, &live).await?;
    println!("Room {} is removed. Its log stays in {}.", args.room, args.folder.data.display());
    app.store.close().await;
    Ok(())
}

//! Rehearsals: a room made from the plan of another, and what it measured brought home.

use crate::{
    error::AppError,
    execute::{Order, Refused},
    extract::Asker,
    plan_file::zone_over,
    state::AppState,
    store::{EventStore, Member, PeopleStore, StoreError},
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Actor, Command, Key, Room, RoomId, Stage,
    id::SLUG_MAX,
    run::{
        RehearsalCommand, RunCommand,
        edit::draft_of,
        rehearsal::{measured, rehearsal_plan},
    },
    wire::room_path,
};

/// More rehearsals of one plan than anybody makes.
const MOST: u32 = 999;

/// `POST /rooms/{room}/rehearsals`: makes the room and goes there. Whoever asks comes in as who
/// they are; the others of the plan are invited on its page of people.
///
/// # Errors
/// When the room cannot be made.
pub async fn post(State(app): State<AppState>, asker: Asker) -> Result<Response, AppError> {
    let whole = asker.live.views().whole().clone();
    let room = make(&app, &whole).await?;
    let session = asker.signed_in.session.token_hash;
    let member = Member { room: room.clone(), person: asker.person.clone() };
    app.store.add_member(&session, &member).await.map_err(AppError::internal)?;
    app.known.forget(&session);
    Ok(Redirect::to(&room_path(&room)).into_response())
}

/// Makes a rehearsal of a room's plan, to begin at the next round five minutes.
///
/// # Errors
/// When the room cannot be made.
pub async fn make(app: &AppState, of: &Room) -> Result<RoomId, AppError> {
    let charter = of.charter.as_ref().ok_or(AppError::NoRoom)?;
    // A rehearsal of a rehearsal is one of the same room.
    let known = charter.rehearsal.as_ref().map(|rehearsal| rehearsal.of.clone());
    let origin = known.unwrap_or_else(|| Some(of.id.clone()));
    let name = origin.as_ref().unwrap_or(&of.id);
    let draft = draft_of(of).ok_or(AppError::NoRoom)?;
    let plan = rehearsal_plan(draft, origin.clone(), app.clock.now());
    let zone = zone_over(&charter.zone.name, &plan).unwrap_or_else(|| charter.zone.clone());
    for number in 1..=MOST {
        let room = numbered(name, number)?;
        if app.rooms.open(&room).await.map_err(AppError::internal)?.is_some() {
            continue;
        }
        let create = Command::CreateRoom { room: room.clone(), plan: Box::new(plan.clone()), zone };
        order(app, &room, "create-room", create).await.map_err(|refused| match refused {
            Refused::Busy => AppError::Busy,
            Refused::Unknown => AppError::Unknown,
            other => AppError::internal(format!("{other:?}")),
        })?;
        return Ok(room);
    }
    Err(AppError::Busy)
}

/// What follows from a command that is on disk: a rehearsal that was closed brings its lengths
/// home.
pub async fn follow(app: &AppState, room: &Room, command: &Command) {
    if matches!(command, Command::ReachStage { stage: Stage::Closed }) {
        bring_home(app, room).await;
    }
}

/// Brings home what a server that fell between closing a rehearsal and recording it left behind.
///
/// # Errors
/// When the log cannot be read.
pub async fn catch_up(app: &AppState) -> Result<(), StoreError> {
    for id in app.store.rooms().await? {
        if let Some(live) = app.rooms.open(&id).await? {
            let whole = live.views().whole().clone();
            if whole.stage == Stage::Closed && !is_home(app, &whole).await? {
                bring_home(app, &whole).await;
            }
        }
    }
    Ok(())
}

/// Whether the room that was rehearsed knows of it; a room that rehearses nothing is at home.
async fn is_home(app: &AppState, room: &Room) -> Result<bool, StoreError> {
    let rehearsal = room.charter.as_ref().and_then(|charter| charter.rehearsal.as_ref());
    let Some(origin) = rehearsal.and_then(|rehearsal| rehearsal.of.as_ref()) else {
        return Ok(true);
    };
    let origin = app.rooms.open(origin).await?;
    let known = |origin: &Room| origin.run.rehearsals.iter().any(|it| it.rehearsal == room.id);
    Ok(origin.is_none_or(|origin| known(origin.views().whole())))
}

/// Once, whatever happens: its key is the rehearsal's name.
async fn bring_home(app: &AppState, room: &Room) {
    let rehearsal = room.charter.as_ref().and_then(|charter| charter.rehearsal.as_ref());
    let Some(origin) = rehearsal.and_then(|rehearsal| rehearsal.of.as_ref()) else { return };
    let lengths = measured(room);
    let record = RehearsalCommand::Record { rehearsal: room.id.clone(), lengths };
    let command = Command::Run(RunCommand::Rehearsal(record));
    if let Err(refused) = order(app, origin, room.id.as_str(), command).await {
        tracing::warn!(%origin, rehearsal = %room.id, ?refused, "a rehearsal was not recorded");
    }
}

async fn order(app: &AppState, room: &RoomId, key: &str, command: Command) -> Result<(), Refused> {
    let Ok(key) = Key::parse(key) else { return Err(Refused::Busy) };
    let (room, actor) = (room.clone(), Actor::Bascule);
    let order = Order { room, actor, key, expected: None, command };
    app.executor.execute(order).await.map(drop)
}

fn numbered(of: &RoomId, number: u32) -> Result<RoomId, AppError> {
    let end = format!("-rehearsal-{number}");
    let begin: String = of.as_str().chars().take(SLUG_MAX - end.len()).collect();
    RoomId::parse(&format!("{}{end}", begin.trim_end_matches('-'))).map_err(AppError::internal)
}

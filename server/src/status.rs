//! What people outside are shown, without signing in: the page of a room, the same as data, and a
//! stream of its own.
//!
//! All of it is made from [`domain::public::Public`], which has no place for anything internal.
//! Each state of it is an [`Edition`], numbered 1, 2, 3… per room, so that no number of the log
//! shows outside.
//!
//! Read in this order: [`board`] (which edition stands now); [`door`] (the addresses); [`page`],
//! [`json`], [`atom`], [`calendar`], [`badge`] (one edition each way); [`stream`] (live);
//! The sentences are `frontend::text::outside`'s, since people inside are shown them too.

mod atom;
mod badge;
mod board;
mod calendar;
mod door;
mod edition;
mod json;
pub mod page;
mod stream;

use crate::{error::AppError, extract::path_part, state::AppState};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use domain::RoomId;
use frontend::text::outside as words;

pub use board::Boards;
pub use door::{badge, show};
pub use edition::Edition;
pub use stream::{STREAMS, events};

/// Lets a request through only when the room of the address is published. A room that is not is
/// answered like one that nobody has heard of.
pub async fn only_published(
    State(app): State<AppState>,
    request: Request,
    next: Next,
) -> Result<Response, AppError> {
    let (mut parts, body) = request.into_parts();
    let room = path_part(&mut parts, &app, "room").await?;
    let room = RoomId::parse(&room).map_err(|_| AppError::NotFound)?;
    app.boards.edition(&app, &room).await?.ok_or(AppError::NotFound)?;
    Ok(next.run(Request::from_parts(parts, body)).await)
}

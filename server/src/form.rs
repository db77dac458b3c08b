//! Plain forms: the page works before its browser half has arrived, and without it.

pub mod check;
pub mod command;
pub mod delivery;
pub mod message;
pub mod notice;
pub mod people;
pub mod prefs;
pub mod reassign;
pub mod removal;
pub mod sign_out;
pub mod stage;
pub mod step;

pub(crate) use command::{Day, of_fields};

use crate::{
    error::AppError,
    extract::{Asker, Reader},
    page,
    session::Token,
    state::AppState,
};
use axum::{
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Key, Seq, StepId,
    wire::{Receipt, room_path, step_path},
};
use frontend::boot::Spoken;

/// Who sent a form, and how the answer is shown to them.
pub(crate) struct Sender<'a> {
    pub app: &'a AppState,
    pub asker: &'a Asker,
    pub reader: Reader,
    pub headers: &'a HeaderMap,
}

impl Sender<'_> {
    /// Back to the room after a yes; after a no, the room with the reason said first and what
    /// was typed put back.
    pub(crate) fn answer(
        &self,
        sent: Result<Receipt, AppError>,
        draft: Option<String>,
    ) -> Result<Response, AppError> {
        let room = &self.asker.room;
        let open = self.open_step();
        let error = match sent {
            Ok(_) => {
                let back = open.map_or_else(|| room_path(room), |step| step_path(room, &step));
                return Ok(Redirect::to(&back).into_response());
            }
            Err(error) => error,
        };
        let message = error.message(self.reader.locale);
        let spoken = Some(Spoken { message, draft });
        page::room::room(self.app, self.asker, self.reader, open, spoken, error.status())
    }

    /// The step that was open on the page the form was on.
    fn open_step(&self) -> Option<StepId> {
        let referer = self.headers.get(header::REFERER)?.to_str().ok()?;
        let (before, step) = referer.rsplit_once("?step=")?;
        let step = StepId::parse(step.split(['&', '#']).next()?).ok()?;
        before.ends_with(&room_path(&self.asker.room)).then_some(step)
    }
}

/// The form's key; one that has none gets its own, and is then not protected from a double press.
pub(crate) fn key(written: &str) -> Result<Key, AppError> {
    if written.is_empty() {
        let token = Token::random().map_err(AppError::internal)?;
        return Key::parse(&token.hex()).map_err(AppError::internal);
    }
    Key::parse(written).map_err(|fault| AppError::BadRequest(fault.to_string()))
}

/// The last event the form's page had seen.
pub(crate) fn expected(written: &str) -> Result<Option<Seq>, AppError> {
    if written.is_empty() {
        return Ok(None);
    }
    let number = written.parse().map_err(|_| AppError::BadRequest("expected".into()))?;
    Ok(Some(Seq(number)))
}

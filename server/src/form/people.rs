//! The plain forms of a room's people: each does one thing and shows the page again, with what is
//! so now or with why not.

mod invitation;
mod session;
mod token;

use crate::{
    chain::Hash,
    error::AppError,
    extract::{Asker, Form, Reader},
    page::people::{Said, page},
    state::AppState,
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use domain::{Command, Key, PersonId, Role, text::Reason, wire::people_path};
use frontend::boot::people::Typed;
use serde::Deserialize;

pub use invitation::{invite, uninvite};
pub use session::end_session;
pub use token::{make_token, revoke_token};

/// What the forms say about somebody.
#[derive(Debug, Default, Deserialize)]
pub struct About {
    /// The last event the form's page had seen.
    #[serde(default)]
    seq: String,
    #[serde(default)]
    person: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    answer: String,
}

impl About {
    fn person(&self) -> Result<PersonId, AppError> {
        read_person(&self.person)
    }

    fn typed(self, form: &'static str) -> Typed {
        let fields = vec![("person", self.person), ("to", self.to), ("reason", self.reason)];
        Typed { form, fields }
    }
}

/// Gives somebody another role.
///
/// # Errors
/// When the page cannot be shown.
pub async fn change_role(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    Form(form): Form<About>,
) -> Result<Response, AppError> {
    let command = || {
        let to = Role::from_slug(&form.to).ok_or_else(|| AppError::BadRequest("to".into()))?;
        let reason = (!form.reason.trim().is_empty()).then(|| Reason::parse(&form.reason));
        let reason = reason.transpose().map_err(AppError::BadText)?;
        Ok(Command::ChangeRole { person: form.person()?, to, reason })
    };
    let sent = send(&app, &asker, &form.seq, command()).await;
    answer(&app, &asker, reader, sent, form.typed("role")).await
}

/// Ends somebody's part in the room.
///
/// # Errors
/// When the page cannot be shown.
pub async fn revoke(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    Form(form): Form<About>,
) -> Result<Response, AppError> {
    let command = || {
        let reason = Reason::parse(&form.reason).map_err(AppError::BadText)?;
        Ok(Command::RevokePerson { person: form.person()?, reason })
    };
    let sent = send(&app, &asker, &form.seq, command()).await;
    answer(&app, &asker, reader, sent, form.typed("revoke")).await
}

/// Signs somebody out of the room, wherever they are signed in.
///
/// # Errors
/// When the page cannot be shown.
pub async fn sign_out(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    Form(form): Form<About>,
) -> Result<Response, AppError> {
    let command = form.person().map(|person| Command::EndSessions { person });
    let sent = send(&app, &asker, &form.seq, command).await;
    answer(&app, &asker, reader, sent, form.typed("sign-out")).await
}

/// Gives all open steps of one person to another.
///
/// # Errors
/// When the page cannot be shown.
pub async fn substitute(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    Form(form): Form<About>,
) -> Result<Response, AppError> {
    let command = || Ok(Command::ReassignAll { from: form.person()?, to: read_person(&form.to)? });
    let sent = send(&app, &asker, &form.seq, command()).await;
    answer(&app, &asker, reader, sent, form.typed("substitute")).await
}

/// Offers the lead to somebody.
///
/// # Errors
/// When the page cannot be shown.
pub async fn hand_over(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    Form(form): Form<About>,
) -> Result<Response, AppError> {
    let command = form.person().map(|to| Command::ProposeHandover { to });
    let sent = send(&app, &asker, &form.seq, command).await;
    answer(&app, &asker, reader, sent, form.typed("handover")).await
}

/// Takes or declines an offered lead.
///
/// # Errors
/// When the page cannot be shown.
pub async fn answer_handover(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    Form(form): Form<About>,
) -> Result<Response, AppError> {
    let command = match form.answer.as_str() {
        "accept" => Ok(Command::AcceptHandover {}),
        "decline" => Ok(Command::DeclineHandover {}),
        _ => Err(AppError::BadRequest("answer".into())),
    };
    let sent = send(&app, &asker, &form.seq, command).await;
    answer(&app, &asker, reader, sent, form.typed("answer")).await
}

fn read_person(written: &str) -> Result<PersonId, AppError> {
    PersonId::parse(written).map_err(|fault| AppError::BadRequest(fault.to_string()))
}

/// Sends the command. The same form of the same page asks for the same thing: a double press
/// does it once, and is answered as if it had.
pub(in crate::form) async fn send(
    app: &AppState,
    asker: &Asker,
    seq: &str,
    command: Result<Command, AppError>,
) -> Result<(), AppError> {
    let command = command?;
    let asked = serde_json::to_vec(&(seq, &command)).map_err(AppError::internal)?;
    let digest = Hash::of(&asked);
    let half = digest.as_bytes().iter().take(16);
    let key: String = half.map(|byte| format!("{byte:02x}")).collect();
    let key = Key::parse(&format!("people-{key}")).map_err(AppError::internal)?;
    asker.send(app, key, None, command).await.map(drop)
}

/// Back to the page after a yes; after a no, the page with the reason and what was typed.
pub(in crate::form) async fn answer(
    app: &AppState,
    asker: &Asker,
    reader: Reader,
    sent: Result<(), AppError>,
    typed: Typed,
) -> Result<Response, AppError> {
    match sent {
        Ok(()) => Ok(Redirect::to(&people_path(&asker.room)).into_response()),
        Err(error) => {
            let refused = Some(error.message(reader.locale));
            let said = Said { refused, typed, ..Said::default() };
            page(app, asker, reader, said, error.status()).await
        }
    }
}

//! The only code that fetches. Every answer is either what was asked for or an [`ApiError`] that
//! says what to do next.

#[cfg(feature = "hydrate")]
mod transport;

use domain::{
    Person, RoomId, Seq, StepId,
    wire::{
        EventFrame, Receipt, Snapshot, commands_path, instructions_path, log_path, snapshot_path,
    },
};
use serde::{Deserialize, de::DeserializeOwned};

/// Who the session belongs to.
pub const ME_PATH: &str = "/api/me";

/// A command's answer is waited for this long, in milliseconds; then it is unknown.
const COMMAND_MS: u32 = 10_000;

/// Long logs over thin lines take longer.
const READ_MS: u32 = 20_000;

/// Sends a [`domain::wire::CommandRequest`], already written as JSON; safe to repeat.
///
/// # Errors
/// Refused is definite; after anything else the command may or may not be on disk.
pub async fn post_command(room: &RoomId, body: &str) -> Result<Timed<Receipt>, ApiError> {
    json(transport::send("POST", &commands_path(room), Some(body), COMMAND_MS).await?)
}

/// Reads the frames after a number.
///
/// # Errors
/// Refused with status 410 means that the log cannot be resumed from there.
pub async fn fetch_log(room: &RoomId, after: Seq) -> Result<Timed<Vec<EventFrame>>, ApiError> {
    let path = after_path(log_path(room), after);
    json(transport::send("GET", &path, None, READ_MS).await?)
}

/// Reads the room as it is now.
///
/// # Errors
/// See [`ApiError`].
pub async fn fetch_snapshot(room: &RoomId) -> Result<Timed<Snapshot>, ApiError> {
    json(transport::send("GET", &snapshot_path(room), None, READ_MS).await?)
}

/// Reads a step's instructions: HTML that the server has sanitised.
///
/// # Errors
/// See [`ApiError`].
pub async fn fetch_instructions(room: &RoomId, step: &StepId) -> Result<String, ApiError> {
    let reply = transport::send("GET", &instructions_path(room, step), None, READ_MS).await?;
    checked(reply).map(|reply| reply.text)
}

/// Asks who this session is in a room; `None` when it has no part in it.
///
/// # Errors
/// [`ApiError::SignedOut`] tells an ended session from a server that is down.
pub async fn fetch_me(room: &RoomId) -> Result<Option<Person>, ApiError> {
    let me: Timed<Me> = json(transport::send("GET", ME_PATH, None, COMMAND_MS).await?)?;
    Ok(me.value.in_room(room))
}

/// Who a session is, room by room.
#[derive(Deserialize)]
struct Me {
    rooms: Vec<Part>,
}

#[derive(Deserialize)]
struct Part {
    room: RoomId,
    person: Person,
}

impl Me {
    fn in_room(self, room: &RoomId) -> Option<Person> {
        self.rooms.into_iter().find(|part| part.room == *room).map(|part| part.person)
    }
}

/// `path?after=SEQ`.
#[must_use]
pub fn after_path(path: String, after: Seq) -> String {
    path + "?after=" + &after.0.to_string()
}

/// An answer and how long it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timed<T> {
    /// The answer.
    pub value: T,
    /// There and back, in milliseconds.
    pub millis: u32,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApiError {
    /// Nothing came back in time.
    Network,
    /// The session has ended.
    SignedOut,
    /// A definite no, with the HTTP status. From something that is not our server (a proxy), the
    /// code is `http_` and the status, and the message is empty.
    Refused(Box<Refusal>, u16),
    /// The server cannot say now; ask again.
    Unavailable {
        /// After how many seconds, if it said.
        retry_after: Option<u32>,
    },
    /// It answered with JSON of a shape this page does not know: a newer server speaks.
    Unreadable,
}

/// What the page reads of a [`domain::wire::ErrorBody`]. The details are for programs; reading
/// their every shape would cost the download more than the page gains.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Refusal {
    /// A stable word.
    pub code: String,
    /// A sentence in the reader's language.
    pub message: String,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Reply {
    status: u16,
    retry_after: Option<u32>,
    text: String,
    millis: u32,
}

fn json<T: DeserializeOwned>(reply: Reply) -> Result<Timed<T>, ApiError> {
    let reply = checked(reply)?;
    let value = crate::json::read(&reply.text).map_err(|_| {
        // What is not even JSON came from something in between: a hotel's sign-in page.
        if crate::json::is_json(&reply.text) {
            ApiError::Unreadable
        } else {
            ApiError::Unavailable { retry_after: None }
        }
    })?;
    Ok(Timed { value, millis: reply.millis })
}

fn checked(reply: Reply) -> Result<Reply, ApiError> {
    match reply.status {
        200..=299 => Ok(reply),
        401 => Err(ApiError::SignedOut),
        // Too slow, too early, too many: a matter of time like every fault of a server.
        408 | 425 | 429 | 500.. => Err(ApiError::Unavailable { retry_after: reply.retry_after }),
        status => {
            let body = crate::json::read(&reply.text).unwrap_or_else(|_| Refusal {
                code: "http_".to_owned() + &status.to_string(),
                message: String::new(),
            });
            Err(ApiError::Refused(Box::new(body), status))
        }
    }
}

/// On the server nothing is fetched.
#[cfg(not(feature = "hydrate"))]
mod transport {
    use super::{ApiError, Reply};

    #[expect(clippy::unused_async, reason = "the browser's twin awaits")]
    pub async fn send(
        _method: &str,
        _path: &str,
        _body: Option<&str>,
        _limit: u32,
    ) -> Result<Reply, ApiError> {
        Err(ApiError::Network)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(status: u16, text: &str) -> Result<Timed<Receipt>, ApiError> {
        json(Reply { status, retry_after: Some(2), text: text.to_owned(), millis: 7 })
    }

    #[test]
    fn an_answer_says_what_to_do_next() {
        assert_eq!(
            reply(200, "{\"seq\":9}"),
            Ok(Timed { value: Receipt { seq: Seq(9) }, millis: 7 })
        );
        assert_eq!(reply(200, "{\"moon\":9}"), Err(ApiError::Unreadable));
        assert_eq!(
            reply(200, "<p>Welcome to our hotel"),
            Err(ApiError::Unavailable { retry_after: None })
        );
        assert_eq!(reply(401, ""), Err(ApiError::SignedOut));
        for later in [408, 429, 500, 502, 503, 504] {
            assert_eq!(reply(later, ""), Err(ApiError::Unavailable { retry_after: Some(2) }));
        }
    }

    #[test]
    fn a_session_is_somebody_in_each_room() {
        let text = r#"{"rooms":[{"room":"a","person":{"id":"bo","name":"Bo","role":"tech"}}]}"#;
        let me = |room| {
            let me: Me = serde_json::from_str(text).unwrap();
            me.in_room(&RoomId::parse(room).unwrap()).map(|person| person.id.to_string())
        };
        assert_eq!(me("a").as_deref(), Some("bo"));
        assert_eq!(me("b"), None);
    }

    #[test]
    fn a_refusal_keeps_its_words_and_a_strangers_its_status() {
        let body = Refusal { code: "clash".into(), message: "Bo was quicker.".into() };
        let text = r#"{"code":"clash","message":"Bo was quicker.","details":{"clash":{}}}"#;
        assert_eq!(reply(409, text), Err(ApiError::Refused(Box::new(body), 409)));
        match reply(413, "<h1>Request Entity Too Large</h1>") {
            Err(ApiError::Refused(body, 413)) => assert_eq!(body.code, "http_413"),
            other => panic!("{other:?}"),
        }
    }
}

//! How the endpoints are posted to: one door a channel, which neither waits nor reads for ever.

use super::Trouble;
use crate::outgoing::{CallFault, Door, Guard, GuardFault, Secret, door::causes};
use reqwest::{
    Client, Method, Url,
    header::{HeaderMap, RETRY_AFTER},
};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How long an endpoint may take, from the first byte asked to the last one read. Standard
/// Webhooks recommends 15 to 30 seconds.
const PATIENCE: Duration = Duration::from_secs(15);

/// How long it may take to be reached at all.
const CONNECT: Duration = Duration::from_secs(5);

/// How much of an answer is read and kept for the record, in bytes.
const KEPT: usize = 500;

/// The door of a channel.
///
/// # Errors
/// When the system gives no certificates.
pub fn door(guard: &Guard) -> Result<Door, reqwest::Error> {
    let builder = Client::builder().connect_timeout(CONNECT).timeout(PATIENCE);
    Door::new(builder, guard.clone(), None)
}

/// What an endpoint answered to a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status and the first bytes of the body.
    pub said: String,
}

/// Why an endpoint has not taken it, and when it wants to be asked again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untaken {
    /// What was the matter.
    pub trouble: Trouble,
    /// How long it asked us to wait (`Retry-After`).
    pub after: Option<Duration>,
}

impl From<Trouble> for Untaken {
    fn from(trouble: Trouble) -> Self {
        Self { trouble, after: None }
    }
}

/// Posts a body. `now` is what a `Retry-After` that is a date is measured from.
///
/// # Errors
/// Whatever is not a status from 200 to 299.
pub async fn post(
    door: &Door,
    url: &Secret,
    headers: HeaderMap,
    body: String,
    now: domain::Timestamp,
) -> Result<Answer, Untaken> {
    let url = Url::parse(url.expose()).map_err(|_| Trouble::Misfit)?;
    let request = door.request(Method::POST, url, headers).body(body).build();
    let request = request.map_err(|_| Trouble::Misfit)?;
    let mut response = door.send(request).await.map_err(|fault| trouble(&fault))?;
    let status = response.status();
    let after = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
    let after = after.and_then(|text| wait_of(text, now));
    let said = beginning(&mut response).await;
    if status.is_success() {
        return Ok(Answer { said: format!("{status} {said}").trim().to_owned() });
    }
    Err(Untaken { trouble: Trouble::Http { status: status.as_u16(), said }, after })
}

/// The first bytes of an answer, as one line. It is for people: what cannot be read is left out.
async fn beginning(response: &mut reqwest::Response) -> String {
    let mut body = Vec::new();
    while body.len() < KEPT {
        match response.chunk().await {
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) | Err(_) => break,
        }
    }
    body.truncate(KEPT);
    super::words::one_line(&String::from_utf8_lossy(&body))
}

/// Seconds or a date, as RFC 9110 has it.
fn wait_of(text: &str, now: domain::Timestamp) -> Option<Duration> {
    if let Ok(seconds) = text.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date: SystemTime = httpdate::parse_http_date(text).ok()?;
    let now = Duration::from_micros(u64::try_from(now.micros()).ok()?);
    Some(date.duration_since(UNIX_EPOCH).ok()?.saturating_sub(now))
}

fn trouble(fault: &CallFault) -> Trouble {
    let error = match fault {
        CallFault::Guard(GuardFault::Refused { address, .. }) => {
            return Trouble::OutOfReach { address: address.to_string() };
        }
        CallFault::Guard(GuardFault::NoAddress) => {
            return Trouble::Unreachable { detail: fault.to_string() };
        }
        CallFault::Http(error) => error,
    };
    // The last cause is the one that says something: "connection refused", "certificate expired".
    let detail = causes(error).last().map_or_else(|| error.to_string(), ToString::to_string);
    if error.is_connect() || error.is_builder() {
        Trouble::Unreachable { detail }
    } else {
        Trouble::NoAnswer { detail }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Timestamp;

    #[test]
    fn a_wait_is_seconds_or_a_date() {
        // RFC 9110's own example, and ten seconds before it.
        let now = Timestamp::from_seconds(784_111_767);
        let wait = |text| wait_of(text, now);
        assert_eq!(wait("120"), Some(Duration::from_secs(120)));
        assert_eq!(wait("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::from_secs(10)));
        assert_eq!(wait("Sun, 06 Nov 1994 08:49:20 GMT"), Some(Duration::ZERO));
        assert_eq!(wait("soon"), None);
    }
}

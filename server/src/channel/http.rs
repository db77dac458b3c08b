//! How the endpoints are posted to: one client that follows no redirect, goes nowhere it must not,
//! and neither waits nor reads for ever.

use super::{Reach, Secret, Trouble};
use reqwest::{
    Client, Url,
    dns::{Addrs, Name, Resolve, Resolving},
    header::{HeaderMap, RETRY_AFTER},
    redirect::Policy,
};
use std::{
    error::Error,
    iter,
    net::IpAddr,
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use thiserror::Error;

/// How long an endpoint may take, from the first byte asked to the last one read. Standard
/// Webhooks recommends 15 to 30 seconds.
const PATIENCE: Duration = Duration::from_secs(15);

/// How long it may take to be reached at all.
const CONNECT: Duration = Duration::from_secs(5);

/// How much of an answer is read and kept for the record, in bytes.
const KEPT: usize = 500;

/// A client that goes only where it may.
///
/// # Errors
/// When the system gives no certificates.
pub fn client(reach: &Reach) -> Result<Client, reqwest::Error> {
    Client::builder()
        // A redirect could lead a secret, or the request itself, to an address nobody has checked.
        .redirect(Policy::none())
        // A proxy would look the name up itself, out of our sight.
        .no_proxy()
        .dns_resolver(Arc::new(Checked(reach.clone())))
        .connect_timeout(CONNECT)
        .timeout(PATIENCE)
        .build()
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
    client: &Client,
    (url, reach): (&Secret, &Reach),
    headers: HeaderMap,
    body: String,
    now: domain::Timestamp,
) -> Result<Answer, Untaken> {
    let url = Url::parse(url.reveal()).map_err(|_| Trouble::Misfit)?;
    // An address in numbers is never looked up, so the resolver does not see it.
    if let Some(address) = in_numbers(&url)
        && !reach.allows(address)
    {
        return Err(Trouble::OutOfReach { address: address.to_string() }.into());
    }
    let sent = client.post(url).headers(headers).body(body).send().await;
    let mut response = sent.map_err(trouble)?;
    let status = response.status();
    let after = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
    let after = after.and_then(|text| wait_of(text, now));
    let said = beginning(&mut response).await;
    if status.is_success() {
        return Ok(Answer { said: format!("{status} {said}").trim().to_owned() });
    }
    Err(Untaken { trouble: Trouble::Http { status: status.as_u16(), said }, after })
}

fn in_numbers(url: &Url) -> Option<IpAddr> {
    let host = url.host_str()?;
    host.trim_start_matches('[').trim_end_matches(']').parse().ok()
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

/// The address is left out: for Slack and Teams it is the secret itself.
fn trouble(error: reqwest::Error) -> Trouble {
    said_by(&error.without_url())
}

fn said_by(error: &reqwest::Error) -> Trouble {
    let causes = || iter::successors(error.source(), |cause| (**cause).source());
    if let Some(refused) = causes().find_map(|cause| cause.downcast_ref::<OutOfReach>()) {
        return Trouble::OutOfReach { address: refused.0.clone() };
    }
    // The last cause is the one that says something: "connection refused", "certificate expired".
    let detail = causes().last().map_or_else(|| error.to_string(), ToString::to_string);
    if error.is_connect() || error.is_builder() {
        Trouble::Unreachable { detail }
    } else {
        Trouble::NoAnswer { detail }
    }
}

/// Looks names up and refuses those that lead out of reach. The connection is made to
/// what was checked: there is no second look-up that could give something else.
struct Checked(Reach);

#[derive(Debug, Error)]
#[error("{0} is out of reach")]
struct OutOfReach(String);

impl Resolve for Checked {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.0.clone();
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let found: Vec<_> = found.collect();
            // With one bad address among them none is used: good ones beside it are how a name
            // server gets past a check.
            match found.iter().find(|address| !reach.allows(address.ip())) {
                Some(bad) => Err(Box::from(OutOfReach(bad.ip().to_string()))),
                None => Ok(Box::new(found.into_iter()) as Addrs),
            }
        })
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

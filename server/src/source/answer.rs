//! How sources are asked by HTTP, and how much of an answer is read.

use super::SourceFault;
use crate::outgoing::{CallFault, Door, Guard, door::causes};
use reqwest::{Client, Response};
use std::net::IpAddr;

/// The most that is read of an answer, in bytes.
pub const LONGEST: usize = 64 * 1024;

/// The door for a source. It has no deadline of its own: whoever asks has one.
///
/// # Errors
/// Why there can be no secure connections on this machine.
pub fn door(guard: Guard, instead: Option<IpAddr>) -> Result<Door, String> {
    // Each question opens its own connection: one kept open would go on reaching a host that is
    // shut off for everybody new, or whose name leads elsewhere by now.
    let builder = Client::builder().pool_max_idle_per_host(0).user_agent("bascule");
    Door::new(builder, guard, instead)
        .map_err(|fault| format!("no secure connections on this machine: {fault}"))
}

/// The whole answer, if it is short.
///
/// # Errors
/// [`SourceFault::TooLong`], or that it broke off.
pub async fn body(response: Response) -> Result<Vec<u8>, SourceFault> {
    let body = beginning(response).await?;
    if body.len() > LONGEST {
        return Err(SourceFault::TooLong { bytes: LONGEST });
    }
    Ok(body)
}

/// The beginning of an answer; it goes on when it is longer than [`LONGEST`].
///
/// # Errors
/// That it broke off.
pub async fn beginning(mut response: Response) -> Result<Vec<u8>, SourceFault> {
    let mut body = Vec::new();
    while body.len() <= LONGEST {
        let Some(chunk) = response.chunk().await.map_err(CallFault::from)? else { break };
        body.extend_from_slice(&chunk);
    }
    body.truncate(LONGEST + 1);
    Ok(body)
}

/// The client's own words name the address with everything in it, and say "error sending request".
pub fn in_our_words(fault: &reqwest::Error) -> SourceFault {
    // By its words, for want of a type: the crate that has it is not one of ours.
    let why = causes(fault).map(ToString::to_string).filter(|why| why.contains("certificate"));
    if let Some(why) = why.last() {
        return SourceFault::NotSecure { why: why.chars().take(200).collect() };
    }
    if fault.is_connect() || fault.is_timeout() {
        return SourceFault::Unreachable;
    }
    SourceFault::Odd("it broke off, or does not speak HTTP".to_owned())
}

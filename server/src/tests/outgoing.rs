//! Calls out, by sources and by channels: whom they never reach.

mod corpus;
pub mod names;

use super::channel::post_room::{ORIGIN, SECRET, channel, notice};
use crate::{
    channel::{Channels, ConfigFault, Office, Said, http::Untaken},
    clock::SystemClock,
    outgoing::{Guard, Names},
};
use std::sync::Arc;

/// A file with one channel that posts to this address, and may besides go to these.
fn channel_with(
    allow: &str,
    kind: &str,
    url: &str,
    names: Arc<dyn Names>,
) -> Result<Channels, ConfigFault> {
    let secret = if kind == "webhook" { format!("secret = \"{SECRET}\"") } else { String::new() };
    let lines = format!("kind = \"{kind}\"\nallow = [{allow}]\nurl = \"{url}\"\n{secret}");
    Channels::read(&channel("ops", &lines), &|_| None, &Guard::new(Vec::new(), None, names))
}

/// Tries the one channel out, as the lead does.
async fn post(channels: Channels) -> Result<(), Untaken> {
    let office = Office::new(Arc::new(channels), Arc::new(SystemClock), ORIGIN).unwrap();
    let channel = office.channels().iter().next().unwrap();
    office.send_test(channel, notice(Said::Published), None).await.map(drop)
}

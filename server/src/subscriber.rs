//! People outside who get notices by e-mail: they ask, say yes by a link that was mailed to them,
//! and leave by a link in every e-mail.
//!
//! Whoever asks is told the same whether the address is new, waiting or on the list, and in the
//! same time: the e-mail is written later, by the dispatch. Opening a link changes nothing (mail
//! scanners open them all): a press of the button does, or the mail program's own one post
//! (RFC 8058).

mod door;
pub mod page;
mod tries;

use crate::{
    channel::{Channel, email::MailAddress},
    dispatch::{Dispatch, Payload, Recipient},
    session::Token,
    store::{
        Ask, LetterStore, LinkUse, NewLetter, SqliteStore, StoreError, Subscriber, SubscriberLink,
        SubscriberStore,
    },
};
use domain::{RoomId, Timestamp};
use frontend::boot::Locale;

pub use door::{Desk, routes, settle, show, show_form, subscribe};
pub use tries::Asks;

/// A link to say yes is good for this many seconds: 48 hours.
pub const TO_CONFIRM: i64 = 48 * 3_600;

/// An address that was written to is not written to again for this many seconds.
pub const BETWEEN_ASKS: i64 = 600;

/// How many of these e-mails an address gets in a day, whoever asks for them.
pub const ASKS_A_DAY: u32 = 3;

/// Where people follow a room from outside.
#[must_use]
pub fn status_path(room: &RoomId) -> String {
    format!("/status/{room}")
}

/// Somebody asks for the notices of a room. An e-mail goes to the address, unless it had enough
/// of them; the caller is not told which.
///
/// # Errors
/// When the store cannot be written.
pub async fn ask(
    store: &SqliteStore,
    dispatch: &Dispatch,
    channel: &Channel,
    address: &MailAddress,
    locale: Locale,
) -> Result<(), StoreError> {
    let now = dispatch.office().now();
    store.forget_unconfirmed(seconds_before(now, TO_CONFIRM), now).await?;
    let id = Token::random()?.hex()[..32].to_owned();
    let ask = Ask {
        id: &id,
        room: &channel.room,
        address,
        locale,
        now,
        not_since: seconds_before(now, BETWEEN_ASKS),
        today: Timestamp::from_seconds(now.seconds().div_euclid(86_400) * 86_400),
        a_day: ASKS_A_DAY,
    };
    let Some(subscriber) = store.ask(&ask).await? else { return Ok(()) };
    let (room, who) = (&channel.room, &subscriber.id);
    let letter = NewLetter {
        key: format!("{room}/asked-{}/{}/{who}", now.micros(), channel.id),
        room: room.clone(),
        channel: channel.id.clone(),
        recipient: Recipient::Subscriber(who.clone()),
        payload: serde_json::to_string(&Payload::Subscription)?,
    };
    store.put_letter(&letter, now).await?;
    dispatch.wake(&channel.id);
    Ok(())
}

/// Makes a link and gives its path. Only its hash is kept.
///
/// # Errors
/// When it cannot be kept.
pub async fn new_link<S: SubscriberStore + ?Sized>(
    store: &S,
    subscriber: &Subscriber,
    good_for: LinkUse,
    now: Timestamp,
) -> Result<String, StoreError> {
    let token = Token::random()?;
    let expires_at = match good_for {
        LinkUse::Confirm => Some(Timestamp::from_seconds(now.seconds() + TO_CONFIRM)),
        LinkUse::Leave => None,
    };
    let link = SubscriberLink {
        token_hash: token.hash(),
        subscriber: subscriber.id.clone(),
        good_for,
        expires_at,
    };
    store.add_subscriber_link(&link).await?;
    Ok(format!("{}/subscription/{}", status_path(&subscriber.room), token.hex()))
}

/// What a link of an e-mail is good for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkNow {
    /// To say yes.
    Confirm,
    /// To leave.
    Leave,
    /// For nothing: it has run out, or they have left.
    Nothing,
}

/// Looks a link up; changes nothing.
///
/// # Errors
/// When the store cannot be read.
pub async fn look(
    store: &SqliteStore,
    room: &RoomId,
    token: &str,
    now: Timestamp,
) -> Result<LinkNow, StoreError> {
    Ok(find(store, room, token, now).await?.map_or(LinkNow::Nothing, |link| match link.good_for {
        LinkUse::Confirm => LinkNow::Confirm,
        LinkUse::Leave => LinkNow::Leave,
    }))
}

/// Does what a link is for, and says what that was. Doing it twice is doing it once.
///
/// # Errors
/// When the store cannot be written.
pub async fn act(
    store: &SqliteStore,
    room: &RoomId,
    token: &str,
    now: Timestamp,
) -> Result<LinkNow, StoreError> {
    let Some(link) = find(store, room, token, now).await? else { return Ok(LinkNow::Nothing) };
    match link.good_for {
        LinkUse::Confirm => {
            store.confirm(&link.subscriber, now).await?;
            Ok(LinkNow::Confirm)
        }
        LinkUse::Leave => {
            store.leave(&link.subscriber).await?;
            Ok(LinkNow::Leave)
        }
    }
}

async fn find(
    store: &SqliteStore,
    room: &RoomId,
    token: &str,
    now: Timestamp,
) -> Result<Option<SubscriberLink>, StoreError> {
    let Some(token) = Token::parse(token) else { return Ok(None) };
    let link = store.subscriber_link(room, &token.hash()).await?;
    Ok(link.filter(|link| link.expires_at.is_none_or(|end| now < end)))
}

const fn seconds_before(now: Timestamp, seconds: i64) -> Timestamp {
    Timestamp::from_seconds(now.seconds() - seconds)
}

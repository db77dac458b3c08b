//! The ways out of the house: e-mail, Slack, Teams and signed webhooks.
//!
//! Read in this order: [`Channel`] (what one is); [`config`] (the file people write);
//! [`outgoing`] (what is said); [`email`], [`slack`], [`teams`], [`webhook`] (what that looks like
//! on each, as text that a preview shows and a send hands over: one function for both);
//! [`office`] (who hands it over); [`trouble`] (what went wrong, in words).
//!
//! Deliberately absent: when to try again. That is the dispatch's to say.

pub mod config;
pub mod email;
pub mod http;
pub mod office;
pub mod outgoing;
pub mod preview;
pub mod slack;
pub mod smtp;
pub mod teams;
pub mod trouble;
pub mod webhook;
mod words;

use crate::outgoing::{Guard, Secret};
use domain::{ChannelId, Length, RoomId};
use frontend::boot::Locale;
use std::collections::BTreeMap;

pub use config::ConfigFault;
pub use office::Office;
pub use outgoing::{NoticeNumber, Outgoing, Said, Words};
pub use preview::Preview;
pub use trouble::Trouble;

/// A way out of the house, for the notices of one room.
#[derive(Debug, Clone)]
pub struct Channel {
    /// Its name in the file, the log and the record of deliveries.
    pub id: ChannelId,
    /// Whose notices it carries.
    pub room: RoomId,
    /// How long before a promise ends its audience must hear that it will not be kept.
    pub lead_time: Length,
    /// A notice that could not be handed over for this long is given up: what it says is no
    /// longer news.
    pub give_up_after: Length,
    /// Which language comes first where both are in one message. E-mail has its subscribers'.
    pub first: Locale,
    /// How it sends.
    pub kind: Kind,
    /// Of e-mail, where a test goes when nobody says otherwise.
    pub test_to: Option<email::MailAddress>,
}

/// How a channel sends.
#[derive(Debug, Clone)]
pub enum Kind {
    /// To each subscriber of the room, by the one SMTP server of the file.
    Email,
    /// A Slack incoming webhook.
    Slack(Endpoint),
    /// A Teams incoming webhook, made with the Workflows app.
    Teams(Endpoint),
    /// Any address, signed as Standard Webhooks says.
    Webhook(Endpoint, webhook::SigningKey),
}

impl Kind {
    /// Where it posts; e-mail does not.
    #[must_use]
    pub const fn endpoint(&self) -> Option<&Endpoint> {
        match self {
            Self::Email => None,
            Self::Slack(endpoint) | Self::Teams(endpoint) | Self::Webhook(endpoint, _) => {
                Some(endpoint)
            }
        }
    }

    /// As in the file.
    #[must_use]
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Slack(_) => "slack",
            Self::Teams(_) => "teams",
            Self::Webhook(..) => "webhook",
        }
    }
}

/// An address that is posted to. For Slack and Teams whoever knows it may post: it is a secret.
#[derive(Debug, Clone)]
pub struct Endpoint {
    /// The whole address, checked.
    pub url: Secret,
    /// The host alone, which may be shown.
    pub host: String,
    /// Which addresses it may lead to.
    pub guard: Guard,
}

/// Every channel of a server, and the SMTP server that its e-mail goes through.
#[derive(Debug, Clone, Default)]
pub struct Channels {
    /// Where e-mail goes; always there when a channel sends any.
    pub smtp: Option<smtp::Settings>,
    by_id: BTreeMap<ChannelId, Channel>,
}

impl Channels {
    /// A channel by its name.
    #[must_use]
    pub fn get(&self, id: &ChannelId) -> Option<&Channel> {
        self.by_id.get(id)
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Channel> {
        self.by_id.values()
    }

    /// Those of a room, by name.
    pub fn of<'c>(&'c self, room: &'c RoomId) -> impl Iterator<Item = &'c Channel> {
        self.iter().filter(move |channel| channel.room == *room)
    }

    /// The one that sends e-mail for a room: there is one at most.
    #[must_use]
    pub fn mail_of(&self, room: &RoomId) -> Option<&Channel> {
        self.iter().find(|channel| channel.room == *room && matches!(channel.kind, Kind::Email))
    }
}

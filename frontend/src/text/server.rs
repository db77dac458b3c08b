//! The server's own sentences: refusals, sign-in, and titles of pages.
//!
//! Each says what happened and what to do next. A field without words in one language does not
//! compile.

mod en;
mod fr;

use super::Messages;
use crate::boot::Locale;
use domain::{Event, text::TextFault, time::Civil};

/// The server's own sentences in a language.
#[must_use]
pub const fn server_text(locale: Locale) -> &'static ServerText {
    match locale {
        Locale::En => &en::EN,
        Locale::Fr => &fr::FR,
    }
}

impl Messages {
    /// Why a text somebody typed is refused, in the words in which the server refuses it.
    #[must_use]
    pub fn text_fault(&self, fault: &TextFault) -> String {
        match self.locale() {
            Locale::En => en::text_fault(fault),
            Locale::Fr => fr::text_fault(fault),
        }
    }
}

/// The server's own sentences in one language.
#[derive(Debug)]
pub struct ServerText {
    // Refused requests.
    /// A body that is not what the address takes; with the technical reason.
    pub bad_json: fn(&str) -> String,
    /// A query, a path or a form that cannot be read; with the technical reason.
    pub bad_request: fn(&str) -> String,
    /// A body of another type than JSON.
    pub not_json: &'static str,
    /// A body over the limit, in KiB.
    pub too_large: fn(usize) -> String,
    /// A command that only the server itself may send.
    pub server_only: &'static str,
    /// A key used before for something else.
    pub key_reused: &'static str,
    /// Too much waits to be written.
    pub busy: &'static str,
    /// The server cannot tell whether the command was written.
    pub unknown_outcome: &'static str,
    /// Somebody touched the same step since: who, and what they did.
    pub clash: fn(&str, &str) -> String,
    /// What somebody did to a step, to follow their name.
    pub did: fn(&Event) -> &'static str,
    /// A text somebody typed breaks a rule.
    pub text_fault: fn(&TextFault) -> String,
    /// The reader's role may not do this.
    pub not_allowed: &'static str,
    /// Nobody is signed in.
    pub no_session: &'static str,
    /// No such room, or none that the reader has a part in.
    pub no_room: &'static str,
    /// No such page.
    pub not_found: &'static str,
    /// An address that does not take this method.
    pub wrong_method: &'static str,
    /// A request sent from another site.
    pub cross_site: &'static str,
    /// A request that took too long to arrive.
    pub too_slow: &'static str,
    /// Something broke; with the number under which it was logged.
    pub internal: fn(&str) -> String,

    // Signing in.
    /// Nobody made this link, or it was mistyped.
    pub link_unknown: &'static str,
    /// The link was good once.
    pub link_expired: &'static str,
    /// The link was used as often as it may be.
    pub link_used_up: &'static str,
    /// Somebody ended the link.
    pub link_revoked: &'static str,
    /// The reader's part in the room has ended.
    pub part_ended: &'static str,
    /// The room was removed: its title, when, by whom, and why.
    pub room_removed: fn(&str, &str, &str, &str) -> String,
    /// No access token, or none that is good.
    pub bad_token: &'static str,
    /// The name belongs to somebody whose part in the room has ended: the name.
    pub name_of_nobody_here: fn(&str) -> String,
    /// Too many unknown links from one address.
    pub too_many_tries: &'static str,
    /// The name belongs to somebody of another role: the name, and that role.
    pub name_of_other_role: fn(&str, &str) -> String,
    /// How a person without a link gets one.
    pub ask_for_link: &'static str,

    // Pages.
    /// Title of the list of rooms.
    pub title_rooms: &'static str,
    /// Title of the sign-in page, before the room's.
    pub title_join: &'static str,
    /// Title of a page that says what went wrong.
    pub title_problem: &'static str,
    /// Why nothing is sent from a rehearsal.
    pub rehearsal_sends_nothing: &'static str,
    /// Title of the page of a room that was removed.
    pub title_room_removed: &'static str,
    /// Title of the page for people without a link.
    pub title_ask_for_link: &'static str,
    /// The way back to the list of rooms.
    pub back_to_rooms: &'static str,
    /// The way back to the room.
    pub back_to_room: &'static str,
    /// The browser half was not built into this server.
    pub no_browser_half: &'static str,
    /// A day and an hour in words.
    pub moment: fn(Civil) -> String,
    /// What the script of the panels says.
    pub live: LiveText,
}

/// What the script of the panels says (`frontend/panel.js`).
#[derive(Debug)]
pub struct LiveText {
    /// A form is on its way.
    pub sending: &'static str,
    /// A form could not be sent; what was typed is still there.
    pub not_sent: &'static str,
    /// A form was taken.
    pub done: &'static str,
    /// A text was copied.
    pub copied: &'static str,
    /// A text could not be copied.
    pub not_copied: &'static str,
    /// Above the first entry of the feed that nobody has looked at yet.
    pub unread: &'static str,
    /// What is shown is what is.
    pub live: &'static str,
    /// It is being brought up to date.
    pub catching_up: &'static str,
    /// Nothing was heard since `{}`.
    pub stale: &'static str,
    /// There is no network since `{}`.
    pub offline: &'static str,
    /// Nobody is signed in any more.
    pub signed_out: &'static str,
}

//! What goes out by e-mail, as text; and the one place that makes a message of it.

pub mod address;
mod html;
pub mod notice;
pub mod subscription;

use super::{Trouble, words::one_line};
use domain::Timestamp;
use lettre::{
    Message,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};
use std::time::{Duration, UNIX_EPOCH};

pub use address::MailAddress;

/// An e-mail that is ready but for its sender and its date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// To whom.
    pub to: MailAddress,
    /// One line.
    pub subject: String,
    /// For programs and people that read text.
    pub text: String,
    /// The same, for the others.
    pub html: String,
    /// Where one post takes them off the list (RFC 8058); only what goes to a list has one.
    pub unsubscribe: Option<String>,
}

impl Mail {
    /// Its own headers besides From, To, Subject and Date. The Message-ID is made of the letter's
    /// id, so that whoever gets it twice can tell that it is one.
    #[must_use]
    pub fn headers(&self, from: &Mailbox, id: &str) -> Vec<(&'static str, String)> {
        let mut headers = vec![
            ("Message-ID", format!("<{id}@{}>", from.email.domain())),
            // Nobody's "I am on holiday" should answer it (RFC 3834).
            ("Auto-Submitted", "auto-generated".to_owned()),
        ];
        if let Some(url) = &self.unsubscribe {
            headers.push(("List-Unsubscribe", format!("<{url}>")));
            headers.push(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
        }
        headers
    }

    /// As it is handed over.
    ///
    /// # Errors
    /// [`Trouble::Unwritable`].
    pub fn message(&self, from: &Mailbox, id: &str, at: Timestamp) -> Result<Message, Trouble> {
        let micros = u64::try_from(at.micros()).unwrap_or(0);
        let to = Mailbox::new(None, self.to.as_lettre().clone());
        let mut builder = Message::builder()
            .from(from.clone())
            .to(to)
            .subject(one_line(&self.subject))
            .date(UNIX_EPOCH + Duration::from_micros(micros));
        for (name, value) in self.headers(from, id) {
            // Written as it is: these are addresses and fixed words, which must not be folded or
            // encoded, and `one_line` lets none of them begin another header.
            let value = one_line(&value);
            let header = HeaderName::new_from_ascii_str(name);
            let header = HeaderValue::dangerous_new_pre_encoded(header, value.clone(), value);
            builder = builder.raw_header(header);
        }
        let both = MultiPart::alternative_plain_html(self.text.clone(), self.html.clone());
        builder.multipart(both).map_err(|error| Trouble::Unwritable { detail: error.to_string() })
    }
}

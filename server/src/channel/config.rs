//! The file of channels, as people write it:
//!
//! ```toml
//! [smtp]
//! host = "smtp.example.org"
//! port = 587
//! tls = "starttls"                                # or "implicit", or "none"
//! user = "bascule"
//! password = { env = "BASCULE_SMTP_PASSWORD" }    # or the password itself
//! from = "Aurora <notices@example.org>"
//!
//! [[channel]]
//! id = "sellers-mail"
//! room = "aurora"
//! kind = "email"
//! lead_time = "5 min"
//! language = "fr"
//! test_to = "comms@example.org"                   # where a test goes when nobody says otherwise
//!
//! [[channel]]
//! id = "partners"
//! room = "aurora"
//! kind = "webhook"
//! lead_time = "10 min"
//! url = "https://partner.example.org/bascule"
//! secret = { env = "BASCULE_PARTNERS_SECRET" }
//! allow = ["10.1.2.3"]                            # addresses inside that it may lead to
//! ```
//!
//! Every refusal names the place, the field and the rule, and never the value of a secret.

mod fields;

use super::{Channel, Channels, Kind, email::MailAddress, webhook::SigningKey};
use crate::outgoing::Guard;
use domain::{ChannelId, RoomId};
use fields::{RawChannel, RawFile};
use frontend::boot::Locale;
use std::{fs, path::Path};
use thiserror::Error;

/// What is wrong with the file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ConfigFault {
    /// It cannot be read.
    #[error("{why}")]
    Unreadable {
        /// What the system said.
        why: String,
    },
    /// It is not TOML, or a field is unknown, missing, or of another kind.
    #[error("line {line}: {why}")]
    Shape {
        /// Where, counted from 1.
        line: usize,
        /// What is wrong there.
        why: String,
    },
    /// A field breaks a rule.
    #[error("{place}, {field}: {rule}")]
    Field {
        /// `[smtp]`, or which channel.
        place: String,
        /// Which field.
        field: &'static str,
        /// The rule.
        rule: String,
    },
}

impl Channels {
    /// Reads a file; variables come from the environment. The guard knows where we listen.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read_file(path: &Path, guard: &Guard) -> Result<Self, ConfigFault> {
        let text = fs::read_to_string(path)
            .map_err(|error| ConfigFault::Unreadable { why: error.to_string() })?;
        Self::read(&text, &|name| std::env::var(name).ok(), guard)
    }

    /// Reads the text of one.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(
        text: &str,
        variable: &dyn Fn(&str) -> Option<String>,
        guard: &Guard,
    ) -> Result<Self, ConfigFault> {
        let raw: RawFile = toml::from_str(text).map_err(|error| shape(text, &error))?;
        let smtp = raw.smtp.map(|smtp| smtp.read(variable)).transpose()?;
        let mut channels = Self { smtp, by_id: std::collections::BTreeMap::new() };
        for (place, raw) in raw.channel.into_iter().enumerate() {
            let channel = channel(raw, place, (variable, guard))?;
            channels.add(channel)?;
        }
        Ok(channels)
    }

    /// Adds one, if it fits the others.
    fn add(&mut self, channel: Channel) -> Result<(), ConfigFault> {
        let place = format!("channel “{}”", channel.id);
        let fault = |field, rule: String| ConfigFault::Field { place: place.clone(), field, rule };
        if self.by_id.contains_key(&channel.id) {
            return Err(fault("id", "another channel has the same".into()));
        }
        if matches!(channel.kind, Kind::Email) {
            if self.smtp.is_none() {
                return Err(fault("kind", "e-mail needs [smtp]".into()));
            }
            if let Some(other) = self.mail_of(&channel.room) {
                let rule = format!("room {} has e-mail already: {}", channel.room, other.id);
                return Err(fault("kind", rule));
            }
        }
        self.by_id.insert(channel.id.clone(), channel);
        Ok(())
    }
}

/// The line and the message, without the line's text: it may hold a secret.
fn shape(text: &str, error: &toml::de::Error) -> ConfigFault {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    ConfigFault::Shape { line, why: error.message().to_owned() }
}

/// A variable of the environment, by its name.
type Variable<'a> = &'a dyn Fn(&str) -> Option<String>;

fn channel(
    raw: RawChannel,
    place: usize,
    (variable, guard): (Variable<'_>, &Guard),
) -> Result<Channel, ConfigFault> {
    let unnamed = |rule: String| ConfigFault::Field {
        place: format!("channel {}", place + 1),
        field: "id",
        rule,
    };
    let id = ChannelId::parse(&raw.id).map_err(|fault| unnamed(fault.to_string()))?;
    let field = Field { place: format!("channel “{id}”") };
    let room = RoomId::parse(&raw.room).map_err(|fault| field.fault("room", fault.to_string()))?;
    let lead_time = field.length("lead_time", &raw.lead_time, 1)?;
    let give_up_after = raw.give_up_after.as_deref().unwrap_or("6 h");
    let give_up_after = field.length("give_up_after", give_up_after, 60)?;
    let language = raw.language.as_deref().unwrap_or("en");
    let first = Locale::from_slug(language);
    let first = first.ok_or_else(|| field.fault("language", "must be fr or en".into()))?;
    let test_to = match (raw.kind.as_str(), &raw.test_to) {
        (_, None) => None,
        ("email", Some(address)) => {
            let address = address.parse::<MailAddress>();
            Some(address.map_err(|_| field.fault("test_to", "must be one address".into()))?)
        }
        (_, Some(_)) => return Err(field.fault("test_to", "is for e-mail only".into())),
    };
    let kind = match raw.kind.as_str() {
        "email" => {
            let posts = [
                ("url", raw.url.is_some()),
                ("secret", raw.secret.is_some()),
                ("allow", !raw.allow.is_empty()),
            ];
            let stray = posts.into_iter().find(|(_, there)| *there).map(|(name, _)| name);
            if let Some(stray) = stray {
                return Err(field.fault(stray, "e-mail goes through [smtp] and has none".into()));
            }
            Kind::Email
        }
        "slack" => Kind::Slack(raw.endpoint(&field, variable, guard)?),
        "teams" => Kind::Teams(raw.endpoint(&field, variable, guard)?),
        "webhook" => {
            let endpoint = raw.endpoint(&field, variable, guard)?;
            let secret = raw.secret.ok_or_else(|| field.fault("secret", "is missing".into()))?;
            let secret = secret.read(&field, "secret", variable)?;
            let key = SigningKey::parse(secret.expose());
            Kind::Webhook(endpoint, key.map_err(|rule| field.fault("secret", rule))?)
        }
        _ => {
            return Err(field.fault("kind", "must be email, slack, teams or webhook".into()));
        }
    };
    Ok(Channel { id, room, lead_time, give_up_after, first, kind, test_to })
}

/// Where a field stands, to say so.
struct Field {
    place: String,
}

impl Field {
    fn fault(&self, field: &'static str, rule: String) -> ConfigFault {
        ConfigFault::Field { place: self.place.clone(), field, rule }
    }
}

#[cfg(test)]
mod tests;

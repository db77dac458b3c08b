//! The fields of the file and the rule of each.

use super::{
    super::{
        Endpoint,
        smtp::{Protection, Settings},
    },
    ConfigFault, Field,
};
use crate::{
    outgoing::{Guard, Secret, target::target},
    plan_file::length::parse_length,
};
use domain::Length;
use ipnet::IpNet;
use lettre::message::Mailbox;
use serde::Deserialize;
use std::{net::IpAddr, path::PathBuf};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawFile {
    pub smtp: Option<RawSmtp>,
    #[serde(default)]
    pub channel: Vec<RawChannel>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSmtp {
    host: String,
    port: u16,
    tls: String,
    user: Option<String>,
    password: Option<RawSecret>,
    from: String,
    ca: Option<PathBuf>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawChannel {
    pub id: String,
    pub room: String,
    pub kind: String,
    pub lead_time: String,
    pub give_up_after: Option<String>,
    pub language: Option<String>,
    pub test_to: Option<String>,
    pub url: Option<RawSecret>,
    pub secret: Option<RawSecret>,
    #[serde(default)]
    pub allow: Vec<String>,
}

/// A secret in the file, or the name of the variable that has it.
#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields, expecting = "must be a text, or { env = \"NAME\" }")]
pub enum RawSecret {
    Here(String),
    Elsewhere { env: String },
}

impl RawSecret {
    pub fn read(
        &self,
        field: &Field,
        name: &'static str,
        variable: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Secret, ConfigFault> {
        let text = match self {
            Self::Here(text) => text.clone(),
            Self::Elsewhere { env } => variable(env).ok_or_else(|| {
                field.fault(name, format!("the environment has no variable {env}"))
            })?,
        };
        let text = text.trim().to_owned();
        if text.is_empty() {
            return Err(field.fault(name, "must not be empty".into()));
        }
        Ok(Secret::new(text))
    }
}

impl RawSmtp {
    pub fn read(self, variable: &dyn Fn(&str) -> Option<String>) -> Result<Settings, ConfigFault> {
        let field = Field { place: "[smtp]".into() };
        let tls = match self.tls.as_str() {
            "starttls" => Protection::StartTls,
            "implicit" => Protection::Implicit,
            "none" => Protection::Plain,
            _ => return Err(field.fault("tls", "must be starttls, implicit or none".into())),
        };
        if self.host.trim().is_empty() {
            return Err(field.fault("host", "must not be empty".into()));
        }
        let from: Result<Mailbox, _> = self.from.parse();
        let from = from.map_err(|_| {
            field.fault("from", "must be an address such as Aurora <notices@example.org>".into())
        })?;
        let account = match (self.user, self.password) {
            (None, None) => None,
            (Some(user), Some(password)) => {
                Some((user, password.read(&field, "password", variable)?))
            }
            (Some(_), None) => return Err(field.fault("password", "user needs one".into())),
            (None, Some(_)) => return Err(field.fault("user", "password needs one".into())),
        };
        if account.is_some() && tls == Protection::Plain && !is_this_machine(&self.host) {
            let rule = "a password is not sent in clear to another machine: starttls or implicit";
            return Err(field.fault("tls", rule.into()));
        }
        Ok(Settings { host: self.host, port: self.port, tls, account, from, ca: self.ca })
    }
}

fn is_this_machine(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "::1")
}

/// An address, or a range of them.
fn allowed(text: &str, field: &Field) -> Result<IpNet, ConfigFault> {
    let address = text.parse::<IpAddr>().map(IpNet::from).ok();
    address.or_else(|| text.parse().ok()).ok_or_else(|| {
        let rule = "must be addresses or ranges such as 10.0.0.7 or 10.0.0.0/8";
        field.fault("allow", rule.into())
    })
}

impl RawChannel {
    /// The address of a channel that posts.
    pub fn endpoint(
        &self,
        field: &Field,
        variable: &dyn Fn(&str) -> Option<String>,
        guard: &Guard,
    ) -> Result<Endpoint, ConfigFault> {
        let url = self.url.as_ref().ok_or_else(|| field.fault("url", "is missing".into()))?;
        let secret = url.read(field, "url", variable)?;
        let url = target(secret.expose()).map_err(|rule| field.fault("url", rule))?;
        let guard = guard.allowing(
            self.allow.iter().map(|range| allowed(range, field)).collect::<Result<_, _>>()?,
        );
        if url.scheme() == "http" && !guard.leads_inside() {
            let rule = "must be https:// (http:// is for channels with an allow)";
            return Err(field.fault("url", rule.into()));
        }
        let host = url.host_str().unwrap_or_default().to_owned();
        Ok(Endpoint { url: secret, host, guard })
    }
}

impl Field {
    /// A length of at least so many seconds.
    pub fn length(
        &self,
        name: &'static str,
        text: &str,
        least: u32,
    ) -> Result<Length, ConfigFault> {
        let seconds = parse_length(text).map_err(|rule| self.fault(name, rule))?;
        let length = u32::try_from(seconds).ok().map(Length::from_seconds);
        let fits = |length: &Length| length.seconds() >= least && *length <= Length::MAX;
        length
            .filter(fits)
            .ok_or_else(|| self.fault(name, format!("must be from {least} s to 30 days")))
    }
}

//! The SMTP server that all e-mail goes through.

use super::{
    Trouble,
    http::{Answer, Untaken},
    words::one_line,
};
use crate::outgoing::Secret;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::Mailbox,
    transport::smtp::{
        Error, PoolConfig,
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
    },
};
use std::{error::Error as _, path::PathBuf, time::Duration};

/// How long one message may take, from the connection to the last reply.
const PATIENCE: Duration = Duration::from_secs(30);

/// Connections kept open at once: no more than letters are at work on a channel.
const CONNECTIONS: u32 = 4;

/// What the file says about it.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Its name, which its certificate must bear.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub tls: Protection,
    /// Who we are to it, if it wants to know.
    pub account: Option<(String, Secret)>,
    /// Who the e-mail is from.
    pub from: Mailbox,
    /// A file of certificates (PEM) that are believed besides the system's: for a house with an
    /// authority of its own.
    pub ca: Option<PathBuf>,
}

/// How the connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protection {
    /// Plain at first, then TLS; without TLS nothing is sent.
    StartTls,
    /// TLS from the first byte.
    Implicit,
    /// Not at all: for a relay on the same machine.
    Plain,
}

/// Hands e-mail over.
#[derive(Debug, Clone)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    /// From what the file says. Nothing is connected yet.
    ///
    /// # Errors
    /// What is wrong with the certificates, in words for the person at the terminal.
    pub fn new(settings: &Settings) -> Result<Self, String> {
        let tls = match settings.tls {
            Protection::StartTls => Tls::Required(parameters(settings)?),
            Protection::Implicit => Tls::Wrapper(parameters(settings)?),
            Protection::Plain => Tls::None,
        };
        let host = settings.host.clone();
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
            .port(settings.port)
            .tls(tls)
            .pool_config(PoolConfig::new().max_size(CONNECTIONS));
        if let Some((user, password)) = &settings.account {
            builder = builder.credentials(Credentials::new(user.clone(), password.expose().into()));
        }
        Ok(Self { transport: builder.build(), from: settings.from.clone() })
    }

    /// Who the e-mail is from.
    #[must_use]
    pub const fn from(&self) -> &Mailbox {
        &self.from
    }

    /// Hands one message over.
    ///
    /// # Errors
    /// What the server said, or that it said nothing.
    pub async fn send(&self, message: Message) -> Result<Answer, Untaken> {
        match tokio::time::timeout(PATIENCE, self.transport.send(message)).await {
            Ok(Ok(reply)) => {
                let said = one_line(&reply.message().collect::<Vec<_>>().join(" "));
                Ok(Answer { said: format!("{} {said}", reply.code()).trim().to_owned() })
            }
            Ok(Err(error)) => Err(trouble(&error).into()),
            Err(_) => {
                let detail = format!("{} s", PATIENCE.as_secs());
                Err(Trouble::NoAnswer { detail }.into())
            }
        }
    }
}

fn parameters(settings: &Settings) -> Result<TlsParameters, String> {
    let mut builder = TlsParameters::builder(settings.host.clone());
    if let Some(ca) = &settings.ca {
        let refused = |why: String| format!("[smtp], ca: {}: {why}", ca.display());
        let pem = std::fs::read(ca).map_err(|error| refused(error.to_string()))?;
        let certificate =
            Certificate::from_pem(&pem).map_err(|error| refused(error.to_string()))?;
        builder = builder.add_root_certificate(certificate);
    }
    builder.build().map_err(|error| format!("[smtp], tls: {error}"))
}

fn trouble(error: &Error) -> Trouble {
    let source = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    let said = one_line(&source);
    if let Some(code) = error.status() {
        return Trouble::Smtp { code: code.to_string().parse().unwrap_or(0), said };
    }
    // An address with letters that this server cannot take, for one.
    if error.is_client() {
        return Trouble::Unwritable { detail: said };
    }
    // lettre has no question for "was there a connection at all?", but says it. If these words
    // ever change, the record says "may have arrived" once too often, which is the safe side.
    if error.is_tls() || error.to_string().starts_with("Connection error") {
        Trouble::Unreachable { detail: said }
    } else {
        Trouble::NoAnswer { detail: said }
    }
}

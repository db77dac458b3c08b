//! Calls by HTTP: the checked address and no other, no redirects, no proxy.

use super::{Guard, GuardFault};
use futures::future::join_all;
use reqwest::{
    ClientBuilder, Request, RequestBuilder, Response, Url,
    dns::{Addrs, Name, Resolve, Resolving},
    header::HeaderMap,
    redirect::Policy,
};
use std::{
    error::Error,
    io::ErrorKind,
    iter,
    net::{IpAddr, SocketAddr},
    time::Duration,
};
use thiserror::Error;
use tokio::{net::TcpStream, time::timeout};

/// Calls out by HTTP.
#[derive(Debug, Clone)]
pub struct Door {
    client: reqwest::Client,
    guard: Guard,
    instead: Option<IpAddr>,
}

/// Why a call has no answer.
#[derive(Debug, Error)]
pub enum CallFault {
    /// It was not made.
    #[error(transparent)]
    Guard(GuardFault),
    /// It was made, and went wrong. The address is left out of the words: it may be a secret.
    #[error(transparent)]
    Http(reqwest::Error),
}

/// What came of knocking, from what shuts a way to what shows that it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Knock {
    /// It was turned away, or nobody said a word: what a firewall does.
    Shut,
    /// It never got there: our own network, or a router on the way. That says nothing of the other
    /// side.
    Lost,
    /// Somebody took the connection.
    Open,
}

async fn knock(address: SocketAddr, patience: Duration) -> Knock {
    match timeout(patience, TcpStream::connect(address)).await {
        Ok(Ok(_taken)) => Knock::Open,
        Err(_silence) => Knock::Shut,
        Ok(Err(fault)) => match fault.kind() {
            ErrorKind::ConnectionRefused | ErrorKind::TimedOut => Knock::Shut,
            _ => Knock::Lost,
        },
    }
}

impl Door {
    /// Calls that reach the host of their address, or, with `instead`, that address under the
    /// host's name: how the same page looks from another side. How patient it is and what it
    /// keeps open is the builder's to say; whom it reaches is not.
    ///
    /// # Errors
    /// When there can be no secure connections on this machine.
    pub fn new(
        builder: ClientBuilder,
        guard: Guard,
        instead: Option<IpAddr>,
    ) -> Result<Self, reqwest::Error> {
        let client = builder
            .dns_resolver(Checked { guard: guard.clone(), instead })
            // A redirect leads to an address that nobody wrote into the file, with our secrets.
            .redirect(Policy::none())
            // A proxy would be asked to look the name up itself, past the check.
            .no_proxy()
            .referer(false)
            .build()?;
        Ok(Self { client, guard, instead })
    }

    /// Begins a request.
    pub fn request(&self, method: reqwest::Method, url: Url, headers: HeaderMap) -> RequestBuilder {
        self.client.request(method, url).headers(headers)
    }

    /// Sends a request and gives the head of the answer.
    ///
    /// # Errors
    /// A [`CallFault`].
    pub async fn send(&self, request: Request) -> Result<Response, CallFault> {
        self.check(request.url())?;
        self.check_own(request.url()).await?;
        Ok(self.client.execute(request).await?)
    }

    /// Whether a call can only ever be refused, as far as can be told without asking anybody.
    ///
    /// # Errors
    /// [`GuardFault::Refused`].
    pub fn check(&self, url: &Url) -> Result<(), GuardFault> {
        if let Some(instead) = self.instead {
            self.guard.check(instead)?;
        }
        // An address written as such is never looked up, so the resolver does not see it.
        if let Some(address) = literal(url) {
            self.guard.check(address)?;
            self.guard.check_port(address, url.port_or_known_default().unwrap_or(0))?;
        }
        Ok(())
    }

    /// Whether anybody takes a connection where a url leads, waited for this long. Nothing is said
    /// to whoever does, and one of several addresses is enough.
    ///
    /// # Errors
    /// [`GuardFault`].
    pub async fn knock(&self, url: &Url, patience: Duration) -> Result<Knock, GuardFault> {
        self.check(url)?;
        let port = url.port_or_known_default().unwrap_or(0);
        let reached = self.reached(url).await?;
        for address in &reached {
            self.guard.check_port(*address, port)?;
        }
        let knocks = reached.into_iter().map(|address| knock((address, port).into(), patience));
        let knocks = join_all(knocks).await;
        let worst = knocks.into_iter().max();
        Ok(worst.unwrap_or(Knock::Lost))
    }

    /// The checked addresses of a url.
    async fn reached(&self, url: &Url) -> Result<Vec<IpAddr>, GuardFault> {
        match self.instead {
            Some(address) => Ok(vec![address]),
            None => self.guard.addresses(url.host_str().unwrap_or("")).await,
        }
    }

    /// The resolver knows no port, so a name with our own is looked up once more beforehand.
    async fn check_own(&self, url: &Url) -> Result<(), GuardFault> {
        let port = url.port_or_known_default().unwrap_or(0);
        if !self.guard.is_own_port(port) {
            return Ok(());
        }
        let reached = self.reached(url).await?;
        reached.into_iter().try_for_each(|address| self.guard.check_port(address, port))
    }
}

/// The address in a url, when it is written as such and not as a name.
#[must_use]
pub fn literal(url: &Url) -> Option<IpAddr> {
    let host = url.host_str()?;
    host.trim_start_matches('[').trim_end_matches(']').parse().ok()
}

/// Gives the client checked addresses only; it connects to what it is given.
struct Checked {
    guard: Guard,
    instead: Option<IpAddr>,
}

impl Resolve for Checked {
    fn resolve(&self, name: Name) -> Resolving {
        let (guard, instead) = (self.guard.clone(), self.instead);
        Box::pin(async move {
            let found = match instead {
                Some(address) => guard.check(address).map(|()| vec![address])?,
                None => guard.addresses(name.as_str()).await?,
            };
            let addresses = found.into_iter().map(|address| SocketAddr::new(address, 0));
            Ok(Box::new(addresses.collect::<Vec<_>>().into_iter()) as Addrs)
        })
    }
}

impl From<GuardFault> for CallFault {
    fn from(fault: GuardFault) -> Self {
        Self::Guard(fault)
    }
}

/// What the guard said to the resolver comes back as the cause of a cause.
impl From<reqwest::Error> for CallFault {
    fn from(fault: reqwest::Error) -> Self {
        let guard = causes(&fault).find_map(|cause| cause.downcast_ref::<GuardFault>()).copied();
        guard.map_or_else(|| Self::Http(fault.without_url()), Self::Guard)
    }
}

/// What is behind an error of the client: its own words are "error sending request".
pub fn causes(fault: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    fn next<'e>(cause: &&'e (dyn Error + 'static)) -> Option<&'e (dyn Error + 'static)> {
        (*cause).source()
    }
    iter::successors(fault.source(), next)
}

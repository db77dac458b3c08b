//! Calls by HTTP: the checked address and no other, no redirects, no proxy.

use super::{Guard, GuardFault};
use reqwest::{
    ClientBuilder, Request, RequestBuilder, Response, Url,
    dns::{Addrs, Name, Resolve, Resolving},
    header::HeaderMap,
    redirect::Policy,
};
use std::{
    error::Error,
    iter,
    net::{IpAddr, SocketAddr},
};
use thiserror::Error;

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

    /// The resolver knows no port, so a name with our own is looked up once more beforehand.
    async fn check_own(&self, url: &Url) -> Result<(), GuardFault> {
        let port = url.port_or_known_default().unwrap_or(0);
        if !self.guard.is_own_port(port) {
            return Ok(());
        }
        let reached = match self.instead {
            Some(address) => vec![address],
            None => self.guard.addresses(url.host_str().unwrap_or("")).await?,
        };
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

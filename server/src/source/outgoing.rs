//! Calls by HTTP: the checked address and no other, no redirects, no proxy, no more than 64 KiB.

use super::{SourceFault, guard::Guard};
use reqwest::{
    Client, Response, Url,
    dns::{Addrs, Name, Resolve, Resolving},
    redirect::Policy,
};
use std::{
    error::Error,
    iter,
    net::{IpAddr, SocketAddr},
};

/// The most that is read of an answer, in bytes.
pub const LONGEST: usize = 64 * 1024;

/// Calls out by HTTP.
#[derive(Debug, Clone)]
pub struct Outgoing {
    client: Client,
    guard: Guard,
    instead: Option<IpAddr>,
}

impl Outgoing {
    /// Calls that reach the host of their address, or, with `instead`, that address under the
    /// host's name: how the same page looks from another side.
    ///
    /// # Errors
    /// Why there can be no secure connections on this machine.
    pub fn new(guard: Guard, instead: Option<IpAddr>) -> Result<Self, String> {
        let client = Client::builder()
            .dns_resolver(Checked { guard: guard.clone(), instead })
            // A redirect leads to an address that nobody wrote into the file.
            .redirect(Policy::none())
            // A proxy would be asked to look the name up itself, past the check.
            .no_proxy()
            .referer(false)
            // Each question opens its own connection: one kept open would go on reaching a host
            // that is shut off for everybody new, or whose name leads elsewhere by now.
            .pool_max_idle_per_host(0)
            .user_agent("bascule")
            .build()
            .map_err(|fault| format!("no secure connections on this machine: {fault}"))?;
        Ok(Self { client, guard, instead })
    }

    /// The client, to build a request with.
    pub const fn client(&self) -> &Client {
        &self.client
    }

    /// Sends a request and gives the head of the answer. It has no deadline of its own.
    ///
    /// # Errors
    /// A [`SourceFault`].
    pub async fn send(&self, request: reqwest::Request) -> Result<Response, SourceFault> {
        self.check_literal(request.url())?;
        self.check_own(request.url()).await?;
        self.client.execute(request).await.map_err(|fault| in_our_words(&fault))
    }

    /// What never asks the resolver: addresses written as such, and the port.
    fn check_literal(&self, url: &Url) -> Result<(), SourceFault> {
        let host = url.host_str().unwrap_or("");
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        if let Ok(address) = bare.parse() {
            self.guard.check(address)?;
            self.guard.check_port(address, url.port_or_known_default().unwrap_or(0))?;
        }
        Ok(())
    }

    /// The resolver knows no port, so a name with our own is looked up once more beforehand.
    async fn check_own(&self, url: &Url) -> Result<(), SourceFault> {
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

    /// Whether this can only ever be refused, as far as can be told without asking anybody.
    ///
    /// # Errors
    /// [`SourceFault::Refused`].
    pub fn check(&self, url: &Url) -> Result<(), SourceFault> {
        if let Some(instead) = self.instead {
            self.guard.check(instead)?;
        }
        self.check_literal(url)
    }
}

/// The whole answer, if it is short.
///
/// # Errors
/// [`SourceFault::TooLong`], or that it broke off.
pub async fn body(response: Response) -> Result<Vec<u8>, SourceFault> {
    let body = beginning(response).await?;
    if body.len() > LONGEST {
        return Err(SourceFault::TooLong { bytes: LONGEST });
    }
    Ok(body)
}

/// The beginning of an answer; it goes on when it is longer than [`LONGEST`].
///
/// # Errors
/// That it broke off.
pub async fn beginning(mut response: Response) -> Result<Vec<u8>, SourceFault> {
    let mut body = Vec::new();
    while body.len() <= LONGEST {
        let Some(chunk) = response.chunk().await.map_err(|fault| in_our_words(&fault))? else {
            break;
        };
        body.extend_from_slice(&chunk);
    }
    body.truncate(LONGEST + 1);
    Ok(body)
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

/// The client's own words name the address with everything in it, and say "error sending request".
fn in_our_words(fault: &reqwest::Error) -> SourceFault {
    let causes = || causes(fault);
    if let Some(ours) = causes().find_map(|cause| cause.downcast_ref::<SourceFault>()) {
        return ours.clone();
    }
    // By its words, for want of a type: the crate that has it is not one of ours.
    let insecure = |cause: &(dyn Error + 'static)| cause.to_string().contains("certificate");
    if let Some(why) = causes().filter(|cause| insecure(*cause)).last() {
        return SourceFault::NotSecure { why: why.to_string().chars().take(200).collect() };
    }
    if fault.is_connect() || fault.is_timeout() {
        return SourceFault::Unreachable;
    }
    SourceFault::Odd("it broke off, or does not speak HTTP".to_owned())
}

type Cause<'e> = &'e (dyn Error + 'static);

fn causes(fault: &reqwest::Error) -> impl Iterator<Item = Cause<'_>> {
    fn next<'e>(cause: &Cause<'e>) -> Option<Cause<'e>> {
        (*cause).source()
    }
    iter::successors(fault.source(), next)
}

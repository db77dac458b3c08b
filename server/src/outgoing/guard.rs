//! The one door for calls out: which addresses may be called.
//!
//! Calling inside hosts is what a metric is for, so a list of forbidden addresses alone cannot
//! work: what is called is named in the operator's file, and what is private must be allowed there
//! as well. The check is made on addresses, not on names, and the checked address is the one that
//! is connected to: a name that changes its mind in between (rebinding) changes nothing.

mod kind;

use super::names::{Names, SystemNames};
use ipnet::IpNet;
use kind::{Kind, kind_of};
use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    sync::Arc,
};
use thiserror::Error;

/// How many of a name's addresses are tried.
const TRIED: usize = 4;

/// Why an address is not called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum GuardFault {
    /// It must not be called. The words leave the address out: they are read on pages.
    #[error("it leads to {what}, which is called only if `allow` says so")]
    Refused {
        /// The address.
        address: IpAddr,
        /// What kind of address it is.
        what: &'static str,
    },
    /// A name that has none.
    #[error("the name has no address")]
    NoAddress,
}

/// Decides which addresses may be called.
#[derive(Clone)]
pub struct Guard {
    allowed: Arc<[IpNet]>,
    own: Option<SocketAddr>,
    names: Arc<dyn Names>,
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guard").field("allowed", &self.allowed).finish_non_exhaustive()
    }
}

impl Guard {
    /// Lets public addresses through, and of the others those allowed. A private range is allowed
    /// as a range; loopback, link-local and metadata addresses only each by itself (`/32`,
    /// `/128`). Our own port is never called, wherever we listen.
    #[must_use]
    pub fn new(allowed: Vec<IpNet>, own: Option<SocketAddr>, names: Arc<dyn Names>) -> Self {
        Self { allowed: allowed.into(), own, names }
    }

    /// The public internet alone, with the names that the system knows. `own` is where we listen.
    #[must_use]
    pub fn public(own: Option<SocketAddr>) -> Self {
        Self::new(Vec::new(), own, Arc::new(SystemNames))
    }

    /// The same, with these allowed and no others.
    #[must_use]
    pub fn allowing(&self, allowed: Vec<IpNet>) -> Self {
        Self { allowed: allowed.into(), ..self.clone() }
    }

    /// Whether anything but the public internet may be called.
    #[must_use]
    pub fn leads_inside(&self) -> bool {
        !self.allowed.is_empty()
    }

    /// Whether an address may be called.
    ///
    /// # Errors
    /// [`GuardFault::Refused`], with what kind of address it is.
    pub fn check(&self, address: IpAddr) -> Result<(), GuardFault> {
        // An address of version 4 in the clothes of version 6 is what it is underneath.
        let plain = address.to_canonical();
        let allowed = |exactly: bool| {
            let wide = |net: &&IpNet| !exactly || net.prefix_len() == net.max_prefix_len();
            self.allowed.iter().filter(wide).any(|net| net.contains(&plain))
        };
        let (may, what) = match kind_of(plain) {
            Kind::Public => (true, "public"),
            Kind::Private(what) => (allowed(false), what),
            Kind::Guarded(what) => (allowed(true), what),
            Kind::Never(what) => (false, what),
        };
        if may { Ok(()) } else { Err(GuardFault::Refused { address, what }) }
    }

    /// The checked addresses of a host, to connect to and no others. With one bad address among
    /// the answers none is used: good ones beside it are how a name server gets past a check.
    ///
    /// # Errors
    /// [`GuardFault::Refused`] or [`GuardFault::NoAddress`].
    pub async fn addresses(&self, host: &str) -> Result<Vec<IpAddr>, GuardFault> {
        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        let found = match bare.parse::<IpAddr>() {
            Ok(literal) => vec![literal],
            Err(_) => self.names.addresses(bare).await.map_err(|_| GuardFault::NoAddress)?,
        };
        for address in &found {
            self.check(*address)?;
        }
        if found.is_empty() {
            return Err(GuardFault::NoAddress);
        }
        Ok(found.into_iter().take(TRIED).collect())
    }

    /// Whether we listen on a port ourselves.
    #[must_use]
    pub fn is_own_port(&self, port: u16) -> bool {
        self.own.is_some_and(|own| own.port() == port)
    }

    /// Whether a port of an address may be called, knowing that the address may.
    ///
    /// # Errors
    /// [`GuardFault::Refused`] for our own.
    pub fn check_port(&self, address: IpAddr, port: u16) -> Result<(), GuardFault> {
        let plain = address.to_canonical();
        let ours = self.own.is_some_and(|own| {
            let here = own.ip().is_unspecified() || own.ip().is_loopback() && plain.is_loopback();
            own.port() == port && (here || own.ip().to_canonical() == plain)
        });
        if ours {
            return Err(GuardFault::Refused { address, what: "this server itself" });
        }
        Ok(())
    }
}

//! What kind of address an address is.
//!
//! The ranges are those of IANA's registries of special-purpose addresses (RFC 6890 and what came
//! after it), <https://www.iana.org/assignments/iana-ipv4-special-registry> and `…-ipv6-…`. The
//! metadata services are those that the providers document. The standard library's `is_global` is
//! not stable; when it is, the metadata list stays.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// How freely an address may be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// By anybody.
    Public,
    /// If a range in the file holds it.
    Private(&'static str),
    /// If the file names it alone.
    Guarded(&'static str),
    /// By nobody.
    Never(&'static str),
}

/// Where machines in a cloud get their credentials, some of it in public ranges.
const METADATA: [IpAddr; 8] = [
    IpAddr::V4(Ipv4Addr::new(169, 254, 169, 254)),
    IpAddr::V4(Ipv4Addr::new(169, 254, 170, 2)),
    IpAddr::V4(Ipv4Addr::new(169, 254, 170, 23)),
    IpAddr::V4(Ipv4Addr::new(100, 100, 100, 200)),
    IpAddr::V4(Ipv4Addr::new(192, 0, 0, 192)),
    IpAddr::V4(Ipv4Addr::new(168, 63, 129, 16)),
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254)),
    IpAddr::V6(Ipv6Addr::new(0xfd20, 0xce, 0, 0, 0, 0, 0, 0x254)),
];

/// What kind an address is.
pub fn kind_of(address: IpAddr) -> Kind {
    if METADATA.contains(&address) {
        return Kind::Guarded("a cloud's metadata service");
    }
    match address {
        IpAddr::V4(address) => four(address),
        IpAddr::V6(address) => six(address),
    }
}

fn four(address: Ipv4Addr) -> Kind {
    match address.octets() {
        [0, ..] => Kind::Never("no address to call"),
        [127, ..] => Kind::Guarded("this machine itself"),
        [169, 254, ..] => Kind::Guarded("a link-local address"),
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => Kind::Private("a private address"),
        [100, 64..=127, ..] => Kind::Private("a shared address of a provider"),
        [192, 0, 0, _] => Kind::Private("an address for protocols"),
        [198, 18..=19, ..] => Kind::Private("an address for benchmarks"),
        [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => {
            Kind::Private("an address for documentation")
        }
        [192, 88, 99, _] => Kind::Never("a retired relay"),
        [224..=239, ..] => Kind::Never("a multicast address"),
        [240..=255, ..] => Kind::Never("a reserved address"),
        _ => Kind::Public,
    }
}

fn six(address: Ipv6Addr) -> Kind {
    let low = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    match address.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0] => Kind::Never("no address to call"),
        [0, 0, 0, 0, 0, 0, 0, 1] => Kind::Guarded("this machine itself"),
        // An address of version 4 written as one of version 6: `::a.b.c.d` and `::ffff:a.b.c.d`.
        [0, 0, 0, 0, 0, 0 | 0xffff, a, b] => through(low(a, b)),
        // The same behind a translator, and in a tunnel that carries it.
        [0x64, 0xff9b, 0, 0, 0, 0, a, b] | [0x2002, a, b, ..] => through(low(a, b)),
        [0x64, 0xff9b, 1, ..] => Kind::Private("an address behind a translator"),
        // Teredo hides whom it leads to.
        [0x2001, 0, ..] => Kind::Never("a tunnel"),
        [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => {
            Kind::Private("an address for documentation")
        }
        [0x2001, 2..=0x1ff, ..] => Kind::Private("an address for protocols"),
        [0xfc00..=0xfdff, ..] => Kind::Private("a private address"),
        [0xfe80..=0xfebf, ..] => Kind::Guarded("a link-local address"),
        [0xfec0..=0xfeff, ..] => Kind::Private("a site-local address"),
        [0xff00..=0xffff, ..] => Kind::Never("a multicast address"),
        // Everything that is given out is in 2000::/3.
        [0x2000..=0x3fff, ..] => Kind::Public,
        _ => Kind::Never("a reserved address"),
    }
}

/// An address that leads to another is as good as that one, and cannot be allowed: the file names
/// the other one.
fn through(address: Ipv4Addr) -> Kind {
    match kind_of(IpAddr::V4(address)) {
        Kind::Public => Kind::Public,
        Kind::Private(what) | Kind::Guarded(what) | Kind::Never(what) => Kind::Never(what),
    }
}

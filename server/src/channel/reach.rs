//! Which addresses an outgoing request may lead to.

use ipnet::IpNet;
use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    sync::Arc,
};

/// Which addresses an outgoing request may lead to: those of the public internet, so that whoever
/// writes an address cannot make the server ask its own neighbours or the cloud's metadata service
/// in its name, and besides those the ranges that the file allows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach(Arc<[IpNet]>);

impl Reach {
    /// The public internet, and these.
    #[must_use]
    pub fn with(allowed: Vec<IpNet>) -> Self {
        Self(allowed.into())
    }

    /// Whether it leads inside anywhere.
    #[must_use]
    pub fn leads_inside(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether a request may go there. An address of the old kind in the new kind's clothes is
    /// what it is underneath.
    #[must_use]
    pub fn allows(&self, address: IpAddr) -> bool {
        let plain = address.to_canonical();
        let public = match plain {
            IpAddr::V4(v4) => is_public(v4),
            IpAddr::V6(v6) => is_public_v6(v6),
        };
        public || self.0.iter().any(|allowed| allowed.contains(&plain))
    }
}

/// Not one of the ranges of the IANA special-purpose registry (RFC 6890 and its successors).
const fn is_public(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        // 0/8 is "this network", 240/4 was never given out, and 255.255.255.255 is in it.
        || a == 0
        || a >= 240
        // Carrier-grade translation, protocol assignments, benchmarks.
        || (a == 100 && b >= 64 && b < 128)
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19));
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let last = |at: usize| {
        let ([a, b], [c, d]) = (parts[at].to_be_bytes(), parts[at + 1].to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    match parts {
        // An address of the old kind in the new kind's clothes: mapped, translated, 6to4.
        [0, 0, 0, 0, 0, 0xffff, _, _] | [0x64, 0xff9b, 0, 0, 0, 0, _, _] => is_public(last(6)),
        [0x2002, ..] => is_public(last(1)),
        // Documentation and Teredo.
        [0x2001, 0xdb8 | 0, ..] => false,
        // What is given out to the public begins with 001.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_and_metadata_services_are_out_of_reach() {
        let inside = [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "100.127.0.1",
            "0.0.0.0",
            "0.1.2.3",
            "192.0.0.192",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "240.0.0.1",
            "192.0.2.1",
            "::1",
            "::",
            "fe80::1",
            "fd00:ec2::254",
            "fc00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "2001:db8::1",
            "::7f00:1",
        ];
        for text in inside {
            let address: IpAddr = text.parse().unwrap();
            assert!(!Reach::default().allows(address), "{text} is within reach");
        }
        for text in ["1.1.1.1", "172.15.0.1", "100.63.0.1", "100.128.0.1", "2606:4700::1111"] {
            assert!(Reach::default().allows(text.parse().unwrap()), "{text} is out of reach");
        }
    }

    #[test]
    fn what_the_file_allows_is_allowed_and_nothing_beside_it() {
        let reach = Reach::with(vec!["10.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()]);
        let allows = |text: &str| reach.allows(text.parse().unwrap());
        assert!(allows("10.1.2.3") && allows("::1") && allows("::ffff:10.1.2.3"));
        assert!(allows("1.1.1.1"), "the public is always within reach");
        assert!(!allows("127.0.0.1") && !allows("169.254.169.254") && !allows("fe80::1"));
    }
}

//! Whose request it is when proxies stand in front: as many of them are believed as the person
//! who runs the server said, and no header beyond that.

use crate::lifecycle::Peer;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName},
    middleware::Next,
    response::Response,
};
use std::net::{IpAddr, SocketAddr};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Puts the client's address in the place of the nearest proxy's, for everything inside. With no
/// trusted proxy the header is never read: anybody can write one.
pub async fn see_client(State(proxies): State<u8>, mut request: Request, next: Next) -> Response {
    if let Some(client) = client(request.headers(), proxies) {
        request.extensions_mut().insert(Peer(SocketAddr::new(client, 0)));
    }
    next.run(request).await
}

/// The address that the outermost trusted proxy saw. Each proxy adds, at the right, whom it was
/// asked by; what stands further to the left was written by the client itself.
fn client(headers: &HeaderMap, proxies: u8) -> Option<IpAddr> {
    let from_the_right = usize::from(proxies).checked_sub(1)?;
    let lines = headers.get_all(FORWARDED_FOR).iter().rev();
    // A line that is no text counts as one entry: skipping it would count a forged one instead.
    let entries = lines.flat_map(|line| line.to_str().unwrap_or("?").rsplit(','));
    let entry = entries.map(str::trim).nth(from_the_right)?;
    address(entry)
}

/// Most proxies write the address alone, some add the port.
fn address(entry: &str) -> Option<IpAddr> {
    let bare = entry.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(entry);
    let plain = bare.parse().ok();
    plain.or_else(|| entry.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn seen(lines: &[&'static str], proxies: u8) -> Option<String> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED_FOR, HeaderValue::from_static(line));
        }
        client(&headers, proxies).map(|address| address.to_string())
    }

    #[test]
    fn without_a_trusted_proxy_the_header_says_nothing() {
        assert_eq!(seen(&["203.0.113.9"], 0), None);
    }

    #[test]
    fn each_trusted_proxy_is_one_entry_from_the_right() {
        let lines = ["6.6.6.6, 203.0.113.9", "10.0.0.2"];
        assert_eq!(seen(&lines, 1).as_deref(), Some("10.0.0.2"));
        assert_eq!(seen(&lines, 2).as_deref(), Some("203.0.113.9"));
        assert_eq!(seen(&lines, 4), None, "the peer is what is left");
        assert_eq!(seen(&[], 1), None);
    }

    #[test]
    fn an_entry_that_is_no_address_is_not_skipped() {
        assert_eq!(seen(&["203.0.113.9, unknown"], 1), None);
        assert_eq!(seen(&["203.0.113.9,"], 1), None);
        assert_eq!(seen(&["203.0.113.9:4711"], 1).as_deref(), Some("203.0.113.9"));
        assert_eq!(seen(&["[2001:db8::1]:443"], 1).as_deref(), Some("2001:db8::1"));
        assert_eq!(seen(&["2001:db8::1"], 1).as_deref(), Some("2001:db8::1"));
    }
}

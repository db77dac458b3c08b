//! Which addresses of pages may be called: as written, before any name is looked up.

use reqwest::Url;
use std::net::Ipv4Addr;

/// The longest address, in bytes.
const LONGEST: usize = 2_048;

/// Ports above 1023 that speak something to which a line of HTTP could be an order.
const NOT_HTTP: [u16; 8] = [3_306, 5_432, 6_000, 6_379, 6_667, 9_042, 11_211, 27_017];

/// Reads an address that may be called by HTTP.
///
/// Stricter than the browsers' rules on purpose: what two readers could understand in two ways
/// (`http:host`, `\`, `user@host`, `#@host`) is refused, not interpreted.
///
/// # Errors
/// The rule it broke.
pub fn target(text: &str) -> Result<Url, String> {
    if text.len() > LONGEST {
        return Err(format!("must be at most {LONGEST} bytes"));
    }
    if text.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\\') {
        return Err("must not hold spaces, control characters or \\".to_owned());
    }
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    let rest = lower.strip_prefix("http://").or_else(|| lower.strip_prefix("https://"));
    let Some(after) = rest.map(|rest| lower.len() - rest.len()) else {
        return Err("must begin with http:// or https://".to_owned());
    };
    let written = text[after..].split(['/', '?', '#']).next().unwrap_or("");
    if written.contains('@') {
        return Err("must not hold a user or a password: a header or `token` can".to_owned());
    }
    if written.is_empty() || written.contains('%') || !written.is_ascii() {
        return Err("must name a host in plain letters (xn--… for others)".to_owned());
    }
    let url = Url::parse(text).map_err(|fault| format!("is no address: {fault}"))?;
    // 0177.0.0.1, 127.1 and 2130706433 are addresses to some readers and others to the next.
    if let (Some(host), written) = (url.host_str(), written.to_ascii_lowercase())
        && host.parse::<Ipv4Addr>().is_ok()
        && written.split(':').next() != Some(host)
    {
        return Err("must write an address as four plain numbers, such as 10.0.0.9".to_owned());
    }
    if url.fragment().is_some() {
        return Err("must not hold a #".to_owned());
    }
    if url.host_str().is_none_or(|host| host.is_empty() || host.len() > 253) {
        return Err("must name a host of at most 253 letters".to_owned());
    }
    let port = url.port_or_known_default().unwrap_or(0);
    if !(matches!(port, 80 | 443) || port > 1_023) || NOT_HTTP.contains(&port) {
        return Err(format!("port {port}: must be 80, 443, or above 1023 and no database's"));
    }
    Ok(url)
}

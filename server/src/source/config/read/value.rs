//! Single fields of a source.

use crate::{outgoing::Secret, plan_file::fields::Fields, source::config::Surroundings};
use ipnet::IpNet;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use std::{net::IpAddr, ops::RangeInclusive};
use toml::de::DeValue;

/// The most headers of one check.
const HEADERS_MAX: usize = 20;

/// Headers that the connection itself decides about.
const NOT_OURS: [&str; 6] =
    ["connection", "content-length", "expect", "te", "transfer-encoding", "upgrade"];

/// A range of addresses, or one.
pub fn range(text: &str) -> Result<IpNet, String> {
    let one = || text.parse::<IpAddr>().ok().map(IpNet::from);
    text.parse().ok().or_else(one).ok_or_else(|| {
        let text: String = text.chars().take(60).collect();
        format!("“{text}” is not a range such as 10.0.0.0/8 or fd00:12::/32")
    })
}

/// A name as PostgreSQL knows them.
pub fn name(text: &str) -> Result<String, &'static str> {
    let fits = matches!(text.len(), 1..=63) && !text.chars().any(char::is_control);
    if fits {
        Ok(text.to_owned())
    } else {
        Err("must be 1 to 63 bytes, without control characters")
    }
}

/// The host of a database.
pub fn host(text: &str) -> Result<String, &'static str> {
    // A path would be a socket of this machine, past every check of addresses.
    let plain =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']');
    let fits = matches!(text.len(), 1..=253) && text.chars().all(plain);
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    // What ends in a number is no name, and 0177.0.0.1 is another address to the next reader.
    let last = bare.trim_end_matches('.').rsplit('.').next().unwrap_or("");
    let numeric = bare.contains(':') || last.starts_with(|c: char| c.is_ascii_digit());
    if !fits || numeric && bare.parse::<IpAddr>().is_err() {
        return Err("must be a name or an address as usually written, without a port");
    }
    Ok(text.to_owned())
}

/// A file of certificates, read once: what it holds then is what is trusted until the next start.
pub fn certificates(path: &str) -> Result<Vec<u8>, String> {
    let text = std::fs::read(path).map_err(|error| format!("cannot be read: {error}"))?;
    if !text.windows(27).any(|part| part == b"-----BEGIN CERTIFICATE-----") {
        return Err("holds no certificate in PEM".to_owned());
    }
    Ok(text)
}

/// A query, in whatever language.
pub fn query(text: &str) -> Result<String, &'static str> {
    let text = text.trim().trim_end_matches(';');
    if matches!(text.len(), 1..=10_000) && !text.contains('\0') {
        Ok(text.to_owned())
    } else {
        Err("must be 1 to 10,000 bytes")
    }
}

/// A whole number, absent or within bounds; nothing after a fault.
pub fn whole(
    table: &Fields<'_>,
    name: &'static str,
    bounds: RangeInclusive<u32>,
) -> Option<Option<u32>> {
    let Some(value) = table.value(name) else { return Some(None) };
    let number = as_whole(value.get_ref()).filter(|number| bounds.contains(number));
    if number.is_none() {
        table
            .fault(name, format!("must be a whole number, {} to {}", bounds.start(), bounds.end()));
    }
    number.map(Some)
}

/// The statuses that are as they should be: one or a list; 200 when nothing is said.
pub fn statuses(table: &Fields<'_>, name: &'static str) -> Option<Vec<u16>> {
    let Some(value) = table.value(name) else { return Some(vec![200]) };
    let one = |value: &DeValue<'_>| {
        let status = u16::try_from(as_whole(value)?).ok()?;
        (100..=599).contains(&status).then_some(status)
    };
    let statuses: Option<Vec<u16>> = match value.get_ref().as_array() {
        Some(items) => items.iter().map(|item| one(item.get_ref())).collect(),
        None => one(value.get_ref()).map(|status| vec![status]),
    };
    let statuses = statuses.filter(|statuses| !statuses.is_empty());
    if statuses.is_none() {
        table.fault(
            name,
            "must be a status such as 503, a list of them, or \"unreachable\"".to_owned(),
        );
    }
    statuses
}

/// A secret: a text, or `{ env = "NAME" }`. No fault repeats what was written.
pub fn secret(
    table: &Fields<'_>,
    name: &'static str,
    around: &Surroundings<'_>,
    needed: bool,
) -> Option<Secret> {
    let Some(value) = table.value(name) else {
        if needed {
            table.fault(name, "is missing".to_owned());
        }
        return None;
    };
    exposed(value.get_ref(), around).map_err(|why| table.fault(name, why)).ok()
}

fn exposed(value: &DeValue<'_>, around: &Surroundings<'_>) -> Result<Secret, String> {
    let refused = || "must be a text in quotes, or { env = \"NAME\" }".to_owned();
    let text = match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Table(table) => {
            let mut fields = table.iter();
            let (Some((key, name)), None) = (fields.next(), fields.next()) else {
                return Err(refused());
            };
            let name = name.get_ref().as_str().filter(|_| key.get_ref() == "env");
            let name = name.ok_or_else(refused)?;
            let found = (around.env)(name).filter(|text| !text.is_empty());
            found.ok_or_else(|| format!("the environment has no {name}, or an empty one"))?
        }
        _ => return Err(refused()),
    };
    if text.is_empty() || text.chars().any(char::is_control) {
        return Err("must not be empty or hold control characters".to_owned());
    }
    Ok(Secret::new(text))
}

/// What is sent along: `headers`, each a text or a secret, and `token` as a bearer token.
pub fn headers(table: &Fields<'_>, around: &Surroundings<'_>) -> Option<HeaderMap> {
    let mut headers = HeaderMap::new();
    let mut good = true;
    if let Some(value) = table.value("headers") {
        let Some(written) = value.get_ref().as_table() else {
            table.fault("headers", "must be a table: { \"X-From\" = \"outside\" }".to_owned());
            return None;
        };
        if written.len() > HEADERS_MAX {
            table.fault("headers", format!("must be at most {HEADERS_MAX} of them"));
        }
        for (key, value) in written.iter().take(HEADERS_MAX) {
            match header(key.get_ref(), value.get_ref(), around) {
                Ok((name, value)) => drop(headers.insert(name, value)),
                Err(why) => {
                    let key: String = key.get_ref().chars().take(60).collect();
                    table.fault("headers", format!("“{key}” {why}"));
                    good = false;
                }
            }
        }
    }
    if table.has("token") {
        let bearer = secret(table, "token", around, true)?;
        match HeaderValue::from_str(&format!("Bearer {}", bearer.expose())) {
            Ok(mut value) => {
                value.set_sensitive(true);
                headers.insert(reqwest::header::AUTHORIZATION, value);
            }
            Err(_) => table.fault("token", "holds what no header can carry".to_owned()),
        }
    }
    good.then_some(headers)
}

fn header(
    name: &str,
    value: &DeValue<'_>,
    around: &Surroundings<'_>,
) -> Result<(HeaderName, HeaderValue), String> {
    let parsed = HeaderName::try_from(name).map_err(|_| "is no name of a header".to_owned())?;
    if NOT_OURS.contains(&parsed.as_str()) {
        return Err("is for the connection to decide".to_owned());
    }
    let secret = exposed(value, around)?;
    let mut value = HeaderValue::from_str(secret.expose())
        .map_err(|_| "holds what no header can carry".to_owned())?;
    value.set_sensitive(true);
    Ok((parsed, value))
}

fn as_whole(value: &DeValue<'_>) -> Option<u32> {
    let DeValue::Integer(number) = value else { return None };
    u32::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok()
}

//! One `[[source]]` of the file.

mod value;

use super::{Asked, Inlet, InletKind, PERIOD, Surroundings};
use crate::{
    outgoing::{Door, Guard, GuardFault, door::literal, target::target},
    plan_file::{fields::Fields, parse_length},
    source::{
        HttpCheck, PrometheusQuery, Source, SqlQuery,
        answer::door,
        http::{Expect, Measure},
        sql::Tls,
    },
    store::{Series, TokenHash},
};
use domain::{Length, MetricId, RoomId, metric::MetricPlan};
use reqwest::{Method, Url};
use std::{net::IpAddr, sync::Arc};

pub use value::range;

/// Two sources of one number would contradict each other.
pub const TWICE: &str = "another source gives this number already";

/// The shortest token that opens a way in, in characters.
const TOKEN_MIN: usize = 16;

/// What a `[[source]]` is.
pub enum Line {
    /// Something we ask.
    Asked(Asked),
    /// A way in.
    Inlet(Inlet),
}

/// The word of `kind`.
#[derive(Clone, Copy)]
enum Kind {
    Http,
    Prometheus,
    Sql,
    Push,
    Alertmanager,
}

fn kind(text: &str) -> Result<Kind, String> {
    match text {
        "http" => Ok(Kind::Http),
        "prometheus" => Ok(Kind::Prometheus),
        "sql" => Ok(Kind::Sql),
        "push" => Ok(Kind::Push),
        "alertmanager" => Ok(Kind::Alertmanager),
        other => Err(format!(
            "“{}” is none of http, prometheus, sql, push, alertmanager",
            other.chars().take(40).collect::<String>()
        )),
    }
}

/// Reads one. Every field is looked at, so that every fault is named at once.
pub fn source(table: &Fields<'_>, guard: &Guard, around: &Surroundings<'_>) -> Option<Line> {
    let room = table.needed("room", RoomId::parse);
    let kind = table.needed("kind", kind);
    let kind = kind?;
    if let Kind::Alertmanager = kind {
        let token = token(table, around)?;
        return Some(Line::Inlet(Inlet { room: room?, kind: InletKind::Alerts, token }));
    }
    let metric = table.needed("metric", MetricId::parse);
    if let Kind::Push = kind {
        let token = token(table, around);
        let kind = InletKind::Samples(metric?);
        return Some(Line::Inlet(Inlet { room: room?, kind, token: token? }));
    }
    let period = table.optional("period", period);
    let source: Option<Arc<dyn Source>> = match kind {
        Kind::Http => http(table, guard, around).map(|check| Arc::new(check) as _),
        Kind::Prometheus => prometheus(table, guard, around).map(|query| Arc::new(query) as _),
        Kind::Sql => sql(table, guard, around).map(|query| Arc::new(query) as _),
        Kind::Push | Kind::Alertmanager => None,
    };
    let series = Series { room: room?, metric: metric? };
    Some(Line::Asked(Asked { series, period: period.unwrap_or(PERIOD), source: source? }))
}

fn period(text: &str) -> Result<Length, String> {
    let seconds = u32::try_from(parse_length(text)?).unwrap_or(0);
    let period = Length::from_seconds(seconds);
    if period < MetricPlan::SHORTEST || period > MetricPlan::LONGEST {
        return Err("must be 1 s to 5 min".to_owned());
    }
    Ok(period)
}

fn token(table: &Fields<'_>, around: &Surroundings<'_>) -> Option<TokenHash> {
    let token = value::secret(table, "token", around, true)?;
    if token.expose().chars().count() < TOKEN_MIN {
        table.fault("token", format!("must be at least {TOKEN_MIN} characters"));
        return None;
    }
    Some(TokenHash::of(token.expose().as_bytes()))
}

fn http(table: &Fields<'_>, guard: &Guard, around: &Surroundings<'_>) -> Option<HttpCheck> {
    let url = table.needed("url", target);
    let headers = value::headers(table, around);
    let method = table.optional("method", |text| match text {
        "GET" => Ok(Method::GET),
        "HEAD" => Ok(Method::HEAD),
        _ => Err("must be GET or HEAD: a check changes nothing"),
    });
    let measure = table.optional("measure", |text| match text {
        "match" => Ok(Measure::Match),
        "latency" => Ok(Measure::Latency),
        "status" => Ok(Measure::Status),
        _ => Err("must be match, latency or status"),
    });
    let expect = expect(table);
    let contains = table.optional("contains", |text| match text.len() {
        1..=1_000 => Ok(text.to_owned()),
        _ => Err("must be 1 to 1,000 bytes"),
    });
    if expect == Some(Expect::Unreachable) {
        for name in ["measure", "contains", "method", "headers", "token"] {
            if table.has(name) {
                table.fault(name, "nobody is asked anything with expect = \"unreachable\"".into());
            }
        }
    }
    if method == Some(Method::HEAD) && contains.is_some() {
        table.fault("contains", "the answer to HEAD has no text: use GET".to_owned());
    }
    let instead = table.optional("address", |text| {
        text.parse::<IpAddr>().map_err(|_| "must be an address such as 203.0.113.7, no name")
    });
    if instead.is_some() && url.as_ref().is_some_and(|url| literal(url).is_some()) {
        table.fault("address", "the url names an address already".to_owned());
        return None;
    }
    let (door, url) = reachable(table, guard, instead, url?)?;
    Some(HttpCheck {
        door,
        method: method.unwrap_or(Method::GET),
        url,
        headers: headers?,
        expect: expect?,
        contains,
        measure: measure.unwrap_or(Measure::Match),
    })
}

/// One status or several, or "unreachable".
fn expect(table: &Fields<'_>) -> Option<Expect> {
    let word = table.value("expect").and_then(|value| value.get_ref().as_str());
    match word {
        Some("unreachable") => Some(Expect::Unreachable),
        _ => value::statuses(table, "expect").map(Expect::Statuses),
    }
}

fn prometheus(
    table: &Fields<'_>,
    guard: &Guard,
    around: &Surroundings<'_>,
) -> Option<PrometheusQuery> {
    let url = table.needed("url", |text| {
        let mut url = target(text)?;
        if url.query().is_some() {
            return Err("must end before the ?: it is where Prometheus is".to_owned());
        }
        let path = format!("{}/api/v1/query", url.path().trim_end_matches('/'));
        url.set_path(&path);
        Ok(url)
    });
    let headers = value::headers(table, around);
    let query = table.needed("query", value::query);
    let label = table.optional("label", |text| match text.len() {
        1..=100 => Ok(text.to_owned()),
        _ => Err("must be 1 to 100 bytes"),
    });
    let (door, url) = reachable(table, guard, None, url?)?;
    Some(PrometheusQuery { door, url, headers: headers?, query: query?, label })
}

fn sql(table: &Fields<'_>, guard: &Guard, around: &Surroundings<'_>) -> Option<SqlQuery> {
    let host = table.needed("host", value::host);
    let port = value::whole(table, "port", 1..=65_535).map(|port| port.unwrap_or(5_432));
    let database = table.needed("database", value::name);
    let user = table.needed("user", value::name);
    let password = value::secret(table, "password", around, false);
    let authority = table.optional("authority", value::certificates);
    let tls = table.optional("tls", |text| match (text, &authority) {
        ("off", None) => Ok(Tls::Off),
        ("require", None) => Ok(Tls::Require),
        ("verify", Some(trusted)) => Ok(Tls::Verify(trusted.clone())),
        ("verify", None) => {
            Err("verify needs `authority`, a file of certificates that can be read")
        }
        ("off" | "require", Some(_)) => Err("`authority` is for verify"),
        _ => Err("must be off, require or verify"),
    });
    if tls.is_none() && !table.has("tls") && authority.is_some() {
        table.fault("authority", "is for tls = \"verify\"".to_owned());
    }
    let query = table.needed("query", value::query);
    let host = host?;
    if let Ok(address) = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() {
        refused(table, "host", guard.check(address))?;
    }
    Some(SqlQuery {
        guard: guard.clone(),
        host,
        port: u16::try_from(port?).ok()?,
        database: database?,
        user: user?,
        password,
        tls: tls.unwrap_or(Tls::Require),
        query: query?,
    })
}

/// The door for a url, if it may ever be used; a bad address in the file is said at the start.
fn reachable(
    table: &Fields<'_>,
    guard: &Guard,
    instead: Option<IpAddr>,
    url: Url,
) -> Option<(Door, Url)> {
    match door(guard.clone(), instead) {
        Ok(door) => {
            let field = if instead.is_some() { "address" } else { "url" };
            refused(table, field, door.check(&url))?;
            Some((door, url))
        }
        Err(why) => {
            table.fault("url", why);
            None
        }
    }
}

fn refused(table: &Fields<'_>, field: &'static str, checked: Result<(), GuardFault>) -> Option<()> {
    checked.map_err(|fault| table.fault(field, fault.to_string())).ok()
}

//! The operator's file: every fault at once, by line, field and rule, and never a secret.

use super::read;
use crate::{
    outgoing::SystemNames,
    source::{InletKind, Sources, Surroundings},
};
use domain::{Length, MetricId, RoomId};
use std::sync::Arc;

const FILE: &str = r#"
allow = ["10.0.0.0/8", "127.0.0.1/32"]

[[source]]
room = "aurora"
metric = "rds-connections"
kind = "sql"
period = "5 s"
host = "rds-1.internal"
database = "shop"
user = "bascule"
password = { env = "SECRET" }
query = "select count(*) from pg_stat_activity;"

[[source]]
room = "aurora"
metric = "ios-is-shut"
kind = "http"
url = "https://api.example.org/v1/ping?key=hunter2-in-the-url"
address = "93.184.216.34"
method = "GET"
expect = [503, 429]
contains = "maintenance"
headers = { "X-Office" = "no", "X-Key" = { env = "SECRET" } }

[[source]]
room = "aurora"
metric = "errors"
kind = "prometheus"
url = "http://10.0.0.9:9090/prom/"
query = "sum(rate(errors[1m]))"
token = "hunter2-hunter2-hunter2"

[[source]]
room = "aurora"
metric = "orders"
kind = "push"
token = { env = "SECRET" }

[[source]]
room = "aurora"
kind = "alertmanager"
token = "another-token-of-ours"
"#;

#[test]
fn a_good_file_is_read_whole() {
    let sources = read(FILE).unwrap();
    assert_eq!(sources.asked.len(), 3);
    assert_eq!(sources.asked[0].period, Length::from_seconds(5));
    assert_eq!(sources.asked[1].period, Length::from_seconds(10));
    assert_eq!(sources.inlets.len(), 2);
    assert!(read("").unwrap().asked.is_empty());
}

#[test]
fn a_token_opens_its_own_way_in_and_no_other() {
    let sources = read(FILE).unwrap();
    let (here, there) = (RoomId::parse("aurora").unwrap(), RoomId::parse("other").unwrap());
    let orders = InletKind::Samples(MetricId::parse("orders").unwrap());
    let errors = InletKind::Samples(MetricId::parse("errors").unwrap());
    let opens = |room, kind, token| sources.inlet(room, kind, token).is_some();
    assert!(opens(&here, &orders, "s3cret-s3cret-s3cret"));
    assert!(opens(&here, &InletKind::Alerts, "another-token-of-ours"));
    assert!(!opens(&there, &orders, "s3cret-s3cret-s3cret"));
    assert!(!opens(&here, &errors, "s3cret-s3cret-s3cret"));
    assert!(!opens(&here, &orders, "another-token-of-ours"));
    assert!(!opens(&here, &InletKind::Alerts, "s3cret-s3cret-s3cret"));
    assert!(!opens(&here, &orders, ""));
}

#[test]
fn no_secret_is_in_what_is_printed() {
    let sources = read(FILE).unwrap();
    let printed = format!("{sources:?} {:#?}", sources.asked[0]);
    for secret in ["s3cret", "hunter2", "another-token"] {
        assert!(!printed.contains(secret), "{printed}");
    }
    // Nor in what is said about a file with a mistake beside, in, or instead of a secret.
    let broken = [
        FILE.replace("token = \"hunter2-hunter2-hunter2\"", "token = hunter2-hunter2"),
        FILE.replace("token = \"hunter2-hunter2-hunter2\"", "token = \"hunter2-hunter2"),
        FILE.replace("\"hunter2-hunter2-hunter2\"", "[\"hunter2\"]"),
        FILE.replace("\"hunter2-hunter2-hunter2\"", "\"hunter2\\u0007\""),
        FILE.replace("\"hunter2-hunter2-hunter2\"", "{ env = \"SECRET\", or = \"hunter2\" }"),
        FILE.replace("key=hunter2-in-the-url", "key=hunter2 in the url"),
        FILE.replace("token = \"another-token-of-ours\"", "token = \"hunter2\""),
        FILE.replace("\"X-Office\" = \"no\"", "\"X-Office\" = \"hunter2\\n\""),
    ];
    for file in broken {
        let fault = read(&file).unwrap_err();
        assert!(!fault.contains("hunter2") && fault.contains("line "), "{fault}");
    }
}

#[test]
fn every_fault_is_named_with_its_line_field_and_rule() {
    for (good, bad, place, rule) in [
        ("10.0.0.0/8", "10.0.0.0/33", "line 2, allow", "is not a range"),
        ("room = \"aurora\"", "room = \"Aurora!\"", "line 5, source, room", "a-z, 0-9"),
        ("metric = \"rds-connections\"", "", "source, metric", "is missing"),
        ("kind = \"sql\"", "kind = \"mysql\"", "line 7, source, kind", "none of http"),
        ("period = \"5 s\"", "period = \"301 s\"", "line 8, source, period", "1 s to 5 min"),
        ("period = \"5 s\"", "period = \"0 s\"", "line 8, source, period", "1 s to 5 min"),
        ("period = \"5 s\"", "period = 5", "line 8, source, period", "must be a text"),
        ("period = \"5 s\"", "port = 0", "line 8, source, port", "1 to 65535"),
        ("period = \"5 s\"", "port = \"5432\"", "line 8, source, port", "a whole number"),
        ("period = \"5 s\"", "perod = \"5 s\"", "line 8, source", "unknown field “perod”"),
        ("period = \"5 s\"", "tls = \"yes\"", "line 8, source, tls", "off, require or verify"),
        ("period = \"5 s\"", "tls = \"verify\"", "line 8, source, tls", "needs `authority`"),
        (
            "period = \"5 s\"",
            "authority = \"/nowhere\"",
            "line 8, source, authority",
            "cannot be read",
        ),
        (
            "period = \"5 s\"",
            "authority = \"/dev/null\"",
            "line 8, source, authority",
            "no certificate",
        ),
        ("period = \"5 s\"", "url = \"x\"", "line 8, source", "unknown field “url”"),
        ("rds-1.internal", "/run/postgresql", "line 9, source, host", "a name or an address"),
        ("rds-1.internal", "169.254.169.254", "line 9, source, host", "metadata service"),
        ("\"shop\"", "\"\"", "line 10, source, database", "1 to 63 bytes"),
        ("env = \"SECRET\"", "env = \"NOBODY\"", "line 12, source, password", "has no NOBODY"),
        ("env = \"SECRET\"", "evn = \"SECRET\"", "line 12, source, password", "{ env = \"NAME\" }"),
        ("https://api", "ftp://api", "line 19, source, url", "http:// or https://"),
        ("93.184.216.34", "site", "line 20, source, address", "must be an address"),
        ("method = \"GET\"", "method = \"POST\"", "line 21, source, method", "GET or HEAD"),
        ("method = \"GET\"", "method = \"HEAD\"", "source, contains", "use GET"),
        ("[503, 429]", "[]", "line 22, source, expect", "a status such as 503"),
        ("[503, 429]", "600", "line 22, source, expect", "a status such as 503"),
        ("[503, 429]", "\"503\"", "line 22, source, expect", "a status such as 503"),
        ("[503, 429]", "\"unreachable\"", "line 21, source, method", "nobody is asked anything"),
        ("\"X-Office\"", "\"X Office\"", "line 24, source, headers", "no name of a header"),
        ("\"X-Office\"", "\"Connection\"", "line 24, source, headers", "connection to decide"),
        ("prom/\"", "prom/?x=1\"", "line 30, source, url", "before the ?"),
        ("10.0.0.9", "192.168.0.9", "line 30, source, url", "a private address"),
        ("another-token-of-ours", "short", "source, token", "at least 16 characters"),
        ("metric = \"errors\"", "metric = \"ios-is-shut\"", "source, metric", "already"),
        ("metric = \"orders\"", "metric = \"errors\"", "source, metric", "already"),
    ] {
        assert!(FILE.contains(good), "{good}");
        let fault = read(&FILE.replacen(good, bad, 1)).expect_err(bad);
        assert!(fault.contains(place) && fault.contains(rule), "{bad}: {fault}");
    }
    let two = FILE.replace("5 s", "5 y").replace("93.184.216.34", "x");
    assert_eq!(read(&two).unwrap_err().lines().count(), 2);
}

#[test]
fn the_server_does_not_call_itself_even_where_the_machine_is_allowed() {
    let read = |port: u16, own: &str| {
        let file = format!(
            "allow = [\"127.0.0.1\", \"10.0.0.0/8\"]\n[[source]]\nroom = \"aurora\"\n\
             metric = \"m\"\nkind = \"http\"\nurl = \"http://127.0.0.1:{port}/\"\n"
        );
        let (names, own) = (Arc::new(SystemNames), Some(own.parse().unwrap()));
        Sources::read(&file, &Surroundings { env: &|_| None, names, own }).map(drop)
    };
    for own in ["127.0.0.1:4040", "0.0.0.0:4040", "[::]:4040", "[::1]:4040"] {
        let fault = read(4040, own).unwrap_err().to_string();
        assert!(fault.contains("this server itself"), "{own}: {fault}");
        assert!(read(4041, own).is_ok());
    }
    assert!(read(4040, "10.0.0.7:4040").is_ok());
}

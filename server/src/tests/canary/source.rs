//! A canary in everything that the operator's file says of its sources, and in what they answer.

use super::{
    super::{house::House, source::read_with},
    Planted,
    surfaces::{Reader, come_in, surface_of, surfaces},
};
use crate::{outgoing::Names, sample::within, session::Token};
use async_trait::async_trait;
use axum::{Json, Router, http::StatusCode, routing::get};
use domain::{
    Command, MetricId, Role,
    text::Title,
    watch::{Counted, EntryCommand, MetricCommand, WatchCommand},
};
use serde_json::json;
use std::{
    io::{self, Write},
    net::IpAddr,
    sync::{Arc, Mutex},
};
use tracing_subscriber::fmt::MakeWriter;

/// Where every name leads that has a bird in it: inside, where nothing is allowed.
const INSIDE: &str = "10.86.75.30";

struct Inside;

#[async_trait]
impl Names for Inside {
    async fn addresses(&self, _name: &str) -> io::Result<Vec<IpAddr>> {
        Ok(vec![INSIDE.parse().unwrap()])
    }
}

/// What the server says on the terminal.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

fn bird() -> String {
    format!("canary{}", &Token::random().unwrap().hex()[..20])
}

/// A Prometheus that counts one group under this name, and a page that answers 500.
async fn outside(group: String) -> u16 {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let counted = move || {
        let group = group.clone();
        async move {
            let result = json!([{"metric": {"user": group}, "value": [0, "3"]}]);
            let data = json!({"resultType": "vector", "result": result});
            Json(json!({"status": "success", "data": data}))
        }
    };
    let site = Router::new()
        .route("/{secret}/api/v1/query", get(counted))
        .fallback(|| async { StatusCode::INTERNAL_SERVER_ERROR });
    tokio::spawn(async { axum::serve(listener, site).await });
    port
}

/// The metrics that are asked for, each by a source of another kind or with another fault.
const ASKED: [&str; 7] = ["counted", "slow", "status", "inside", "gone", "sql", "sql-inside"];

/// The file, every part of it that only the operator knows with a bird in it.
fn file(secret: &dyn Fn() -> String, port: u16, closed: u16) -> String {
    let head = |metric: &str, kind: &str| {
        format!(
            "[[source]]\nroom = \"planted\"\nmetric = \"{metric}\"\nkind = \"{kind}\"\n\
             period = \"1 s\"\n"
        )
    };
    let url = |base: &str| format!("url = \"{base}/{}?key={}\"\n", secret(), secret());
    let here = format!("http://127.0.0.1:{port}");
    let headers =
        || format!("headers = {{ \"X-Key\" = \"{}\" }}\ntoken = \"{}\"\n", secret(), secret());
    let database = |host: &str, port: u16| {
        format!(
            "host = \"{host}\"\nport = {port}\ndatabase = \"{}\"\nuser = \"{}\"\npassword = \"{}\"\n\
             tls = \"off\"\nquery = \"select count(*) from {}\"\n",
            secret(),
            secret(),
            secret(),
            secret()
        )
    };
    [
        "allow = [\"127.0.0.1\"]\n".to_owned(),
        head("counted", "prometheus"),
        format!("url = \"{here}/{}\"\nlabel = \"user\"\nquery = \"{}\"\n", secret(), secret()),
        headers(),
        head("slow", "http"),
        format!("{}measure = \"latency\"\n{}", url(&here), headers()),
        head("status", "http"),
        format!("{}measure = \"status\"\ncontains = \"{}\"\n", url(&here), secret()),
        head("inside", "http"),
        url(&format!("http://{}.example.org", secret())),
        head("gone", "http"),
        url(&format!("http://127.0.0.1:{closed}")),
        head("sql", "sql"),
        database("127.0.0.1", port),
        head("sql-inside", "sql"),
        database(&format!("{}.example.org", secret()), 5_432),
        format!(
            "[[source]]\nroom = \"planted\"\nmetric = \"pushed\"\nkind = \"push\"\ntoken = \"{}\"\n",
            secret()
        ),
    ]
    .concat()
}

#[tokio::test]
async fn where_numbers_come_from_and_with_which_secrets_is_on_no_page_and_in_no_log() {
    let log = Log::default();
    let logged = tracing_subscriber::fmt().with_writer(log.clone()).with_ansi(false);
    let _while_we_look = tracing::subscriber::set_default(logged.finish());
    let birds = Mutex::new(Vec::new());
    let secret = || {
        birds.lock().unwrap().push(bird());
        birds.lock().unwrap().last().unwrap().clone()
    };
    let group = bird();
    let port = outside(group.clone()).await;
    let closed = crate::tests::source::target::free_port();
    let sources = read_with(&file(&secret, port, closed), Arc::new(Inside)).unwrap();
    let house = House::open_with(|config| config.sources = Arc::new(sources)).await;
    let planted = Planted::plant_in(house).await;
    for metric in ASKED {
        let metric = MetricId::parse(metric).unwrap();
        let title = Title::parse("A number").unwrap();
        let set = MetricCommand::Set { metric, title, unit: None, target: None, period: 1 };
        planted.lead(Command::Watch(WatchCommand::Metric(set))).await;
    }
    let counted = MetricId::parse("counted").unwrap();
    let groups = vec![Title::parse("nobody").unwrap()];
    let entry = domain::watch::EntryPoint {
        counted: Some(Counted { metric: counted, groups }),
        ..planted.entry("counted-one")
    };
    let set = EntryCommand::Set { entry };
    planted.lead(Command::Watch(WatchCommand::Entry(set))).await;
    within(async {
        let answered = |planted: &Planted| {
            let states = planted.house.app.probes.states(&planted.room);
            states.iter().filter(|(_, state)| state.asked_at.is_some()).count() == ASKED.len()
        };
        while !answered(&planted) {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    })
    .await;

    let birds = birds.into_inner().unwrap();
    let forbidden = [INSIDE.to_owned(), format!("127.0.0.1:{port}"), format!("127.0.0.1:{closed}")];
    for reader in Reader::ALL {
        let cookie = come_in(&planted, reader).await;
        let mut all = surfaces(&planted, reader, &cookie).await;
        for metric in ASKED {
            for path in ["metrics/", "panels/metric?metric="] {
                all.push(
                    surface_of(&planted, &format!("/rooms/planted/{path}{metric}"), &cookie).await,
                );
            }
        }
        let may = matches!(reader, Reader::As(Role::Lead | Role::Tech));
        let mut found = 0;
        for surface in &all {
            for bird in birds.iter().chain(&forbidden) {
                let there = surface.bytes.contains(bird.as_str());
                assert!(!there, "{} finds {bird} in {}", reader.column(), surface.name);
            }
            let there = surface.bytes.contains(&group);
            assert!(may || !there, "{} finds a group in {}", reader.column(), surface.name);
            found += usize::from(there);
        }
        assert!(!may || found >= 3, "{} finds the group {found} times", reader.column());
    }
    let said = log.text();
    assert!(said.contains("no number from a source"), "{said}");
    for bird in birds.iter().chain(&forbidden) {
        assert!(!said.contains(bird.as_str()), "{bird} is in the log: {said}");
    }
    assert!(birds.len() >= 25, "only {} canaries", birds.len());
}

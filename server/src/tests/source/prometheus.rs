//! A real Prometheus, started by the test, that scrapes a real page.

use super::{
    ask, number, source,
    target::{Process, free_port, program},
};
use axum::{Router, routing::get};
use std::{process::Command, time::Duration};
use tempfile::TempDir;
use tokio::net::TcpListener;

struct Prometheus {
    process: Process,
    port: u16,
    _folder: TempDir,
}

const PAGE: &str = "sessions{application=\"ios\"} 30\nsessions{application=\"android\"} 11.5\n";

impl Prometheus {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let page = listener.local_addr().unwrap().port();
        let router = Router::new().route("/metrics", get(|| async { PAGE }));
        tokio::spawn(async { axum::serve(listener, router).await });
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("prometheus.yml");
        let scrape = format!(
            "global: {{ scrape_interval: 1s }}\nscrape_configs:\n  - job_name: shop\n    \
             static_configs: [{{ targets: ['127.0.0.1:{page}'] }}]\n"
        );
        std::fs::write(&config, scrape).unwrap();
        let port = free_port();
        let process = Process::start(
            Command::new(program("prometheus", "prometheus"))
                .arg(format!("--config.file={}", config.display()))
                .arg(format!("--storage.tsdb.path={}", folder.path().join("data").display()))
                .arg(format!("--web.listen-address=127.0.0.1:{port}")),
        );
        let mut prometheus = Self { process, port, _folder: folder };
        for _ in 0..600 {
            if prometheus.counts("count(sessions)", "").await == Ok("2".to_owned()) {
                return prometheus;
            }
            assert!(prometheus.process.is_running(), "Prometheus did not start");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("Prometheus scraped nothing");
    }

    fn fields(&self, query: &str, more: &str) -> String {
        format!(
            "kind = \"prometheus\"\nurl = \"http://127.0.0.1:{}\"\nquery = '{query}'\n{more}",
            self.port
        )
    }

    async fn counts(&self, query: &str, more: &str) -> Result<String, String> {
        number(&source(&self.fields(query, more))).await
    }
}

#[tokio::test]
async fn a_query_gives_one_number_or_groups_and_says_plainly_when_it_gives_neither() {
    let prometheus = Prometheus::open().await;
    for (query, expected) in [
        ("sum(sessions)", "41.5"),
        ("sessions{application=\"ios\"}", "30"),
        ("scalar(sum(sessions))", "41.5"),
        ("vector(1.5e9)", "1500000000"),
        ("sum(nothing) or vector(0)", "0"),
        ("1 / 0", "the number is not between -9,000,000,000,000 and 9,000,000,000,000"),
        ("0 / 0", "the number is not a number such as 41 or 4.75"),
        ("nothing", "the query finds no series; `… or vector(0)` makes that a zero"),
        ("sessions", "the query finds several series: sum them, or name a `label`"),
        ("sessions[1m]", "the query gives no number for one moment"),
    ] {
        let found = prometheus.counts(query, "").await.unwrap_or_else(|fault| fault);
        assert_eq!(found, expected, "{query}");
    }
    let fault = prometheus.counts("sum(", "").await.unwrap_err();
    assert!(fault.starts_with("the query cannot be answered: "), "{fault}");

    let grouped = source(&prometheus.fields("sort_desc(sessions)", "label = \"application\""));
    let measured = ask(&grouped).await.unwrap();
    assert_eq!(measured.value.to_string(), "41.5");
    let groups: Vec<String> =
        measured.groups.iter().map(|group| format!("{} {}", group.label, group.value)).collect();
    assert_eq!(groups, ["ios 30", "android 11.5"]);
    assert_eq!(prometheus.counts("nothing", "label = \"application\"").await, Ok("0".to_owned()));
    assert!(prometheus.counts("scalar(sum(sessions))", "label = \"x\"").await.is_err());

    // Another page of the same server is not its API.
    let other = format!(
        "kind = \"prometheus\"\nurl = \"http://127.0.0.1:{}/graph\"\nquery = 'up'",
        prometheus.port
    );
    assert!(number(&source(&other)).await.is_err());
}

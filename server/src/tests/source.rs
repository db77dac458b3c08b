//! Numbers from outside, each source against the real thing, and nothing that must not be called.

mod file;
mod hostile;
mod http;
mod postgres;
mod prometheus;
mod schedule;
pub mod target;

use crate::{
    outgoing::{Names, SystemNames},
    source::{Asked, Measured, SourceFault, Sources, Surroundings},
};
use std::{sync::Arc, time::Duration};

/// A file of sources, read as the server reads it. The environment knows one secret.
pub fn read(file: &str) -> Result<Sources, String> {
    read_with(file, Arc::new(SystemNames))
}

pub fn read_with(file: &str, names: Arc<dyn Names>) -> Result<Sources, String> {
    let env = |name: &str| (name == "SECRET").then(|| "s3cret-s3cret-s3cret".to_owned());
    Sources::read(file, &Surroundings { env: &env, names, own: None })
        .map_err(|fault| fault.to_string())
}

/// The one source of a file that allows this machine.
fn source(fields: &str) -> Asked {
    let file = format!(
        "allow = [\"127.0.0.1/32\"]\n[[source]]\nroom = \"aurora\"\nmetric = \"m\"\n{fields}\n"
    );
    read(&file).unwrap_or_else(|fault| panic!("{fault}")).asked.remove(0)
}

pub async fn ask(asked: &Asked) -> Result<Measured, SourceFault> {
    let deadline = Duration::from_secs(5);
    match tokio::time::timeout(deadline, asked.source.ask(deadline)).await {
        Ok(answer) => answer,
        Err(_) => Err(SourceFault::TooSlow { milliseconds: 5_000 }),
    }
}

/// The number, as it is shown.
async fn number(asked: &Asked) -> Result<String, String> {
    ask(asked).await.map(|measured| measured.value.to_string()).map_err(|fault| fault.to_string())
}

#[tokio::test]
async fn a_server_that_was_told_of_a_source_knows_its_number_and_still_does_after_a_restart() {
    use super::house::{House, TEN, room_id};
    use crate::{sample::within, store::SampleStore as _};

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let site = axum::Router::new().route("/", axum::routing::get(|| async { "ok" }));
    tokio::spawn(async { axum::serve(listener, site).await });
    let file = format!(
        "allow = [\"127.0.0.1\"]\n[[source]]\nroom = \"aurora\"\nmetric = \"lag\"\n\
         kind = \"http\"\nurl = \"http://127.0.0.1:{port}/\"\n"
    );
    let sources = Arc::new(read(&file).unwrap());
    let house = House::open_with(|config| config.sources = sources).await;
    within(async {
        while house.app.samples.latest(&room_id()).is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await;
    house.app.stop.cancel();
    within(house.app.probes.ended()).await;
    house.app.samples.write(&house.app.fatal).await;
    let series = house.app.store.series().await.unwrap();
    let kept = house.app.store.recent(&series[0], 10).await.unwrap();
    assert_eq!((kept[0].at, kept[0].value.to_string()), (TEN, "1".to_owned()));
}

//! Numbers from outside, each source against the real thing, and nothing that must not be called.

mod corpus;
mod file;
mod hostile;
mod http;
mod names;
mod postgres;
mod prometheus;
mod schedule;
mod target;

use crate::source::{
    Asked, Measured, SourceFault, Sources, Surroundings,
    names::{Names, SystemNames},
};
use std::{sync::Arc, time::Duration};

/// A file of sources, read as the server reads it. The environment knows one secret.
fn read(file: &str) -> Result<Sources, String> {
    read_with(file, Arc::new(SystemNames))
}

fn read_with(file: &str, names: Arc<dyn Names>) -> Result<Sources, String> {
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

async fn ask(asked: &Asked) -> Result<Measured, SourceFault> {
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

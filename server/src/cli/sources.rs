//! What `bascule serve` is told about sources of numbers.

use super::Failure;
use crate::{
    outgoing::SystemNames,
    source::{Sources, Surroundings},
};
use std::{env, fs, net::SocketAddr, path::Path, sync::Arc};

/// Reads the file; without one there are no sources.
pub(super) fn read(file: Option<&Path>, own: SocketAddr) -> Result<Arc<Sources>, Failure> {
    let Some(file) = file else { return Ok(Arc::default()) };
    let text = fs::read_to_string(file)
        .map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    let (env, names) = (|name: &str| env::var(name).ok(), Arc::new(SystemNames));
    let around = Surroundings { env: &env, names, own: Some(own) };
    let sources = Sources::read(&text, &around)
        .map_err(|faults| format!("{} cannot be used:\n{faults}", file.display()))?;
    Ok(Arc::new(sources))
}

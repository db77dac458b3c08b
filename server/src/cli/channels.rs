//! The ways out of the house, from a file.

use super::Failure;
use crate::{
    channel::{Channels, Office},
    clock::Clock,
    outgoing::Guard,
};
use clap::Args;
use std::{net::SocketAddr, path::PathBuf, sync::Arc};

#[derive(Debug, Args)]
pub struct ChannelsArgs {
    /// The file of channels: e-mail, Slack, Teams and webhooks by which notices go out. Without
    /// one, none do.
    #[arg(long, env = "BASCULE_CHANNELS")]
    channels: Option<PathBuf>,
}

impl ChannelsArgs {
    /// Reads the file. `own` is where we listen: no channel leads back here.
    pub fn read(&self, own: Option<SocketAddr>) -> Result<Channels, Failure> {
        match &self.channels {
            Some(file) => Channels::read_file(file, &Guard::public(own))
                .map_err(|fault| format!("--channels {}: {fault}", file.display()).into()),
            None => Ok(Channels::default()),
        }
    }
}

/// Those who hand things over. `origin` is the address people type.
pub fn office(
    channels: Channels,
    clock: Arc<dyn Clock>,
    origin: &str,
) -> Result<Arc<Office>, Failure> {
    Ok(Arc::new(Office::new(Arc::new(channels), clock, origin)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_file_is_refused_with_its_name_the_field_and_the_rule() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("channels.toml");
        let said = |args: &ChannelsArgs| args.read(None).unwrap_err().to_string();
        let args = ChannelsArgs { channels: Some(file.clone()) };
        assert!(said(&args).contains("No such file"), "{}", said(&args));
        let text = "[[channel]]\nid = \"ops\"\nroom = \"aurora\"\nkind = \"slack\"\nlead_time = \"soon\"\n";
        std::fs::write(&file, text).unwrap();
        let expected =
            format!("--channels {}: channel “ops”, lead_time: “soon” is not", file.display());
        assert!(said(&args).starts_with(&expected), "{}", said(&args));
        assert_eq!(ChannelsArgs { channels: None }.read(None).unwrap().iter().count(), 0);
    }
}

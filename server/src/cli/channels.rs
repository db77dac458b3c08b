//! The ways out of the house, from a file.

use super::Failure;
use crate::{
    channel::{Channels, Office},
    outbox::Outbox,
    state::AppState,
};
use clap::Args;
use std::{path::PathBuf, sync::Arc};
use tokio::task::JoinHandle;

#[derive(Debug, Args)]
pub struct ChannelsArgs {
    /// The file of channels: e-mail, Slack, Teams and webhooks by which notices go out. Without
    /// one, none do.
    #[arg(long, env = "BASCULE_CHANNELS")]
    channels: Option<PathBuf>,
}

impl ChannelsArgs {
    /// Reads the file.
    pub fn read(&self) -> Result<Channels, Failure> {
        match &self.channels {
            Some(file) => Channels::read_file(file)
                .map_err(|fault| format!("--channels {}: {fault}", file.display()).into()),
            None => Ok(Channels::default()),
        }
    }
}

/// Takes up what waits in the outbox. `origin` is the address people type.
pub async fn start(
    app: &AppState,
    channels: Channels,
    origin: &str,
) -> Result<(Outbox, JoinHandle<()>), Failure> {
    let office = Office::new(Arc::new(channels), app.clock.clone(), origin)?;
    Ok(Outbox::start(app.store.clone(), Arc::new(office), app.stop.clone()).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_file_is_refused_with_its_name_the_field_and_the_rule() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("channels.toml");
        let said = |args: &ChannelsArgs| args.read().unwrap_err().to_string();
        let args = ChannelsArgs { channels: Some(file.clone()) };
        assert!(said(&args).contains("No such file"), "{}", said(&args));
        let text = "[[channel]]\nid = \"ops\"\nroom = \"aurora\"\nkind = \"slack\"\nlead_time = \"soon\"\n";
        std::fs::write(&file, text).unwrap();
        let expected =
            format!("--channels {}: channel “ops”, lead_time: “soon” is not", file.display());
        assert!(said(&args).starts_with(&expected), "{}", said(&args));
        assert_eq!(ChannelsArgs { channels: None }.read().unwrap().iter().count(), 0);
    }
}

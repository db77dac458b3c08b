//! `bascule demo`: what it prints before it serves.

use super::{Failure, LISTEN, listen};
use crate::{
    clock::{Clock, SystemClock},
    config::PublicUrl,
    demo::{Demo, DemoError, DemoFolder, DemoOptions, run_demo},
    invite::invite,
    lifecycle::stop_on_signals,
    server::Fatal,
};
use clap::Args;
use domain::Role;
use frontend::text::outside::page_path;
use std::{fmt::Write, net::SocketAddr, path::PathBuf};
use tokio_util::sync::CancellationToken;

/// A demo's links are good for a week.
const HOURS: i64 = 7 * 24;

#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    /// A folder to keep the demo in, and to go on with next time. Without it, each demo begins
    /// anew.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Where to listen.
    #[arg(long, default_value = LISTEN)]
    listen: SocketAddr,
    /// The address people type, when a proxy stands in front.
    #[arg(long)]
    public_url: Option<PublicUrl>,
    /// Begin in the middle: everything before this time of the story has happened, such as 10:16.
    #[arg(long, value_name = "HH:MM")]
    at: Option<String>,
    /// Play the story as it happened, from 09:59:30 or from --at.
    #[arg(long)]
    replay: bool,
    /// Seconds of the story per second.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=600))]
    speed: u32,
    /// Begin anew even in a folder of --data.
    #[arg(long)]
    fresh: bool,
}

/// Runs the demo.
pub(super) async fn run(args: DemoArgs) -> Result<(), Failure> {
    let stop = CancellationToken::new();
    stop_on_signals(stop.clone())?;
    // Before anything in the folder is touched: a second demo by mistake must do no harm.
    let listener = listen(args.listen).await?;
    let address = listener.local_addr()?;
    let fresh = args.fresh || args.data.is_none();
    let folder = args.data.map_or_else(|| DemoFolder::usual(address.port()), DemoFolder::named);
    let origin = args.public_url.as_ref().map(|url| url.origin().to_owned());
    let origin = origin.unwrap_or_else(|| format!("http://{address}"));
    let options = DemoOptions {
        folder,
        fresh,
        at: args.at,
        replay: args.replay,
        speed: args.speed,
        public_url: args.public_url,
        origin: origin.clone(),
    };
    let told = options.clone();
    let ready = async move |demo: &Demo| {
        let said = greeting(demo, &told, &origin).await?;
        println!("{said}");
        Ok(())
    };
    match run_demo(options, listener, stop, ready).await {
        Ok(()) => Ok(()),
        Err(DemoError::Server(fatal)) => Err(fatal.into()),
        Err(error) => Err(error.into()),
    }
}

async fn greeting(demo: &Demo, options: &DemoOptions, origin: &str) -> Result<String, DemoError> {
    let mut said = String::from(
        "\nBascule demo: a French marketplace moves its database, Wednesday 7 September 2016.\n\
         The room's clock shows that day. Open a link, and give a name of the story or your own:\n\n",
    );
    for role in Role::ALL {
        let link = invite(&demo.app.store, &demo.room, role, SystemClock.wall(), HOURS).await;
        let link = link.map_err(Fatal::Store)?;
        let _ = writeln!(said, "  {:<9} {origin}{link}", role.slug());
    }
    let _ = writeln!(said, "  {:<9} {origin}{}", "public", page_path(&demo.room));
    said.push_str(
        "\nThe links are shown this once; each is good for a week and for several people.\n\
         The public page needs none: it is what sellers see.\n",
    );
    let _ = writeln!(
        said,
        "\nWhat sellers received by e-mail and in their space, as it arrives:\n\n  {}",
        demo.sellers_page()
    );
    match (&options.at, options.replay) {
        (None, false) => said.push_str(
            "\nThe room is live and waits for you. To see it as it happened: --replay (faster with\n\
             --speed 20). To begin in the middle of the trouble: --at 10:16.\n",
        ),
        (Some(at), false) => {
            let _ = writeln!(said, "\nWhat happened before {at} has happened; the rest is yours.");
        }
        (_, true) => said.push_str("\nThe story plays by itself; you may take part.\n"),
    }
    let _ = write!(said, "\nData: {}\nStop: Ctrl-C\n", options.folder.path().display());
    Ok(said)
}

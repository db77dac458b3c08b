//! The command line.

mod channels;
mod demo;
mod desk;
mod oidc;
mod owner;
mod removal;
mod sources;

use crate::{
    clock::SystemClock,
    config::{Config, PublicUrl},
    lifecycle::stop_on_signals,
    server::{self, Fatal},
    state::AppState,
};
use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::{Role, RoomId};
use std::{error::Error, io, net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// Where the server listens when nothing else is said: this machine only.
const LISTEN: &str = "127.0.0.1:4040";

/// Anything that ends a command early, in words.
type Failure = Box<dyn Error + Send + Sync>;

/// The war room for a cutover.
#[derive(Debug, Parser)]
#[command(name = "bascule", version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Serve the rooms of a data folder.
    Serve(Serve),
    /// Try it on the story of a real cutover.
    Demo(demo::DemoArgs),
    /// Check that no event was changed, and say where one was.
    Verify(Folder),
    /// Print a sign-in link for a role of a room.
    Link(desk::LinkArgs),
    /// Make a room from a plan file.
    Room(desk::RoomArgs),
    /// Take a room away that is not under way. Its log stays in the folder.
    RemoveRoom(removal::RemoveArgs),
}

#[derive(Debug, Args)]
struct Serve {
    #[command(flatten)]
    folder: Folder,
    /// Where to listen.
    #[arg(long, env = "BASCULE_LISTEN", default_value = LISTEN)]
    listen: SocketAddr,
    /// The address people type, such as https://bascule.example.org. With https, cookies insist
    /// on it.
    #[arg(long, env = "BASCULE_PUBLIC_URL")]
    public_url: Option<PublicUrl>,
    /// How many proxies stand in front, each of which adds to X-Forwarded-For. With 0 the header
    /// is not read: anybody can write one.
    #[arg(long, env = "BASCULE_TRUSTED_PROXIES", default_value_t = 0)]
    trusted_proxies: u8,
    /// A TOML file that says where numbers come from: sites, Prometheus, PostgreSQL, pushes.
    #[arg(long, env = "BASCULE_SOURCES", value_name = "FILE")]
    sources: Option<PathBuf>,
    #[command(flatten)]
    channels: channels::ChannelsArgs,
    #[command(flatten)]
    oidc: oidc::OidcArgs,
}

#[derive(Debug, Args)]
struct Folder {
    /// The data folder.
    #[arg(long, env = "BASCULE_DATA")]
    data: PathBuf,
}

/// A role, as written on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RoleWord {
    Lead,
    Tech,
    Support,
    Comms,
    Observer,
}

impl From<RoleWord> for Role {
    fn from(word: RoleWord) -> Self {
        match word {
            RoleWord::Lead => Self::Lead,
            RoleWord::Tech => Self::Tech,
            RoleWord::Support => Self::Support,
            RoleWord::Comms => Self::Comms,
            RoleWord::Observer => Self::Observer,
        }
    }
}

/// Does what the command line says.
pub async fn main(cli: Cli) -> ExitCode {
    let done = match cli.command {
        Verb::Serve(args) => serve(args).await,
        Verb::Demo(args) => demo::run(args).await,
        Verb::Verify(args) => desk::verify(args).await,
        Verb::Link(args) => desk::link(args).await,
        Verb::Room(args) => desk::room(args).await,
        Verb::RemoveRoom(args) => removal::remove(args).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("bascule: {failure}");
            exit_code(&*failure)
        }
    }
}

/// 3 says to whoever restarts us that the disk has failed; everything else is 1.
fn exit_code(failure: &(dyn Error + Send + Sync + 'static)) -> ExitCode {
    match failure.downcast_ref::<Fatal>() {
        Some(Fatal::Disk) => ExitCode::from(3),
        Some(Fatal::Store(_)) | None => ExitCode::FAILURE,
    }
}

async fn serve(args: Serve) -> Result<(), Failure> {
    let stop = CancellationToken::new();
    stop_on_signals(stop.clone())?;
    let listener = listen(args.listen).await?;
    let here = listener.local_addr()?;
    let channels = args.channels.read(Some(here))?;
    let origin = args.public_url.as_ref().map(|url| url.origin().to_owned());
    let origin = origin.unwrap_or_else(|| format!("http://{here}"));
    let clock = Arc::new(SystemClock);
    let config = Config {
        data: args.folder.data,
        oidc: args.oidc.read(args.public_url.as_ref())?,
        public_url: args.public_url,
        office: channels::office(channels, clock.clone(), &origin)?,
        sources: sources::read(args.sources.as_deref(), here)?,
        clock,
        trusted_proxies: args.trusted_proxies,
    };
    let app = AppState::open(config, stop).await?;
    owner::print_links(&app, &origin).await?;
    Ok(server::serve(app, listener).await?)
}

async fn listen(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => {
            format!("{address} is in use: stop what listens there, or choose another --listen")
                .into()
        }
        _ => format!("cannot listen on {address}: {error}").into(),
    })
}

fn room_id(text: &str) -> Result<RoomId, String> {
    RoomId::parse(text).map_err(|fault| fault.to_string())
}

//! The command line and the environment.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    time::Duration,
};

use clap::{Args, Parser, Subcommand, ValueEnum};
use ipnet::IpNet;

use crate::domain::{Name, Pace, Role, Slug};

/// The chat beside the event page.
#[derive(Debug, Parser)]
#[command(name = "social-stream", version, about, propagate_version = true)]
pub struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub common: Common,
    /// What to do; without one: serve.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How to serve, where that is what is done without a command.
    #[command(flatten)]
    pub serve: Serve,
}

/// What every command takes.
#[derive(Args, Clone, Debug)]
pub struct Common {
    /// The database: sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME
    #[arg(long, env = "DATABASE_URL", value_name = "URL", default_value = "sqlite:social-stream.db", global = true)]
    #[arg(hide_env_values = true)]
    pub database: String,
    /// Where the world reaches the server, for the links it prints [default: http:// and the address it listens on]
    #[arg(long, env = "SOCIAL_STREAM_PUBLIC_URL", value_name = "URL", value_parser = public_url, global = true)]
    pub public_url: Option<String>,
    /// How the log is written to standard error
    #[arg(long, env = "SOCIAL_STREAM_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text, global = true)]
    pub log_format: LogFormat,
    /// Take a PostgreSQL that may forget what it has confirmed (fsync or synchronous_commit off)
    #[arg(long, env = "SOCIAL_STREAM_ALLOW_UNSAFE_DURABILITY", global = true)]
    pub allow_unsafe_durability: bool,
}

/// What to do; without one: serve.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the chat (what is done without a command)
    Serve(Box<Serve>),
    /// Create, update and list events
    #[command(subcommand)]
    Event(EventCommand),
    /// Print a link that lets its holders join with a role
    Invite(Invite),
    /// Bring the database's schema up to date
    Migrate,
    /// Copy a SQLite database to a new file while it is served (PostgreSQL: pg_dump)
    Backup {
        /// Where the copy goes
        file: PathBuf,
    },
    /// Put a backup in the place of the database, and make it fit to be served; stop the server first
    Restore(Restore),
}

/// How to serve.
#[derive(Args, Clone, Debug)]
pub struct Serve {
    /// The address to listen on; port 0 picks a free one [default: 127.0.0.1:8080, or PORT of the environment]
    #[arg(long, env = "SOCIAL_STREAM_LISTEN", value_name = "ADDR:PORT")]
    pub listen: Option<SocketAddr>,
    /// The port, where the environment gives nothing else
    #[arg(long, env = "PORT", hide = true)]
    pub port: Option<u16>,
    /// The journal of removals, which keeps a restored backup from bringing removed messages back; best on another disk
    /// [default for SQLite: the database's path and .removals]
    #[arg(long, env = "SOCIAL_STREAM_REMOVALS", value_name = "FILE")]
    pub removals: Option<PathBuf>,
    /// Serve /metrics for Prometheus on this address
    #[arg(long, env = "SOCIAL_STREAM_METRICS_LISTEN", value_name = "ADDR:PORT")]
    pub metrics_listen: Option<SocketAddr>,
    /// The most streams at once; more are told to come back later
    #[arg(long, env = "SOCIAL_STREAM_MAX_STREAMS", value_name = "N", default_value_t = 50_000)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..))]
    pub max_streams: u32,
    /// How many may join at once from one network, after a rest: as many as sit in one venue
    #[arg(long, env = "SOCIAL_STREAM_JOIN_BURST", value_name = "N", default_value_t = 300)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub join_burst: u32,
    /// How many may join in a minute from one network after that
    #[arg(long, env = "SOCIAL_STREAM_JOIN_PER_MINUTE", value_name = "N", default_value_t = 60)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=60_000))]
    pub join_per_minute: u32,
    /// The proxies in front, as 127.0.0.1,10.0.0.0/8: who called one of them is known by the X-Forwarded-For that it adds to
    #[arg(long, env = "SOCIAL_STREAM_TRUSTED_PROXIES", value_name = "ADDR,…", value_delimiter = ',', value_parser = network)]
    pub trusted_proxies: Vec<IpNet>,
}

/// What to restore.
#[derive(Args, Debug)]
pub struct Restore {
    /// The copy of a SQLite database; without one, the database has been restored already (PostgreSQL: by pg_restore)
    pub file: Option<PathBuf>,
    /// A journal of removals, of every server that ran on the database [default for SQLite: the database's path and .removals]
    #[arg(long, value_name = "FILE")]
    pub removals: Vec<PathBuf>,
}

/// What to do with events.
#[derive(Debug, Subcommand)]
pub enum EventCommand {
    /// Create or update an event from a file; the same file twice changes nothing
    Import {
        /// A file like examples/best-bits-2012.toml
        file: PathBuf,
    },
    /// List the events
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

/// What an invitation gives.
#[derive(Args, Debug)]
pub struct Invite {
    /// The event's short name
    pub event: Slug,
    /// The role it gives: organiser, moderator or participant
    #[arg(long, value_parser = inviting_role)]
    pub role: Role,
    /// The name its holder is greeted with and may change
    #[arg(long, value_parser = name)]
    pub name: Option<Name>,
    /// How many may join by it
    #[arg(long, value_name = "N", default_value_t = 1)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub uses: u32,
    /// How long it works, as 7d or 12h
    #[arg(long, value_name = "SPAN", value_parser = span, default_value = "7d")]
    pub expires: Duration,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Lines for people
    Text,
    /// One JSON object a line
    Json,
}

impl Serve {
    /// The address to listen on.
    pub fn address(&self) -> SocketAddr {
        self.listen.unwrap_or_else(|| match self.port {
            // A platform that hands out a port sends its traffic from outside.
            Some(port) => SocketAddr::from(([0, 0, 0, 0], port)),
            None => SocketAddr::from(([127, 0, 0, 1], 8080)),
        })
    }

    /// How fast people may join from one network.
    pub fn joining(&self) -> Pace {
        Pace { burst: self.join_burst, interval: Duration::from_secs(60) / self.join_per_minute }
    }
}

fn network(raw: &str) -> Result<IpNet, String> {
    let raw = raw.trim();
    let network = raw.parse().or_else(|_| raw.parse().map(|address: IpAddr| IpNet::from(address.to_canonical())));
    network.map_err(|_| "addresses and networks, parted by commas, as 127.0.0.1,2001:db8::/32".to_owned())
}

fn public_url(raw: &str) -> Result<String, String> {
    let clear = "an http:// or https:// address without a path, as https://chat.example.org";
    let uri: axum::http::Uri = raw.parse().map_err(|_| clear.to_owned())?;
    match (uri.scheme_str(), uri.authority(), uri.path_and_query().map(|path| path.as_str())) {
        (Some(scheme @ ("http" | "https")), Some(authority), None | Some("/")) => {
            Ok(format!("{scheme}://{authority}").to_ascii_lowercase())
        }
        _ => Err(clear.to_owned()),
    }
}

fn inviting_role(raw: &str) -> Result<Role, String> {
    match raw.parse() {
        Ok(Role::Guest) | Err(_) => Err("an invitation gives one of organiser, moderator, participant".to_owned()),
        Ok(role) => Ok(role),
    }
}

fn name(raw: &str) -> Result<Name, String> {
    Name::parse(raw).map_err(|error| error.to_string())
}

fn span(raw: &str) -> Result<Duration, String> {
    let year = Duration::from_secs(366 * 24 * 60 * 60);
    match humantime::parse_duration(raw) {
        Ok(span) if span.is_zero() || span > year => Err("from 1s to one year".to_owned()),
        Ok(span) => Ok(span),
        Err(_) => Err("a span of time as 7d, 12h or 30m".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn proxies_are_addresses_or_networks() {
        let read = |list: &str| Cli::try_parse_from(["social-stream", "--trusted-proxies", list]);
        let cli = read("127.0.0.1, 10.0.0.0/8,::1").expect("a list");
        let networks: Vec<_> = cli.serve.trusted_proxies.iter().map(ToString::to_string).collect();
        assert_eq!(networks, ["127.0.0.1/32", "10.0.0.0/8", "::1/128"]);
        for bad in ["proxy.example.org", "10.0.0.0/33", "127.0.0.1,", "*"] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn public_urls_are_origins() {
        assert_eq!(public_url("https://Chat.example.org/").as_deref(), Ok("https://chat.example.org"));
        for bad in ["chat.example.org", "ftp://x", "https://x/path", "https://x?y", ""] {
            assert!(public_url(bad).is_err(), "{bad}");
        }
    }
}

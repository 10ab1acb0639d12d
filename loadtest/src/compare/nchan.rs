//! nginx with the nchan module: a well-made fan-out server in C, which stores nothing.

use std::{
    fs,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context as _, Result, bail};
use futures_util::future::BoxFuture;
use tokio::time::{sleep, timeout};

use super::{Contender, Publish, Running, Stream, child::Child};

/// Where Debian's package `libnginx-mod-nchan` puts the module.
const MODULE: &str = "/usr/lib/nginx/modules/ngx_nchan_module.so";

/// Where Debian's package `nginx` puts the server.
const NGINX: &str = "/usr/sbin/nginx";

/// nginx, with a configuration and a folder of its own.
#[derive(Debug)]
pub struct Nchan {
    nginx: PathBuf,
}

impl Nchan {
    /// Where nginx and the module are installed.
    #[must_use]
    pub fn installed() -> Option<Self> {
        let all = Path::new(MODULE).exists() && Path::new(NGINX).exists();
        all.then(|| Self { nginx: NGINX.into() })
    }
}

impl Contender for Nchan {
    fn name(&self) -> String {
        "nginx + nchan".to_owned()
    }

    fn start<'a>(&'a self, folder: &'a Path) -> BoxFuture<'a, Result<Running>> {
        Box::pin(async move {
            // nginx cannot pick a port itself. Somebody might take this one in between: then it says so and ends.
            let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
            let file = folder.join("nginx.conf");
            fs::write(&file, configuration(folder, port)).context("its configuration cannot be written")?;
            let mut command = Command::new(&self.nginx);
            // Its log goes beside the configuration; before that is open, warnings go to standard error.
            command.arg("-e").arg(folder.join("error.log")).arg("-p").arg(folder).arg("-c").arg(&file);
            let child = Child::spawn(command.stdout(Stdio::null()), "nginx")?;
            answers(port, folder).await?;
            let stream = Stream { url: format!("ws://127.0.0.1:{port}/read"), subprotocol: None, hello: None };
            Ok(Running { child, stream, publish: Publish::Frame { url: format!("http://127.0.0.1:{port}/publish") } })
        })
    }
}

/// An answer comes from the worker: a port that is open may still be the master's alone, whose memory is not what grows.
async fn answers(port: u16, folder: &Path) -> Result<()> {
    const WITHIN: Duration = Duration::from_secs(10);
    let client = reqwest::Client::builder().no_proxy().build()?;
    let url = format!("http://127.0.0.1:{port}/");
    let trying = async {
        while client.get(&url).send().await.is_err() {
            sleep(Duration::from_millis(20)).await;
        }
    };
    if timeout(WITHIN, trying).await.is_err() {
        let log = fs::read_to_string(folder.join("error.log")).unwrap_or_default();
        bail!("nginx does not answer: {}", log.lines().last().unwrap_or("its log is empty"));
    }
    Ok(())
}

/// One worker, which is the cheapest for a delivery: with several, each message is handed between them first.
fn configuration(folder: &Path, port: u16) -> String {
    let folder = folder.display();
    format!(
        "load_module {MODULE};
daemon off;
worker_processes 1;
worker_rlimit_nofile 200000;
pid {folder}/nginx.pid;
events {{ worker_connections 100000; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    nchan_shared_memory_size 512M;
    keepalive_requests 1000000;
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        location = /read {{ nchan_subscriber websocket; nchan_channel_id load; nchan_subscriber_first_message newest; }}
        location = /publish {{ nchan_publisher http; nchan_channel_id load; nchan_message_timeout 10s; }}
    }}
}}
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_keeps_to_its_folder_and_the_loopback_interface() {
        let text = configuration(Path::new("/tmp/here"), 4711);
        assert!(text.contains("listen 127.0.0.1:4711 ") && text.contains("pid /tmp/here/nginx.pid;"), "{text}");
        assert_eq!(text.matches('{').count(), text.matches('}').count());
    }
}

//! A small SMTP server (RFC 5321), without TLS: enough for one polite client on this machine.

use super::By;
use mail_parser::MessageParser;
use std::sync::Arc;
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// The longest line, and the longest message, in bytes.
const LINE: u64 = 2_000;
const MESSAGE: usize = 1_000_000;

/// Takes mail until the listener ends.
pub async fn serve(listener: TcpListener, take: impl Fn(By) + Send + Sync + 'static) {
    let take = Arc::new(take);
    while let Ok((socket, _)) = listener.accept().await {
        let take = take.clone();
        tokio::spawn(async move {
            if let Err(error) = talk(socket, &*take).await {
                tracing::debug!(%error, "a mail client left in the middle");
            }
        });
    }
}

async fn talk(socket: TcpStream, take: &(dyn Fn(By) + Send + Sync)) -> std::io::Result<()> {
    let mut socket = BufReader::new(socket);
    let mut to: Vec<String> = Vec::new();
    socket.write_all(b"220 sellers.invalid ESMTP\r\n").await?;
    while let Some(line) = line(&mut socket).await? {
        let said = String::from_utf8_lossy(&line).trim().to_owned();
        let verb = said.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let answer: &[u8] = match verb.as_str() {
            "EHLO" | "HELO" => b"250-sellers.invalid\r\n250 8BITMIME\r\n",
            "RCPT" => {
                to.extend(address(&said));
                b"250 OK\r\n"
            }
            "DATA" => {
                socket.write_all(b"354 Go on\r\n").await?;
                let Some(message) = message(&mut socket).await? else { return Ok(()) };
                take(read(std::mem::take(&mut to), &message));
                b"250 Taken\r\n"
            }
            "MAIL" | "RSET" => {
                to.clear();
                b"250 OK\r\n"
            }
            "NOOP" => b"250 OK\r\n",
            "QUIT" => {
                socket.write_all(b"221 Bye\r\n").await?;
                return Ok(());
            }
            _ => b"502 Not here\r\n",
        };
        socket.write_all(answer).await?;
    }
    Ok(())
}

/// A line with its end; nothing when the client has gone.
async fn line(socket: &mut BufReader<TcpStream>) -> std::io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    let read = socket.take(LINE).read_until(b'\n', &mut line).await?;
    Ok((read > 0).then_some(line))
}

/// Everything up to the line with one dot; of other lines that begin with one, it is taken away.
async fn message(socket: &mut BufReader<TcpStream>) -> std::io::Result<Option<Vec<u8>>> {
    let mut message = Vec::new();
    while let Some(line) = line(socket).await? {
        if line == b".\r\n" {
            return Ok(Some(message));
        }
        if message.len() < MESSAGE {
            message.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
        }
    }
    Ok(None)
}

/// `RCPT TO:<pottery@example.org>`.
fn address(said: &str) -> Option<String> {
    let (_, rest) = said.split_once('<')?;
    rest.split_once('>').map(|(address, _)| address.to_owned())
}

fn read(to: Vec<String>, message: &[u8]) -> By {
    let parsed = MessageParser::default().parse(message);
    let subject = parsed.as_ref().and_then(|mail| mail.subject()).unwrap_or_default().to_owned();
    let text = parsed.as_ref().and_then(|mail| mail.body_text(0)).unwrap_or_default().into_owned();
    let unsubscribe = parsed.as_ref().and_then(|mail| {
        let raw = mail.header_raw("List-Unsubscribe")?;
        Some(raw.trim().trim_matches(['<', '>']).to_owned())
    });
    By::Mail { to, subject, text, unsubscribe }
}

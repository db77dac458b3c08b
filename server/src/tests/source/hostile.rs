//! Answers that never end, drip, lie or break.

use super::{ask, number, source};
use crate::source::SourceFault;
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// A server that reads a question and then does this.
async fn server<F: Future<Output = ()> + Send + 'static>(answer: fn(TcpStream) -> F) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let _question = stream.read(&mut [0; 4_096]).await;
                answer(stream).await;
            });
        }
    });
    port
}

const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\n\r\n";

async fn endless(mut stream: TcpStream) {
    let _sent = stream.write_all(HEAD).await;
    while stream.write_all(&[b'x'; 8_192]).await.is_ok() {}
}

async fn endless_head(mut stream: TcpStream) {
    let _sent = stream.write_all(b"HTTP/1.1 200 OK\r\n").await;
    while stream.write_all(b"X-More: and more and more and more and more\r\n").await.is_ok() {}
}

async fn dripping(mut stream: TcpStream) {
    let _sent = stream.write_all(HEAD).await;
    while stream.write_all(b"x").await.is_ok() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn silent(stream: TcpStream) {
    let _open = stream;
    std::future::pending::<()>().await;
}

async fn garbage(mut stream: TcpStream) {
    let _sent = stream.write_all(&[0xff; 200]).await;
}

async fn hangs_up(stream: TcpStream) {
    drop(stream);
}

async fn cut_short(mut stream: TcpStream) {
    let _sent = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{").await;
}

fn check(port: u16, more: &str) -> String {
    format!("kind = \"http\"\nurl = \"http://127.0.0.1:{port}/\"\n{more}")
}

fn query(port: u16) -> String {
    format!("kind = \"prometheus\"\nurl = \"http://127.0.0.1:{port}/\"\nquery = \"up\"")
}

fn database(port: u16) -> String {
    format!(
        "kind = \"sql\"\nhost = \"127.0.0.1\"\nport = {port}\ndatabase = \"d\"\nuser = \"u\"\n\
         tls = \"off\"\nquery = \"select 1\""
    )
}

/// With less patience than usual.
async fn soon(fields: &str) -> Result<String, String> {
    let patience = Duration::from_millis(600);
    let asked = source(fields);
    tokio::time::timeout(patience, number(&asked)).await.unwrap_or_else(|_| Err("too slow".into()))
}

#[tokio::test]
async fn an_endless_answer_is_read_to_its_limit_and_no_further() {
    let port = server(endless).await;
    assert_eq!(number(&source(&check(port, ""))).await, Ok("1".to_owned()));
    assert_eq!(number(&source(&check(port, "contains = \"y\""))).await, Ok("0".to_owned()));
    let too_long = ask(&source(&query(port))).await;
    assert_eq!(too_long, Err(SourceFault::TooLong { bytes: 65_536 }));
    let port = server(endless_head).await;
    assert!(number(&source(&check(port, ""))).await.is_err());
}

#[tokio::test]
async fn who_drips_or_says_nothing_is_left_at_the_deadline() {
    let port = server(dripping).await;
    assert_eq!(soon(&check(port, "contains = \"y\"")).await, Err("too slow".to_owned()));
    let port = server(silent).await;
    for fields in [check(port, ""), query(port), database(port)] {
        assert_eq!(soon(&fields).await, Err("too slow".to_owned()), "{fields}");
    }
}

#[tokio::test]
async fn nonsense_is_a_plain_no() {
    for port in [server(garbage).await, server(hangs_up).await] {
        for fields in [check(port, ""), query(port), database(port)] {
            let fault = number(&source(&fields)).await.unwrap_err();
            let plain = fault.starts_with("it broke off") || fault == "nothing answers there";
            assert!(plain, "{fields}: {fault}");
            assert!(!fault.contains("127.0.0.1"), "{fault}");
        }
    }
    let port = server(cut_short).await;
    assert!(number(&source(&query(port))).await.unwrap_err().starts_with("it broke off"));
}

#[tokio::test]
async fn a_port_without_encryption_is_not_taken_for_one_with_it() {
    let port = server(garbage).await;
    let secure = format!("kind = \"http\"\nurl = \"https://127.0.0.1:{port}/\"");
    assert!(number(&source(&secure)).await.is_err());
    // A database that offers no encryption, though it is asked for.
    async fn refuses(mut stream: TcpStream) {
        let _sent = stream.write_all(b"N").await;
    }
    let plain = database(server(refuses).await).replace("tls = \"off\"\n", "");
    let fault = number(&source(&plain)).await.unwrap_err();
    assert!(fault.starts_with("no secure connection"), "{fault}");
}

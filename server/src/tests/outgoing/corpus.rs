//! Every way of writing "this machine" and "what is inside", through every field that holds an
//! address: nobody is called.

use super::{
    channel_with,
    names::{Canary, Prepared},
    post,
};
use crate::{
    channel::Trouble,
    tests::source::{ask, read, read_with},
};
use frontend::boot::Locale;

const NUMBERS: [&str; 13] = [
    "127.0.0.1",
    "127.1",
    "127.255.255.254",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "0x7f.1",
    "0",
    "0.0.0.0",
    "00000127.0.0.1",
    "127.0.0.1.",
    "１２７.０.０.１",
    "①②⑦.⓪.⓪.①",
];

const SIX: [&str; 22] = [
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "[2002:a00:1::]",
    "[2001:0:7f00:1::]",
    "[fe80::1%25eth0]",
    "[fe80::1]",
    "[fec0::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[fd20:ce::254]",
    "[ff02::1]",
    "[100::1]",
    "[2001:db8::1]",
    "[3fff::1]",
    "[4000::1]",
];

const RANGES: [&str; 28] = [
    "10.0.0.1",
    "10.255.255.255",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "100.64.0.1",
    "100.127.255.255",
    "169.254.0.1",
    "169.254.169.254",
    "169.254.170.2",
    "169.254.170.23",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    "192.0.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "0.1.2.3",
    "[::ffff:a00:1]",
    "[::ffff:169.254.169.254]",
];

/// Names that lead inside, whatever the name server says about them.
const NAMES: [&str; 9] = [
    "localhost",
    "LOCALHOST",
    "localhost.",
    "x.localhost",
    "metadata.google.internal",
    "instance-data",
    "internal",
    "xn--nxasmq6b.example.org",
    "site.example.org",
];

const URLS: [&str; 34] = [
    "http://allowed@127.0.0.1:{port}/",
    "http://allowed:secret@127.0.0.1:{port}/",
    "http://@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}#@allowed/",
    "http://127.0.0.1:{port}/#fragment",
    "http://allowed\\\\@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\\\@allowed/",
    "http:127.0.0.1:{port}/",
    "http:/127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
    "127.0.0.1:{port}/",
    "http://127.0.0.1:{port}/a b",
    "http://127.0.0.1:{port}/a\\r\\nX-Injected: 1",
    "http://127.0.0.1\\t:{port}/",
    "ht\\ntp://127.0.0.1:{port}/",
    " http://127.0.0.1:{port}/",
    "http://127.0.0.1:0/",
    "http://127.0.0.1:65536/",
    "http://127.0.0.1:22/",
    "http://127.0.0.1:25/",
    "http://127.0.0.1:5432/",
    "http://127.0.0.1:6379/",
    "http://%31%32%37.0.0.1:{port}/",
    "http://127.0.0.1%2f@allowed:{port}/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:{port}/",
    "ftp://127.0.0.1:{port}/",
    "dict://127.0.0.1:{port}/",
    "ldap://127.0.0.1:{port}/",
    "jar:http://127.0.0.1:{port}/",
    "data:text/plain,41",
    "ws://127.0.0.1:{port}/",
    "HTTP+UNIX://%2fvar%2frun%2fdocker.sock/",
];

fn urls(port: u16) -> Vec<String> {
    let hosts = NUMBERS.iter().chain(&SIX).chain(&RANGES).chain(&NAMES);
    let mut urls: Vec<String> = hosts
        .flat_map(|host| [format!("http://{host}:{port}/"), format!("https://{host}:{port}/")])
        .collect();
    urls.extend(URLS.iter().map(|url| url.replace("{port}", &port.to_string())));
    urls.push(format!("http://{}.example.org:{port}/", "a".repeat(300)));
    urls.push(format!("http://127.0.0.1:{port}/{}", "a".repeat(10_000)));
    urls
}

/// Reads the file and asks what is in it: how it was refused, either time.
async fn refused(fields: &str) -> String {
    let file = format!("[[source]]\nroom = \"aurora\"\nmetric = \"m\"\n{fields}\n");
    // The worst of name servers: whatever the name, it is this machine.
    match read_with(&file, Prepared::new(&[&["127.0.0.1", "::1"]])) {
        Err(fault) => fault,
        Ok(sources) => ask(&sources.asked[0]).await.unwrap_err().to_string(),
    }
}

/// The same for a channel, which may lead inside somewhere, so that it may speak plain HTTP.
async fn refused_post(kind: &str, url: &str) -> String {
    let names = Prepared::new(&[&["127.0.0.1", "::1"]]);
    let read = channel_with("\"203.0.113.77\"", kind, url, names);
    match read {
        Err(fault) => fault.to_string(),
        Ok(channels) => post(channels).await.unwrap_err().trouble.in_words(Locale::En),
    }
}

fn is_refusal(words: &str) -> bool {
    ["is called only if", "must ", "is no address", "port ", "allow does not name it"]
        .iter()
        .any(|rule| words.contains(rule))
}

#[tokio::test]
async fn nobody_inside_is_called_whatever_the_file_says() {
    let canary = Canary::open().await;
    let mut tried = 0;
    for url in urls(canary.port) {
        for fields in [
            format!("kind = \"http\"\nurl = \"{url}\""),
            format!("kind = \"prometheus\"\nurl = \"{url}\"\nquery = \"up\""),
        ] {
            let words = refused(&fields).await;
            assert!(is_refusal(&words), "{url}: {words}");
            tried += 1;
        }
        for kind in ["slack", "teams", "webhook"] {
            let words = refused_post(kind, &url).await;
            assert!(is_refusal(&words), "{kind} {url}: {words}");
            tried += 1;
        }
    }
    for host in NUMBERS.iter().chain(&SIX).chain(&RANGES).chain(&NAMES) {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        for host in [host, bare] {
            let sql = format!(
                "kind = \"sql\"\nhost = \"{host}\"\nport = {}\ndatabase = \"d\"\nuser = \"u\"\n\
                 tls = \"off\"\nquery = \"select 1\"",
                canary.port
            );
            let words = refused(&sql).await;
            assert!(is_refusal(&words), "{host}: {words}");
            tried += 1;
        }
        let elsewhere = format!(
            "kind = \"http\"\nurl = \"http://site.example.org:{}/\"\naddress = \"{bare}\"",
            canary.port
        );
        let words = refused(&elsewhere).await;
        assert!(is_refusal(&words), "address {bare}: {words}");
        tried += 1;
    }
    for socket in ["/var/run/postgresql", "@abstract", "127.0.0.1:5432", "a b", ""] {
        let sql = format!(
            "kind = \"sql\"\nhost = \"{socket}\"\ndatabase = \"d\"\nuser = \"u\"\nquery = \"select 1\""
        );
        assert!(is_refusal(&refused(&sql).await), "{socket}");
        tried += 1;
    }
    assert!(tried >= 500, "only {tried} were tried");
    assert_eq!(canary.count(), 0, "somebody was called");

    // The canary sings when it should: with the address allowed, the same call goes out.
    let file = format!(
        "allow = [\"127.0.0.1\"]\n[[source]]\nroom = \"aurora\"\nmetric = \"m\"\nkind = \"http\"\n\
         url = \"http://127.0.0.1:{}/\"\n",
        canary.port
    );
    let _hung_up = ask(&read(&file).unwrap().asked[0]).await;
    assert_eq!(canary.count(), 1);
    let url = format!("http://127.0.0.1:{}/", canary.port);
    let channels = channel_with("\"127.0.0.1\"", "slack", &url, Prepared::new(&[])).unwrap();
    let _hung_up = post(channels).await.unwrap_err();
    assert_eq!(canary.count(), 2);
}

#[tokio::test]
async fn a_range_lets_private_addresses_in_and_never_loopback_or_metadata() {
    let canary = Canary::open().await;
    for range in ["0.0.0.0/0", "::/0", "127.0.0.0/8", "169.254.0.0/16", "::ffff:0:0/96"] {
        for host in ["127.0.0.1", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "[fe80::1]"] {
            let file = format!(
                "allow = [\"{range}\"]\n[[source]]\nroom = \"aurora\"\nmetric = \"m\"\n\
                 kind = \"http\"\nurl = \"http://{host}:{}/\"\n",
                canary.port
            );
            let words = read(&file).unwrap_err();
            assert!(words.contains("line 6") && words.contains("url: "), "{range} {host}: {words}");
        }
    }
    for range in ["0.0.0.0/0", "::/0", "127.0.0.0/8"] {
        let allowed = format!("\"{range}\"");
        for host in ["127.0.0.1", "169.254.169.254", "[::1]", "site.example.org"] {
            let url = format!("http://{host}:{}/", canary.port);
            let names = Prepared::new(&[&["127.0.0.1"]]);
            let sent = post(channel_with(&allowed, "slack", &url, names).unwrap()).await;
            let trouble = sent.unwrap_err().trouble;
            assert!(matches!(trouble, Trouble::OutOfReach { .. }), "{range} {host}: {trouble:?}");
        }
    }
    assert_eq!(canary.count(), 0);
    let file = "allow = [\"10.0.0.0/8\", \"fd12::/16\"]\n[[source]]\nroom = \"aurora\"\n\
        metric = \"m\"\nkind = \"http\"\nurl = \"http://{}/\"\n";
    assert!(read(&file.replace("{}", "10.1.2.3")).is_ok());
    assert!(read(&file.replace("{}", "[fd12::1]")).is_ok());
    assert!(read(&file.replace("{}", "192.168.1.1")).is_err());
}

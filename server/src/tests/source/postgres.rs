//! A real PostgreSQL, started by the test.

use super::{
    ask, number, source,
    target::{Process, free_port, program},
};
use sqlx::{ConnectOptions as _, Executor as _, PgConnection, postgres::PgConnectOptions};
use std::{path::Path, process::Command, time::Duration};
use tempfile::TempDir;

struct Postgres {
    process: Process,
    port: u16,
    folder: TempDir,
}

/// PostgreSQL refuses to run as root.
fn as_postgres(program: &Path) -> Command {
    let root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    if !root {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(program);
    command
}

/// Two authorities and a certificate for another name, signed by the first.
const CERTIFICATES: &str = "\
    new='openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2'
    $new -keyout ca.key -out ca.crt -subj /CN=ca
    $new -keyout other.key -out other.crt -subj /CN=other
    $new -keyout server.key -out server.crt -subj /CN=db -CA ca.crt -CAkey ca.key \
        -addext basicConstraints=critical,CA:FALSE -addext subjectAltName=DNS:db.example.org
    printf s3cret-s3cret-s3cret > password
    chmod 600 server.key password
    chown -R postgres . || true";

impl Postgres {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (place, port) = (folder.path(), free_port());
        let made =
            Command::new("sh").args(["-ec", CERTIFICATES]).current_dir(place).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let made = as_postgres(&program("initdb", "postgresql"))
            .args(["--no-sync", "--username=root", "--auth=scram-sha-256", "--encoding=UTF8"])
            .args(["--pwfile=password", "-D", "data"])
            .current_dir(place)
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let setting = |name: &str, file: &str| format!("{name}={}", place.join(file).display());
        let process = Process::start(
            as_postgres(&program("postgres", "postgresql"))
                .args(["-D", "data", "-p", &port.to_string(), "-c", "listen_addresses=127.0.0.1"])
                .args(["-c", "fsync=off", "-c", "max_connections=20", "-c", "ssl=on"])
                .args(["-c", &setting("unix_socket_directories", "")])
                .args(["-c", &setting("ssl_cert_file", "server.crt")])
                .args(["-c", &setting("ssl_key_file", "server.key")])
                .current_dir(place),
        );
        let mut postgres = Self { process, port, folder };
        postgres.answers().await;
        postgres
    }

    /// Waits until it takes connections.
    async fn answers(&mut self) {
        for _ in 0..600 {
            if self.connect().await.is_ok() {
                return;
            }
            assert!(self.process.is_running(), "PostgreSQL did not start");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("PostgreSQL does not answer");
    }

    async fn connect(&self) -> Result<PgConnection, sqlx::Error> {
        PgConnectOptions::new_without_pgpass()
            .host("127.0.0.1")
            .port(self.port)
            .username("root")
            .password("s3cret-s3cret-s3cret")
            .database("postgres")
            .connect()
            .await
    }

    fn fields(&self, query: &str) -> String {
        format!(
            "kind = \"sql\"\nhost = \"127.0.0.1\"\nport = {}\ndatabase = \"postgres\"\n\
             user = \"root\"\npassword = {{ env = \"SECRET\" }}\ntls = \"off\"\nquery = '''{query}'''",
            self.port
        )
    }

    async fn counts(&self, query: &str) -> Result<String, String> {
        number(&source(&self.fields(query))).await
    }
}

#[tokio::test]
async fn one_number_of_any_kind_is_read_exactly() {
    let postgres = Postgres::open().await;
    for (query, expected) in [
        ("select 41", "41"),
        ("select 41;", "41"),
        ("select 7::smallint", "7"),
        ("select count(*) from generate_series(1, 300)", "300"),
        ("select 4.75::real", "4.75"),
        ("select -0.5::float8", "-0.5"),
        ("select true", "1"),
        ("select 0::numeric", "0"),
        ("select -123456789.0125::numeric", "-123456789.013"),
        ("select 0.0004::numeric", "0"),
        ("select 0.00000000000000005::numeric", "0"),
        ("select 8999999999999.999::numeric", "8999999999999.999"),
        ("select avg(n) from generate_series(1, 4) as n", "2.5"),
        ("select 10000::numeric", "10000"),
        ("show block_size", "column block_size is no number"),
        (
            "select 1e30::numeric",
            "the number is not between -9,000,000,000,000 and 9,000,000,000,000",
        ),
        (
            "select 9223372036854775807",
            "the number is not between -9,000,000,000,000 and 9,000,000,000,000",
        ),
        ("select 'NaN'::numeric", "the number is not a number such as 41 or 4.75"),
        (
            "select 'Infinity'::numeric",
            "the number is not between -9,000,000,000,000 and 9,000,000,000,000",
        ),
        ("select 'NaN'::float8", "the number is not a number such as 41 or 4.75"),
        ("select null::int", "column int4 is null"),
        ("select 'many'", "column ?column? is no number"),
        ("select 1 where false", "the query gives no row"),
        (
            "select n from generate_series(1, 2) as n",
            "the query gives several rows: one is needed, or a label in front",
        ),
        (
            "select 1, 2, 3",
            "the query gives 3 columns: one number, or a label and a number, are needed",
        ),
        ("select 1, 2", "column ?column? is no text; cast it with ::text"),
    ] {
        let found = postgres.counts(query).await.unwrap_or_else(|fault| fault);
        assert_eq!(found, expected, "{query}");
    }
    for query in ["selec 1", "select 1; select 2", "select * from nothing"] {
        let fault = postgres.counts(query).await.unwrap_err();
        assert!(fault.starts_with("the database refuses: "), "{query}: {fault}");
    }
}

#[tokio::test]
async fn groups_are_counted_by_label_and_their_sum_is_the_number() {
    let postgres = Postgres::open().await;
    let _seen = postgres.connect().await.unwrap();
    let asked = source(&postgres.fields(
        "select label, n from (values ('ios', 30), ('android', 11), (null, 2)) as t (label, n)",
    ));
    let measured = ask(&asked).await.unwrap();
    assert_eq!(measured.value.to_string(), "43");
    let groups: Vec<String> =
        measured.groups.iter().map(|group| format!("{} {}", group.label, group.value)).collect();
    assert_eq!(groups, ["ios 30", "android 11", " 2"]);
    // The last group that goes leaves a zero, not a silence.
    let none = "select usename::text, count(*) from pg_stat_activity where false group by 1";
    assert_eq!(postgres.counts(none).await, Ok("0".to_owned()));
    let many = "select n::text, n from generate_series(1, 201) as n";
    assert_eq!(postgres.counts(many).await.unwrap_err(), "the answer has more than 200 groups");
    // Sessions of the story, without our own.
    let sessions = "select count(*) from pg_stat_activity where client_port is not null \
        and application_name <> 'bascule'";
    assert_eq!(postgres.counts(sessions).await, Ok("1".to_owned()));
}

#[tokio::test]
async fn a_query_reads_and_never_writes_and_is_stopped_by_the_database_itself() {
    let postgres = Postgres::open().await;
    let mut owner = postgres.connect().await.unwrap();
    owner
        .execute("create table t (n int); insert into t values (1); create sequence s")
        .await
        .unwrap();
    for query in [
        "create table u (n int)",
        "insert into t values (2) returning n",
        "with gone as (delete from t returning n) select count(*) from gone",
        "select nextval('s')",
        "select set_config('transaction_read_only', 'off', false)::bool, nextval('s')",
        "commit",
    ] {
        let fault = postgres.counts(query).await.unwrap_err();
        let refused = ["read-only", "read-write mode must be set before", "no row"];
        assert!(refused.iter().any(|word| fault.contains(word)), "{query}: {fault}");
    }
    // What a read-only transaction does not forbid in every version is never committed.
    let _made = postgres.counts("select lo_create(0)::int8").await;
    for (query, left) in [
        ("select count(*) from pg_largeobject_metadata", "0"),
        ("select count(*) from t", "1"),
        ("select count(*) from pg_class where relname = 'u'", "0"),
    ] {
        assert_eq!(postgres.counts(query).await.as_deref(), Ok(left), "{query}");
    }

    let slow = source(&postgres.fields("select pg_sleep(60)::text, 1"));
    let stopped = slow.source.ask(Duration::from_millis(300)).await.unwrap_err().to_string();
    assert_eq!(stopped, "the query took too long, and the database stopped it");
    // Nobody waits any more, and it stops all the same.
    let left =
        tokio::time::timeout(Duration::from_millis(200), slow.source.ask(Duration::from_secs(1)));
    assert!(left.await.is_err());
    let running = "select count(*) from pg_stat_activity where query like '%pg_sleep%' \
        and state = 'active' and pid <> pg_backend_pid()";
    for _ in 0..200 {
        if postgres.counts(running).await == Ok("0".to_owned()) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the query runs on");
}

#[tokio::test]
async fn a_wrong_password_a_frozen_database_and_a_dead_one_are_told_apart_and_say_no_secret() {
    let mut postgres = Postgres::open().await;
    let wrong = postgres.fields("select 1").replace("{ env = \"SECRET\" }", "\"hunter2-hunter2\"");
    let fault = number(&source(&wrong)).await.unwrap_err();
    assert!(fault.contains("does not let us in") && !fault.contains("hunter2"), "{fault}");
    let asked = source(&postgres.fields("select 41"));
    postgres.process.signal("STOP");
    let frozen = tokio::time::timeout(Duration::from_millis(500), ask(&asked)).await;
    assert!(frozen.is_err(), "a frozen database answered");
    postgres.process.signal("CONT");
    assert_eq!(number(&asked).await, Ok("41".to_owned()));

    postgres.process.signal("QUIT");
    while postgres.process.is_running() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(number(&asked).await.unwrap_err(), "nothing answers there");
}

#[tokio::test]
async fn the_way_to_the_database_is_guarded_as_the_file_says() {
    let postgres = Postgres::open().await;
    let guarded = async |tls: &str| {
        let fields = postgres.fields("select ssl from pg_stat_ssl where pid = pg_backend_pid()");
        number(&source(&fields.replace("tls = \"off\"", tls))).await
    };
    assert_eq!(guarded("tls = \"off\"").await, Ok("0".to_owned()));
    assert_eq!(guarded("tls = \"require\"").await, Ok("1".to_owned()));
    // Without a word about it, the way is guarded.
    assert_eq!(guarded("").await, Ok("1".to_owned()));
    let signed_by = |file: &str| {
        format!("tls = \"verify\"\nauthority = \"{}\"", postgres.folder.path().join(file).display())
    };
    assert_eq!(guarded(&signed_by("ca.crt")).await, Ok("1".to_owned()));
    let other = guarded(&signed_by("other.crt")).await.unwrap_err();
    assert!(other.starts_with("no secure connection"), "{other}");
}

//! A number out of a PostgreSQL: one query in a transaction that can only read.

mod number;

use super::{GROUPS_MAX, Group, Measured, Source, SourceFault};
use crate::outgoing::{Guard, Secret};
use async_trait::async_trait;
use domain::metric::Value;
use futures::TryStreamExt;
use number::number;
use sqlx::{
    AssertSqlSafe, Column as _, ConnectOptions as _, Connection as _, Executor as _, PgConnection,
    Row as _, SqlSafeStr as _, Statement as _,
    postgres::{PgConnectOptions, PgRow, PgSslMode},
};
use std::{fmt, time::Duration};

/// One query, and where.
pub struct SqlQuery {
    /// Through which door.
    pub guard: Guard,
    /// The host, a name or an address.
    pub host: String,
    /// The port.
    pub port: u16,
    /// Which database.
    pub database: String,
    /// As whom. It needs the right to read, and no other.
    pub user: String,
    /// With which password.
    pub password: Option<Secret>,
    /// How the way there is guarded.
    pub tls: Tls,
    /// Gives one row with one number, or rows of a label and a number.
    pub query: String,
}

/// How the way to the database is guarded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tls {
    /// Not at all.
    Off,
    /// Nobody on the way can read it, and it may be anybody's database.
    Require,
    /// The database shows a certificate signed by one of these authorities (PEM). The name in it is not
    /// compared: we connect to the address we checked, and the driver knows no other name then.
    Verify(Vec<u8>),
}

impl fmt::Debug for SqlQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the query: it may name customers.
        f.debug_struct("SqlQuery")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("database", &self.database)
            .finish_non_exhaustive()
    }
}

#[async_trait]
impl Source for SqlQuery {
    /// Connects anew each time: one kept open would go on reaching a database whose name leads
    /// elsewhere by now, and after a deadline nobody would know in what state it is.
    async fn ask(&self, deadline: Duration) -> Result<Measured, SourceFault> {
        let mut connection = self.connect().await?;
        let counted = self.count(&mut connection, deadline).await;
        // Said politely, but not waited for: dropped, it closes as well.
        drop(connection.close_hard().await);
        counted
    }
}

impl SqlQuery {
    async fn connect(&self) -> Result<PgConnection, SourceFault> {
        let mut reached = Err(SourceFault::Unreachable);
        for address in self.guard.addresses(&self.host).await? {
            self.guard.check_port(address, self.port)?;
            reached = self.options(&address.to_string()).connect().await.map_err(in_our_words);
            if !matches!(reached, Err(SourceFault::Unreachable)) {
                break;
            }
        }
        reached
    }

    fn options(&self, address: &str) -> PgConnectOptions {
        let options = PgConnectOptions::new_without_pgpass()
            .host(address)
            .port(self.port)
            .database(&self.database)
            .username(&self.user)
            .password(self.password.as_ref().map_or("", Secret::expose))
            // So that it can be told apart, and left out of a count of connections.
            .application_name("bascule")
            .disable_statement_logging();
        match &self.tls {
            Tls::Off => options.ssl_mode(PgSslMode::Disable),
            Tls::Require => options.ssl_mode(PgSslMode::Require),
            Tls::Verify(authorities) => {
                options.ssl_mode(PgSslMode::VerifyCa).ssl_root_cert_from_pem(authorities.clone())
            }
        }
    }

    async fn count(
        &self,
        connection: &mut PgConnection,
        deadline: Duration,
    ) -> Result<Measured, SourceFault> {
        let mut reading = connection.begin_with("BEGIN READ ONLY").await.map_err(in_our_words)?;
        // The database stops by itself: nobody waiting any more does not stop a query.
        let limit = format!("SET LOCAL statement_timeout = {}", deadline.as_millis().max(1));
        let limit = AssertSqlSafe(limit).into_sql_str();
        sqlx::raw_sql(limit).execute(&mut *reading).await.map_err(in_our_words)?;
        let query = AssertSqlSafe(self.query.clone()).into_sql_str();
        let prepared = (&mut *reading).prepare(query).await.map_err(in_our_words)?;
        let labelled = prepared.columns().len() == 2;
        let mut rows = prepared.query().persistent(false).fetch(&mut *reading);
        let mut found = Vec::new();
        while let Some(row) = rows.try_next().await.map_err(in_our_words)? {
            found.push(read(&row)?);
            if found.len() > GROUPS_MAX {
                return Err(SourceFault::TooManyGroups);
            }
        }
        measured(found, labelled)
    }
}

/// A row: a label, if there is one, and a number.
fn read(row: &PgRow) -> Result<(Option<String>, Value), SourceFault> {
    match row.columns() {
        [_] => Ok((None, number(row, 0)?)),
        [label, _] => {
            let text: Option<String> = row.try_get(label.ordinal()).map_err(|_| {
                SourceFault::Odd(format!("column {} is no text; cast it with ::text", label.name()))
            })?;
            Ok((Some(text.unwrap_or_default()), number(row, 1)?))
        }
        columns => Err(SourceFault::Odd(format!(
            "the query gives {} columns: one number, or a label and a number, are needed",
            columns.len()
        ))),
    }
}

fn measured(rows: Vec<(Option<String>, Value)>, labelled: bool) -> Result<Measured, SourceFault> {
    if labelled {
        // No row is a count of nothing: a group that ends leaves no zero behind.
        let group =
            |(label, value): (Option<String>, Value)| Group::new(&label.unwrap_or_default(), value);
        return Measured::of_groups(rows.into_iter().map(group).collect());
    }
    match rows.as_slice() {
        [(_, value)] => Ok(Measured::number(*value)),
        [] => Err(SourceFault::Odd("the query gives no row".to_owned())),
        _ => {
            let why = "the query gives several rows: one is needed, or a label in front";
            Err(SourceFault::Odd(why.to_owned()))
        }
    }
}

/// What the database said, without the address and whatever else the driver would add.
fn in_our_words(fault: sqlx::Error) -> SourceFault {
    match fault {
        sqlx::Error::Database(said) if said.code().as_deref() == Some("57014") => {
            SourceFault::Odd("the query took too long, and the database stopped it".to_owned())
        }
        // Class 28 of the SQL standard's codes: its words name the user, the database and our address.
        sqlx::Error::Database(said) if said.code().is_some_and(|code| code.starts_with("28")) => {
            SourceFault::Odd("the database does not let us in: wrong user or password".to_owned())
        }
        sqlx::Error::Database(said) => {
            let words: String = said.message().chars().take(300).collect();
            SourceFault::Odd(format!("the database refuses: {words}"))
        }
        sqlx::Error::Tls(why) => {
            SourceFault::NotSecure { why: why.to_string().chars().take(200).collect() }
        }
        // By its words, for want of a type: a bad certificate is an error of reading here.
        sqlx::Error::Io(why) if why.to_string().contains("certificate") => {
            SourceFault::NotSecure { why: why.to_string().chars().take(200).collect() }
        }
        sqlx::Error::Io(_) => SourceFault::Unreachable,
        _ => SourceFault::Odd("it broke off, or does not speak PostgreSQL".to_owned()),
    }
}

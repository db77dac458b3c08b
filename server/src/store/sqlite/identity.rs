//! People of the organisation on SQLite. Each is one statement: there is no half of it.

use super::{
    super::{
        identity::{Identity, IdentityStore},
        row::Cell,
        sql,
    },
    SqliteStore, StoreError,
    people::{role, unreadable},
};
use async_trait::async_trait;
use domain::{PersonId, Role, RoomId};
use sqlx::sqlite::SqliteRow;

#[async_trait]
impl IdentityStore for SqliteStore {
    async fn identities_of(
        &self,
        issuer: &str,
        subject: &str,
    ) -> Result<Vec<Identity>, StoreError> {
        let query = sqlx::query(sql::IDENTITIES_OF).bind(issuer).bind(subject);
        query.fetch_all(&self.read).await?.iter().map(identity).collect()
    }

    async fn identity_of_person(
        &self,
        room: &RoomId,
        person: &PersonId,
    ) -> Result<Option<Identity>, StoreError> {
        let query = sqlx::query(sql::IDENTITY_OF_PERSON).bind(room.as_str()).bind(person.as_str());
        query.fetch_optional(&self.read).await?.map(|row| identity(&row)).transpose()
    }

    async fn keep_identity(&self, identity: &Identity) -> Result<bool, StoreError> {
        let kept = sqlx::query(sql::KEEP_IDENTITY)
            .bind(&identity.issuer)
            .bind(&identity.subject)
            .bind(identity.room.as_str())
            .bind(identity.person.as_str())
            .bind(identity.granted.map(Role::slug))
            .execute(&self.write)
            .await?;
        Ok(kept.rows_affected() == 1)
    }
}

fn identity(row: &SqliteRow) -> Result<Identity, StoreError> {
    let cell = Cell { row, table: "identities", room: "?", seq: 0 };
    let granted: Option<String> = cell.get("granted")?;
    let granted = granted.map(|granted| role(&granted)).transpose();
    Ok(Identity {
        issuer: cell.get("issuer")?,
        subject: cell.get("subject")?,
        room: cell.parsed("room", RoomId::parse)?,
        person: cell.parsed("person", PersonId::parse)?,
        granted: granted.map_err(|why| unreadable("identities", "granted", why))?,
    })
}

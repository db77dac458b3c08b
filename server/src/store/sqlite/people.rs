//! Invitations and sessions on SQLite. Each is one statement: there is no half of it.

use super::{
    super::{
        people::{Link, Member, PeopleStore, Session, TokenHash},
        row::Cell,
        sql,
    },
    SqliteStore, StoreError,
};
use async_trait::async_trait;
use domain::{Person, PersonId, Role, RoomId, Timestamp, text::PersonName};
use sqlx::sqlite::SqliteRow;

#[async_trait]
impl PeopleStore for SqliteStore {
    async fn add_link(&self, link: &Link) -> Result<(), StoreError> {
        sqlx::query(sql::ADD_LINK)
            .bind(link.token_hash.0.as_slice())
            .bind(link.room.as_str())
            .bind(link.role.slug())
            .bind(link.created_at.micros())
            .bind(link.expires_at.micros())
            .bind(link.uses)
            .bind(link.used)
            .bind(link.name.as_ref().map(PersonName::as_str))
            .bind(&link.created_by)
            .bind(link.revoked_at.map(Timestamp::micros))
            .execute(&self.write)
            .await?;
        Ok(())
    }

    async fn link_by_hash(&self, token: &TokenHash) -> Result<Option<Link>, StoreError> {
        let query = sqlx::query(sql::LINK_BY_HASH).bind(token.0.as_slice());
        query.fetch_optional(&self.read).await?.map(|row| link(&row)).transpose()
    }

    async fn links_of(&self, room: &RoomId) -> Result<Vec<Link>, StoreError> {
        let rows = sqlx::query(sql::LINKS_OF).bind(room.as_str()).fetch_all(&self.read).await?;
        rows.iter().map(link).collect()
    }

    async fn use_link(&self, token: &TokenHash, now: Timestamp) -> Result<bool, StoreError> {
        let query = sqlx::query(sql::USE_LINK).bind(token.0.as_slice()).bind(now.micros());
        Ok(query.execute(&self.write).await?.rows_affected() == 1)
    }

    async fn unuse_link(&self, token: &TokenHash) -> Result<(), StoreError> {
        sqlx::query(sql::UNUSE_LINK).bind(token.0.as_slice()).execute(&self.write).await?;
        Ok(())
    }

    async fn revoke_link(
        &self,
        room: &RoomId,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(sql::REVOKE_LINK)
            .bind(token.0.as_slice())
            .bind(room.as_str())
            .bind(now.micros())
            .execute(&self.write)
            .await?;
        Ok(())
    }

    async fn add_session(&self, session: &Session) -> Result<(), StoreError> {
        sqlx::query(sql::ADD_SESSION)
            .bind(session.token_hash.0.as_slice())
            .bind(session.created_at.micros())
            .bind(session.seen_at.micros())
            .bind(session.expires_at.micros())
            .execute(&self.write)
            .await?;
        Ok(())
    }

    async fn session_by_hash(&self, token: &TokenHash) -> Result<Option<Session>, StoreError> {
        let query = sqlx::query(sql::SESSION_BY_HASH).bind(token.0.as_slice());
        query.fetch_optional(&self.read).await?.map(|row| session(&row)).transpose()
    }

    async fn touch_session(&self, token: &TokenHash, seen: Timestamp) -> Result<(), StoreError> {
        sqlx::query(sql::TOUCH_SESSION)
            .bind(token.0.as_slice())
            .bind(seen.micros())
            .execute(&self.write)
            .await?;
        Ok(())
    }

    async fn add_member(&self, session: &TokenHash, member: &Member) -> Result<(), StoreError> {
        sqlx::query(sql::ADD_MEMBER)
            .bind(session.0.as_slice())
            .bind(member.room.as_str())
            .bind(member.person.id.as_str())
            .bind(member.person.name.as_str())
            .bind(member.person.role.slug())
            .execute(&self.write)
            .await?;
        Ok(())
    }

    async fn members_of(&self, session: &TokenHash) -> Result<Vec<Member>, StoreError> {
        let query = sqlx::query(sql::MEMBERS_OF).bind(session.0.as_slice());
        let mut members = Vec::new();
        for row in query.fetch_all(&self.read).await? {
            let cell = Cell { row: &row, table: "members", room: "?", seq: 0 };
            let room = cell.parsed("room", RoomId::parse)?;
            let cell = Cell { room: room.as_str(), ..cell };
            let person = Person {
                id: cell.parsed("person", PersonId::parse)?,
                name: cell.parsed("name", PersonName::parse)?,
                role: cell.parsed("role", role)?,
            };
            members.push(Member { room, person });
        }
        Ok(members)
    }

    async fn sessions_of(
        &self,
        room: &RoomId,
        person: &PersonId,
    ) -> Result<Vec<Session>, StoreError> {
        let query = sqlx::query(sql::SESSIONS_OF).bind(room.as_str()).bind(person.as_str());
        query.fetch_all(&self.read).await?.iter().map(session).collect()
    }

    async fn remove_member(&self, session: &TokenHash, room: &RoomId) -> Result<(), StoreError> {
        sqlx::query(sql::REMOVE_MEMBER)
            .bind(session.0.as_slice())
            .bind(room.as_str())
            .execute(&self.write)
            .await?;
        Ok(())
    }

    async fn remove_session(&self, token: &TokenHash) -> Result<(), StoreError> {
        sqlx::query(sql::REMOVE_SESSION).bind(token.0.as_slice()).execute(&self.write).await?;
        Ok(())
    }
}

fn link(row: &SqliteRow) -> Result<Link, StoreError> {
    let cell = Cell { row, table: "links", room: "?", seq: 0 };
    let name: Option<String> = cell.get("name")?;
    let name = name.map(|name| PersonName::parse(&name)).transpose();
    Ok(Link {
        token_hash: token(&cell)?,
        room: cell.parsed("room", RoomId::parse)?,
        role: cell.parsed("role", role)?,
        created_at: cell.moment("created_at")?,
        expires_at: cell.moment("expires_at")?,
        uses: cell.get("uses")?,
        used: cell.get("used")?,
        name: name.map_err(|fault| unreadable("links", "name", fault.to_string()))?,
        created_by: cell.get("created_by")?,
        revoked_at: cell.get::<Option<i64>>("revoked_at")?.map(Timestamp::from_micros),
    })
}

fn session(row: &SqliteRow) -> Result<Session, StoreError> {
    let cell = Cell { row, table: "sessions", room: "?", seq: 0 };
    Ok(Session {
        token_hash: token(&cell)?,
        created_at: cell.moment("created_at")?,
        seen_at: cell.moment("seen_at")?,
        expires_at: cell.moment("expires_at")?,
    })
}

pub(super) fn token(cell: &Cell<'_>) -> Result<TokenHash, StoreError> {
    let bytes: Vec<u8> = cell.get("token_hash")?;
    let hash = <[u8; 32]>::try_from(bytes.as_slice());
    hash.map(TokenHash).map_err(|_| unreadable(cell.table, "token_hash", "is no hash".into()))
}

pub(super) fn unreadable(table: &'static str, column: &'static str, why: String) -> StoreError {
    StoreError::Unreadable { table, room: "?".into(), seq: 0, column, why }
}

pub(super) fn role(slug: &str) -> Result<Role, String> {
    Role::from_slug(slug).ok_or_else(|| format!("“{slug}” is no role"))
}

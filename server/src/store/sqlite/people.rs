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

#[async_trait]
impl PeopleStore for SqliteStore {
    async fn add_link(&self, link: &Link) -> Result<(), StoreError> {
        sqlx::query(sql::ADD_LINK)
            .bind(link.token_hash.0.as_slice())
            .bind(link.room.as_str())
            .bind(link.role.slug())
            .bind(link.created_at.micros())
            .bind(link.expires_at.micros())
            .execute(&self.write)
            .await?;
        Ok(())
    }

    async fn link_by_hash(&self, token: &TokenHash) -> Result<Option<Link>, StoreError> {
        let query = sqlx::query(sql::LINK_BY_HASH).bind(token.0.as_slice());
        let Some(row) = query.fetch_optional(&self.read).await? else { return Ok(None) };
        let cell = Cell { row: &row, table: "links", room: "?", seq: 0 };
        Ok(Some(Link {
            token_hash: *token,
            room: cell.parsed("room", RoomId::parse)?,
            role: cell.parsed("role", role)?,
            created_at: cell.moment("created_at")?,
            expires_at: cell.moment("expires_at")?,
        }))
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
        let Some(row) = query.fetch_optional(&self.read).await? else { return Ok(None) };
        let cell = Cell { row: &row, table: "sessions", room: "?", seq: 0 };
        Ok(Some(Session {
            token_hash: *token,
            created_at: cell.moment("created_at")?,
            seen_at: cell.moment("seen_at")?,
            expires_at: cell.moment("expires_at")?,
        }))
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

    async fn remove_session(&self, token: &TokenHash) -> Result<(), StoreError> {
        sqlx::query(sql::REMOVE_SESSION).bind(token.0.as_slice()).execute(&self.write).await?;
        Ok(())
    }
}

fn role(slug: &str) -> Result<Role, String> {
    Role::from_slug(slug).ok_or_else(|| format!("“{slug}” is no role"))
}

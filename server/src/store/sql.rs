//! Every statement, by name. `$1` placeholders, no dialect beyond what a comment says.

/// One event.
pub const ADD_EVENT: &str = "
    INSERT INTO events (room, seq, at, actor, version, step, event, hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// What keys are answered, in one go. Takes `[[room, person, key, digest in hex, seq], …]` as
/// JSON. (SQLite's own functions.)
pub const ADD_ANSWERS: &str = "
    INSERT INTO answers (room, person, key, digest, seq)
    SELECT value ->> 0, value ->> 1, value ->> 2, unhex(value ->> 3), value ->> 4
    FROM json_each($1)";

/// A page of a room's log.
pub const EVENTS_AFTER: &str = "
    SELECT seq, at, actor, version, step, event, hash FROM events
    WHERE room = $1 AND seq > $2 ORDER BY seq LIMIT $3";

/// The end of a room's log.
pub const HEAD: &str = "
    SELECT seq, hash, at FROM events WHERE room = $1 ORDER BY seq DESC LIMIT 1";

/// What many keys were answered, in one go. Takes `[[room, person, key], …]` as JSON: a batch
/// of commands costs one look-up, not one each. (SQLite's own function for JSON.)
pub const ANSWERED: &str = "
    SELECT asked.key AS place, answers.digest, answers.seq FROM json_each($1) AS asked
    JOIN answers ON answers.room = asked.value ->> 0
        AND answers.person = asked.value ->> 1 AND answers.key = asked.value ->> 2";

/// The saved fold of a room.
pub const SNAPSHOT: &str = "SELECT seq, hash, format, body FROM snapshots WHERE room = $1";

/// Keeps a fold, unless a later one is there already.
pub const SAVE_SNAPSHOT: &str = "
    INSERT INTO snapshots (room, seq, hash, format, body) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (room) DO UPDATE SET
        seq = excluded.seq, hash = excluded.hash, format = excluded.format, body = excluded.body
    WHERE excluded.seq >= snapshots.seq OR excluded.format <> snapshots.format";

/// Every room that has a log; the partial index `events_first` answers it.
pub const ROOMS: &str = "SELECT room FROM events WHERE seq = 1 ORDER BY room";

/// Which life of the log this is.
pub const EPOCH: &str = "SELECT number FROM epoch WHERE only = 1";

/// Begins a life, once.
pub const BEGIN_EPOCH: &str = "
    INSERT INTO epoch (only, number) VALUES (1, $1) ON CONFLICT (only) DO NOTHING";

/// An invitation.
pub const ADD_LINK: &str = "
    INSERT INTO links
        (token_hash, room, role, created_at, expires_at, uses, used, name, created_by, revoked_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// The invitation of a token.
pub const LINK_BY_HASH: &str = "
    SELECT token_hash, room, role, created_at, expires_at, uses, used, name, created_by, revoked_at
    FROM links WHERE token_hash = $1";

/// The invitations of a room, the latest first.
pub const LINKS_OF: &str = "
    SELECT token_hash, room, role, created_at, expires_at, uses, used, name, created_by, revoked_at
    FROM links WHERE room = $1 ORDER BY created_at DESC, token_hash";

/// Uses an invitation once, if it is good for it: of two who try at once, the last use lets in one.
pub const USE_LINK: &str = "
    UPDATE links SET used = used + 1
    WHERE token_hash = $1 AND revoked_at IS NULL AND expires_at > $2
        AND (uses IS NULL OR used < uses)";

/// Gives a use back that led nowhere.
pub const UNUSE_LINK: &str = "UPDATE links SET used = used - 1 WHERE token_hash = $1 AND used > 0";

/// Ends an invitation of a room.
pub const REVOKE_LINK: &str = "
    UPDATE links SET revoked_at = $3
    WHERE token_hash = $1 AND room = $2 AND revoked_at IS NULL";

/// A session.
pub const ADD_SESSION: &str = "
    INSERT INTO sessions (token_hash, created_at, seen_at, expires_at) VALUES ($1, $2, $3, $4)";

/// The session of a token.
pub const SESSION_BY_HASH: &str = "
    SELECT token_hash, created_at, seen_at, expires_at FROM sessions WHERE token_hash = $1";

/// A session was used; never moves back.
pub const TOUCH_SESSION: &str = "
    UPDATE sessions SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $2";

/// Who a session is in a room.
pub const ADD_MEMBER: &str = "
    INSERT INTO members (session, room, person, name, role) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (session, room) DO UPDATE SET
        person = excluded.person, name = excluded.name, role = excluded.role";

/// Who a session is, room by room.
pub const MEMBERS_OF: &str = "
    SELECT room, person, name, role FROM members WHERE session = $1 ORDER BY room";

/// The sessions that are somebody in a room, the last used first.
pub const SESSIONS_OF: &str = "
    SELECT sessions.token_hash, created_at, seen_at, expires_at FROM sessions
    JOIN members ON members.session = sessions.token_hash
    WHERE members.room = $1 AND members.person = $2 ORDER BY seen_at DESC";

/// Ends what a session is in one room.
pub const REMOVE_MEMBER: &str = "DELETE FROM members WHERE session = $1 AND room = $2";

/// Ends a session; its members go with it.
pub const REMOVE_SESSION: &str = "DELETE FROM sessions WHERE token_hash = $1";

/// An access token for a source of metrics.
pub const ADD_METRIC_TOKEN: &str = "
    INSERT INTO metric_tokens
        (token_hash, room, metric, name, created_by, created_at, used_at, revoked_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// What is known of an access token.
pub const METRIC_TOKEN: &str = "
    SELECT token_hash, room, metric, name, created_by, created_at, used_at, revoked_at
    FROM metric_tokens WHERE token_hash = $1";

/// The access tokens of a room, the latest first.
pub const METRIC_TOKENS_OF: &str = "
    SELECT token_hash, room, metric, name, created_by, created_at, used_at, revoked_at
    FROM metric_tokens WHERE room = $1 ORDER BY created_at DESC, token_hash";

/// An access token was used; never moves back.
pub const TOUCH_METRIC_TOKEN: &str = "
    UPDATE metric_tokens SET used_at = $2
    WHERE token_hash = $1 AND (used_at IS NULL OR used_at < $2)";

/// Ends an access token of a room.
pub const REVOKE_METRIC_TOKEN: &str = "
    UPDATE metric_tokens SET revoked_at = $3
    WHERE token_hash = $1 AND room = $2 AND revoked_at IS NULL";

/// Everybody that a subject of an issuer is.
pub const IDENTITIES_OF: &str = "
    SELECT issuer, subject, room, person, granted FROM identities
    WHERE issuer = $1 AND subject = $2 ORDER BY room";

/// The subject that a person of a room is.
pub const IDENTITY_OF_PERSON: &str = "
    SELECT issuer, subject, room, person, granted FROM identities
    WHERE room = $1 AND person = $2";

/// Who somebody of the organisation is in a room. A person who is somebody else already is left
/// alone; for the same subject and room, the role is what is granted now.
pub const KEEP_IDENTITY: &str = "
    INSERT INTO identities (issuer, subject, room, person, granted) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (issuer, subject, room) DO UPDATE SET granted = excluded.granted
        WHERE person = excluded.person
    ON CONFLICT (room, person) DO NOTHING";

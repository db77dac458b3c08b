-- Who may come in. Nothing here is a secret in clear: a link and a session are known by the
-- SHA-256 of their token only, so a copy of this file lets nobody in.

-- An invitation: whoever holds its token may join the room in this role.
CREATE TABLE links (
    token_hash BLOB    NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    room       TEXT    NOT NULL,
    role       TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX links_of_room ON links (room);

-- A browser that came in by a link.
CREATE TABLE sessions (
    token_hash BLOB    NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    created_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who a session is in which room: one person a room.
CREATE TABLE members (
    session BLOB NOT NULL REFERENCES sessions (token_hash) ON DELETE CASCADE,
    room    TEXT NOT NULL,
    person  TEXT NOT NULL,
    name    TEXT NOT NULL,
    role    TEXT NOT NULL,
    PRIMARY KEY (session, room)
) STRICT, WITHOUT ROWID;

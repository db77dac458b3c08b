-- Access tokens for the sources of metrics. Like invitations, they are known by the SHA-256 of
-- the token only: a copy of this file sends no samples.
CREATE TABLE metric_tokens (
    token_hash BLOB    NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    room       TEXT    NOT NULL,
    -- The one metric it is for; absent means every metric of the room.
    metric     TEXT,
    -- What the lead calls it: the machine or the program that holds it.
    name       TEXT    NOT NULL,
    -- The name of whoever made it.
    created_by TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    -- When it was last used, to the minute; absent means never.
    used_at    INTEGER,
    -- Since when it is good for nothing.
    revoked_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX metric_tokens_of_room ON metric_tokens (room);

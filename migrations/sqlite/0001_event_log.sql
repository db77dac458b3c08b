-- The log: the only truth. A room is the fold of its rows, in order.
--
-- The primary key is the whole concurrency control: two writers that both decided on "the next
-- number" cannot both be right, and the second one is told so.
CREATE TABLE events (
    room    TEXT    NOT NULL,
    seq     INTEGER NOT NULL CHECK (seq > 0),
    at      INTEGER NOT NULL,
    actor   TEXT    NOT NULL,
    version INTEGER NOT NULL,
    step    TEXT,
    -- JSON exactly as it was hashed: never reformatted, never parsed by the database.
    event   TEXT    NOT NULL,
    -- SHA-256 over the hash before it and this row, so that a changed row is named, not believed.
    hash    BLOB    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (room, seq)
) STRICT;

-- Which rooms there are, without reading the whole log.
CREATE INDEX events_first ON events (room) WHERE seq = 1;

-- What was recorded stays recorded, whoever holds the connection.
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN
    SELECT RAISE(ABORT, 'the log is never changed');
END;

CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
BEGIN
    SELECT RAISE(ABORT, 'the log is never shortened');
END;

-- 1, 2, 3… without a hole: a reader that has seen n knows that nothing is missing before it.
CREATE TRIGGER events_leave_no_hole BEFORE INSERT ON events
WHEN NEW.seq > 1
BEGIN
    SELECT RAISE(ABORT, 'the event before this one is missing')
    WHERE NOT EXISTS (SELECT 1 FROM events WHERE room = NEW.room AND seq = NEW.seq - 1);
END;

-- What each key was answered, so that a retry gets the same answer and nothing happens twice.
-- Written in the same transaction as the events of the command.
CREATE TABLE answers (
    room   TEXT    NOT NULL,
    -- The person's id; '*' is the product itself, which no person can be called.
    person TEXT    NOT NULL,
    key    TEXT    NOT NULL,
    -- SHA-256 of what was asked: the same key with another question is a mistake.
    digest BLOB    NOT NULL CHECK (length(digest) = 32),
    seq    INTEGER NOT NULL,
    PRIMARY KEY (room, person, key)
) STRICT, WITHOUT ROWID;

-- A fold kept to start faster. It may be thrown away at any time: the log is the truth, and a
-- snapshot whose hash is not the log's is ignored.
CREATE TABLE snapshots (
    room   TEXT    NOT NULL PRIMARY KEY,
    seq    INTEGER NOT NULL,
    hash   BLOB    NOT NULL CHECK (length(hash) = 32),
    format INTEGER NOT NULL,
    body   BLOB    NOT NULL
) STRICT;

-- Which life of the log this is. Another one after a restore: readers of the old one reload.
CREATE TABLE epoch (
    only   INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    number INTEGER NOT NULL
) STRICT;

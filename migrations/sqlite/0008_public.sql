-- What people outside see.

-- How often what is shown of a room has changed: the number that calendars and streams know it by,
-- which must not begin anew after a restart.
CREATE TABLE editions (
    room   TEXT    NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL CHECK (number > 0),
    digest BLOB    NOT NULL CHECK (length(digest) = 32),
    since  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How far the log of each room was followed for notices to hand to the dispatch.
CREATE TABLE followed (
    room TEXT    NOT NULL PRIMARY KEY,
    seq  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

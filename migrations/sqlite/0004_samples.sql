-- Numbers over time. Not events: they may be lost, thinned and forgotten; what is decided from
-- them is in the log.

-- Which number of which room. A small key for the many rows below.
CREATE TABLE series (
    id     INTEGER NOT NULL PRIMARY KEY,
    room   TEXT    NOT NULL,
    metric TEXT    NOT NULL,
    UNIQUE (room, metric)
) STRICT;

-- As they were measured, for a day. A number is in whole thousandths.
CREATE TABLE samples (
    series INTEGER NOT NULL REFERENCES series (id),
    at     INTEGER NOT NULL,
    value  INTEGER NOT NULL,
    PRIMARY KEY (series, at)
) STRICT, WITHOUT ROWID;

-- What is left of a minute after that day: how far it went either way, and where it was between.
CREATE TABLE sample_minutes (
    series INTEGER NOT NULL REFERENCES series (id),
    -- The beginning of the minute.
    at     INTEGER NOT NULL,
    low    INTEGER NOT NULL,
    high   INTEGER NOT NULL,
    mean   INTEGER NOT NULL,
    count  INTEGER NOT NULL CHECK (count > 0),
    PRIMARY KEY (series, at)
) STRICT, WITHOUT ROWID;

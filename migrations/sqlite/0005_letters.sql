-- What goes out of the house, and to whom by e-mail.

-- Which events of the log have been handed to the dispatch. Whoever follows the log may ask again
-- after a restart: an event that is here is not put in a second time, not even for somebody who
-- has subscribed since.
CREATE TABLE posted (
    room TEXT    NOT NULL,
    seq  INTEGER NOT NULL,
    PRIMARY KEY (room, seq)
) STRICT, WITHOUT ROWID;

-- One row a letter: one notice, by one channel, to one recipient.
CREATE TABLE letters (
    id         INTEGER PRIMARY KEY,
    -- room/seq/channel/recipient: the same letter can be put in once only.
    key        TEXT    NOT NULL UNIQUE,
    room       TEXT    NOT NULL,
    seq        INTEGER NOT NULL,
    channel    TEXT    NOT NULL,
    -- '*' for the channel's own endpoint, else the id of a subscriber; never an address.
    recipient  TEXT    NOT NULL,
    -- Absent for letters about a subscription.
    notice     INTEGER,
    -- What receivers know it by, on every attempt.
    message_id TEXT    NOT NULL UNIQUE,
    -- What is said, as JSON.
    payload    TEXT    NOT NULL,
    state      TEXT    NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed')),
    attempts   INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    created_at INTEGER NOT NULL,
    -- Not before this.
    next_at    INTEGER NOT NULL,
    -- When it was sent or given up.
    done_at    INTEGER,
    -- Why it may have gone out before its last attempt.
    again      TEXT CHECK (again IN ('restart', 'no_answer')),
    -- What was the matter at the last attempt, as JSON.
    trouble    TEXT,
    -- What the other side answered to the attempt that went well.
    answer     TEXT
) STRICT;

-- What is due on a channel.
CREATE INDEX letters_due ON letters (channel, next_at) WHERE state = 'waiting';

-- Who has an earlier letter to wait for, and what was on its way when the process died.
CREATE INDEX letters_in_line ON letters (channel, recipient, room, seq)
WHERE state IN ('waiting', 'sending');

-- The record of deliveries of a notice.
CREATE INDEX letters_of_notice ON letters (room, notice);

-- Who gets the notices of a room by e-mail. Whoever leaves is deleted, not marked.
CREATE TABLE subscribers (
    id         TEXT    NOT NULL PRIMARY KEY,
    room       TEXT    NOT NULL,
    address    TEXT    NOT NULL,
    locale     TEXT    NOT NULL,
    -- When they said yes by the link in the e-mail; absent until then.
    since      INTEGER,
    -- When they last asked, and how often on that day: an address is not written to at will.
    asked_at   INTEGER NOT NULL,
    asks       INTEGER NOT NULL DEFAULT 1,
    UNIQUE (room, address)
) STRICT;

-- The links in those e-mails, known by the SHA-256 of their token only. Each e-mail has its own.
CREATE TABLE subscriber_links (
    token_hash BLOB    NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    subscriber TEXT    NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
    use        TEXT    NOT NULL CHECK (use IN ('confirm', 'leave')),
    -- Absent for links that end a subscription: those stay good as long as it lasts.
    expires_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX links_of_subscriber ON subscriber_links (subscriber);

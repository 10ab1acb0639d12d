-- The log of a room, as state: one row a message, stamped with the seq of its latest change. "Everything changed since"
-- is a range of (room_id, seq) and can bring nothing back that was taken away.
CREATE TABLE messages (
    room_id        BLOB NOT NULL REFERENCES rooms (id),
    -- The room's seq when it was posted: the order on the page.
    position       INTEGER NOT NULL CHECK (position > 0),
    -- The room's seq at its latest change.
    seq            INTEGER NOT NULL,
    id             BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    posted_at      INTEGER NOT NULL,
    -- Kept when the message is removed, so that somebody answers for it; never read back then.
    author_id      BLOB NOT NULL REFERENCES people (id),
    body           TEXT,
    reply_to       BLOB,
    removed_at     INTEGER,
    removed_by     BLOB REFERENCES people (id),
    removed_reason TEXT,
    PRIMARY KEY (room_id, position),
    UNIQUE (room_id, seq),
    CHECK (seq >= position),
    -- Removed is gone: a removed message has no text, and nothing else is without one.
    CHECK ((body IS NULL) = (removed_at IS NOT NULL)),
    CHECK ((removed_by IS NULL) = (removed_at IS NULL)),
    CHECK (removed_reason IS NULL OR removed_at IS NOT NULL)
) STRICT;

-- Every command that was stored, with its answer: what makes a retry harmless. Outlives the message.
CREATE TABLE commands (
    room_id    BLOB NOT NULL REFERENCES rooms (id),
    author_id  BLOB NOT NULL REFERENCES people (id),
    nonce      TEXT NOT NULL,
    digest     INTEGER NOT NULL,
    message_id BLOB NOT NULL,
    position   INTEGER NOT NULL CHECK (position > 0),
    seq        INTEGER NOT NULL CHECK (seq >= position),
    PRIMARY KEY (room_id, author_id, nonce)
) STRICT, WITHOUT ROWID;

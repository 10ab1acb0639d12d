-- What holds posts of itself, an event; none where that was never set.
CREATE TABLE filters (
    event_id BLOB NOT NULL PRIMARY KEY REFERENCES events (id),
    -- How often it was set.
    version  INTEGER NOT NULL CHECK (version > 0),
    -- One a line.
    words    TEXT NOT NULL,
    patterns TEXT NOT NULL,
    hosts    TEXT NOT NULL,
    links    INTEGER NOT NULL CHECK (links IN (0, 1)),
    shouting INTEGER NOT NULL CHECK (shouting IN (0, 1)),
    repeated INTEGER NOT NULL CHECK (repeated >= 0),
    floods   INTEGER NOT NULL CHECK (floods >= 0)
) STRICT;

-- The same number beside each room of the event: whoever has the room's lock has it with the room, and whoever waited for the lock
-- does not have an older one.
ALTER TABLE rooms ADD COLUMN filters_version INTEGER;

-- The names of the filters that caught a held post.
ALTER TABLE held ADD COLUMN caught TEXT;

-- Who said what in the last minutes, by a digest of the text; only where a filter asks for it. One row a person and text.
CREATE TABLE said_lately (
    room_id   BLOB NOT NULL REFERENCES rooms (id),
    mark      INTEGER NOT NULL,
    author_id BLOB NOT NULL REFERENCES people (id),
    -- The last time.
    said_at   INTEGER NOT NULL,
    -- That and the times before, as far as a filter asks for them; spaces between.
    moments   TEXT NOT NULL,
    PRIMARY KEY (room_id, mark, author_id)
) STRICT;
CREATE INDEX said_lately_by_mark ON said_lately (room_id, mark, said_at);
CREATE INDEX said_lately_by_age ON said_lately (said_at);

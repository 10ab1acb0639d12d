-- What holds posts of itself, an event; none where that was never set.
CREATE TABLE filters (
    event_id uuid PRIMARY KEY REFERENCES events (id),
    -- How often it was set.
    version  bigint NOT NULL CHECK (version > 0),
    -- One a line.
    words    text NOT NULL,
    patterns text NOT NULL,
    hosts    text NOT NULL,
    links    boolean NOT NULL,
    shouting boolean NOT NULL,
    repeated bigint NOT NULL CHECK (repeated >= 0),
    floods   bigint NOT NULL CHECK (floods >= 0)
);

-- The same number beside each room of the event: whoever has the room's lock has it with the room, and whoever waited for the lock
-- does not have an older one.
ALTER TABLE rooms ADD COLUMN filters_version bigint;

-- The names of the filters that caught a held post.
ALTER TABLE held ADD COLUMN caught text;

-- Who said what in the last minutes, by a digest of the text; only where a filter asks for it. One row a person and text.
CREATE TABLE said_lately (
    room_id   uuid NOT NULL REFERENCES rooms (id),
    mark      integer NOT NULL,
    author_id uuid NOT NULL REFERENCES people (id),
    -- The last time.
    said_at   bigint NOT NULL,
    -- That and the times before, as far as a filter asks for them; spaces between.
    moments   text NOT NULL,
    PRIMARY KEY (room_id, mark, author_id)
);
CREATE INDEX said_lately_by_mark ON said_lately (room_id, mark, said_at);
CREATE INDEX said_lately_by_age ON said_lately (said_at);

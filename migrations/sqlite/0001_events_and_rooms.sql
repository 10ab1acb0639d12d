-- An event as its organiser describes it. Times are milliseconds since the Unix epoch, in UTC.
CREATE TABLE events (
    id               BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    slug             TEXT NOT NULL UNIQUE,
    title            TEXT NOT NULL,
    description      TEXT NOT NULL,
    place            TEXT,
    time_zone        TEXT NOT NULL,
    starts_at        INTEGER,
    ends_at          INTEGER,
    site             TEXT,
    mailing_list     TEXT,
    hashtag          TEXT,
    hashtag_url      TEXT,
    -- The short name of one of its rooms.
    default_room     TEXT NOT NULL,
    access           TEXT NOT NULL CHECK (access IN ('public', 'invited')),
    pace_burst       INTEGER NOT NULL CHECK (pace_burst > 0),
    pace_interval_ms INTEGER NOT NULL CHECK (pace_interval_ms >= 0),
    text_limit       INTEGER NOT NULL CHECK (text_limit > 0),
    -- One origin a line.
    embed_on         TEXT NOT NULL
) STRICT;

-- A room and the state of its log. `head` is the seq of its latest change; whoever moves it holds the write lock until
-- the commit, so that changes become visible in the order of their seqs.
CREATE TABLE rooms (
    id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    event_id BLOB NOT NULL REFERENCES events (id),
    slug     TEXT NOT NULL,
    title    TEXT NOT NULL,
    -- Its place in the organiser's order; none once the organiser has taken it off: its history is kept.
    ordinal  INTEGER CHECK (ordinal >= 0),
    epoch    BLOB NOT NULL,
    head     INTEGER NOT NULL DEFAULT 0 CHECK (head >= 0),
    UNIQUE (event_id, slug)
) STRICT;

-- The programme, in the organiser's order.
CREATE TABLE sessions (
    event_id    BLOB NOT NULL REFERENCES events (id),
    ordinal     INTEGER NOT NULL CHECK (ordinal >= 0),
    title       TEXT NOT NULL,
    description TEXT,
    facilitator TEXT,
    room        TEXT,
    starts_at   INTEGER,
    ends_at     INTEGER,
    PRIMARY KEY (event_id, ordinal),
    FOREIGN KEY (event_id, room) REFERENCES rooms (event_id, slug)
) STRICT;

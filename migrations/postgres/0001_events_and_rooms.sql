-- An event as its organiser describes it. Times are milliseconds since the Unix epoch, in UTC.
CREATE TABLE events (
    id               uuid PRIMARY KEY,
    slug             text NOT NULL UNIQUE,
    title            text NOT NULL,
    description      text NOT NULL,
    place            text,
    time_zone        text NOT NULL,
    starts_at        bigint,
    ends_at          bigint,
    site             text,
    mailing_list     text,
    hashtag          text,
    hashtag_url      text,
    -- The short name of one of its rooms.
    default_room     text NOT NULL,
    access           text NOT NULL CHECK (access IN ('public', 'invited')),
    pace_burst       bigint NOT NULL CHECK (pace_burst > 0),
    pace_interval_ms bigint NOT NULL CHECK (pace_interval_ms >= 0),
    text_limit       bigint NOT NULL CHECK (text_limit > 0),
    -- One origin a line.
    embed_on         text NOT NULL
);

-- A room and the state of its log. `head` is the seq of its latest change; whoever moves it holds this row's lock until
-- the commit, so that changes become visible in the order of their seqs.
CREATE TABLE rooms (
    id       uuid PRIMARY KEY,
    event_id uuid NOT NULL REFERENCES events (id),
    slug     text NOT NULL,
    title    text NOT NULL,
    -- Its place in the organiser's order; none once the organiser has taken it off: its history is kept.
    ordinal  bigint CHECK (ordinal >= 0),
    epoch    uuid NOT NULL,
    head     bigint NOT NULL DEFAULT 0 CHECK (head >= 0),
    UNIQUE (event_id, slug)
) WITH (fillfactor = 50); -- Every batch writes this row: room on its page keeps the new version beside the old one.

-- The programme, in the organiser's order.
CREATE TABLE sessions (
    event_id    uuid NOT NULL REFERENCES events (id),
    ordinal     bigint NOT NULL CHECK (ordinal >= 0),
    title       text NOT NULL,
    description text,
    facilitator text,
    room        text,
    starts_at   bigint,
    ends_at     bigint,
    PRIMARY KEY (event_id, ordinal),
    FOREIGN KEY (event_id, room) REFERENCES rooms (event_id, slug)
);

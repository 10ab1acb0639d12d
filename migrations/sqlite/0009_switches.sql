-- How a room is made quieter.
ALTER TABLE rooms ADD COLUMN slow_mode_ms INTEGER NOT NULL DEFAULT 0 CHECK (slow_mode_ms >= 0);
ALTER TABLE rooms ADD COLUMN locked INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1));
ALTER TABLE rooms ADD COLUMN participants_only INTEGER NOT NULL DEFAULT 0 CHECK (participants_only IN (0, 1));
ALTER TABLE rooms ADD COLUMN links INTEGER NOT NULL DEFAULT 1 CHECK (links IN (0, 1));
ALTER TABLE rooms ADD COLUMN hold TEXT NOT NULL DEFAULT 'nobody';
-- What was before the room was calmed; none where it is not.
ALTER TABLE rooms ADD COLUMN calmed_hold TEXT;
ALTER TABLE rooms ADD COLUMN calmed_slow_mode_ms INTEGER CHECK ((calmed_slow_mode_ms IS NULL) = (calmed_hold IS NULL));
ALTER TABLE rooms ADD COLUMN calmed_links INTEGER CHECK ((calmed_links IS NULL) = (calmed_hold IS NULL));
-- The ids of the messages that are pinned, one a line.
ALTER TABLE rooms ADD COLUMN pins TEXT NOT NULL DEFAULT '';
-- How often anything was held in it or decided on; zero as long as nothing was.
ALTER TABLE rooms ADD COLUMN held_version INTEGER NOT NULL DEFAULT 0 CHECK (held_version >= 0);

ALTER TABLE messages ADD COLUMN announcement INTEGER NOT NULL DEFAULT 0 CHECK (announcement IN (0, 1));

-- Posts that wait for a moderator: apart, so that nothing that reads messages can come upon one. Decided on, a row keeps
-- what makes a retry harmless.
CREATE TABLE held (
    -- The id it gets as a message.
    id         BLOB NOT NULL PRIMARY KEY,
    room_id    BLOB NOT NULL REFERENCES rooms (id),
    author_id  BLOB NOT NULL REFERENCES people (id),
    nonce      TEXT NOT NULL,
    digest     INTEGER NOT NULL,
    body       TEXT,
    reply_to   BLOB,
    held_at    INTEGER NOT NULL,
    approved   INTEGER CHECK (approved IN (0, 1)),
    decided_by BLOB REFERENCES people (id),
    decided_at INTEGER,
    UNIQUE (room_id, author_id, nonce),
    CHECK ((body IS NULL) = (decided_at IS NOT NULL)),
    CHECK ((approved IS NULL) = (decided_at IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL))
) STRICT;
CREATE INDEX held_waiting ON held (room_id, held_at) WHERE body IS NOT NULL;
CREATE INDEX held_by_author ON held (author_id, held_at);

-- What is done to a room is done to nobody: `person_id` may be missing. SQLite changes no column, so the table is made anew.
CREATE TABLE acts_anew (
    event_id     BLOB NOT NULL REFERENCES events (id),
    number       INTEGER NOT NULL CHECK (number > 0),
    at           INTEGER NOT NULL,
    actor_id     BLOB NOT NULL REFERENCES people (id),
    kind         TEXT NOT NULL,
    person_id    BLOB REFERENCES people (id),
    room_id      BLOB,
    message_id   BLOB,
    -- What it changed about the person, from what, to what.
    changed      TEXT CHECK (changed IN ('mute', 'ban', 'role')),
    until_before INTEGER,
    until        INTEGER,
    role_before  TEXT,
    role         TEXT,
    -- How many messages it removed or brought back, where it was about many.
    messages     INTEGER,
    reason       TEXT,
    undoes       INTEGER,
    nonce        TEXT,
    -- What was switched.
    switched     TEXT CHECK (switched IS NULL OR room_id IS NOT NULL),
    PRIMARY KEY (event_id, number),
    UNIQUE (actor_id, nonce)
) STRICT;
INSERT INTO acts_anew SELECT *, NULL FROM acts;
DROP TABLE acts;
ALTER TABLE acts_anew RENAME TO acts;
CREATE INDEX acts_by_person ON acts (person_id, number);
CREATE INDEX acts_by_message ON acts (message_id, number) WHERE message_id IS NOT NULL;
CREATE INDEX acts_undone ON acts (event_id, undoes, number) WHERE undoes IS NOT NULL;
CREATE TRIGGER acts_are_not_changed BEFORE UPDATE ON acts
    BEGIN SELECT RAISE(ABORT, 'the log of acts is only added to'); END;
CREATE TRIGGER acts_are_not_deleted BEFORE DELETE ON acts
    BEGIN SELECT RAISE(ABORT, 'the log of acts is only added to'); END;

-- How long the texts are kept that moderators remove.
ALTER TABLE events ADD COLUMN restore_window_ms INTEGER NOT NULL DEFAULT 86400000 CHECK (restore_window_ms >= 0);

-- What they had on the way at that moment is not let in: their messages were removed then.
ALTER TABLE people ADD COLUMN cleared_at INTEGER;

-- How often it was removed, ever. The journal of removals counts along: what is there although it was removed once more than
-- the database knows of comes from an older backup.
ALTER TABLE messages ADD COLUMN removals INTEGER NOT NULL DEFAULT 0 CHECK (removals >= 0);
UPDATE messages SET removals = 1 WHERE removed_at IS NOT NULL;
CREATE INDEX messages_by_author ON messages (author_id, posted_at);

-- The texts of removed messages until their restore window is over: apart, so that nothing that reads messages can come
-- upon one.
CREATE TABLE kept_texts (
    message_id BLOB NOT NULL PRIMARY KEY REFERENCES messages (id),
    body       TEXT NOT NULL,
    edited_at  INTEGER,
    reactions  TEXT,
    kept_until INTEGER NOT NULL,
    -- The act that removed it together with others.
    event_id   BLOB NOT NULL REFERENCES events (id),
    act        INTEGER
) STRICT;
CREATE INDEX kept_texts_until ON kept_texts (kept_until);
CREATE INDEX kept_texts_act ON kept_texts (event_id, act) WHERE act IS NOT NULL;

-- The number of each event's latest act. Whoever moves it holds the lock until the commit, so that acts become visible in
-- the order of their numbers.
CREATE TABLE act_heads (
    event_id BLOB NOT NULL PRIMARY KEY REFERENCES events (id),
    head     INTEGER NOT NULL
) STRICT;

-- The log of acts: what those who keep a room did. It never holds a text.
CREATE TABLE acts (
    event_id     BLOB NOT NULL REFERENCES events (id),
    number       INTEGER NOT NULL CHECK (number > 0),
    at           INTEGER NOT NULL,
    actor_id     BLOB NOT NULL REFERENCES people (id),
    kind         TEXT NOT NULL,
    person_id    BLOB NOT NULL REFERENCES people (id),
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
    PRIMARY KEY (event_id, number),
    UNIQUE (actor_id, nonce)
) STRICT;
CREATE INDEX acts_by_person ON acts (person_id, number);
CREATE INDEX acts_by_message ON acts (message_id, number) WHERE message_id IS NOT NULL;
CREATE INDEX acts_undone ON acts (event_id, undoes, number) WHERE undoes IS NOT NULL;
CREATE TRIGGER acts_are_not_changed BEFORE UPDATE ON acts
    BEGIN SELECT RAISE(ABORT, 'the log of acts is only added to'); END;
CREATE TRIGGER acts_are_not_deleted BEFORE DELETE ON acts
    BEGIN SELECT RAISE(ABORT, 'the log of acts is only added to'); END;

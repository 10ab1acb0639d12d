-- Whether those who are acted on are told by whom.
ALTER TABLE events ADD COLUMN name_moderators INTEGER NOT NULL DEFAULT 0 CHECK (name_moderators IN (0, 1));

-- What those who keep a room note on somebody, for each other.
CREATE TABLE notes (
    id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    person_id BLOB NOT NULL REFERENCES people (id),
    author_id BLOB NOT NULL REFERENCES people (id),
    noted_at  INTEGER NOT NULL,
    body      TEXT NOT NULL
) STRICT;
CREATE INDEX notes_on ON notes (person_id, noted_at, id);

-- Who joined last comes first where somebody is looked for.
CREATE INDEX people_joined ON people (event_id, joined_at, id);

-- Who has a room is what its last act of these kinds says.
CREATE INDEX acts_watch ON acts (event_id, room_id, number) WHERE kind IN ('watch', 'unwatch');

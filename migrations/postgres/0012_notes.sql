-- Whether those who are acted on are told by whom.
ALTER TABLE events ADD COLUMN name_moderators boolean NOT NULL DEFAULT false;

-- What those who keep a room note on somebody, for each other.
CREATE TABLE notes (
    id        uuid PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES people (id),
    author_id uuid NOT NULL REFERENCES people (id),
    noted_at  bigint NOT NULL,
    body      text NOT NULL
);
CREATE INDEX notes_on ON notes (person_id, noted_at, id);

-- Who joined last comes first where somebody is looked for.
CREATE INDEX people_joined ON people (event_id, joined_at, id);

-- Who has a room is what its last act of these kinds says.
CREATE INDEX acts_watch ON acts (event_id, room_id, number) WHERE kind IN ('watch', 'unwatch');

-- Somebody who joined an event. Nobody is known across events.
CREATE TABLE people (
    id           BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    event_id     BLOB NOT NULL REFERENCES events (id),
    name         TEXT NOT NULL,
    -- What look-alikes of the name share; that nobody joins with a taken one is decided here, not by a look beforehand.
    name_key     TEXT NOT NULL,
    affiliation  TEXT,
    role         TEXT NOT NULL CHECK (role IN ('guest', 'participant', 'moderator', 'organiser')),
    -- SHA-256 of the token; the token itself is only with its holder.
    token_hash   BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    joined_at    INTEGER NOT NULL,
    muted_until  INTEGER,
    banned_until INTEGER,
    -- The theoretical arrival time of the person's next post.
    pace_tat     INTEGER NOT NULL DEFAULT 0,
    UNIQUE (event_id, name_key)
) STRICT;

-- A link that lets its holders join with a role.
CREATE TABLE invites (
    -- SHA-256 of the code in the link.
    code_hash  BLOB NOT NULL PRIMARY KEY CHECK (length(code_hash) = 32),
    event_id   BLOB NOT NULL REFERENCES events (id),
    role       TEXT NOT NULL CHECK (role IN ('guest', 'participant', 'moderator', 'organiser')),
    uses_left  INTEGER NOT NULL CHECK (uses_left >= 0),
    expires_at INTEGER
) STRICT;

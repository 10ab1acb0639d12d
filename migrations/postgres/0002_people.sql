-- Somebody who joined an event. Nobody is known across events.
CREATE TABLE people (
    id           uuid PRIMARY KEY,
    event_id     uuid NOT NULL REFERENCES events (id),
    name         text NOT NULL,
    -- What look-alikes of the name share; that nobody joins with a taken one is decided here, not by a look beforehand.
    name_key     text NOT NULL,
    affiliation  text,
    role         text NOT NULL CHECK (role IN ('guest', 'participant', 'moderator', 'organiser')),
    -- SHA-256 of the token; the token itself is only with its holder.
    token_hash   bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    joined_at    bigint NOT NULL,
    muted_until  bigint,
    banned_until bigint,
    -- The theoretical arrival time of the person's next post.
    pace_tat     bigint NOT NULL DEFAULT 0,
    UNIQUE (event_id, name_key)
) WITH (fillfactor = 70); -- The pace is written with most posts.

-- A link that lets its holders join with a role.
CREATE TABLE invites (
    -- SHA-256 of the code in the link.
    code_hash  bytea PRIMARY KEY CHECK (octet_length(code_hash) = 32),
    event_id   uuid NOT NULL REFERENCES events (id),
    role       text NOT NULL CHECK (role IN ('guest', 'participant', 'moderator', 'organiser')),
    uses_left  bigint NOT NULL CHECK (uses_left >= 0),
    expires_at bigint
);

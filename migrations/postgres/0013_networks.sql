-- For how long a ban may also keep new guests from the same network out; 0 is not at all.
ALTER TABLE events ADD COLUMN network_bans_ms bigint NOT NULL DEFAULT 0 CHECK (network_bans_ms >= 0);

-- Networks are known by a hash alone, made with the secret of a day. Once that is deleted, nobody can tell any more which network
-- a hash stood for. A day is counted from 1970, UTC.
CREATE TABLE network_secrets (
    day    bigint PRIMARY KEY,
    secret bytea NOT NULL CHECK (length(secret) = 64)
);

-- From which network people of the last two days joined, in events that may ban networks.
CREATE TABLE networks (
    person_id uuid PRIMARY KEY REFERENCES people (id),
    day       bigint NOT NULL,
    hash      bytea NOT NULL CHECK (length(hash) = 32)
);
CREATE INDEX networks_day ON networks (day);

-- From which networks no new guest is let in, and with whose ban that began.
CREATE TABLE network_bans (
    person_id uuid PRIMARY KEY REFERENCES people (id),
    event_id  uuid NOT NULL REFERENCES events (id),
    hash      bytea NOT NULL CHECK (length(hash) = 32),
    until     bigint NOT NULL
);
CREATE INDEX network_bans_hash ON network_bans (event_id, hash);

-- Until when an act keeps a network out.
ALTER TABLE acts ADD COLUMN network_until bigint;

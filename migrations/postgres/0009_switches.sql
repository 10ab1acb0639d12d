-- How a room is made quieter.
ALTER TABLE rooms ADD COLUMN slow_mode_ms bigint NOT NULL DEFAULT 0 CHECK (slow_mode_ms >= 0);
ALTER TABLE rooms ADD COLUMN locked boolean NOT NULL DEFAULT false;
ALTER TABLE rooms ADD COLUMN participants_only boolean NOT NULL DEFAULT false;
ALTER TABLE rooms ADD COLUMN links boolean NOT NULL DEFAULT true;
ALTER TABLE rooms ADD COLUMN hold text NOT NULL DEFAULT 'nobody';
-- What was before the room was calmed; none where it is not.
ALTER TABLE rooms ADD COLUMN calmed_hold text;
ALTER TABLE rooms ADD COLUMN calmed_slow_mode_ms bigint CHECK ((calmed_slow_mode_ms IS NULL) = (calmed_hold IS NULL));
ALTER TABLE rooms ADD COLUMN calmed_links boolean CHECK ((calmed_links IS NULL) = (calmed_hold IS NULL));
-- The ids of the messages that are pinned, one a line.
ALTER TABLE rooms ADD COLUMN pins text NOT NULL DEFAULT '';
-- How often anything was held in it or decided on; zero as long as nothing was.
ALTER TABLE rooms ADD COLUMN held_version bigint NOT NULL DEFAULT 0 CHECK (held_version >= 0);

ALTER TABLE messages ADD COLUMN announcement boolean NOT NULL DEFAULT false;

-- Posts that wait for a moderator: apart, so that nothing that reads messages can come upon one. Decided on, a row keeps
-- what makes a retry harmless.
CREATE TABLE held (
    -- The id it gets as a message.
    id         uuid PRIMARY KEY,
    room_id    uuid NOT NULL REFERENCES rooms (id),
    author_id  uuid NOT NULL REFERENCES people (id),
    nonce      text NOT NULL,
    digest     integer NOT NULL,
    body       text,
    reply_to   uuid,
    held_at    bigint NOT NULL,
    approved   boolean,
    decided_by uuid REFERENCES people (id),
    decided_at bigint,
    UNIQUE (room_id, author_id, nonce),
    CHECK ((body IS NULL) = (decided_at IS NOT NULL)),
    CHECK ((approved IS NULL) = (decided_at IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL))
);
CREATE INDEX held_waiting ON held (room_id, held_at) WHERE body IS NOT NULL;
CREATE INDEX held_by_author ON held (author_id, held_at);

-- What is done to a room is done to nobody.
ALTER TABLE acts ALTER COLUMN person_id DROP NOT NULL;
-- What was switched.
ALTER TABLE acts ADD COLUMN switched text CHECK (switched IS NULL OR room_id IS NOT NULL);

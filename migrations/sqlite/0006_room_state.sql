-- What moderators have set in a room, changed and told as a whole. `state_seq` is the room's seq at its latest change.
ALTER TABLE rooms ADD COLUMN state_seq INTEGER NOT NULL DEFAULT 0 CHECK (state_seq >= 0);
-- The session that was started or ended by hand; without one, the programme's times say what is on.
ALTER TABLE rooms ADD COLUMN hand_session TEXT;
ALTER TABLE rooms ADD COLUMN hand_started_at INTEGER CHECK ((hand_started_at IS NULL) = (hand_session IS NULL));
ALTER TABLE rooms ADD COLUMN hand_ended_at INTEGER CHECK (hand_ended_at IS NULL OR hand_session IS NOT NULL);

-- A session's short name, by which messages know it. Those that are there get one by their place, until their event is
-- imported again.
ALTER TABLE sessions ADD COLUMN slug TEXT NOT NULL DEFAULT '';
UPDATE sessions SET slug = 'session-' || (ordinal + 1);
CREATE UNIQUE INDEX sessions_slug ON sessions (event_id, slug);

-- The session that was on when the message was posted; kept when it is removed, and not read back then.
ALTER TABLE messages ADD COLUMN session TEXT;
-- Where a session began.
CREATE INDEX messages_session ON messages (room_id, session, position) WHERE session IS NOT NULL;

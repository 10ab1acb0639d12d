-- What people report of messages, once each. A message is reported as long as one of its rows is not settled. Settled, a row
-- loses its reason, and keeps the same person from reporting the same message again. `rooms.held_version` counts these
-- along: how often anything began or ceased to wait for those who keep the room.
CREATE TABLE reports (
    message_id  BLOB NOT NULL REFERENCES messages (id),
    reporter_id BLOB NOT NULL REFERENCES people (id),
    room_id     BLOB NOT NULL REFERENCES rooms (id),
    reason      TEXT,
    reported_at INTEGER NOT NULL,
    settled_at  INTEGER,
    PRIMARY KEY (message_id, reporter_id),
    CHECK ((reason IS NULL) = (settled_at IS NOT NULL))
) STRICT;
CREATE INDEX reports_open ON reports (room_id, message_id) WHERE settled_at IS NULL;

-- How much of the pace of reports somebody has used.
ALTER TABLE people ADD COLUMN report_tat INTEGER NOT NULL DEFAULT 0;

-- What people report of messages, once each. A message is reported as long as one of its rows is not settled. Settled, a row
-- loses its reason, and keeps the same person from reporting the same message again. `rooms.held_version` counts these
-- along: how often anything began or ceased to wait for those who keep the room.
CREATE TABLE reports (
    message_id  uuid NOT NULL REFERENCES messages (id),
    reporter_id uuid NOT NULL REFERENCES people (id),
    room_id     uuid NOT NULL REFERENCES rooms (id),
    reason      text,
    reported_at bigint NOT NULL,
    settled_at  bigint,
    PRIMARY KEY (message_id, reporter_id),
    CHECK ((reason IS NULL) = (settled_at IS NOT NULL))
);
CREATE INDEX reports_open ON reports (room_id, message_id) WHERE settled_at IS NULL;

-- How much of the pace of reports somebody has used.
ALTER TABLE people ADD COLUMN report_tat bigint NOT NULL DEFAULT 0;

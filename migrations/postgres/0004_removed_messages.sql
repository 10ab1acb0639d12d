-- What is removed is few among many; a start compares it with the journal of removals.
CREATE INDEX messages_removed ON messages (id) WHERE removed_at IS NOT NULL;

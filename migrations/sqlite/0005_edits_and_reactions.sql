-- How long authors may edit, and what one may react with: emoji parted by spaces.
ALTER TABLE events ADD COLUMN edit_window_ms INTEGER NOT NULL DEFAULT 900000 CHECK (edit_window_ms >= 0);
ALTER TABLE events ADD COLUMN reactions TEXT NOT NULL DEFAULT '👍 ❤️ 😂 🎉 🤔 👀';

ALTER TABLE messages ADD COLUMN edited_at INTEGER CHECK (edited_at IS NULL OR removed_at IS NULL);
-- Who reacted with what: a line for each emoji, with the emoji, a space, and the people's ids on end without hyphens. In
-- the message's row, so that reading a message and removing it stay one step, and nothing is left of it anywhere else.
ALTER TABLE messages ADD COLUMN reactions TEXT CHECK (reactions IS NULL OR removed_at IS NULL);

-- The theoretical arrival time of the person's next reaction.
ALTER TABLE people ADD COLUMN reaction_tat INTEGER NOT NULL DEFAULT 0;

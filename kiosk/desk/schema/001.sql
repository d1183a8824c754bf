-- Times are unix seconds, UTC. Days are 2026-11-18. Each table is read and
-- written by one package only.

-- kiosk/outbox: what waits for the hub. A lower priority goes first.
CREATE TABLE outbox(
  serial INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  priority INTEGER NOT NULL,
  body BLOB NOT NULL,
  created INTEGER NOT NULL, -- of a slip only its day
  attempts INTEGER NOT NULL DEFAULT 0,
  next_try INTEGER NOT NULL DEFAULT 0,
  exported INTEGER NOT NULL DEFAULT 0, -- when it last went onto a stick; 0 is never
  refused TEXT NOT NULL DEFAULT ''     -- what the hub said against it
) STRICT;
CREATE INDEX outbox_order ON outbox(priority, serial);

-- kiosk/outbox: one row. Triggers keep the size, so that no caller can forget it.
CREATE TABLE outbox_state(
  items INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  beat INTEGER NOT NULL,  -- number of the last heartbeat
  cursor INTEGER NOT NULL -- how many of the hall's amendments were received
) STRICT;
INSERT INTO outbox_state VALUES (0, 0, 0, 0);
CREATE TRIGGER outbox_in AFTER INSERT ON outbox BEGIN
  UPDATE outbox_state SET items = items + 1, bytes = bytes + length(NEW.body);
END;
CREATE TRIGGER outbox_out AFTER DELETE ON outbox BEGIN
  UPDATE outbox_state SET items = items - 1, bytes = bytes - length(OLD.body);
END;
CREATE TRIGGER outbox_body BEFORE UPDATE OF body ON outbox BEGIN
  SELECT raise(ABORT, 'an item is never changed');
END;

-- kiosk/outbox: what was lost to the cap.
CREATE TABLE outbox_dropped(
  kind TEXT PRIMARY KEY NOT NULL,
  n INTEGER NOT NULL,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- kiosk/outbox: counts by day.
CREATE TABLE tally(
  day TEXT NOT NULL,
  what TEXT NOT NULL,
  of TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (day, what, of)
) STRICT, WITHOUT ROWID;

-- kiosk/outbox: the days whose counts were put into the outbox.
CREATE TABLE tally_day(day TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;

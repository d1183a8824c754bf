-- kiosk/staff: who may correct here. A person who was removed stays, without
-- a PIN, so that the record of changes keeps its names.
CREATE TABLE staff(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  badge TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  pin TEXT NOT NULL,                 -- argon2id as a PHC string; '' once removed
  wrong INTEGER NOT NULL DEFAULT 0,  -- wrong PINs since the last right one
  added INTEGER NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0 -- 0 is still here
) STRICT;
CREATE UNIQUE INDEX staff_badge ON staff(badge) WHERE removed = 0;

-- kiosk/staff: one row. What a power cut must not make forgotten.
CREATE TABLE staff_lock(
  errors INTEGER NOT NULL,  -- wrong PINs since the last lock
  unknown INTEGER NOT NULL, -- of them all, for badges that nobody has
  round INTEGER NOT NULL,   -- how many locks in a row
  locked INTEGER NOT NULL   -- 1 while it is locked; how long, the round says
) STRICT;
INSERT INTO staff_lock VALUES (0, 0, 0, 0);

-- kiosk/staff: the record of changes. Each entry carries the hash of the one
-- before. It only grows; the third trigger also stops INSERT OR REPLACE, which
-- deletes without asking the second.
CREATE TABLE staff_log(
  serial INTEGER PRIMARY KEY NOT NULL,
  record TEXT NOT NULL, -- as in the entry, to find by
  entry TEXT NOT NULL,  -- canonical JSON
  hash TEXT NOT NULL    -- SHA-256 of it, hex
) STRICT;
CREATE INDEX staff_log_record ON staff_log(record, serial);
CREATE TRIGGER staff_log_update BEFORE UPDATE ON staff_log BEGIN
  SELECT raise(ABORT, 'the record of changes is never changed');
END;
CREATE TRIGGER staff_log_delete BEFORE DELETE ON staff_log BEGIN
  SELECT raise(ABORT, 'the record of changes is never shortened');
END;
CREATE TRIGGER staff_log_insert BEFORE INSERT ON staff_log
WHEN NEW.serial <> (SELECT entries + 1 FROM staff_head) OR EXISTS (SELECT 1 FROM staff_log WHERE serial = NEW.serial) BEGIN
  SELECT raise(ABORT, 'the record of changes is only continued');
END;

-- kiosk/staff: one row. Where the record of changes ends, so that a cut end
-- shows.
CREATE TABLE staff_head(
  entries INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;
INSERT INTO staff_head VALUES (0, '');
CREATE TRIGGER staff_head_insert AFTER INSERT ON staff_log BEGIN
  UPDATE staff_head SET entries = NEW.serial, hash = NEW.hash;
END;

-- kiosk/staff: amendments, hidden records and local records as they are now.
-- What is in the body only catalog/amend understands.
CREATE TABLE staff_paper(
  sort TEXT NOT NULL,
  key TEXT NOT NULL,
  record TEXT NOT NULL,
  body TEXT NOT NULL, -- canonical JSON
  sent INTEGER NOT NULL, -- 1 when the outbox has it, or when it came from another kiosk
  PRIMARY KEY (sort, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_paper_record ON staff_paper(record);

-- kiosk/staff: what somebody is writing and has not saved, as of the last ten
-- seconds.
CREATE TABLE staff_draft(
  person INTEGER NOT NULL REFERENCES staff(id),
  sort TEXT NOT NULL,
  key TEXT NOT NULL,
  body TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (person, sort, key)
) STRICT, WITHOUT ROWID;

-- Times are unix seconds, UTC. Days are 2026-11-18, or empty for none.

-- Every edition that was ever applied; the one with the highest serial is on
-- the shelf.
CREATE TABLE edition(
  serial INTEGER PRIMARY KEY,
  number INTEGER NOT NULL,
  source TEXT NOT NULL,
  signed INTEGER NOT NULL CHECK (signed IN (0, 1)),
  day TEXT NOT NULL,
  digest TEXT NOT NULL,
  since INTEGER NOT NULL
) STRICT;

-- The truth: canonical lines as received, and since when they are shown.
CREATE TABLE record(
  id TEXT PRIMARY KEY NOT NULL,
  since INTEGER NOT NULL,
  line BLOB NOT NULL
) STRICT;

-- Lines that were replaced or withdrawn: shown from since until until.
CREATE TABLE past(
  serial INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL CHECK (until >= since),
  line BLOB NOT NULL
) STRICT;
CREATE INDEX past_id ON past(id, serial);

-- What lists need, made from the lines by the program whose layout is below.
-- Kind, then place is the order of listing.
CREATE TABLE head(
  id TEXT PRIMARY KEY NOT NULL REFERENCES record(id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  place INTEGER NOT NULL,
  office TEXT NOT NULL,
  col TEXT NOT NULL,
  day TEXT NOT NULL,
  title TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX head_kind ON head(kind, place);
CREATE INDEX head_office ON head(office, kind, place);

-- The topics that guides name themselves.
CREATE TABLE naming(
  topic TEXT NOT NULL,
  id TEXT NOT NULL REFERENCES head(id) ON DELETE CASCADE,
  PRIMARY KEY (topic, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX naming_id ON naming(id);

-- One row: the layout of head and naming. 0 is none yet.
CREATE TABLE listing(layout INTEGER NOT NULL) STRICT;
INSERT INTO listing VALUES (0);

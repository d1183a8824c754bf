-- Whom this shelf believes: the newest documents that were verified, by role.
-- They change in the transaction that changes the records.
CREATE TABLE tuf(
  role TEXT PRIMARY KEY NOT NULL,
  body BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Every root that was ever verified: another kiosk, or this one after damage,
-- walks from the first that it trusts to the newest.
CREATE TABLE root(
  version INTEGER PRIMARY KEY,
  body BLOB NOT NULL
) STRICT;

-- One row. issued is when the newest timestamp was signed, list the version of
-- the list of withdrawn records, checked when a source was last asked with
-- success. 0 is never.
CREATE TABLE trusted(
  issued INTEGER NOT NULL,
  list INTEGER NOT NULL,
  checked INTEGER NOT NULL
) STRICT;
INSERT INTO trusted VALUES (0, 0, 0);

-- The records that a reviewer took down, whatever the edition says. line is
-- what the edition has of it: shown nowhere, but part of the state digest.
CREATE TABLE withdrawn(
  id TEXT PRIMARY KEY NOT NULL,
  reason TEXT NOT NULL, -- JSON, by language
  day TEXT NOT NULL,
  line BLOB
) STRICT;

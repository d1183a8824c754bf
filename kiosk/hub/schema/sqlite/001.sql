-- Times are unix seconds, UTC. Days are 2026-11-18. Nothing here is about a
-- visitor, and no table has a network address.

-- sequence numbers the amendments of a hall in the order of their commits.
CREATE TABLE hall(
  name TEXT PRIMARY KEY NOT NULL,
  sequence INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE kiosk(
  id TEXT PRIMARY KEY NOT NULL,
  hall TEXT NOT NULL REFERENCES hall(name),
  key BLOB NOT NULL,
  since INTEGER NOT NULL,
  mistrusted INTEGER NOT NULL DEFAULT 0,     -- deliveries that another key signed
  last_mistrusted INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX kiosk_hall ON kiosk(hall, id);

CREATE TABLE beat(
  kiosk TEXT PRIMARY KEY NOT NULL REFERENCES kiosk(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  body TEXT NOT NULL -- sealed: it can be verified again
) STRICT, WITHOUT ROWID;

-- Slips and tallies. They outlive the kiosk that sent them.
CREATE TABLE entry(
  kiosk TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  hall TEXT NOT NULL,
  day TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (kiosk, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_day ON entry(kind, day, hall, id);

CREATE TABLE amendment(
  hall TEXT NOT NULL REFERENCES hall(name),
  sequence INTEGER NOT NULL,
  kiosk TEXT NOT NULL,
  id TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (hall, sequence),
  UNIQUE (kiosk, id)
) STRICT, WITHOUT ROWID;

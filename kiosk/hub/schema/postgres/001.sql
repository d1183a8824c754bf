-- The same tables as in schema/sqlite; times are unix seconds, UTC. Collation "C"
-- orders as SQLite does.

CREATE TABLE hall(
  name TEXT COLLATE "C" PRIMARY KEY,
  sequence BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE kiosk(
  id TEXT COLLATE "C" PRIMARY KEY,
  hall TEXT COLLATE "C" NOT NULL REFERENCES hall(name),
  key BYTEA NOT NULL,
  since BIGINT NOT NULL,
  mistrusted BIGINT NOT NULL DEFAULT 0,
  last_mistrusted BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX kiosk_hall ON kiosk(hall, id);

CREATE TABLE beat(
  kiosk TEXT COLLATE "C" PRIMARY KEY REFERENCES kiosk(id) ON DELETE CASCADE,
  number BIGINT NOT NULL,
  seen BIGINT NOT NULL,
  body TEXT COLLATE "C" NOT NULL
) WITH (fillfactor = 70); -- a hundred thousand rows that change every five minutes

CREATE TABLE entry(
  kiosk TEXT COLLATE "C" NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  hall TEXT COLLATE "C" NOT NULL,
  day TEXT COLLATE "C" NOT NULL,
  body TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (kiosk, id)
);
CREATE INDEX entry_day ON entry(kind, day, hall, id);

CREATE TABLE amendment(
  hall TEXT COLLATE "C" NOT NULL REFERENCES hall(name),
  sequence BIGINT NOT NULL,
  kiosk TEXT COLLATE "C" NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  body TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (hall, sequence),
  UNIQUE (kiosk, id)
);

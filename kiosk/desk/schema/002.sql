-- kiosk/outbox: what visitors looked for in vain, in words, where staff want
-- to know and three different sessions looked for it. It is never sent.
CREATE TABLE missed(
  day TEXT NOT NULL,
  words TEXT NOT NULL,
  n INTEGER NOT NULL, -- sessions
  PRIMARY KEY (day, words)
) STRICT, WITHOUT ROWID;

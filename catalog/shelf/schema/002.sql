-- What search keeps of the records. It is made from them by the program whose
-- tokenizer version stands below, in the transaction that changes them.

-- The slot numbers a record in the postings. It stays while the record
-- changes, and is given away only when no posting lists it. names is a JSON
-- list of texts beside the title; until the last day on which the record
-- holds, or empty. A change takes the record away and puts it back, so the
-- reference is checked at the end.
CREATE TABLE entry(
  slot INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE REFERENCES record(id) DEFERRABLE INITIALLY DEFERRED,
  names TEXT NOT NULL,
  until TEXT NOT NULL
) STRICT;

-- Every text by which the record is found, as it was when its postings were
-- written: catalog/search says how it is laid out.
CREATE TABLE sheet(
  slot INTEGER PRIMARY KEY REFERENCES entry(slot) DEFERRABLE INITIALLY DEFERRED,
  text TEXT NOT NULL
) STRICT;

-- Which slots have a gram: a checksum and a bitmap.
CREATE TABLE post(
  term INTEGER PRIMARY KEY,
  bm BLOB NOT NULL
) STRICT;

-- One row: the version that made the tables above, 0 for none yet, and how
-- often they have changed.
CREATE TABLE tokenizer(
  version INTEGER NOT NULL,
  generation INTEGER NOT NULL
) STRICT;
INSERT INTO tokenizer VALUES (0, 0);

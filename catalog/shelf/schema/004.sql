-- The pictures and forms that shown records name, by SHA-256 in hex. Their
-- bytes lie in files beside this one. Made from the lines, as head is.
CREATE TABLE blob(
  sum TEXT NOT NULL,
  id TEXT NOT NULL REFERENCES head(id) ON DELETE CASCADE,
  bytes INTEGER NOT NULL,
  format TEXT NOT NULL,
  PRIMARY KEY (sum, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_id ON blob(id);

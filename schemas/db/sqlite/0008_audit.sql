-- The audit log: entries as the exact bytes that are hashed, and the nodes of their RFC 6962 Merkle tree.
-- Node (level, n) covers the entries n * 2^level up to (n + 1) * 2^level; only complete subtrees are stored.
-- The columns beside `entry` repeat what is in it, for look-ups; a check of the log compares them.

CREATE TABLE audit_entry (
  seq       INTEGER NOT NULL PRIMARY KEY CHECK (seq >= 0),
  entry     BLOB NOT NULL CHECK (length(entry) BETWEEN 1 AND 65535),
  at        INTEGER NOT NULL,
  actor_id  TEXT NOT NULL,
  action    TEXT NOT NULL,
  object_id TEXT NOT NULL
) STRICT;
CREATE INDEX audit_entry_by_object ON audit_entry (object_id, seq) WHERE object_id <> '';
CREATE INDEX audit_entry_by_actor ON audit_entry (actor_id, seq) WHERE actor_id <> '';
CREATE INDEX audit_entry_by_action ON audit_entry (action, seq);
CREATE INDEX audit_entry_by_time ON audit_entry (at);

CREATE TABLE audit_hash (
  level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 62),
  n     INTEGER NOT NULL CHECK (n >= 0),
  hash  BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, n)
) STRICT, WITHOUT ROWID;

-- What persons typed. Not part of the log, so that it can be erased; the log has only its salted hash.
CREATE TABLE audit_text (
  id   TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  seq  INTEGER NOT NULL UNIQUE REFERENCES audit_entry (seq),
  text TEXT NOT NULL
) STRICT;

-- There are no triggers on INSERT: SQLite would copy every page that an append touches, once per row. Gaps and false
-- hashes are found by the check of the log.
CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END;
CREATE TRIGGER audit_entry_is_kept BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END;
CREATE TRIGGER audit_hash_stays BEFORE UPDATE ON audit_hash
BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END;
CREATE TRIGGER audit_hash_is_kept BEFORE DELETE ON audit_hash
BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END;
CREATE TRIGGER audit_text_stays BEFORE UPDATE ON audit_text
BEGIN SELECT RAISE(ABORT, 'a text beside the audit log is erased or kept, never changed'); END;

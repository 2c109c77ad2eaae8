-- The audit log as others see it: what it signed, what it published, and whose cosignatures it collected.

-- Signed, and durable before anybody sees it: whatever happens, the log never signs anything that contradicts these.
CREATE TABLE audit_checkpoint (
  number INTEGER NOT NULL PRIMARY KEY CHECK (number >= 0),  -- without gaps, so that a missing one is noticed
  size   INTEGER NOT NULL UNIQUE CHECK (size > 0),
  note   TEXT NOT NULL CHECK (length(note) BETWEEN 1 AND 4096)
) STRICT;

-- Published: those for which enough witnesses signed. Tiles are cut where these end.
CREATE TABLE audit_published (
  number       INTEGER NOT NULL PRIMARY KEY CHECK (number >= 0),
  size         INTEGER NOT NULL UNIQUE REFERENCES audit_checkpoint (size),
  cosignatures TEXT NOT NULL  -- lines behind those of the note; may be empty
) STRICT;

-- Verifier keys of all witnesses whose cosignatures were ever published.
CREATE TABLE audit_witness (
  key TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TRIGGER audit_checkpoint_stays BEFORE UPDATE ON audit_checkpoint
BEGIN SELECT RAISE(ABORT, 'a checkpoint is never changed'); END;
CREATE TRIGGER audit_checkpoint_is_kept BEFORE DELETE ON audit_checkpoint
BEGIN SELECT RAISE(ABORT, 'a checkpoint is never changed'); END;
CREATE TRIGGER audit_checkpoint_grows BEFORE INSERT ON audit_checkpoint
WHEN NEW.number <> (SELECT coalesce(max(number), -1) + 1 FROM audit_checkpoint)
  OR NEW.size <= (SELECT coalesce(max(size), 0) FROM audit_checkpoint)
BEGIN SELECT RAISE(ABORT, 'a log only grows'); END;
CREATE TRIGGER audit_published_stays BEFORE UPDATE ON audit_published
BEGIN SELECT RAISE(ABORT, 'what was published is never changed'); END;
CREATE TRIGGER audit_published_is_kept BEFORE DELETE ON audit_published
BEGIN SELECT RAISE(ABORT, 'what was published is never changed'); END;
CREATE TRIGGER audit_witness_stays BEFORE UPDATE ON audit_witness
BEGIN SELECT RAISE(ABORT, 'the key of a witness is never changed'); END;
CREATE TRIGGER audit_witness_is_kept BEFORE DELETE ON audit_witness
BEGIN SELECT RAISE(ABORT, 'the key of a witness is never changed'); END;

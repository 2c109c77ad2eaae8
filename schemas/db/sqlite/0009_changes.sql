-- Counts the groups of changes to the registry; entries of the audit log that explain no change are not counted. Readers
-- may use again what they looked up while the number stands still.

CREATE TABLE change_counter (
  id      INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  changes INTEGER NOT NULL CHECK (changes >= 0)
) STRICT;
INSERT INTO change_counter (id, changes) VALUES (1, 0);
CREATE TRIGGER change_counter_grows BEFORE UPDATE ON change_counter WHEN NEW.changes <= OLD.changes
BEGIN SELECT RAISE(ABORT, 'the change counter only grows'); END;
CREATE TRIGGER change_counter_stays BEFORE DELETE ON change_counter
BEGIN SELECT RAISE(ABORT, 'the change counter is never deleted'); END;

-- Recalls that seem to touch a version, what persons decided about each, and which departments know. A row of
-- recall_match is the present state; recall_match_event is its whole life.

-- What a person entered that no data set has: early alerts, field safety notices.
CREATE TABLE recall_entry (
  id           TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  number       TEXT NOT NULL,
  authority    TEXT NOT NULL,
  firm         TEXT NOT NULL,
  name         TEXT NOT NULL,
  model        TEXT NOT NULL,
  catalogue    TEXT NOT NULL,
  product_code TEXT NOT NULL,
  device_class TEXT NOT NULL CHECK (device_class IN ('', 'I', 'II', 'III')),
  status       TEXT NOT NULL,
  text         TEXT NOT NULL CHECK (text <> ''),
  links        TEXT NOT NULL CHECK (links GLOB '[[]*]'),
  day          TEXT NOT NULL CHECK (length(day) = 10),
  url          TEXT NOT NULL,
  person       TEXT NOT NULL REFERENCES person (id),
  at           INTEGER NOT NULL,
  matched      INTEGER  -- when it was compared with all versions
) STRICT;
CREATE INDEX recall_entry_unmatched ON recall_entry (id) WHERE matched IS NULL;
CREATE INDEX recall_entry_by_number ON recall_entry (number) WHERE number <> '';
CREATE TRIGGER recall_entry_stays
BEFORE UPDATE OF id, number, authority, firm, name, model, catalogue, product_code, device_class, status, text, links,
                 day, url, person, at ON recall_entry
BEGIN SELECT RAISE(ABORT, 'what was entered is never changed'); END;
CREATE TRIGGER recall_entry_is_kept BEFORE DELETE ON recall_entry
BEGIN SELECT RAISE(ABORT, 'what was entered is kept'); END;

CREATE TABLE recall_match (
  id           TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  version      TEXT NOT NULL REFERENCES version (id),
  tool         TEXT NOT NULL REFERENCES tool (id),
  recall       TEXT NOT NULL CHECK (recall <> ''),
  digest       TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  notice       TEXT NOT NULL CHECK (notice GLOB '{*}'),
  sources      TEXT NOT NULL CHECK (sources GLOB '[[]*]'),
  url          TEXT NOT NULL,
  ended        INTEGER NOT NULL CHECK (ended IN (0, 1)),  -- the authority has terminated the recall
  tier         TEXT NOT NULL CHECK (tier IN ('A', 'A-', 'B', 'C')),
  score        INTEGER NOT NULL,
  signals      TEXT NOT NULL CHECK (signals GLOB '[[]*]'),
  scope        TEXT NOT NULL CHECK (scope IN ('affected', 'not_affected', 'unresolved')),
  scope_words  TEXT NOT NULL,
  scope_reason TEXT NOT NULL,
  rules        TEXT NOT NULL,
  action       TEXT NOT NULL
               CHECK (action IN ('count', 'queue', 'confirm', 'flag', 'hold', 'suspend_procurement', 'suspend')),
  due          TEXT CHECK (length(due) = 10),
  state        TEXT NOT NULL CHECK (state IN ('open', 'confirmed', 'dismissed', 'lifted')),
  decision     TEXT CHECK (decision IN ('confirm', 'dismiss', 'not_affected', 'lift')),
  person       TEXT REFERENCES person (id),
  reason       TEXT,
  decided      INTEGER,
  raised       INTEGER NOT NULL,
  import       TEXT REFERENCES dataset_import (id),  -- the last one that changed it
  UNIQUE (version, recall),
  CHECK ((state = 'open') = (decision IS NULL)),
  CHECK ((decision IS NULL) = (person IS NULL) AND (decision IS NULL) = (decided IS NULL)),
  CHECK (decision IS NULL OR length(reason) >= 1)
) STRICT;
CREATE INDEX recall_match_by_state ON recall_match (state, id);
CREATE INDEX recall_match_by_tool ON recall_match (tool, id);
CREATE INDEX recall_match_by_recall ON recall_match (recall, id);
CREATE INDEX recall_match_by_import ON recall_match (import, id) WHERE import IS NOT NULL;
CREATE INDEX recall_match_standing ON recall_match (version, id) WHERE state IN ('open', 'confirmed');

CREATE TRIGGER recall_match_is_kept BEFORE DELETE ON recall_match
BEGIN SELECT RAISE(ABORT, 'matches are kept'); END;
CREATE TRIGGER recall_match_keeps_identity BEFORE UPDATE OF id, version, tool, recall, raised ON recall_match
WHEN NEW.id <> OLD.id OR NEW.version <> OLD.version OR NEW.tool <> OLD.tool OR NEW.recall <> OLD.recall
  OR NEW.raised <> OLD.raised
BEGIN SELECT RAISE(ABORT, 'a match keeps what it is about'); END;
CREATE TRIGGER recall_match_begins_open BEFORE INSERT ON recall_match WHEN NEW.state <> 'open'
BEGIN SELECT RAISE(ABORT, 'a match begins open'); END;
CREATE TRIGGER recall_match_is_decided_by_another BEFORE UPDATE OF person ON recall_match
WHEN NEW.person IS NOT NULL
 AND EXISTS (SELECT 1 FROM submission s
             WHERE s.version = NEW.version AND s.state <> 'draft' AND (s.submitter = NEW.person OR s.uploader = NEW.person))
BEGIN SELECT RAISE(ABORT, 'a recall is decided on by a person who neither asked nor uploaded'); END;
CREATE TRIGGER recall_match_is_not_taken_back BEFORE UPDATE OF state ON recall_match
WHEN OLD.state <> NEW.state AND NOT (
  (OLD.state = 'open' AND NEW.state IN ('confirmed', 'dismissed', 'lifted'))
  OR (OLD.state = 'confirmed' AND NEW.state = 'lifted')
  OR (OLD.state IN ('dismissed', 'lifted') AND NEW.state = 'open'
      AND (NEW.digest <> OLD.digest OR (OLD.state = 'lifted' AND OLD.ended = 1 AND NEW.ended = 0))))
BEGIN SELECT RAISE(ABORT, 'a match that was decided on comes back only with another record'); END;

CREATE TABLE recall_match_event (
  match   TEXT NOT NULL REFERENCES recall_match (id),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  event   TEXT NOT NULL,
  state   TEXT NOT NULL,
  action  TEXT NOT NULL,
  digest  TEXT NOT NULL,
  rules   TEXT NOT NULL,
  person  TEXT REFERENCES person (id),
  reason  TEXT NOT NULL,
  at      INTEGER NOT NULL,
  PRIMARY KEY (match, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER recall_match_event_stays BEFORE UPDATE ON recall_match_event
BEGIN SELECT RAISE(ABORT, 'the life of a match is kept'); END;
CREATE TRIGGER recall_match_event_is_kept BEFORE DELETE ON recall_match_event
BEGIN SELECT RAISE(ABORT, 'the life of a match is kept'); END;

-- The departments that asked for the version, were told, and have to say that they know.
CREATE TABLE recall_match_department (
  match        TEXT NOT NULL REFERENCES recall_match (id),
  department   TEXT NOT NULL REFERENCES department (id),
  told         INTEGER NOT NULL,
  person       TEXT REFERENCES person (id),
  acknowledged INTEGER,
  PRIMARY KEY (match, department),
  CHECK ((person IS NULL) = (acknowledged IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX recall_match_department_open ON recall_match_department (department, match) WHERE acknowledged IS NULL;
CREATE TRIGGER recall_match_department_acknowledges_once BEFORE UPDATE ON recall_match_department
WHEN OLD.acknowledged IS NOT NULL OR NEW.match <> OLD.match OR NEW.department <> OLD.department OR NEW.told <> OLD.told
BEGIN SELECT RAISE(ABORT, 'a department acknowledges once'); END;
CREATE TRIGGER recall_match_department_is_kept BEFORE DELETE ON recall_match_department
BEGIN SELECT RAISE(ABORT, 'who was told is kept'); END;

-- Versions of which something is known that was not compared with the recalls yet. Filled here and not by the use cases,
-- so that none of them can forget it.
CREATE TABLE recall_due (
  version TEXT NOT NULL PRIMARY KEY REFERENCES version (id),
  changes INTEGER NOT NULL DEFAULT 1  -- since it was compared
) STRICT, WITHOUT ROWID;
INSERT INTO recall_due (version) SELECT id FROM version;
CREATE TRIGGER recall_due_by_submission AFTER UPDATE OF version, state ON submission
WHEN NEW.version IS NOT NULL AND (NEW.version IS NOT OLD.version OR (NEW.state <> OLD.state AND OLD.state = 'draft'))
BEGIN
  INSERT INTO recall_due (version) VALUES (NEW.version)
  ON CONFLICT DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER recall_due_by_new_submission AFTER INSERT ON submission WHEN NEW.version IS NOT NULL
BEGIN
  INSERT INTO recall_due (version) VALUES (NEW.version)
  ON CONFLICT DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER recall_due_by_artifact AFTER INSERT ON version_artifact
BEGIN
  INSERT INTO recall_due (version) VALUES (NEW.version)
  ON CONFLICT DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER recall_due_by_report AFTER INSERT ON report
BEGIN
  INSERT INTO recall_due (version) SELECT version FROM version_artifact WHERE sha256 = NEW.artifact
  ON CONFLICT DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER recall_due_by_dossier AFTER INSERT ON dossier
BEGIN
  INSERT INTO recall_due (version)
  SELECT version FROM submission WHERE id = NEW.submission AND version IS NOT NULL
  ON CONFLICT DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER recall_due_by_changed_dossier AFTER UPDATE ON dossier
BEGIN
  INSERT INTO recall_due (version)
  SELECT version FROM submission WHERE id = NEW.submission AND version IS NOT NULL
  ON CONFLICT DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER recall_due_by_name AFTER UPDATE OF name, vendor ON tool
WHEN NEW.name <> OLD.name OR NEW.vendor <> OLD.vendor
BEGIN
  INSERT INTO recall_due (version) SELECT id FROM version WHERE tool = NEW.id
  ON CONFLICT DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER recall_due_by_alias AFTER INSERT ON company_alias
BEGIN
  INSERT INTO recall_due (version) SELECT id FROM version WHERE true
  ON CONFLICT DO UPDATE SET changes = changes + 1;
END;

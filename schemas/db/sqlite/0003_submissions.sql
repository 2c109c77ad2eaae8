-- Requests of departments, the files that came with them, their scan jobs and their life.

CREATE TABLE upload (
  id        TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  owner     TEXT NOT NULL REFERENCES person (id),
  length    INTEGER NOT NULL CHECK (length >= 0),
  reached   INTEGER NOT NULL CHECK (reached BETWEEN 0 AND length),
  file_name TEXT NOT NULL,
  metadata  TEXT NOT NULL,
  sha256    TEXT CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  created   INTEGER NOT NULL,
  expires   INTEGER NOT NULL,
  CHECK (sha256 IS NULL OR reached = length)
) STRICT;
CREATE INDEX upload_by_owner ON upload (owner, sha256);
CREATE INDEX upload_by_expiry ON upload (expires, id);

-- Who sent which bytes: kept when the upload's row is gone, because a decision needs somebody else.
CREATE TABLE artifact_uploader (
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  person TEXT NOT NULL REFERENCES person (id),
  PRIMARY KEY (sha256, person)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER artifact_uploader_is_kept BEFORE DELETE ON artifact_uploader
BEGIN SELECT RAISE(ABORT, 'who sent an artifact is kept'); END;
CREATE TRIGGER artifact_uploader_stays BEFORE UPDATE ON artifact_uploader
BEGIN SELECT RAISE(ABORT, 'who sent an artifact is kept'); END;

CREATE TABLE submission (
  id                 TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  number             INTEGER NOT NULL UNIQUE CHECK (number >= 1),
  submitter          TEXT NOT NULL REFERENCES person (id),
  department         TEXT REFERENCES department (id),
  state              TEXT NOT NULL
                     CHECK (state IN ('draft', 'submitted', 'scanning', 'in_review', 'needs_info', 'approved',
                                      'approved_with_conditions', 'rejected', 'withdrawn')),
  purpose            TEXT NOT NULL,
  users              TEXT NOT NULL,
  patient_group      TEXT NOT NULL,
  data_classes       TEXT NOT NULL CHECK (data_classes GLOB '[[]*]'),
  clinical_role      TEXT NOT NULL
                     CHECK (clinical_role IN ('none', 'administrative', 'informs', 'drives_or_diagnoses')),
  devices_driven     TEXT NOT NULL,
  sites              TEXT NOT NULL CHECK (sites GLOB '[[]*]'),
  jurisdictions      TEXT NOT NULL CHECK (jurisdictions GLOB '[[]*]'),
  use_revision       INTEGER NOT NULL CHECK (use_revision >= 1),
  artifact           TEXT CHECK (length(artifact) = 64 AND artifact NOT GLOB '*[^0-9a-f]*'),
  uploader           TEXT REFERENCES person (id),
  file_name          TEXT NOT NULL,
  claimed_platform   TEXT CHECK (claimed_platform IN ('android', 'ios', 'windows', 'browser', 'web', 'package')),
  claimed_identifier TEXT NOT NULL,
  claimed_version    TEXT NOT NULL,
  tool               TEXT REFERENCES tool (id),
  version            TEXT REFERENCES version (id),
  question           TEXT NOT NULL,
  created            INTEGER NOT NULL,
  updated            INTEGER NOT NULL,
  revision           INTEGER NOT NULL CHECK (revision >= 1),
  CHECK (artifact IS NULL OR uploader IS NOT NULL)
) STRICT;
CREATE INDEX submission_by_state ON submission (state, number);
CREATE INDEX submission_by_submitter ON submission (submitter, number);
CREATE INDEX submission_by_tool ON submission (tool, number);
CREATE INDEX submission_by_version ON submission (version, number);
CREATE INDEX submission_by_artifact ON submission (artifact, number);
CREATE INDEX submission_by_claim ON submission (claimed_platform, claimed_identifier, number)
WHERE claimed_platform IS NOT NULL;

CREATE TRIGGER submission_is_kept BEFORE DELETE ON submission
BEGIN SELECT RAISE(ABORT, 'submissions are kept'); END;

CREATE TRIGGER submission_keeps_identity BEFORE UPDATE OF id, number, submitter, created ON submission
WHEN NEW.id <> OLD.id OR NEW.number <> OLD.number OR NEW.submitter <> OLD.submitter OR NEW.created <> OLD.created
BEGIN SELECT RAISE(ABORT, 'a submission keeps number, submitter and creation'); END;

CREATE TRIGGER submission_ends_once BEFORE UPDATE OF state, artifact ON submission
WHEN OLD.state IN ('approved', 'approved_with_conditions', 'rejected', 'withdrawn')
 AND (NEW.state <> OLD.state OR NEW.artifact IS NOT OLD.artifact)
BEGIN SELECT RAISE(ABORT, 'a submission that was decided or withdrawn stays so'); END;

CREATE TABLE transition (
  submission TEXT NOT NULL REFERENCES submission (id),
  ordinal    INTEGER NOT NULL CHECK (ordinal >= 0),
  from_state TEXT NOT NULL,
  to_state   TEXT NOT NULL,
  event      TEXT NOT NULL,
  actor      TEXT REFERENCES person (id),
  reason     TEXT NOT NULL,
  at         INTEGER NOT NULL,
  PRIMARY KEY (submission, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER transition_is_kept BEFORE DELETE ON transition
BEGIN SELECT RAISE(ABORT, 'the life of a submission is kept'); END;
CREATE TRIGGER transition_stays BEFORE UPDATE ON transition
BEGIN SELECT RAISE(ABORT, 'the life of a submission is kept'); END;

CREATE TABLE job (
  id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  submission TEXT NOT NULL REFERENCES submission (id),
  artifact   TEXT NOT NULL CHECK (length(artifact) = 64 AND artifact NOT GLOB '*[^0-9a-f]*'),
  state      TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done')),
  attempts   INTEGER NOT NULL CHECK (attempts >= 0),
  created    INTEGER NOT NULL,
  started    INTEGER,
  finished   INTEGER
) STRICT;
CREATE INDEX job_by_state ON job (state, created, id);
CREATE INDEX job_by_submission ON job (submission, created, id);

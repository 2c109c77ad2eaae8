-- What the scanner stated, for ever: one row per fact and anomaly, whatever the format.

CREATE TABLE report (
  id       TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  artifact TEXT NOT NULL CHECK (length(artifact) = 64 AND artifact NOT GLOB '*[^0-9a-f]*'),
  size     INTEGER NOT NULL CHECK (size >= 0),
  scanner  TEXT NOT NULL,
  format   TEXT NOT NULL,
  complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
  reason   TEXT NOT NULL,
  scanned  INTEGER NOT NULL,
  CHECK ((complete = 1) = (reason = ''))
) STRICT;
CREATE INDEX report_by_artifact ON report (artifact, scanned, id);

CREATE TABLE fact (
  report   TEXT NOT NULL REFERENCES report (id),
  ordinal  INTEGER NOT NULL CHECK (ordinal >= 0),
  name     TEXT NOT NULL,
  subject  TEXT NOT NULL,
  value    TEXT NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (report, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE anomaly (
  report   TEXT NOT NULL REFERENCES report (id),
  ordinal  INTEGER NOT NULL CHECK (ordinal >= 0),
  name     TEXT NOT NULL,
  subject  TEXT NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (report, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER report_stays BEFORE UPDATE ON report BEGIN SELECT RAISE(ABORT, 'a Report is never changed'); END;
CREATE TRIGGER report_is_kept BEFORE DELETE ON report BEGIN SELECT RAISE(ABORT, 'a Report is kept'); END;
CREATE TRIGGER fact_stays BEFORE UPDATE ON fact BEGIN SELECT RAISE(ABORT, 'a Report is never changed'); END;
CREATE TRIGGER fact_is_kept BEFORE DELETE ON fact BEGIN SELECT RAISE(ABORT, 'a Report is kept'); END;
CREATE TRIGGER anomaly_stays BEFORE UPDATE ON anomaly BEGIN SELECT RAISE(ABORT, 'a Report is never changed'); END;
CREATE TRIGGER anomaly_is_kept BEFORE DELETE ON anomaly BEGIN SELECT RAISE(ABORT, 'a Report is kept'); END;

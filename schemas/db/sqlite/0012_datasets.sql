-- What authorities publish: the data sets in force, how they came here, and their records with what can be looked up.

CREATE TABLE dataset (
  id          TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
  kind        TEXT NOT NULL,
  name        TEXT NOT NULL,
  source_date TEXT CHECK (length(source_date) = 10),
  imported    INTEGER NOT NULL,
  sha256      TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  records     INTEGER NOT NULL CHECK (records >= 0),
  import      TEXT NOT NULL REFERENCES dataset_import (id),
  dictionary  BLOB NOT NULL
) STRICT;

-- Every import that was asked for. `number` counts them; records name the import that wrote them by it.
CREATE TABLE dataset_import (
  id           TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  number       INTEGER NOT NULL UNIQUE CHECK (number >= 1),
  dataset      TEXT NOT NULL CHECK (dataset <> ''),
  kind         TEXT NOT NULL,
  name         TEXT NOT NULL,
  person       TEXT REFERENCES person (id),
  mode         TEXT NOT NULL CHECK (mode IN ('whole', 'additions')),
  forced       INTEGER NOT NULL CHECK (forced IN (0, 1)),
  asked_date   TEXT CHECK (length(asked_date) = 10),
  source_date  TEXT CHECK (length(source_date) = 10),
  state        TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'refused', 'failed')),
  attempts     INTEGER NOT NULL CHECK (attempts >= 0),
  sentence     TEXT NOT NULL,
  warnings     TEXT NOT NULL CHECK (warnings GLOB '[[]*]'),
  read         INTEGER NOT NULL CHECK (read >= 0),
  rejected     INTEGER NOT NULL CHECK (rejected >= 0),
  remarked     INTEGER NOT NULL CHECK (remarked >= 0),
  repeated     INTEGER NOT NULL CHECK (repeated >= 0),
  added        INTEGER NOT NULL CHECK (added >= 0),
  changed      INTEGER NOT NULL CHECK (changed >= 0),
  removed      INTEGER NOT NULL CHECK (removed >= 0),
  unchanged    INTEGER NOT NULL CHECK (unchanged >= 0),
  created      INTEGER NOT NULL,
  started      INTEGER,
  finished     INTEGER,
  followed     INTEGER  -- when all that follows from it was done
) STRICT;
CREATE INDEX dataset_import_by_dataset ON dataset_import (dataset, number);
CREATE INDEX dataset_import_open ON dataset_import (number) WHERE state IN ('queued', 'running');
CREATE INDEX dataset_import_unfollowed ON dataset_import (number) WHERE state = 'done' AND followed IS NULL;

CREATE TRIGGER dataset_import_is_kept BEFORE DELETE ON dataset_import
BEGIN SELECT RAISE(ABORT, 'the history of imports is kept'); END;
CREATE TRIGGER dataset_import_ends_once
BEFORE UPDATE OF source_date, state, attempts, sentence, warnings, read, rejected, remarked, repeated, added, changed,
                 removed, unchanged, started, finished ON dataset_import
WHEN OLD.state IN ('done', 'refused', 'failed')
BEGIN SELECT RAISE(ABORT, 'an import that has ended stays as it is'); END;

CREATE TABLE dataset_import_file (
  import  TEXT NOT NULL REFERENCES dataset_import (id),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  name    TEXT NOT NULL,
  sha256  TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  bytes   INTEGER NOT NULL CHECK (bytes >= 0),
  PRIMARY KEY (import, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX dataset_import_file_by_content ON dataset_import_file (sha256, import);

-- The first rows that were not taken, or taken although something about them is odd; the import counts all.
CREATE TABLE dataset_rejection (
  import  TEXT NOT NULL REFERENCES dataset_import (id),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  taken   INTEGER NOT NULL CHECK (taken IN (0, 1)),
  file    TEXT NOT NULL,
  line    INTEGER NOT NULL CHECK (line >= 0),
  reason  TEXT NOT NULL,
  PRIMARY KEY (import, ordinal)
) STRICT, WITHOUT ROWID;

-- One record of a data set (service/domain/authority_record.hpp). `content` is deflated (RFC 1951) with the data set's
-- dictionary; `digest` covers every member, so that a record that says the same is not written again.
CREATE TABLE authority_record (
  id           INTEGER NOT NULL PRIMARY KEY,
  dataset      TEXT NOT NULL REFERENCES dataset (id),
  key          TEXT NOT NULL CHECK (key <> ''),
  digest       BLOB NOT NULL CHECK (length(digest) = 32),
  import       INTEGER NOT NULL REFERENCES dataset_import (number),
  kind         TEXT NOT NULL
               CHECK (kind IN ('authorization', 'device', 'classification', 'company', 'listing', 'recall')),
  scheme       TEXT NOT NULL,
  number       TEXT NOT NULL,
  holder       TEXT NOT NULL,
  name         TEXT NOT NULL,
  model        TEXT NOT NULL,
  catalogue    TEXT NOT NULL,
  product_code TEXT NOT NULL,
  device_class TEXT NOT NULL,
  status       TEXT NOT NULL,
  received     TEXT CHECK (length(received) = 10),
  decided      TEXT CHECK (length(decided) = 10),
  expires      TEXT CHECK (length(expires) = 10),
  text         TEXT NOT NULL,
  links        TEXT NOT NULL CHECK (links GLOB '[[]*]'),
  content      BLOB NOT NULL,
  content_size INTEGER NOT NULL CHECK (content_size >= 0)
) STRICT;
CREATE UNIQUE INDEX authority_record_by_key ON authority_record (dataset, key);
CREATE INDEX authority_record_by_number ON authority_record (number) WHERE number <> '';

-- `links` of a record once more, for look-ups. No foreign key: SQLite would look for children at every change of a
-- record, in a second index as large as this one.
CREATE TABLE authority_link (
  kind   TEXT NOT NULL,
  value  TEXT NOT NULL CHECK (value <> ''),
  record INTEGER NOT NULL,
  PRIMARY KEY (kind, value, record)
) STRICT, WITHOUT ROWID;

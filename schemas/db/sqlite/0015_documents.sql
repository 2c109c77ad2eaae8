-- Documents of submissions. A revision is never changed; what a document is worth is derived from it on each day. What a
-- file says (a form, a bill of materials) is read once and kept beside the file's name.

CREATE TABLE document (
  id           TEXT NOT NULL CHECK (length(id) = 36),
  revision     INTEGER NOT NULL CHECK (revision >= 1),
  submission   TEXT NOT NULL REFERENCES submission (id),
  kind         TEXT NOT NULL CHECK (kind <> ''),
  fields       TEXT NOT NULL CHECK (fields GLOB '[[]*]'),
  file         TEXT CHECK (length(file) = 64),
  file_name    TEXT NOT NULL,
  use_revision INTEGER NOT NULL CHECK (use_revision >= 1),
  person       TEXT NOT NULL REFERENCES person (id),
  first_at     INTEGER NOT NULL,
  at           INTEGER NOT NULL,
  PRIMARY KEY (id, revision)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_by_submission ON document (submission, id, revision);
CREATE INDEX document_by_file ON document (file) WHERE file IS NOT NULL;

CREATE TRIGGER document_goes_on BEFORE INSERT ON document
WHEN NEW.revision > 1 AND NOT EXISTS (SELECT 1 FROM document d WHERE d.id = NEW.id AND d.revision = NEW.revision - 1
                                      AND d.submission = NEW.submission AND d.kind = NEW.kind
                                      AND d.first_at = NEW.first_at)
BEGIN SELECT RAISE(ABORT, 'a revision follows the one before'); END;
CREATE TRIGGER document_stays BEFORE UPDATE ON document
BEGIN SELECT RAISE(ABORT, 'a document is never changed'); END;
CREATE TRIGGER document_is_kept BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'documents are kept'); END;

CREATE TABLE document_opinion (
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  ordinal  INTEGER NOT NULL CHECK (ordinal >= 0),
  person   TEXT NOT NULL REFERENCES person (id),
  accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)),
  reason   TEXT NOT NULL CHECK (length(reason) >= 1),
  at       INTEGER NOT NULL,
  PRIMARY KEY (document, revision, ordinal),
  FOREIGN KEY (document, revision) REFERENCES document (id, revision)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER document_opinion_by_another_person BEFORE INSERT ON document_opinion
WHEN EXISTS (SELECT 1 FROM document d JOIN submission s ON s.id = d.submission
             WHERE d.id = NEW.document AND (d.person = NEW.person OR s.submitter = NEW.person OR s.uploader = NEW.person))
BEGIN SELECT RAISE(ABORT, 'an opinion needs a person who neither asked nor handed it in'); END;
CREATE TRIGGER document_opinion_stays BEFORE UPDATE ON document_opinion
BEGIN SELECT RAISE(ABORT, 'an opinion is never changed'); END;
CREATE TRIGGER document_opinion_is_kept BEFORE DELETE ON document_opinion
BEGIN SELECT RAISE(ABORT, 'opinions are kept'); END;

-- What a file of a kind says, as facts; and the components that a bill of materials names, by what they are found by.
CREATE TABLE document_fact (
  file     TEXT NOT NULL CHECK (length(file) = 64),
  kind     TEXT NOT NULL,
  ordinal  INTEGER NOT NULL CHECK (ordinal >= 0),
  name     TEXT NOT NULL,
  subject  TEXT NOT NULL,
  value    TEXT NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (file, kind, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE document_component (
  file    TEXT NOT NULL CHECK (length(file) = 64),
  key     TEXT NOT NULL CHECK (key <> ''),
  version TEXT NOT NULL,
  PRIMARY KEY (file, key, version)
) STRICT, WITHOUT ROWID;

-- That something ends soon was noted, once for each of 90, 60 and 30 days before.
CREATE TABLE expiry_notice (
  what       TEXT NOT NULL CHECK (what IN ('approval', 'authorization', 'document')),
  object     TEXT NOT NULL,
  ends       TEXT NOT NULL CHECK (ends GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  days       INTEGER NOT NULL CHECK (days IN (90, 60, 30)),
  submission TEXT NOT NULL REFERENCES submission (id),
  at         INTEGER NOT NULL,
  PRIMARY KEY (what, object, ends, days)
) STRICT, WITHOUT ROWID;
CREATE INDEX expiry_notice_by_day ON expiry_notice (ends, what, object);

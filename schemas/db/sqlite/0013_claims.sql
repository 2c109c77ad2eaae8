-- What submissions say of their product for regulators, what persons said to it, and which judgement the registry came
-- to when. The judgement itself is derived from the data of the authorities whenever it is asked for; kept is each one
-- that differed from the one before, with the very records it was made on.

CREATE TABLE dossier (
  submission   TEXT NOT NULL PRIMARY KEY REFERENCES submission (id),
  device_name  TEXT NOT NULL,
  manufacturer TEXT NOT NULL,
  udi_di       TEXT NOT NULL,
  model        TEXT NOT NULL,
  catalogue    TEXT NOT NULL,
  person       TEXT NOT NULL REFERENCES person (id),
  at           INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX dossier_by_udi ON dossier (udi_di) WHERE udi_di <> '';

-- A claim is never changed: an edited dossier ends the old one and begins another.
CREATE TABLE claim (
  id           TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  submission   TEXT NOT NULL REFERENCES submission (id),
  jurisdiction TEXT NOT NULL CHECK (jurisdiction GLOB '[A-Z][A-Z]'),
  basis        TEXT NOT NULL CHECK (basis IN ('authorization', 'not_a_device', 'enforcement_discretion')),
  scheme       TEXT NOT NULL,
  number       TEXT NOT NULL,
  product_code TEXT NOT NULL,
  device_class TEXT NOT NULL,
  expires      TEXT CHECK (expires GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  legislation  TEXT NOT NULL,
  rationale    TEXT NOT NULL,
  ordinal      INTEGER NOT NULL CHECK (ordinal >= 0),
  made         INTEGER NOT NULL,
  ended        INTEGER,
  CHECK (basis <> 'authorization' OR (scheme <> '' AND number <> '')),
  CHECK (basis = 'authorization' OR rationale <> '')
) STRICT;
CREATE INDEX claim_by_submission ON claim (submission, ordinal, id);
CREATE INDEX claim_by_number ON claim (number) WHERE ended IS NULL AND number <> '';

CREATE TRIGGER claim_stays BEFORE UPDATE ON claim
WHEN NEW.id <> OLD.id OR NEW.submission <> OLD.submission OR NEW.jurisdiction <> OLD.jurisdiction
  OR NEW.basis <> OLD.basis OR NEW.scheme <> OLD.scheme OR NEW.number <> OLD.number
  OR NEW.product_code <> OLD.product_code OR NEW.device_class <> OLD.device_class
  OR NEW.expires IS NOT OLD.expires OR NEW.legislation <> OLD.legislation OR NEW.rationale <> OLD.rationale OR NEW.made <> OLD.made
  OR OLD.ended IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a claim is ended once and otherwise never changed'); END;
CREATE TRIGGER claim_is_kept BEFORE DELETE ON claim
BEGIN SELECT RAISE(ABORT, 'claims are kept'); END;

CREATE TABLE claim_opinion (
  claim       TEXT NOT NULL REFERENCES claim (id),
  ordinal     INTEGER NOT NULL CHECK (ordinal >= 0),
  person      TEXT NOT NULL REFERENCES person (id),
  accepted    INTEGER NOT NULL CHECK (accepted IN (0, 1)),
  reason      TEXT NOT NULL CHECK (length(reason) >= 1),
  valid_until TEXT CHECK (valid_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  binding     TEXT NOT NULL,
  at          INTEGER NOT NULL,
  PRIMARY KEY (claim, ordinal),
  CHECK (accepted = 0 OR valid_until IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER claim_opinion_by_another_person BEFORE INSERT ON claim_opinion
WHEN EXISTS (SELECT 1 FROM claim c JOIN submission s ON s.id = c.submission
             WHERE c.id = NEW.claim AND (s.submitter = NEW.person OR s.uploader = NEW.person))
BEGIN SELECT RAISE(ABORT, 'an opinion needs a person who neither asked nor uploaded'); END;
CREATE TRIGGER claim_opinion_stays BEFORE UPDATE ON claim_opinion
BEGIN SELECT RAISE(ABORT, 'an opinion is never changed'); END;
CREATE TRIGGER claim_opinion_is_kept BEFORE DELETE ON claim_opinion
BEGIN SELECT RAISE(ABORT, 'opinions are kept'); END;

CREATE TABLE claim_judgement (
  claim    TEXT NOT NULL REFERENCES claim (id),
  ordinal  INTEGER NOT NULL CHECK (ordinal >= 0),
  state    TEXT NOT NULL CHECK (state IN ('confirmed', 'contradicted', 'not_found', 'needs_person')),
  checks   TEXT NOT NULL CHECK (checks GLOB '[[]*]'),
  evidence TEXT NOT NULL CHECK (evidence GLOB '[[]*]'),
  expires  TEXT CHECK (expires GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  at       INTEGER NOT NULL,
  PRIMARY KEY (claim, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER claim_judgement_stays BEFORE UPDATE ON claim_judgement
BEGIN SELECT RAISE(ABORT, 'a judgement is never changed'); END;
CREATE TRIGGER claim_judgement_is_kept BEFORE DELETE ON claim_judgement
BEGIN SELECT RAISE(ABORT, 'judgements are kept'); END;

-- Two names of one company, as a person confirmed.
CREATE TABLE company_alias (
  name   TEXT NOT NULL CHECK (name <> ''),
  other  TEXT NOT NULL CHECK (other <> ''),
  reason TEXT NOT NULL CHECK (reason <> ''),
  person TEXT NOT NULL REFERENCES person (id),
  at     INTEGER NOT NULL,
  PRIMARY KEY (name, other)
) STRICT, WITHOUT ROWID;

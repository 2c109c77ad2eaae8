-- Local accounts: second factors, recovery codes, who chose a password, sessions that can be listed and confirmed, and
-- tokens that only work from some networks.

-- Sessions of before have no name and no proof of who opened them: everybody logs in once more.
DELETE FROM session;
ALTER TABLE session ADD COLUMN id TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN remote TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX session_by_id ON session (id) WHERE id <> '';

ALTER TABLE credential ADD COLUMN chosen_by_another INTEGER NOT NULL DEFAULT 0 CHECK (chosen_by_another IN (0, 1));

ALTER TABLE token ADD COLUMN networks TEXT NOT NULL DEFAULT '[]' CHECK (networks GLOB '[[]*]');
CREATE TRIGGER token_keeps_its_networks BEFORE UPDATE OF networks ON token WHEN NEW.networks <> OLD.networks
BEGIN SELECT RAISE(ABORT, 'a token keeps the networks it may be used from'); END;

-- The seed is sealed (AES-256-GCM) for this table, this column and its person.
CREATE TABLE second_factor (
  person    TEXT NOT NULL REFERENCES person (id),
  active    INTEGER NOT NULL CHECK (active IN (0, 1)),
  seed      BLOB NOT NULL CHECK (length(seed) BETWEEN 45 AND 200),
  last_step INTEGER NOT NULL CHECK (last_step >= 0),
  since     INTEGER NOT NULL,
  PRIMARY KEY (person, active)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER second_factor_takes_a_code_once BEFORE UPDATE OF last_step ON second_factor
WHEN NEW.last_step <= OLD.last_step
BEGIN SELECT RAISE(ABORT, 'a one-time code works once'); END;

CREATE TABLE recovery_code (
  person TEXT NOT NULL REFERENCES person (id),
  digest TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  used   INTEGER,
  PRIMARY KEY (person, digest)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER recovery_code_works_once BEFORE UPDATE ON recovery_code
WHEN OLD.used IS NOT NULL OR NEW.person <> OLD.person OR NEW.digest <> OLD.digest
BEGIN SELECT RAISE(ABORT, 'a recovery code is used once'); END;

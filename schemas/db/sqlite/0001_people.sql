-- Persons, departments, credentials, sessions and tokens. Of secrets only digests are here.
-- Ids are UUIDv7 texts; instants are milliseconds since 1970 in UTC.

CREATE TABLE department (
  id   TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 400)
) STRICT;

CREATE TABLE person (
  id           TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  login        TEXT NOT NULL UNIQUE CHECK (length(login) BETWEEN 1 AND 200 AND login = lower(login)),
  display_name TEXT NOT NULL CHECK (length(display_name) <= 400),
  department   TEXT REFERENCES department (id),
  created      INTEGER NOT NULL,
  disabled     INTEGER,
  revision     INTEGER NOT NULL CHECK (revision >= 1)
) STRICT;
CREATE INDEX person_by_department ON person (department);

CREATE TABLE person_role (
  person  TEXT NOT NULL REFERENCES person (id),
  role    TEXT NOT NULL
          CHECK (role IN ('submitter', 'reviewer', 'approver', 'auditor', 'administrator', 'script')),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  PRIMARY KEY (person, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_role_by_role ON person_role (role, person);

CREATE TABLE person_domain (
  person  TEXT NOT NULL REFERENCES person (id),
  domain  TEXT NOT NULL CHECK (domain IN ('security', 'privacy', 'clinical', 'regulatory')),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  PRIMARY KEY (person, domain)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER person_keeps_login_and_creation BEFORE UPDATE OF id, login, created ON person
WHEN NEW.id <> OLD.id OR NEW.login <> OLD.login OR NEW.created <> OLD.created
BEGIN SELECT RAISE(ABORT, 'a person keeps id, login and creation'); END;

CREATE TRIGGER person_is_kept BEFORE DELETE ON person
BEGIN SELECT RAISE(ABORT, 'a person is disabled, never deleted'); END;

CREATE TRIGGER person_role_excludes BEFORE INSERT ON person_role
WHEN EXISTS (SELECT 1 FROM person_role r WHERE r.person = NEW.person
             AND ((NEW.role = 'administrator' AND r.role = 'approver')
               OR (NEW.role = 'approver' AND r.role = 'administrator')))
BEGIN SELECT RAISE(ABORT, 'administrator and approver exclude each other'); END;

CREATE TRIGGER person_role_is_replaced BEFORE UPDATE ON person_role
BEGIN SELECT RAISE(ABORT, 'a role is taken away and given, never changed'); END;

CREATE TABLE credential (
  person TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
  phc    TEXT NOT NULL CHECK (phc LIKE '$argon2id$%')
) STRICT;

CREATE TABLE session (
  digest    TEXT NOT NULL PRIMARY KEY CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  person    TEXT NOT NULL REFERENCES person (id),
  csrf      TEXT NOT NULL,
  created   INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  expires   INTEGER NOT NULL CHECK (expires >= created)
) STRICT;
CREATE INDEX session_by_person ON session (person);
CREATE INDEX session_by_expiry ON session (expires);

CREATE TABLE token (
  id        TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  owner     TEXT NOT NULL REFERENCES person (id),
  name      TEXT NOT NULL CHECK (length(name) <= 400),
  digest    TEXT NOT NULL UNIQUE CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  scopes    TEXT NOT NULL CHECK (scopes GLOB '[[]*]'),
  created   INTEGER NOT NULL,
  expires   INTEGER NOT NULL,
  last_used INTEGER,
  revoked   INTEGER
) STRICT;
CREATE INDEX token_by_owner ON token (owner, created);

CREATE TRIGGER token_stays_what_it_is BEFORE UPDATE OF id, owner, digest, scopes, created, expires, revoked ON token
WHEN NEW.id <> OLD.id OR NEW.owner <> OLD.owner OR NEW.digest <> OLD.digest OR NEW.scopes <> OLD.scopes
  OR NEW.created <> OLD.created OR NEW.expires <> OLD.expires OR (OLD.revoked IS NOT NULL AND NEW.revoked IS NOT OLD.revoked)
BEGIN SELECT RAISE(ABORT, 'a token only notes its use, and is revoked once'); END;

-- The subject is a login's digest or an address, in the form the log-in gives it.
CREATE TABLE failed_login (
  subject TEXT NOT NULL CHECK (length(subject) <= 400),
  at      INTEGER NOT NULL
) STRICT;
CREATE INDEX failed_login_by_subject ON failed_login (subject, at);
CREATE INDEX failed_login_by_time ON failed_login (at);

-- Answers to requests that came with an Idempotency-Key.
CREATE TABLE remembered_answer (
  person         TEXT NOT NULL REFERENCES person (id),
  key            TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 1000),
  request_digest TEXT NOT NULL,
  status         INTEGER NOT NULL CHECK (status BETWEEN 100 AND 599),
  body           TEXT NOT NULL,
  headers        TEXT NOT NULL,
  at             INTEGER NOT NULL,
  PRIMARY KEY (person, key)
) STRICT;
CREATE INDEX remembered_answer_by_time ON remembered_answer (at);

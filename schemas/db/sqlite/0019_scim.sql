-- What an identity provider says of people and groups, and what administrators made of its groups.

CREATE TABLE provisioned_user (
  person      TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
  external_id TEXT NOT NULL,
  attributes  TEXT NOT NULL CHECK (attributes GLOB '{*}'),
  active      INTEGER NOT NULL CHECK (active IN (0, 1)),
  locks       INTEGER NOT NULL CHECK (locks IN (0, 1)),
  created     INTEGER NOT NULL,
  modified    INTEGER NOT NULL,
  removed     INTEGER
) STRICT;
CREATE INDEX provisioned_user_by_external_id ON provisioned_user (external_id) WHERE removed IS NULL;

CREATE TRIGGER provisioned_user_is_kept BEFORE DELETE ON provisioned_user
BEGIN SELECT RAISE(ABORT, 'that a person came from the identity provider is kept'); END;
CREATE TRIGGER provisioned_user_stays_removed BEFORE UPDATE ON provisioned_user WHEN OLD.removed IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the identity provider has removed this person for good'); END;

CREATE TABLE provisioned_group (
  id           TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  display_name TEXT NOT NULL CHECK (length(display_name) BETWEEN 1 AND 1000),
  folded_name  TEXT NOT NULL UNIQUE,
  external_id  TEXT NOT NULL,
  created      INTEGER NOT NULL,
  modified     INTEGER NOT NULL
) STRICT;

CREATE TABLE group_member (
  grp    TEXT NOT NULL REFERENCES provisioned_group (id),
  person TEXT NOT NULL REFERENCES provisioned_user (person),
  PRIMARY KEY (grp, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX group_member_by_person ON group_member (person, grp);

CREATE TABLE group_mapping (
  id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  grp        TEXT NOT NULL CHECK (length(grp) BETWEEN 1 AND 1000),
  roles      TEXT NOT NULL CHECK (roles GLOB '[[]*]'),
  domains    TEXT NOT NULL CHECK (domains GLOB '[[]*]'),
  department TEXT REFERENCES department (id),
  created    INTEGER NOT NULL,
  creator    TEXT NOT NULL REFERENCES person (id)
) STRICT;

CREATE TABLE identity_alarm (
  id           TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  kind         TEXT NOT NULL,
  subject      TEXT NOT NULL,
  at           INTEGER NOT NULL,
  acknowledged INTEGER,
  acknowledger TEXT REFERENCES person (id)
) STRICT;
CREATE UNIQUE INDEX identity_alarm_waits_once ON identity_alarm (kind, subject) WHERE acknowledged IS NULL;

-- The login of a person whom the identity provider keeps follows what the provider calls them.
DROP TRIGGER person_keeps_login_and_creation;
CREATE TRIGGER person_keeps_login_and_creation BEFORE UPDATE OF id, login, created ON person
WHEN NEW.id <> OLD.id OR NEW.created <> OLD.created
  OR (NEW.login <> OLD.login AND NOT EXISTS (SELECT 1 FROM provisioned_user u WHERE u.person = OLD.id))
BEGIN SELECT RAISE(ABORT, 'a person keeps id, login and creation'); END;

-- The second guard behind service/usecases/end_access: who is locked out has no session and no token, and somebody
-- whom the identity provider keeps has no password here.
CREATE TRIGGER person_locked_out AFTER UPDATE OF disabled ON person
WHEN NEW.disabled IS NOT NULL AND OLD.disabled IS NULL
BEGIN
  DELETE FROM session WHERE person = NEW.id;
  UPDATE token SET revoked = NEW.disabled WHERE owner = NEW.id AND revoked IS NULL;
END;
CREATE TRIGGER session_of_somebody_active BEFORE INSERT ON session
WHEN EXISTS (SELECT 1 FROM person p WHERE p.id = NEW.person AND p.disabled IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'who is locked out gets no session'); END;
CREATE TRIGGER token_of_somebody_active BEFORE INSERT ON token
WHEN NEW.revoked IS NULL AND EXISTS (SELECT 1 FROM person p WHERE p.id = NEW.owner AND p.disabled IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'who is locked out gets no token'); END;
CREATE TRIGGER credential_of_a_local_person BEFORE INSERT ON credential
WHEN EXISTS (SELECT 1 FROM provisioned_user u WHERE u.person = NEW.person)
BEGIN SELECT RAISE(ABORT, 'this person logs in at the identity provider'); END;

-- The hospital's policies. The newest version is the one in force; none is ever changed.

CREATE TABLE policy (
  id      TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  version INTEGER NOT NULL UNIQUE CHECK (version >= 1),
  name    TEXT NOT NULL,
  classes TEXT NOT NULL CHECK (classes GLOB '[[]*]')
) STRICT;

CREATE TRIGGER policy_stays BEFORE UPDATE ON policy
BEGIN SELECT RAISE(ABORT, 'a policy is never changed: a new version takes its place'); END;
CREATE TRIGGER policy_is_kept BEFORE DELETE ON policy
BEGIN SELECT RAISE(ABORT, 'policies are kept'); END;

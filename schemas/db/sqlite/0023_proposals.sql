-- What takes two administrators, and the rest of the separation of duties as a second guard: roles that decide are given
-- by a confirmed proposal, and who decides on a tool holds the role and had no hand in it.

CREATE TABLE proposal (
  id       TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  kind     TEXT NOT NULL CHECK (kind <> ''),
  state    TEXT NOT NULL CHECK (state IN ('open', 'confirmed', 'rejected', 'withdrawn', 'expired', 'voided')),
  proposer TEXT REFERENCES person (id),           -- none: the host
  subject  TEXT NOT NULL,
  basis    INTEGER NOT NULL CHECK (basis >= 0),
  changes  TEXT NOT NULL CHECK (changes GLOB '[[]*]'),
  grants   TEXT NOT NULL CHECK (grants GLOB '[[]*]'),  -- roles and domains among them: ["roles:reviewer"]
  secret   TEXT NOT NULL,
  digest   TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  created  INTEGER NOT NULL,
  expires  INTEGER NOT NULL CHECK (expires > created AND expires - created <= 604800000),
  ground   TEXT NOT NULL CHECK (ground IN ('none', 'administrator', 'host', 'founding')),
  decider  TEXT REFERENCES person (id),
  ended    INTEGER,
  reason   TEXT NOT NULL,
  applied  INTEGER,
  result   TEXT NOT NULL,
  CHECK ((state = 'open') = (ended IS NULL)),
  CHECK ((state = 'confirmed') = (ground <> 'none')),
  CHECK (applied IS NULL OR state = 'confirmed')
) STRICT;
CREATE INDEX proposal_by_state ON proposal (state, created, id);
CREATE INDEX proposal_by_time ON proposal (created, id);
CREATE INDEX proposal_by_subject ON proposal (subject, state);

-- Administrators who are not locked out.
CREATE VIEW active_administrator (person) AS
SELECT r.person FROM person_role r JOIN person p ON p.id = r.person
WHERE r.role = 'administrator' AND p.disabled IS NULL;

-- Everybody who ever was an administrator: until there was a second one, the first is founding the registry.
CREATE TABLE administrator_ever (
  person TEXT NOT NULL PRIMARY KEY REFERENCES person (id)
) STRICT, WITHOUT ROWID;
INSERT INTO administrator_ever (person) SELECT person FROM person_role WHERE role = 'administrator';
CREATE TRIGGER administrator_is_remembered AFTER INSERT ON person_role WHEN NEW.role = 'administrator'
BEGIN INSERT OR IGNORE INTO administrator_ever (person) VALUES (NEW.person); END;
CREATE TRIGGER administrator_ever_stays BEFORE UPDATE ON administrator_ever
BEGIN SELECT RAISE(ABORT, 'who was an administrator is kept'); END;
CREATE TRIGGER administrator_ever_is_kept BEFORE DELETE ON administrator_ever
BEGIN SELECT RAISE(ABORT, 'who was an administrator is kept'); END;

CREATE TRIGGER proposal_by_an_administrator BEFORE INSERT ON proposal
WHEN NEW.state <> 'open' OR NEW.decider IS NOT NULL OR NEW.result <> '' OR NEW.reason <> ''
  OR (NEW.proposer IS NOT NULL AND NEW.proposer NOT IN (SELECT person FROM active_administrator))
BEGIN SELECT RAISE(ABORT, 'a proposal begins open, by an administrator'); END;

CREATE TRIGGER proposal_stays BEFORE UPDATE ON proposal
WHEN NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.proposer IS NOT OLD.proposer OR NEW.subject <> OLD.subject
  OR NEW.basis <> OLD.basis OR NEW.changes <> OLD.changes OR NEW.grants <> OLD.grants OR NEW.secret <> OLD.secret OR NEW.digest <> OLD.digest
  OR NEW.created <> OLD.created OR NEW.expires <> OLD.expires
BEGIN SELECT RAISE(ABORT, 'what was proposed is never changed'); END;

CREATE TRIGGER proposal_ends_once BEFORE UPDATE ON proposal
WHEN OLD.state <> 'open'
 AND (NEW.state <> OLD.state OR NEW.ground <> OLD.ground OR NEW.decider IS NOT OLD.decider OR NEW.ended <> OLD.ended
      OR NEW.reason <> OLD.reason OR OLD.applied IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a proposal that has ended stays so, and is done once'); END;

CREATE TRIGGER proposal_takes_two BEFORE UPDATE OF state ON proposal
WHEN OLD.state = 'open' AND NEW.state = 'confirmed'
 AND (NEW.ended >= OLD.expires OR NEW.applied IS NOT NULL
      OR (OLD.proposer IS NOT NULL AND OLD.proposer NOT IN (SELECT person FROM active_administrator))
      OR (NEW.ground = 'administrator'
          AND (NEW.decider IS NULL OR NEW.decider IS OLD.proposer OR NEW.decider = OLD.subject
               OR NEW.decider NOT IN (SELECT person FROM active_administrator)))
      OR (NEW.ground = 'host' AND NEW.decider IS NOT NULL)
      OR (NEW.ground = 'founding'
          AND (NEW.decider IS NOT OLD.proposer OR OLD.kind <> 'create_person'
               OR (SELECT count(*) FROM administrator_ever) > 1)))
BEGIN SELECT RAISE(ABORT, 'a proposal is confirmed by another active administrator, in time'); END;

CREATE TRIGGER proposal_is_refused_by_its_people BEFORE UPDATE OF state ON proposal
WHEN OLD.state = 'open'
 AND ((NEW.state = 'withdrawn' AND (NEW.decider IS NULL OR NEW.decider IS NOT OLD.proposer))
      OR (NEW.state = 'rejected' AND (NEW.decider IS OLD.proposer
          OR (NEW.decider IS NOT NULL AND NEW.decider NOT IN (SELECT person FROM active_administrator))))
      OR (NEW.state = 'expired' AND NEW.ended < OLD.expires))
BEGIN SELECT RAISE(ABORT, 'a proposal is withdrawn by its proposer and rejected by another administrator'); END;

CREATE TRIGGER proposal_is_kept BEFORE DELETE ON proposal
BEGIN SELECT RAISE(ABORT, 'proposals are kept'); END;

-- Confirmed proposals that are being done: they warrant what they say, until they are done.
CREATE VIEW warrant (kind, subject, basis, grants) AS
SELECT kind, subject, basis, grants FROM proposal WHERE state = 'confirmed' AND applied IS NULL;

-- What members of which groups were given by administrators. (Lists of words are searched as texts: SQLite lets no
-- trigger read JSON where the schema is not trusted.)
CREATE VIEW group_grant (person, roles, domains) AS
SELECT m.person, o.roles, o.domains
FROM group_member m JOIN provisioned_group g ON g.id = m.grp
JOIN group_mapping o ON o.grp = g.id OR lower(o.grp) = lower(g.display_name);

CREATE TRIGGER person_role_is_agreed BEFORE INSERT ON person_role
WHEN NEW.role IN ('reviewer', 'approver', 'administrator')
 AND NOT EXISTS (SELECT 1 FROM warrant w
                 WHERE w.subject = NEW.person AND instr(w.grants, '"roles:' || NEW.role || '"') > 0)
 AND NOT (NEW.role = 'administrator' AND NOT EXISTS (SELECT 1 FROM administrator_ever))
 AND NOT EXISTS (SELECT 1 FROM group_grant g
                 WHERE g.person = NEW.person AND instr(g.roles, '"' || NEW.role || '"') > 0)
BEGIN SELECT RAISE(ABORT, 'a role that decides takes two administrators'); END;

CREATE TRIGGER person_domain_is_agreed BEFORE INSERT ON person_domain
WHEN NOT EXISTS (SELECT 1 FROM warrant w
                 WHERE w.subject = NEW.person AND instr(w.grants, '"domains:' || NEW.domain || '"') > 0)
 AND NOT EXISTS (SELECT 1 FROM group_grant g
                 WHERE g.person = NEW.person AND instr(g.domains, '"' || NEW.domain || '"') > 0)
BEGIN SELECT RAISE(ABORT, 'a review domain takes two administrators'); END;

CREATE TRIGGER person_is_let_in_by_two BEFORE UPDATE OF disabled ON person
WHEN NEW.disabled IS NULL AND OLD.disabled IS NOT NULL
 AND EXISTS (SELECT 1 FROM person_role r
             WHERE r.person = NEW.id AND r.role IN ('reviewer', 'approver', 'administrator'))
 AND NOT EXISTS (SELECT 1 FROM warrant w WHERE w.subject = NEW.id)
 AND NOT EXISTS (SELECT 1 FROM provisioned_user u WHERE u.person = NEW.id AND u.removed IS NULL)
BEGIN SELECT RAISE(ABORT, 'letting in who decides takes two administrators'); END;

CREATE TRIGGER policy_is_agreed BEFORE INSERT ON policy
WHEN NEW.version > 1
 AND NOT EXISTS (SELECT 1 FROM warrant w
                 WHERE w.kind = 'change_policy' AND w.subject = NEW.id AND w.basis = NEW.version - 1)
BEGIN SELECT RAISE(ABORT, 'a policy takes two administrators'); END;

CREATE TRIGGER group_mapping_is_agreed BEFORE INSERT ON group_mapping
WHEN (instr(NEW.roles, '"reviewer"') > 0 OR instr(NEW.roles, '"approver"') > 0
      OR instr(NEW.roles, '"administrator"') > 0 OR NEW.domains <> '[]')
 AND NOT EXISTS (SELECT 1 FROM warrant w WHERE w.kind = 'create_group_mapping' AND w.subject = NEW.id)
BEGIN SELECT RAISE(ABORT, 'that a group decides takes two administrators'); END;
CREATE TRIGGER group_mapping_stays BEFORE UPDATE ON group_mapping
BEGIN SELECT RAISE(ABORT, 'a mapping is made and removed, never changed'); END;

CREATE TRIGGER provisioning_token_is_agreed BEFORE INSERT ON token
WHEN instr(NEW.scopes, '"scim"') > 0
 AND NOT EXISTS (SELECT 1 FROM warrant w WHERE w.kind = 'create_provisioning_token' AND w.subject = NEW.owner)
BEGIN SELECT RAISE(ABORT, 'a token of an identity provider takes two administrators'); END;

-- That the registry came from a backup, and whether two administrators have confirmed since that it may be believed.
CREATE TABLE restoration (
  at       INTEGER NOT NULL PRIMARY KEY,
  accepted INTEGER
) STRICT;
CREATE TRIGGER restoration_is_accepted_by_two BEFORE UPDATE ON restoration
WHEN NEW.at <> OLD.at OR OLD.accepted IS NOT NULL OR NOT EXISTS (SELECT 1 FROM warrant w WHERE w.kind = 'accept_restore')
BEGIN SELECT RAISE(ABORT, 'that a backup is believed takes two administrators'); END;
CREATE TRIGGER restoration_is_kept BEFORE DELETE ON restoration
BEGIN SELECT RAISE(ABORT, 'that the registry came from a backup is kept'); END;

-- One-time codes with which a person who decides chooses a password. Made of two halves that two people give; only the
-- digest of both is here.
CREATE TABLE welcome (
  person  TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
  digest  TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL CHECK (expires > created)
) STRICT, WITHOUT ROWID;

-- Who had a hand in a request or in its version: asked for it, sent its bytes, handed in papers, claims or lists of it.
CREATE VIEW concerned_submission (submission, other) AS
SELECT id, id FROM submission
UNION ALL
SELECT s.id, o.id FROM submission s JOIN submission o ON o.version = s.version AND o.id <> s.id
WHERE o.state <> 'draft';
CREATE VIEW had_a_hand (submission, person) AS
SELECT c.submission, s.submitter FROM concerned_submission c JOIN submission s ON s.id = c.other
UNION ALL
SELECT c.submission, s.uploader FROM concerned_submission c JOIN submission s ON s.id = c.other
UNION ALL
SELECT c.submission, u.person FROM concerned_submission c JOIN submission s ON s.id = c.other
JOIN artifact_uploader u ON u.sha256 = s.artifact
UNION ALL
SELECT c.submission, l.person FROM concerned_submission c JOIN submission s ON s.id = c.other
JOIN asset_links l ON l.artifact = s.artifact
UNION ALL
SELECT c.submission, d.person FROM concerned_submission c JOIN document d ON d.submission = c.other
UNION ALL
SELECT c.submission, u.person FROM concerned_submission c JOIN document d ON d.submission = c.other
JOIN artifact_uploader u ON u.sha256 = d.file
UNION ALL
SELECT c.submission, d.person FROM concerned_submission c JOIN dossier d ON d.submission = c.other;

DROP TRIGGER review_by_another_person;
CREATE TRIGGER review_by_another_person BEFORE INSERT ON review
WHEN EXISTS (SELECT 1 FROM had_a_hand h WHERE h.submission = NEW.submission AND h.person = NEW.reviewer)
BEGIN SELECT RAISE(ABORT, 'a review needs a person who neither asked nor uploaded'); END;
CREATE TRIGGER review_by_a_reviewer BEFORE INSERT ON review
WHEN NOT EXISTS (SELECT 1 FROM person p
                 JOIN person_role r ON r.person = p.id AND r.role = 'reviewer'
                 JOIN person_domain d ON d.person = p.id AND d.domain = NEW.domain
                 WHERE p.id = NEW.reviewer AND p.disabled IS NULL)
BEGIN SELECT RAISE(ABORT, 'a review needs a reviewer of this domain'); END;

DROP TRIGGER decision_by_another_person;
CREATE TRIGGER decision_by_another_person BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM had_a_hand h WHERE h.submission = NEW.submission AND h.person = NEW.decider)
  OR EXISTS (SELECT 1 FROM review r WHERE r.submission = NEW.submission AND r.reviewer = NEW.decider)
BEGIN SELECT RAISE(ABORT, 'a decision needs a person who neither asked nor uploaded nor reviewed'); END;
CREATE TRIGGER decision_by_an_approver BEFORE INSERT ON decision
WHEN NOT EXISTS (SELECT 1 FROM person p JOIN person_role r ON r.person = p.id AND r.role = 'approver'
                 WHERE p.id = NEW.decider AND p.disabled IS NULL)
BEGIN SELECT RAISE(ABORT, 'a decision needs an approver'); END;

DROP TRIGGER approval_needs_three_people;
CREATE TRIGGER approval_needs_three_people BEFORE INSERT ON approval
WHEN NOT EXISTS (SELECT 1 FROM decision d
                 WHERE d.submission = NEW.submission AND d.decider = NEW.decider
                   AND d.outcome IN ('approve', 'approve_with_conditions')
                   AND EXISTS (SELECT 1 FROM review r
                               WHERE r.submission = d.submission AND r.voided IS NULL AND r.opinion = 'support'
                                 AND r.reviewer <> d.decider
                                 AND NOT EXISTS (SELECT 1 FROM had_a_hand h
                                                 WHERE h.submission = r.submission AND h.person = r.reviewer)))
BEGIN SELECT RAISE(ABORT, 'an approval needs a positive decision and a standing review by another person'); END;

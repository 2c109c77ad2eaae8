-- Conflicts of interest. The triggers are the second guard behind service/domain/conflict: they compare names of
-- companies letter by letter; other spellings and confirmed other names are the first guard's.

CREATE TABLE conflict (
  id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  person     TEXT NOT NULL REFERENCES person (id),
  subject    TEXT NOT NULL CHECK (subject IN ('tool', 'vendor', 'submission')),
  tool       TEXT REFERENCES tool (id),
  vendor     TEXT NOT NULL,
  submission TEXT REFERENCES submission (id),
  declarer   TEXT NOT NULL REFERENCES person (id),
  declared   INTEGER NOT NULL,
  ended      INTEGER,
  ender      TEXT REFERENCES person (id),
  CHECK ((subject = 'tool') = (tool IS NOT NULL)),
  CHECK ((subject = 'vendor') = (vendor <> '')),
  CHECK ((subject = 'submission') = (submission IS NOT NULL)),
  CHECK ((ended IS NULL) = (ender IS NULL))
) STRICT;
CREATE INDEX conflict_by_person ON conflict (person, id);
CREATE INDEX conflict_standing ON conflict (id) WHERE ended IS NULL;

-- What the interest is, and why it is over: erased when its person asks for it, never changed.
CREATE TABLE conflict_reason (
  conflict TEXT NOT NULL REFERENCES conflict (id),
  step     TEXT NOT NULL CHECK (step IN ('declared', 'ended')),
  person   TEXT NOT NULL REFERENCES person (id),
  text     TEXT NOT NULL CHECK (text <> ''),
  PRIMARY KEY (conflict, step)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER conflict_reason_stays BEFORE UPDATE ON conflict_reason
BEGIN SELECT RAISE(ABORT, 'the reason of a conflict is erased or kept, never changed'); END;

CREATE TRIGGER conflict_is_declared_by_its_person BEFORE INSERT ON conflict
WHEN NEW.ended IS NOT NULL
  OR (NEW.declarer <> NEW.person AND NOT EXISTS (SELECT 1 FROM person_role r WHERE r.person = NEW.declarer
                                                 AND r.role = 'administrator'))
BEGIN SELECT RAISE(ABORT, 'a conflict of interest is declared by its person or an administrator'); END;
CREATE TRIGGER conflict_is_ended_by_another BEFORE UPDATE ON conflict
WHEN NEW.id <> OLD.id OR NEW.person <> OLD.person OR NEW.subject <> OLD.subject OR NEW.tool IS NOT OLD.tool
  OR NEW.vendor <> OLD.vendor OR NEW.submission IS NOT OLD.submission OR NEW.declarer <> OLD.declarer
  OR NEW.declared <> OLD.declared OR OLD.ended IS NOT NULL OR NEW.ender IS NULL OR NEW.ender = OLD.person
  OR NOT EXISTS (SELECT 1 FROM person_role r WHERE r.person = NEW.ender AND r.role = 'administrator')
BEGIN SELECT RAISE(ABORT, 'a conflict of interest is ended once, by another administrator'); END;
CREATE TRIGGER conflict_is_kept BEFORE DELETE ON conflict
BEGIN SELECT RAISE(ABORT, 'conflicts of interest are kept'); END;

-- Who must not judge which submission.
CREATE VIEW conflict_about (person, submission) AS
SELECT c.person, s.id FROM conflict c JOIN submission s ON s.id = c.submission WHERE c.ended IS NULL
UNION ALL
SELECT c.person, s.id FROM conflict c JOIN submission s ON s.tool = c.tool WHERE c.ended IS NULL
UNION ALL
SELECT c.person, s.id FROM conflict c JOIN tool t ON lower(t.vendor) = lower(c.vendor) JOIN submission s ON s.tool = t.id
WHERE c.ended IS NULL AND c.subject = 'vendor'
UNION ALL
SELECT c.person, s.id FROM conflict c JOIN dossier d ON lower(d.manufacturer) = lower(c.vendor)
  JOIN submission o ON o.id = d.submission JOIN submission s ON s.id = o.id OR s.version = o.version
WHERE c.ended IS NULL AND c.subject = 'vendor';

CREATE TRIGGER review_without_interest BEFORE INSERT ON review
WHEN EXISTS (SELECT 1 FROM conflict_about a WHERE a.person = NEW.reviewer AND a.submission = NEW.submission)
BEGIN SELECT RAISE(ABORT, 'who has a conflict of interest does not judge'); END;
CREATE TRIGGER decision_without_interest BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM conflict_about a WHERE a.person = NEW.decider AND a.submission = NEW.submission)
BEGIN SELECT RAISE(ABORT, 'who has a conflict of interest does not judge'); END;
CREATE TRIGGER claim_opinion_without_interest BEFORE INSERT ON claim_opinion
WHEN EXISTS (SELECT 1 FROM claim c JOIN conflict_about a ON a.submission = c.submission
             WHERE c.id = NEW.claim AND a.person = NEW.person)
BEGIN SELECT RAISE(ABORT, 'who has a conflict of interest does not judge'); END;
CREATE TRIGGER document_opinion_without_interest BEFORE INSERT ON document_opinion
WHEN EXISTS (SELECT 1 FROM document d JOIN conflict_about a ON a.submission = d.submission
             WHERE d.id = NEW.document AND a.person = NEW.person)
BEGIN SELECT RAISE(ABORT, 'who has a conflict of interest does not judge'); END;
CREATE TRIGGER recall_match_without_interest BEFORE UPDATE OF person ON recall_match
WHEN NEW.person IS NOT NULL AND NEW.person IS NOT OLD.person
 AND EXISTS (SELECT 1 FROM submission s JOIN conflict_about a ON a.submission = s.id
             WHERE s.version = NEW.version AND a.person = NEW.person)
BEGIN SELECT RAISE(ABORT, 'who has a conflict of interest does not judge'); END;

-- Who changed an approval last; empty: the service itself.
ALTER TABLE approval ADD COLUMN changer TEXT REFERENCES person (id);
CREATE TRIGGER approval_changed_without_interest BEFORE UPDATE OF state ON approval
WHEN NEW.state <> OLD.state AND NEW.changer IS NOT NULL
 AND EXISTS (SELECT 1 FROM conflict_about a WHERE a.person = NEW.changer AND a.submission = NEW.submission)
BEGIN SELECT RAISE(ABORT, 'who has a conflict of interest does not judge'); END;
CREATE TRIGGER approval_is_lifted_by_a_person BEFORE UPDATE OF state ON approval
WHEN OLD.state = 'suspended' AND NEW.state = 'active' AND NEW.changer IS NULL
BEGIN SELECT RAISE(ABORT, 'the service suspends by itself and never lifts'); END;

-- Uses of break-glass: a code is minted on the host, opened once, and the access ends. Only a digest of the code is here.
-- The person of an access is made for it alone: nobody logs in as them, and they hold no role.
CREATE TABLE emergency_access (
  id          TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  code_digest TEXT NOT NULL UNIQUE CHECK (length(code_digest) = 64 AND code_digest NOT GLOB '*[^0-9a-f]*'),
  minted      INTEGER NOT NULL,
  code_ends   INTEGER NOT NULL CHECK (code_ends - minted BETWEEN 0 AND 900000),
  person      TEXT UNIQUE REFERENCES person (id),
  opened      INTEGER,
  until       INTEGER CHECK (until - opened BETWEEN 0 AND 3600000),
  ended       INTEGER,
  CHECK ((person IS NULL) = (opened IS NULL) AND (opened IS NULL) = (until IS NULL)),
  CHECK (ended IS NULL OR opened IS NOT NULL)
) STRICT;
CREATE INDEX emergency_access_open ON emergency_access (id) WHERE opened IS NOT NULL AND ended IS NULL;

CREATE TRIGGER emergency_access_begins_unopened BEFORE INSERT ON emergency_access WHEN NEW.opened IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a code is minted before it is used'); END;
CREATE TRIGGER emergency_access_opens_and_ends_once BEFORE UPDATE ON emergency_access
WHEN NEW.id <> OLD.id OR NEW.code_digest <> OLD.code_digest OR NEW.minted <> OLD.minted OR NEW.code_ends <> OLD.code_ends
  OR OLD.ended IS NOT NULL
  OR (OLD.opened IS NOT NULL AND (NEW.person <> OLD.person OR NEW.opened <> OLD.opened OR NEW.until <> OLD.until))
  OR (OLD.opened IS NULL AND NEW.opened NOT BETWEEN OLD.minted AND OLD.code_ends)
BEGIN SELECT RAISE(ABORT, 'emergency access is opened once and ended once'); END;
CREATE TRIGGER emergency_access_is_kept BEFORE DELETE ON emergency_access
BEGIN SELECT RAISE(ABORT, 'uses of emergency access are kept'); END;

CREATE TRIGGER emergency_person_has_no_role BEFORE INSERT ON person_role
WHEN EXISTS (SELECT 1 FROM emergency_access e WHERE e.person = NEW.person)
BEGIN SELECT RAISE(ABORT, 'emergency access holds no role'); END;
CREATE TRIGGER emergency_person_has_no_password BEFORE INSERT ON credential
WHEN EXISTS (SELECT 1 FROM emergency_access e WHERE e.person = NEW.person)
BEGIN SELECT RAISE(ABORT, 'nobody logs in as emergency access'); END;
CREATE TRIGGER emergency_person_has_no_token BEFORE INSERT ON token
WHEN EXISTS (SELECT 1 FROM emergency_access e WHERE e.person = NEW.owner)
BEGIN SELECT RAISE(ABORT, 'emergency access has no token'); END;
CREATE TRIGGER emergency_person_has_one_session BEFORE INSERT ON session
WHEN EXISTS (SELECT 1 FROM emergency_access e WHERE e.person = NEW.person
             AND (e.ended IS NOT NULL OR NEW.expires > e.until
               OR EXISTS (SELECT 1 FROM session s WHERE s.person = NEW.person)))
BEGIN SELECT RAISE(ABORT, 'emergency access is one session, and is not renewed'); END;
CREATE TRIGGER emergency_session_is_not_extended BEFORE UPDATE OF expires ON session
WHEN NEW.expires > OLD.expires AND EXISTS (SELECT 1 FROM emergency_access e WHERE e.person = NEW.person)
BEGIN SELECT RAISE(ABORT, 'emergency access is one session, and is not renewed'); END;
CREATE TRIGGER emergency_person_stays_locked_out BEFORE UPDATE OF disabled ON person
WHEN OLD.disabled IS NOT NULL AND NEW.disabled IS NULL
 AND EXISTS (SELECT 1 FROM emergency_access e WHERE e.person = NEW.id)
BEGIN SELECT RAISE(ABORT, 'emergency access that has ended stays so'); END;

-- Emergency approvals: for one file and a few hours, granted in an open access, ratified by two ordinary persons.
CREATE TABLE emergency_approval (
  id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  submission TEXT NOT NULL REFERENCES submission (id),
  version    TEXT NOT NULL REFERENCES version (id),
  artifact   TEXT NOT NULL CHECK (length(artifact) = 64 AND artifact NOT GLOB '*[^0-9a-f]*'),
  access     TEXT NOT NULL REFERENCES emergency_access (id),
  grantor    TEXT NOT NULL REFERENCES person (id),
  reason     TEXT NOT NULL CHECK (reason <> ''),
  granted    INTEGER NOT NULL,
  ends       INTEGER NOT NULL CHECK (ends > granted AND ends - granted <= 259200000),  -- 72 hours
  state      TEXT NOT NULL CHECK (state IN ('standing', 'ratified', 'revoked', 'expired')),
  reviewer   TEXT REFERENCES person (id),
  approver   TEXT REFERENCES person (id),
  changer    TEXT REFERENCES person (id),
  revision   INTEGER NOT NULL CHECK (revision >= 1),
  CHECK (reviewer <> approver),
  CHECK (state <> 'ratified' OR (reviewer IS NOT NULL AND approver IS NOT NULL)),
  CHECK (state <> 'expired' OR (reviewer IS NOT NULL AND approver IS NOT NULL))
) STRICT;
CREATE INDEX emergency_approval_by_artifact ON emergency_approval (artifact, id);
CREATE INDEX emergency_approval_by_version ON emergency_approval (version, id);
CREATE INDEX emergency_approval_by_submission ON emergency_approval (submission, id);
CREATE INDEX emergency_approval_open ON emergency_approval (ends) WHERE state IN ('standing', 'ratified');

CREATE TRIGGER emergency_approval_is_granted_in_an_access BEFORE INSERT ON emergency_approval
WHEN NEW.state <> 'standing' OR NEW.reviewer IS NOT NULL OR NEW.approver IS NOT NULL
  OR NOT EXISTS (SELECT 1 FROM emergency_access e WHERE e.id = NEW.access AND e.person = NEW.grantor
                 AND e.ended IS NULL AND NEW.granted BETWEEN e.opened AND e.until)
  OR NOT EXISTS (SELECT 1 FROM submission s WHERE s.id = NEW.submission AND s.artifact = NEW.artifact
                 AND s.version = NEW.version AND s.state IN ('in_review', 'needs_info'))
BEGIN SELECT RAISE(ABORT, 'an emergency approval needs open emergency access and an undecided request'); END;
CREATE TRIGGER emergency_approval_not_against_a_no BEFORE INSERT ON emergency_approval
WHEN EXISTS (SELECT 1 FROM approval a WHERE a.version = NEW.version AND a.state IN ('revoked', 'suspended'))
  OR EXISTS (SELECT 1 FROM submission s WHERE s.version = NEW.version AND s.state = 'rejected')
  OR EXISTS (SELECT 1 FROM emergency_approval e WHERE e.version = NEW.version AND e.state = 'revoked')
BEGIN SELECT RAISE(ABORT, 'no emergency approval of what was rejected or taken back'); END;
CREATE TRIGGER emergency_approval_stays BEFORE UPDATE ON emergency_approval
WHEN NEW.id <> OLD.id OR NEW.submission <> OLD.submission OR NEW.version <> OLD.version OR NEW.artifact <> OLD.artifact
  OR NEW.access <> OLD.access OR NEW.grantor <> OLD.grantor OR NEW.reason <> OLD.reason OR NEW.granted <> OLD.granted
  OR NEW.ends <> OLD.ends OR (OLD.reviewer IS NOT NULL AND NEW.reviewer IS NOT OLD.reviewer)
  OR (OLD.approver IS NOT NULL AND NEW.approver IS NOT OLD.approver)
  OR (NEW.state <> OLD.state AND NOT ((OLD.state = 'standing' AND NEW.state IN ('ratified', 'revoked'))
                                   OR (OLD.state = 'ratified' AND NEW.state IN ('revoked', 'expired'))))
  OR (OLD.state IN ('revoked', 'expired') AND (NEW.reviewer IS NOT OLD.reviewer OR NEW.approver IS NOT OLD.approver))
BEGIN SELECT RAISE(ABORT, 'an emergency approval is ratified, revoked or over, and otherwise never changed'); END;
CREATE TRIGGER emergency_approval_is_ratified_by_others BEFORE UPDATE OF reviewer, approver ON emergency_approval
WHEN EXISTS (SELECT 1 FROM submission s WHERE s.id = NEW.submission
             AND (s.submitter IN (NEW.reviewer, NEW.approver) OR s.uploader IN (NEW.reviewer, NEW.approver)))
  OR EXISTS (SELECT 1 FROM artifact_uploader u WHERE u.sha256 = NEW.artifact AND u.person IN (NEW.reviewer, NEW.approver))
  OR EXISTS (SELECT 1 FROM emergency_access e WHERE e.person IN (NEW.reviewer, NEW.approver))
  OR EXISTS (SELECT 1 FROM conflict_about a WHERE a.submission = NEW.submission
             AND ((a.person = NEW.reviewer AND OLD.reviewer IS NULL) OR (a.person = NEW.approver AND OLD.approver IS NULL)))
  OR (NEW.reviewer IS NOT NULL AND OLD.reviewer IS NULL
      AND NOT EXISTS (SELECT 1 FROM person_role r WHERE r.person = NEW.reviewer AND r.role = 'reviewer'))
  OR (NEW.approver IS NOT NULL AND OLD.approver IS NULL
      AND NOT EXISTS (SELECT 1 FROM person_role r WHERE r.person = NEW.approver AND r.role = 'approver'))
BEGIN SELECT RAISE(ABORT, 'an emergency approval is ratified by a reviewer and an approver who did not bring the tool'); END;
CREATE TRIGGER emergency_approval_is_kept BEFORE DELETE ON emergency_approval
BEGIN SELECT RAISE(ABORT, 'emergency approvals are kept'); END;

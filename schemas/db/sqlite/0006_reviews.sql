-- Reviews, decisions and waivers. The triggers are the second guard behind service/domain/review: three different
-- people stand behind every decision.

CREATE TABLE review (
  id          TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  submission  TEXT NOT NULL REFERENCES submission (id),
  reviewer    TEXT NOT NULL REFERENCES person (id),
  domain      TEXT NOT NULL CHECK (domain IN ('security', 'privacy', 'clinical', 'regulatory')),
  opinion     TEXT NOT NULL CHECK (opinion IN ('support', 'object')),
  comment     TEXT NOT NULL,
  binding     TEXT NOT NULL,
  created     INTEGER NOT NULL,
  voided      INTEGER,
  void_reason TEXT NOT NULL
) STRICT;
CREATE INDEX review_by_submission ON review (submission, created, id);
CREATE UNIQUE INDEX review_stands_once ON review (submission, reviewer, domain) WHERE voided IS NULL;

CREATE TRIGGER review_by_another_person BEFORE INSERT ON review
WHEN EXISTS (SELECT 1 FROM submission s WHERE s.id = NEW.submission
             AND (s.submitter = NEW.reviewer OR s.uploader = NEW.reviewer))
BEGIN SELECT RAISE(ABORT, 'a review needs a person who neither asked nor uploaded'); END;

CREATE TRIGGER review_stays BEFORE UPDATE ON review
WHEN NEW.id <> OLD.id OR NEW.submission <> OLD.submission OR NEW.reviewer <> OLD.reviewer OR NEW.domain <> OLD.domain
  OR NEW.opinion <> OLD.opinion OR NEW.comment <> OLD.comment OR NEW.binding <> OLD.binding
  OR NEW.created <> OLD.created OR OLD.voided IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a review is voided once and otherwise never changed'); END;
CREATE TRIGGER review_is_kept BEFORE DELETE ON review
BEGIN SELECT RAISE(ABORT, 'reviews are kept'); END;

CREATE TABLE decision (
  id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  submission TEXT NOT NULL UNIQUE REFERENCES submission (id),
  decider    TEXT NOT NULL REFERENCES person (id),
  outcome    TEXT NOT NULL CHECK (outcome IN ('approve', 'approve_with_conditions', 'reject')),
  reason     TEXT NOT NULL,
  conditions TEXT NOT NULL CHECK (conditions GLOB '[[]*]'),
  expires    TEXT CHECK (expires GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  created    INTEGER NOT NULL,
  CHECK (outcome = 'reject' OR expires IS NOT NULL)
) STRICT;

CREATE TRIGGER decision_by_another_person BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM submission s WHERE s.id = NEW.submission
             AND (s.submitter = NEW.decider OR s.uploader = NEW.decider))
  OR EXISTS (SELECT 1 FROM submission s JOIN artifact_uploader u ON u.sha256 = s.artifact
             WHERE s.id = NEW.submission AND u.person = NEW.decider)
  OR EXISTS (SELECT 1 FROM review r WHERE r.submission = NEW.submission AND r.reviewer = NEW.decider)
BEGIN SELECT RAISE(ABORT, 'a decision needs a person who neither asked nor uploaded nor reviewed'); END;

CREATE TRIGGER decision_stays BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are kept'); END;

CREATE TABLE waiver (
  decision TEXT NOT NULL REFERENCES decision (id),
  ordinal  INTEGER NOT NULL CHECK (ordinal >= 0),
  rule     TEXT NOT NULL,
  subject  TEXT NOT NULL,
  reason   TEXT NOT NULL CHECK (length(reason) >= 1),
  expires  TEXT NOT NULL CHECK (expires GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  PRIMARY KEY (decision, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER waiver_stays BEFORE UPDATE ON waiver
BEGIN SELECT RAISE(ABORT, 'a waiver is never changed'); END;
CREATE TRIGGER waiver_is_kept BEFORE DELETE ON waiver
BEGIN SELECT RAISE(ABORT, 'waivers are kept'); END;

-- Approvals: what positive decisions create, pinned to artifacts and to the verified signer set.

CREATE TABLE approval (
  id            TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  submission    TEXT NOT NULL UNIQUE REFERENCES submission (id),
  tool          TEXT NOT NULL REFERENCES tool (id),
  version       TEXT NOT NULL REFERENCES version (id),
  platform      TEXT NOT NULL CHECK (platform IN ('android', 'ios', 'windows', 'browser', 'web', 'package')),
  identifier    TEXT NOT NULL,
  version_text  TEXT NOT NULL,
  version_code  TEXT NOT NULL,
  conditions    TEXT NOT NULL CHECK (conditions GLOB '[[]*]'),
  jurisdictions TEXT NOT NULL CHECK (jurisdictions GLOB '[[]*]'),
  department    TEXT REFERENCES department (id),
  state         TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'revoked', 'expired', 'superseded')),
  reason        TEXT NOT NULL,
  decider       TEXT NOT NULL REFERENCES person (id),
  starts        TEXT NOT NULL CHECK (starts GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  expires       TEXT NOT NULL CHECK (expires GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  created       INTEGER NOT NULL,
  revision      INTEGER NOT NULL CHECK (revision >= 1)
) STRICT;
CREATE INDEX approval_by_tool ON approval (tool, created, id);
CREATE INDEX approval_by_tool_state ON approval (tool, state);
CREATE INDEX approval_by_version_text ON approval (platform, identifier, version_text);
CREATE INDEX approval_by_version_code ON approval (platform, identifier, version_code);
CREATE INDEX approval_by_state ON approval (state, id);
CREATE INDEX approval_due ON approval (state, expires, id);

CREATE TRIGGER approval_needs_three_people BEFORE INSERT ON approval
WHEN NOT EXISTS (SELECT 1 FROM decision d JOIN submission s ON s.id = d.submission
                 WHERE d.submission = NEW.submission AND d.decider = NEW.decider
                   AND d.outcome IN ('approve', 'approve_with_conditions')
                   AND EXISTS (SELECT 1 FROM review r
                               WHERE r.submission = d.submission AND r.voided IS NULL AND r.opinion = 'support'
                                 AND r.reviewer <> d.decider AND r.reviewer <> s.submitter))
BEGIN SELECT RAISE(ABORT, 'an approval needs a positive decision and a standing review by another person'); END;

CREATE TRIGGER approval_is_pinned BEFORE UPDATE ON approval
WHEN NEW.id <> OLD.id OR NEW.submission <> OLD.submission OR NEW.tool <> OLD.tool OR NEW.version <> OLD.version
  OR NEW.platform <> OLD.platform OR NEW.identifier <> OLD.identifier OR NEW.version_text <> OLD.version_text
  OR NEW.version_code <> OLD.version_code OR NEW.jurisdictions <> OLD.jurisdictions
  OR NEW.department IS NOT OLD.department OR NEW.decider <> OLD.decider OR NEW.starts <> OLD.starts
  OR NEW.expires > OLD.expires OR NEW.created <> OLD.created
BEGIN SELECT RAISE(ABORT, 'an approval is never widened: what it is pinned to stays, its end never moves later'); END;

CREATE TRIGGER approval_ends_once BEFORE UPDATE OF state ON approval
WHEN OLD.state IN ('revoked', 'expired', 'superseded') AND NEW.state <> OLD.state
BEGIN SELECT RAISE(ABORT, 'an approval that has ended stays so'); END;

CREATE TRIGGER approval_is_kept BEFORE DELETE ON approval
BEGIN SELECT RAISE(ABORT, 'approvals are kept'); END;

CREATE TABLE approval_artifact (
  approval TEXT NOT NULL REFERENCES approval (id),
  sha256   TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  ordinal  INTEGER NOT NULL CHECK (ordinal >= 0),
  PRIMARY KEY (approval, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX approval_artifact_by_sha256 ON approval_artifact (sha256, approval);

CREATE TABLE approval_signer (
  approval TEXT NOT NULL REFERENCES approval (id),
  signer   TEXT NOT NULL CHECK (length(signer) = 64 AND signer NOT GLOB '*[^0-9a-f]*'),
  ordinal  INTEGER NOT NULL CHECK (ordinal >= 0),
  PRIMARY KEY (approval, signer)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER approval_artifact_stays BEFORE UPDATE ON approval_artifact
BEGIN SELECT RAISE(ABORT, 'an approval keeps its artifacts'); END;
CREATE TRIGGER approval_artifact_is_kept BEFORE DELETE ON approval_artifact
BEGIN SELECT RAISE(ABORT, 'an approval keeps its artifacts'); END;
CREATE TRIGGER approval_signer_stays BEFORE UPDATE ON approval_signer
BEGIN SELECT RAISE(ABORT, 'an approval keeps its signers'); END;
CREATE TRIGGER approval_signer_is_kept BEFORE DELETE ON approval_signer
BEGIN SELECT RAISE(ABORT, 'an approval keeps its signers'); END;

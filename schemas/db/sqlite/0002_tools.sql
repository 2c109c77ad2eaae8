-- What is bought: tools, their versions, and the artifacts (files, named by SHA-256) of a version.

CREATE TABLE tool (
  id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  platform   TEXT NOT NULL CHECK (platform IN ('android', 'ios', 'windows', 'browser', 'web', 'package')),
  identifier TEXT NOT NULL CHECK (length(identifier) >= 1),
  name       TEXT NOT NULL,
  vendor     TEXT NOT NULL,
  created    INTEGER NOT NULL,
  UNIQUE (platform, identifier)
) STRICT;
CREATE INDEX tool_by_name ON tool (name, id);
CREATE INDEX tool_by_platform ON tool (platform, name, id);

CREATE TRIGGER tool_keeps_identity BEFORE UPDATE OF id, platform, identifier, created ON tool
WHEN NEW.id <> OLD.id OR NEW.platform <> OLD.platform OR NEW.identifier <> OLD.identifier OR NEW.created <> OLD.created
BEGIN SELECT RAISE(ABORT, 'a tool keeps platform, identifier and creation'); END;

CREATE TRIGGER tool_is_kept BEFORE DELETE ON tool
BEGIN SELECT RAISE(ABORT, 'tools are kept'); END;

CREATE TABLE version (
  id           TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  tool         TEXT NOT NULL REFERENCES tool (id),
  version      TEXT NOT NULL,
  version_code TEXT NOT NULL,
  created      INTEGER NOT NULL,
  UNIQUE (tool, version, version_code)
) STRICT;
CREATE INDEX version_by_tool ON version (tool, created, id);

CREATE TRIGGER version_is_kept BEFORE DELETE ON version
BEGIN SELECT RAISE(ABORT, 'versions are kept'); END;

CREATE TABLE version_artifact (
  version TEXT NOT NULL REFERENCES version (id),
  sha256  TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  PRIMARY KEY (version, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX version_artifact_by_sha256 ON version_artifact (sha256, version);

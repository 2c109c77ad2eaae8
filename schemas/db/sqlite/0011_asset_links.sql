-- Statement lists of web hosts (Digital Asset Links) that were handed in for a file; a later one for the same host takes
-- the place of the one before.

CREATE TABLE asset_links (
  artifact  TEXT NOT NULL CHECK (length(artifact) = 64 AND artifact NOT GLOB '*[^0-9a-f]*'),
  host      TEXT NOT NULL CHECK (host <> ''),
  person    TEXT NOT NULL REFERENCES person (id),
  handed_in INTEGER NOT NULL,
  PRIMARY KEY (artifact, host)
) STRICT, WITHOUT ROWID;

CREATE TABLE asset_links_app (
  artifact    TEXT NOT NULL,
  host        TEXT NOT NULL,
  package     TEXT NOT NULL,
  certificate TEXT NOT NULL,
  PRIMARY KEY (artifact, host, package, certificate),
  FOREIGN KEY (artifact, host) REFERENCES asset_links (artifact, host)
) STRICT, WITHOUT ROWID;

-- People who sign in with the hospital's identity provider. No token of the provider is kept.

-- Which account at the provider is whom. Never by e-mail address or name: those are given to others in time.
CREATE TABLE identity (
  issuer  TEXT NOT NULL CHECK (length(issuer) BETWEEN 1 AND 2000),
  subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
  person  TEXT NOT NULL REFERENCES person (id),
  linked  INTEGER NOT NULL,
  PRIMARY KEY (issuer, subject)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX identity_by_person ON identity (person, issuer);

CREATE TRIGGER identity_stays_whose_it_is BEFORE UPDATE ON identity
BEGIN SELECT RAISE(ABORT, 'an identity is linked and unlinked, never changed'); END;

-- Who will come: what the claim that joins accounts to people will say at the first sign-in.
CREATE TABLE expected_identity (
  link   TEXT NOT NULL PRIMARY KEY CHECK (length(link) BETWEEN 1 AND 255),
  person TEXT NOT NULL UNIQUE REFERENCES person (id)
) STRICT, WITHOUT ROWID;

-- What is known of the session at the provider that a session here came from.
CREATE TABLE provider_session (
  session     TEXT NOT NULL PRIMARY KEY REFERENCES session (digest) ON DELETE CASCADE,
  issuer      TEXT NOT NULL,
  subject     TEXT NOT NULL,
  provider_id TEXT,               -- sid
  checked     INTEGER NOT NULL    -- when the provider last said that the person is signed in there
) STRICT, WITHOUT ROWID;
CREATE INDEX provider_session_by_subject ON provider_session (issuer, subject);
CREATE INDEX provider_session_by_id ON provider_session (issuer, provider_id);

-- Logout tokens that counted, until they would be refused for their age.
CREATE TABLE used_logout_token (
  issuer   TEXT NOT NULL,
  token_id TEXT NOT NULL CHECK (length(token_id) BETWEEN 1 AND 255),
  until    INTEGER NOT NULL,
  PRIMARY KEY (issuer, token_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX used_logout_token_by_time ON used_logout_token (until);

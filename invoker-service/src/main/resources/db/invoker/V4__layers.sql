-- A layer; it stays when its versions are gone, because their numbers are never used again.
CREATE TABLE lambda_layer (
  account_id VARCHAR(12) NOT NULL,
  region VARCHAR(32) NOT NULL,
  name VARCHAR(140) NOT NULL,
  last_version BIGINT NOT NULL,
  PRIMARY KEY (account_id, region, name)
);

-- A published version of a layer. Its content is JSON and never changes; its policy is the JSON that
-- GetLayerVersionPolicy shows, and may be there or not.
CREATE TABLE layer_version (
  account_id VARCHAR(12) NOT NULL,
  region VARCHAR(32) NOT NULL,
  name VARCHAR(140) NOT NULL,
  version BIGINT NOT NULL,
  code_sha256 VARCHAR(64) NOT NULL,
  content TEXT NOT NULL,
  policy_revision_id VARCHAR(36),
  policy TEXT,
  PRIMARY KEY (account_id, region, name, version),
  FOREIGN KEY (account_id, region, name) REFERENCES lambda_layer (account_id, region, name)
);

CREATE INDEX layer_version_code ON layer_version (code_sha256);

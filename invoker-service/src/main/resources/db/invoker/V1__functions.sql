-- A function, and what belongs to all its versions.
CREATE TABLE lambda_function (
  account_id VARCHAR(12) NOT NULL,
  region VARCHAR(32) NOT NULL,
  name VARCHAR(64) NOT NULL,
  tags TEXT NOT NULL,
  PRIMARY KEY (account_id, region, name)
);

-- One version of a function; $LATEST is one of them. "settings" is what clients see, "serving" what
-- invocations run: while an update is in progress the two differ. Both are JSON.
CREATE TABLE function_version (
  account_id VARCHAR(12) NOT NULL,
  region VARCHAR(32) NOT NULL,
  name VARCHAR(64) NOT NULL,
  version VARCHAR(20) NOT NULL,
  life_cycle VARCHAR(32) NOT NULL,
  revision_id VARCHAR(36) NOT NULL,
  last_modified BIGINT NOT NULL,
  settings TEXT NOT NULL,
  code_sha256 VARCHAR(64) NOT NULL,
  snapshot_id VARCHAR(36),
  serving TEXT,
  serving_code_sha256 VARCHAR(64),
  PRIMARY KEY (account_id, region, name, version),
  FOREIGN KEY (account_id, region, name)
    REFERENCES lambda_function (account_id, region, name) ON DELETE CASCADE
);

CREATE INDEX function_version_code ON function_version (code_sha256);
CREATE INDEX function_version_serving_code ON function_version (serving_code_sha256);
CREATE INDEX function_version_life_cycle ON function_version (life_cycle);

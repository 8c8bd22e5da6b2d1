-- The highest number that was ever given to a version of the function; numbers are not given twice.
ALTER TABLE lambda_function ADD COLUMN last_version BIGINT DEFAULT 0 NOT NULL;

-- The version as a number to sort by; 0 is $LATEST.
ALTER TABLE function_version ADD COLUMN version_number BIGINT DEFAULT 0 NOT NULL;

-- What $LATEST's description was when the version was published, whose own may be another one.
ALTER TABLE function_version ADD COLUMN source_description VARCHAR(256);

-- A name for one version of a function, or for two that share its invocations.
CREATE TABLE function_alias (
  account_id VARCHAR(12) NOT NULL,
  region VARCHAR(32) NOT NULL,
  name VARCHAR(64) NOT NULL,
  alias VARCHAR(128) NOT NULL,
  revision_id VARCHAR(36) NOT NULL,
  description VARCHAR(256) NOT NULL,
  version VARCHAR(20) NOT NULL,
  additional_version VARCHAR(20),
  additional_weight DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (account_id, region, name, alias),
  FOREIGN KEY (account_id, region, name)
    REFERENCES lambda_function (account_id, region, name) ON DELETE CASCADE,
  FOREIGN KEY (account_id, region, name, version)
    REFERENCES function_version (account_id, region, name, version),
  FOREIGN KEY (account_id, region, name, additional_version)
    REFERENCES function_version (account_id, region, name, version)
);

CREATE INDEX function_alias_version ON function_alias (account_id, region, name, version);
CREATE INDEX function_alias_additional
  ON function_alias (account_id, region, name, additional_version);

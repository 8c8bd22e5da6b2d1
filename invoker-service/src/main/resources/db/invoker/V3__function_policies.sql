-- The resource policy of a function (qualifier '') or of one of its versions or aliases. The document is the JSON that
-- GetPolicy shows.
CREATE TABLE function_policy (
  account_id VARCHAR(12) NOT NULL,
  region VARCHAR(32) NOT NULL,
  name VARCHAR(64) NOT NULL,
  qualifier VARCHAR(128) NOT NULL,
  revision_id VARCHAR(36) NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (account_id, region, name, qualifier),
  FOREIGN KEY (account_id, region, name)
    REFERENCES lambda_function (account_id, region, name) ON DELETE CASCADE
);

-- The URL of a function (qualifier '') or of one of its aliases. "cors" is JSON; times are microseconds since 1970.
CREATE TABLE function_url (
  url_id VARCHAR(32) NOT NULL,
  account_id VARCHAR(12) NOT NULL,
  region VARCHAR(32) NOT NULL,
  name VARCHAR(64) NOT NULL,
  qualifier VARCHAR(128) NOT NULL,
  auth_type VARCHAR(16) NOT NULL,
  cors TEXT,
  created BIGINT NOT NULL,
  modified BIGINT NOT NULL,
  PRIMARY KEY (url_id),
  UNIQUE (account_id, region, name, qualifier),
  FOREIGN KEY (account_id, region, name)
    REFERENCES lambda_function (account_id, region, name) ON DELETE CASCADE
);

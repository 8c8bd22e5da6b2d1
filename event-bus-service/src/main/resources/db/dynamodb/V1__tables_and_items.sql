-- Tables as JSON: what is asked of them is their definition as a whole.
CREATE TABLE dynamo_table (
  account_id VARCHAR(12) NOT NULL,
  region VARCHAR(64) NOT NULL,
  name VARCHAR(255) NOT NULL,
  id INT NOT NULL UNIQUE,
  definition VARCHAR(1000000) NOT NULL,
  PRIMARY KEY (account_id, region, name)
);

-- What the keys of rows begin with: a number for each table and each of its indexes.
CREATE SEQUENCE row_prefix START WITH 1;

-- Items, and the entries of indexes. Who writes them has locked the row of their table.
CREATE TABLE item (
  k BYTEA PRIMARY KEY,
  v BYTEA NOT NULL
);

-- Prefixes of what has been deleted, until their rows are gone.
CREATE TABLE dropped_prefix (
  id INT PRIMARY KEY
);

-- Tokens of transactions, for ten minutes.
CREATE TABLE client_token (
  account_id VARCHAR(12) NOT NULL,
  region VARCHAR(64) NOT NULL,
  token VARCHAR(64) NOT NULL,
  request VARCHAR(64) NOT NULL,
  used_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, region, token)
);

CREATE INDEX client_token_by_time ON client_token (used_at);

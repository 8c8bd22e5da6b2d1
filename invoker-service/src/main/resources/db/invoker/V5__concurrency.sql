-- Concurrency that is kept for one function, all its versions and aliases together; 0 turns it off.
CREATE TABLE reserved_concurrency (
  account_id VARCHAR(12) NOT NULL,
  region VARCHAR(32) NOT NULL,
  name VARCHAR(64) NOT NULL,
  executions INTEGER NOT NULL,
  PRIMARY KEY (account_id, region, name),
  FOREIGN KEY (account_id, region, name)
    REFERENCES lambda_function (account_id, region, name) ON DELETE CASCADE
);

-- Increases of an account's concurrency. Each is higher than the one before, so the limit is the
-- highest of them.
CREATE TABLE account_limit_increase (
  account_id VARCHAR(12) NOT NULL,
  region VARCHAR(32) NOT NULL,
  executions INTEGER NOT NULL,
  id VARCHAR(36) NOT NULL,
  requested BIGINT NOT NULL,
  requester TEXT NOT NULL,
  PRIMARY KEY (account_id, region, executions)
);

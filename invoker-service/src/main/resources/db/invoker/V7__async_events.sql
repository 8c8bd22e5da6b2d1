-- An event that waits for its turn, runs, or is being handed to its destinations; gone when it has ended. Times are
-- milliseconds since 1970 in platform time. "owner" is the process that has claimed it; nobody's if null. "completion" is
-- JSON: how it ended, and who is still to be told. "qualifier" is '' for the function itself.
CREATE TABLE async_event (
  request_id VARCHAR(36) NOT NULL,
  account_id VARCHAR(12) NOT NULL,
  region VARCHAR(32) NOT NULL,
  name VARCHAR(64) NOT NULL,
  qualifier VARCHAR(128) NOT NULL,
  payload BYTEA NOT NULL,
  trace_header VARCHAR(2048) NOT NULL,
  received BIGINT NOT NULL,
  due BIGINT NOT NULL,
  invocations INTEGER NOT NULL,
  waits INTEGER NOT NULL,
  completion TEXT,
  owner VARCHAR(64),
  claim VARCHAR(36),
  PRIMARY KEY (request_id)
);

CREATE INDEX async_event_due ON async_event (account_id, region, name, owner, due);
CREATE INDEX async_event_owner ON async_event (owner);

-- Processes that claim events, and until when (wall time) their claims hold unless they say so again.
CREATE TABLE async_owner (
  owner VARCHAR(64) NOT NULL,
  alive_until BIGINT NOT NULL,
  PRIMARY KEY (owner)
);

-- How events of a function ($LATEST), version or alias are tried, and where they go in the end. Times are milliseconds.
CREATE TABLE event_invoke_config (
  account_id VARCHAR(12) NOT NULL,
  region VARCHAR(32) NOT NULL,
  name VARCHAR(64) NOT NULL,
  qualifier VARCHAR(128) NOT NULL,
  retry_attempts INTEGER,
  event_age_seconds INTEGER,
  on_success VARCHAR(350),
  on_failure VARCHAR(350),
  modified BIGINT NOT NULL,
  PRIMARY KEY (account_id, region, name, qualifier),
  FOREIGN KEY (account_id, region, name)
    REFERENCES lambda_function (account_id, region, name) ON DELETE CASCADE
);

-- Functions that may call themselves without end; all others are stopped.
CREATE TABLE recursion_allowed (
  account_id VARCHAR(12) NOT NULL,
  region VARCHAR(32) NOT NULL,
  name VARCHAR(64) NOT NULL,
  PRIMARY KEY (account_id, region, name),
  FOREIGN KEY (account_id, region, name)
    REFERENCES lambda_function (account_id, region, name) ON DELETE CASCADE
);

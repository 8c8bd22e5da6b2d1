CREATE TABLE queue (
  region VARCHAR(64) NOT NULL,
  account_id VARCHAR(12) NOT NULL,
  name VARCHAR(80) NOT NULL,
  created_at BIGINT NOT NULL,
  attributes VARCHAR(1000000) NOT NULL,
  tags VARCHAR(200000) NOT NULL,
  PRIMARY KEY (account_id, region, name)
);

-- Names that cannot be used again for a minute.
CREATE TABLE deleted_queue (
  region VARCHAR(64) NOT NULL,
  account_id VARCHAR(12) NOT NULL,
  name VARCHAR(80) NOT NULL,
  deleted_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, region, name)
);

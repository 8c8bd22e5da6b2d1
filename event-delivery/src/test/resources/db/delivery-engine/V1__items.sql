CREATE TABLE item (
  id VARCHAR(64) NOT NULL,
  lane VARCHAR(2048) NOT NULL,
  due BIGINT NOT NULL,
  bytes INTEGER NOT NULL,
  header TEXT NOT NULL,
  payload BYTEA NOT NULL,
  state TEXT NOT NULL,
  owner VARCHAR(128),
  claim VARCHAR(36),
  PRIMARY KEY (id)
);

CREATE INDEX item_by_lane ON item (lane, due, owner);
CREATE INDEX item_by_owner ON item (owner);

CREATE TABLE item_owner (
  owner VARCHAR(128) NOT NULL,
  instance VARCHAR(64) NOT NULL,
  alive_until BIGINT NOT NULL,
  PRIMARY KEY (owner)
);

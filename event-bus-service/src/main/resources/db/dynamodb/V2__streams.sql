-- Streams, the present ones of tables and those that can still be read.
CREATE TABLE dynamo_stream (
  account_id VARCHAR(12) NOT NULL,
  region VARCHAR(64) NOT NULL,
  table_name VARCHAR(255) NOT NULL,
  label VARCHAR(23) NOT NULL,
  topic VARCHAR(249) NOT NULL UNIQUE,
  definition VARCHAR(10000) NOT NULL,
  closed_at BIGINT,
  PRIMARY KEY (account_id, region, table_name, label)
);

-- Records on their way to Kafka, and how many each shard has had.
CREATE TABLE stream_outbox (
  topic VARCHAR(249) NOT NULL,
  shard INTEGER NOT NULL,
  sequence_number BIGINT NOT NULL,
  record_key VARCHAR(2200) NOT NULL,
  headers TEXT,
  payload BYTEA,
  PRIMARY KEY (topic, shard, sequence_number)
);
CREATE TABLE stream_outbox_shard (
  topic VARCHAR(249) NOT NULL,
  shard INTEGER NOT NULL,
  last_number BIGINT NOT NULL,
  PRIMARY KEY (topic, shard)
);

-- Up to which number the records of a shard are older than a day.
CREATE TABLE stream_trim (
  topic VARCHAR(249) NOT NULL,
  shard INTEGER NOT NULL,
  trimmed_number BIGINT NOT NULL,
  PRIMARY KEY (topic, shard)
);

-- Which process sends the records of which shards.
CREATE TABLE stream_relay_lease (
  subscription VARCHAR(200) NOT NULL,
  topic VARCHAR(249) NOT NULL,
  shard INTEGER NOT NULL,
  owner VARCHAR(200),
  generation BIGINT NOT NULL,
  checkpoint_offset BIGINT,
  checkpoint_note TEXT,
  beat_at BIGINT NOT NULL,
  PRIMARY KEY (subscription, topic, shard)
);
CREATE TABLE stream_relay_member (
  subscription VARCHAR(200) NOT NULL,
  member VARCHAR(200) NOT NULL,
  beat_at BIGINT NOT NULL,
  PRIMARY KEY (subscription, member)
);

-- What shard iterators are signed with.
CREATE TABLE stream_secret (
  id INT PRIMARY KEY,
  secret BYTEA NOT NULL
);

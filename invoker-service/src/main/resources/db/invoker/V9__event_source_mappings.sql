-- Mappings of event sources to functions. They outlive their functions. "source" tells two mappings of one function apart: the
-- stream's ARN, or Kafka's servers and the topic. "definition" and "tags" are JSON. "revision" is raised by every change that
-- its owner makes, and by the end of each transition. Times are milliseconds since 1970, platform time.
CREATE TABLE event_source_mapping (
  uuid VARCHAR(36) NOT NULL,
  account_id VARCHAR(12) NOT NULL,
  region VARCHAR(32) NOT NULL,
  name VARCHAR(64) NOT NULL,
  qualifier VARCHAR(128) NOT NULL,
  source VARCHAR(4096) NOT NULL,
  source_digest VARCHAR(64) NOT NULL,
  definition TEXT NOT NULL,
  tags TEXT NOT NULL,
  enabled BOOLEAN NOT NULL,
  state VARCHAR(16) NOT NULL,
  last_result VARCHAR(2048) NOT NULL,
  modified BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  PRIMARY KEY (uuid),
  UNIQUE (account_id, region, name, qualifier, source_digest)
);

-- Which invoker works off which partition for a mapping, and how far it is; see the package
-- aws.kafka.poll. The note is JSON: the number of the next record, and what the function has made of the window that is open.
CREATE TABLE event_source_lease (
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
CREATE TABLE event_source_member (
  subscription VARCHAR(200) NOT NULL,
  member VARCHAR(200) NOT NULL,
  beat_at BIGINT NOT NULL,
  PRIMARY KEY (subscription, member)
);

CREATE TABLE demo_outbox (
  topic VARCHAR(249) NOT NULL,
  shard INTEGER NOT NULL,
  sequence_number BIGINT NOT NULL,
  record_key VARCHAR(2200) NOT NULL,
  headers TEXT,
  payload BYTEA,
  PRIMARY KEY (topic, shard, sequence_number)
);

CREATE TABLE demo_outbox_shard (
  topic VARCHAR(249) NOT NULL,
  shard INTEGER NOT NULL,
  last_number BIGINT NOT NULL,
  PRIMARY KEY (topic, shard)
);

CREATE TABLE demo_partition_lease (
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

CREATE TABLE demo_partition_member (
  subscription VARCHAR(200) NOT NULL,
  member VARCHAR(200) NOT NULL,
  beat_at BIGINT NOT NULL,
  PRIMARY KEY (subscription, member)
);

-- The outbox in the shape that all outboxes have. What still waits in the old one goes over, in its order.
ALTER TABLE iam_outbox RENAME TO iam_outbox_before;

CREATE TABLE iam_outbox (
  topic VARCHAR(249) NOT NULL,
  shard INTEGER NOT NULL,
  sequence_number BIGINT NOT NULL,
  record_key VARCHAR(2200) NOT NULL,
  headers TEXT,
  payload BYTEA,
  PRIMARY KEY (topic, shard, sequence_number)
);

CREATE TABLE iam_outbox_shard (
  topic VARCHAR(249) NOT NULL,
  shard INTEGER NOT NULL,
  last_number BIGINT NOT NULL,
  PRIMARY KEY (topic, shard)
);

-- PostgreSQL reads a backslash in a text as an escape when it makes bytes of it, and H2 does not.
INSERT INTO iam_outbox (topic, shard, sequence_number, record_key, payload)
SELECT 'triggerfish.identity', 0, ROW_NUMBER() OVER (ORDER BY sequence), record_key,
  CAST(REPLACE(payload, '\', CASE OCTET_LENGTH(CAST('\\' AS BYTEA)) WHEN 1 THEN '\\' ELSE '\' END) AS BYTEA)
FROM iam_outbox_before;

INSERT INTO iam_outbox_shard (topic, shard, last_number)
SELECT 'triggerfish.identity', 0, COUNT(*) FROM iam_outbox_before;

DROP TABLE iam_outbox_before;

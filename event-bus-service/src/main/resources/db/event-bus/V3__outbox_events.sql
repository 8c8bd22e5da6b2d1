-- What is accepted and not yet delivered, in the shape of the delivery engine's tables. Times are milliseconds since 1970,
-- those of events in platform time, those of owners in wall time. "lane" is the target's ARN, "header" JSON that never
-- changes, "state" the number of attempts. "owner" is the process that has claimed an event; nobody's if null.
CREATE TABLE outbox_event (
  id VARCHAR(64) NOT NULL,
  lane VARCHAR(2048) NOT NULL,
  due BIGINT NOT NULL,
  bytes INTEGER NOT NULL,
  header VARCHAR(65536) NOT NULL,
  payload BYTEA NOT NULL,
  state VARCHAR(20) NOT NULL,
  owner VARCHAR(128),
  claim VARCHAR(36),
  PRIMARY KEY (id)
);

CREATE INDEX outbox_event_by_lane ON outbox_event (lane, due, owner);
CREATE INDEX outbox_event_by_owner ON outbox_event (owner);

-- Processes that claim events, and until when their claims hold unless they say so again.
CREATE TABLE outbox_event_owner (
  owner VARCHAR(128) NOT NULL,
  instance VARCHAR(64) NOT NULL,
  alive_until BIGINT NOT NULL,
  PRIMARY KEY (owner)
);

INSERT INTO outbox_event (id, lane, due, bytes, header, payload, state)
SELECT
  CAST(id AS VARCHAR(20)),
  function_arn,
  due_at,
  OCTET_LENGTH(payload),
  '{"eventId":"' || REPLACE(REPLACE(event_id, '\', '\\'), '"', '\"')
    || '","principal":"' || principal
    || '","sourceArn":"' || REPLACE(REPLACE(source_arn, '\', '\\'), '"', '\"')
    || '","accountId":"' || account_id
    || '","region":"' || region
    || '","targetArn":"' || REPLACE(REPLACE(function_arn, '\', '\\'), '"', '\"')
    || '","deadLetterTargetArn":'
    || COALESCE('"' || REPLACE(REPLACE(dead_letter_target_arn, '\', '\\'), '"', '\"') || '"', 'null')
    || ',"traceHeader":'
    || COALESCE('"' || REPLACE(REPLACE(trace_header, '\', '\\'), '"', '\"') || '"', 'null')
    || ',"retries":"' || retries
    || '","acceptedAt":' || CAST(accepted_at AS VARCHAR(20)) || '}',
  payload,
  CAST(attempts AS VARCHAR(20))
FROM delivery;

DROP TABLE delivery;
DROP SEQUENCE delivery_id;

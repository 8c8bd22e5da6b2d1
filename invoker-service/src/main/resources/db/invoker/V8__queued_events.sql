-- Events in the shape of the delivery engine's tables. Times are milliseconds since 1970, those of events in platform
-- time, those of owners in wall time. "lane" is the function, or who is told how an event ended. "header" and "state" are
-- JSON: what never changes, and what each attempt may change. "owner" is the process that has claimed an event; nobody's
-- if null.
CREATE TABLE queued_event (
  id VARCHAR(64) NOT NULL,
  lane VARCHAR(2048) NOT NULL,
  due BIGINT NOT NULL,
  bytes INTEGER NOT NULL,
  header VARCHAR(65536) NOT NULL,
  payload BYTEA NOT NULL,
  state TEXT NOT NULL,
  owner VARCHAR(128),
  claim VARCHAR(36),
  PRIMARY KEY (id)
);

CREATE INDEX queued_event_by_lane ON queued_event (lane, due, owner);
CREATE INDEX queued_event_by_owner ON queued_event (owner);

-- Processes that claim events, and until when their claims hold unless they say so again.
CREATE TABLE queued_event_owner (
  owner VARCHAR(128) NOT NULL,
  instance VARCHAR(64) NOT NULL,
  alive_until BIGINT NOT NULL,
  PRIMARY KEY (owner)
);

INSERT INTO queued_event (id, lane, due, bytes, header, payload, state)
SELECT
  request_id,
  'arn:aws:lambda:' || region || ':' || account_id || ':function:' || name,
  due,
  OCTET_LENGTH(payload),
  '{"accountId":"' || account_id
    || '","region":"' || region
    || '","name":"' || name
    || '","qualifier":' || CASE WHEN qualifier = '' THEN 'null' ELSE '"' || qualifier || '"' END
    || ',"traceHeader":"' || REPLACE(REPLACE(trace_header, '\', '\\'), '"', '\"')
    || '","received":' || CAST(received AS VARCHAR(20)) || '}',
  payload,
  '{"invocations":' || CAST(invocations AS VARCHAR(20))
    || ',"waits":' || CAST(waits AS VARCHAR(20))
    || ',"completion":' || COALESCE(completion, 'null') || '}'
FROM async_event;

DROP TABLE async_event;
DROP TABLE async_owner;

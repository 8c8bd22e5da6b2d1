create table topic (
  arn varchar(400) primary key,
  account_id varchar(12) not null,
  region varchar(64) not null,
  name varchar(256) not null,
  created_at bigint not null,
  attributes varchar(1000000) not null,
  tags varchar(200000) not null
);

create index topic_by_account on topic (account_id, region, arn);

-- The id is the last part of the ARN.
create table subscription (
  id varchar(36) primary key,
  topic_arn varchar(400) not null references topic (arn) on delete cascade,
  account_id varchar(12) not null,
  region varchar(64) not null,
  protocol varchar(20) not null,
  endpoint varchar(2048) not null,
  principal varchar(2048) not null,
  attributes varchar(1000000) not null
);

create index subscription_by_topic on subscription (topic_arn, id);

create index subscription_by_account on subscription (account_id, region, id);

-- The one key by which notifications are signed.
create table signing_key (
  id varchar(32) primary key,
  private_key varchar(8000) not null,
  certificate varchar(8000) not null
);

create sequence delivery_id start with 1 increment by 1000;

-- What is accepted and not yet delivered.
create table delivery (
  id bigint primary key,
  event_id varchar(1200) not null,
  principal varchar(64) not null,
  source_arn varchar(2048) not null,
  account_id varchar(12) not null,
  region varchar(64) not null,
  function_arn varchar(2048) not null,
  payload bytea not null,
  dead_letter_target_arn varchar(2048),
  trace_header varchar(16384),
  retries varchar(8) not null,
  accepted_at bigint not null,
  attempts int not null,
  due_at bigint not null
);

create index delivery_by_target on delivery (function_arn, due_at, id);

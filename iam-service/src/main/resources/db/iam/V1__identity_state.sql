-- One row that every change of the identity state locks first, so that the outbox has the order of the commits.
create table iam_write_lock (
  id integer primary key
);
insert into iam_write_lock (id) values (1);

-- Users and roles. name_key is the lower-case name: names differ by more than case.
create table iam_principal (
  id varchar(21) primary key,
  account_id varchar(12) not null,
  kind varchar(4) not null,
  name varchar(64) not null,
  name_key varchar(64) not null,
  path varchar(512) not null,
  created_at bigint not null,
  tags text not null,
  permissions_boundary varchar(2048),
  constraint iam_principal_name unique (account_id, kind, name_key)
);

create table iam_role (
  principal_id varchar(21) primary key references iam_principal (id) on delete cascade,
  trust_policy text not null,
  description varchar(1000),
  max_session_seconds integer not null
);

create table iam_inline_policy (
  principal_id varchar(21) not null references iam_principal (id) on delete cascade,
  name varchar(128) not null,
  document text not null,
  primary key (principal_id, name)
);

create table iam_attachment (
  principal_id varchar(21) not null references iam_principal (id) on delete cascade,
  policy_arn varchar(2048) not null,
  primary key (principal_id, policy_arn)
);
create index iam_attachment_policy on iam_attachment (policy_arn);

create table iam_access_key (
  id varchar(20) primary key,
  user_id varchar(21) not null references iam_principal (id) on delete cascade,
  sealed_secret varchar(512) not null,
  status varchar(8) not null,
  created_at bigint not null
);
create index iam_access_key_user on iam_access_key (user_id);

create table iam_policy (
  arn varchar(2048) primary key,
  id varchar(21) not null,
  account_id varchar(12) not null,
  name varchar(128) not null,
  name_key varchar(128) not null,
  path varchar(512) not null,
  description varchar(1000),
  tags text not null,
  created_at bigint not null,
  updated_at bigint not null,
  default_version integer not null,
  last_version integer not null,
  constraint iam_policy_name unique (account_id, name_key)
);

create table iam_policy_version (
  policy_arn varchar(2048) not null references iam_policy (arn) on delete cascade,
  version integer not null,
  document text not null,
  created_at bigint not null,
  primary key (policy_arn, version)
);

-- Changes that Kafka has not acknowledged yet. No payload means deleted.
create table iam_outbox (
  sequence bigint generated always as identity primary key,
  record_key varchar(2200) not null,
  payload text
);

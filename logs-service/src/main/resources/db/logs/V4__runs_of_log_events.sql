-- A row holds a run of events of one stream, from ts to ts + span_ms. The layout says when each of them was and how
-- many characters of the message are its; if it is empty, the row holds a single event.
alter table log_event add column span_ms int default 0 not null;

alter table log_event add column layout varchar(20000) default '' not null;

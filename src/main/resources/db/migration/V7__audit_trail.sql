-- The audit trail: rows that are added and never changed, chained by their hashes, and one head that
-- says how many there are. Servers append one after the other by locking the head.

create table audit_events (
  sequence_number bigint not null,
  time_micros bigint not null,
  actor_kind varchar(16) not null,
  actor_id varchar(64),
  actor_name varchar(100),
  tenant varchar(64),
  action varchar(32) not null,
  entity_kind varchar(32),
  entity_id varchar(130),
  outcome varchar(16) not null,
  code varchar(64),
  address varchar(64),
  request_id varchar(64),
  details varchar(1000) not null,
  previous_hash varchar(64) not null,
  hash varchar(64) not null,
  constraint audit_events_pk primary key (sequence_number)
);

create index audit_events_time on audit_events (time_micros, sequence_number);
create index audit_events_actor on audit_events (actor_id, sequence_number);
create index audit_events_entity on audit_events (entity_kind, entity_id, sequence_number);
create index audit_events_request on audit_events (request_id, sequence_number);

create table audit_head (
  id integer not null,
  row_count bigint not null,
  hash varchar(64) not null,
  seal varchar(64) not null,
  constraint audit_head_pk primary key (id)
);

-- Not sealed yet: the first server that has the secret does that.
insert into audit_head values
  (1, 0, '0000000000000000000000000000000000000000000000000000000000000000', '');

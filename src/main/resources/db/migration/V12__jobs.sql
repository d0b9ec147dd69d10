-- Jobs: many films, worked on one message a film. The rows are the truth, messages only say where to look.
-- A job is 'creating' until all its items are there and is unknown to clients for as long.
-- input_folder: where its films are kept (one folder a job, one file an item), until inputs_removed.
-- details_sealed: what the client calls a film and whom it is of, readable with the server's keys only;
-- seal_key is the id of the key that sealed it. patient_hash: as in V10, null without a reference. film_key: the sealed key of the kept film; null where the
-- film lies at a path of the manifest. sent_at_micros: 0 while no message has been sent. *_micros: as in V1.

create sequence job_ids as bigint start with 50 increment by 50;
create table jobs (
  id bigint not null,
  tenant varchar(64) not null,
  api_key_id bigint,
  creator_kind varchar(16) not null,
  creator_id varchar(64),
  creator_name varchar(200),
  request_id varchar(64),
  source varchar(16) not null,
  state varchar(16) not null,
  model_name varchar(100) not null,
  model_version varchar(100) not null,
  operating_point varchar(32),
  item_count integer not null,
  input_folder varchar(64) not null,
  inputs_removed boolean not null,
  webhook_url varchar(1000),
  created_at_micros bigint not null,
  changed_at_micros bigint not null,
  ended_at_micros bigint,
  constraint jobs_pk primary key (id)
);
create index jobs_tenant on jobs (tenant, id);
create index jobs_state on jobs (state, id);

create table job_items (
  job_id bigint not null,
  item integer not null,
  state varchar(8) not null,
  attempts integer not null,
  sent_at_micros bigint not null,
  changed_at_micros bigint not null,
  details_sealed varchar(4000) not null,
  seal_key varchar(16) not null,
  patient_hash varchar(64),
  film_key varchar(200),
  error_code varchar(40),
  error_detail varchar(500),
  prediction_id bigint,
  constraint job_items_pk primary key (job_id, item),
  constraint job_items_job_fk foreign key (job_id) references jobs (id) on delete cascade
);
create index job_items_state on job_items (job_id, state, item);
create index job_items_seal_key on job_items (seal_key, job_id, item);
create index job_items_prediction on job_items (prediction_id);
create index job_items_patient on job_items (patient_hash);

-- Repeated requests: the same key of the same tenant is the same job.
create table job_keys (
  tenant varchar(64) not null,
  key_hash varchar(64) not null,
  job_id bigint not null,
  constraint job_keys_pk primary key (tenant, key_hash),
  constraint job_keys_job_fk foreign key (job_id) references jobs (id) on delete cascade
);

-- Who is to be told that a job has ended, and what; written in the transaction that ends it.
-- ending: the first of the job, the second after a restart, and so on. attempts: begun, not only ended.
create table job_notifications (
  job_id bigint not null,
  ending integer not null,
  state varchar(16) not null,
  url varchar(1000) not null,
  body varchar(2000) not null,
  attempts integer not null,
  due_at_micros bigint not null,
  last_problem varchar(200),
  constraint job_notifications_pk primary key (job_id, ending),
  constraint job_notifications_job_fk foreign key (job_id) references jobs (id) on delete cascade
);
create index job_notifications_due on job_notifications (state, due_at_micros);

-- Jobs that are made again and again. next_at_micros is moved on when the turn's job is there, which the
-- turn's idempotency key makes exactly one; busy_until_micros keeps other servers from trying meanwhile.
-- last_at_micros: when the last turn that worked began to look.
create sequence job_schedule_ids as bigint start with 50 increment by 50;
create table job_schedules (
  id bigint not null,
  tenant varchar(64) not null,
  api_key_id bigint,
  creator_kind varchar(16) not null,
  creator_id varchar(64),
  creator_name varchar(200),
  name varchar(100) not null,
  cron varchar(100) not null,
  time_zone varchar(64) not null,
  folder varchar(500) not null,
  only_new boolean not null,
  model_name varchar(100),
  model_version varchar(100),
  operating_point varchar(32),
  webhook_url varchar(1000),
  active boolean not null,
  created_at_micros bigint not null,
  next_at_micros bigint not null,
  busy_until_micros bigint not null,
  last_at_micros bigint,
  last_job_id bigint,
  last_problem varchar(200),
  constraint job_schedules_pk primary key (id)
);
create index job_schedules_due on job_schedules (active, next_at_micros);

-- What one server at a time does for all: who, and until when nobody else may.
create table job_leases (
  name varchar(32) not null,
  holder varchar(64) not null,
  until_micros bigint not null,
  constraint job_leases_pk primary key (name)
);
insert into job_leases (name, holder, until_micros) values ('watched-folder', '', 0);

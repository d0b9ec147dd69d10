-- Places of jobs, and what schedules remember of files.

-- Where films of jobs wait: the place's own id, which a file in it has as its name. Empty until the first server has
-- found one. A directory without that file is another one, or a share that is not mounted.
create table job_places (
  name varchar(32) not null,
  place_id varchar(64) not null,
  constraint job_places_pk primary key (name)
);
insert into job_places (name, place_id) values ('films', '');

-- Files that schedules with only_new have taken. path_hash: HMAC-SHA256 of the path with the schedule's own key; stamp: size
-- and time of the file then. pending_job_id: the job that takes it, until that one is known to be there; null afterwards.
-- seen_at_micros: within a week of when it was last there; who was not seen for long is forgotten.
create table job_schedule_films (
  schedule_id bigint not null,
  path_hash varchar(64) not null,
  stamp varchar(64) not null,
  pending_job_id bigint,
  seen_at_micros bigint not null,
  constraint job_schedule_films_pk primary key (schedule_id, path_hash),
  constraint job_schedule_films_fk foreign key (schedule_id) references job_schedules (id) on delete cascade
);
create index job_schedule_films_pending on job_schedule_films (schedule_id, pending_job_id);
create index job_schedule_films_seen on job_schedule_films (schedule_id, seen_at_micros);

-- The keys of these hashes, sealed by the server's keys; seal_key is the id of the one that sealed it.
create table job_schedule_keys (
  schedule_id bigint not null,
  sealed_key varchar(200) not null,
  seal_key varchar(16) not null,
  constraint job_schedule_keys_pk primary key (schedule_id),
  constraint job_schedule_keys_fk foreign key (schedule_id) references job_schedules (id) on delete cascade
);
create index job_schedule_keys_seal_key on job_schedule_keys (seal_key, schedule_id);

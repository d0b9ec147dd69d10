-- Whom a film is of, readable with the server's keys only: a keyed hash to find it by and the sealed
-- reference. film_key is the sealed key of a kept film, without which nobody can read the film; seal_key
-- the id of the key that hashed and sealed them. *_micros: as in V1.

alter table predictions add column patient_hash varchar(64);
alter table predictions add column patient_sealed varchar(400);
alter table predictions add column study_hash varchar(64);
alter table predictions add column study_sealed varchar(400);
alter table predictions add column film_key varchar(200);
alter table predictions add column seal_key varchar(16);
create index predictions_patient on predictions (patient_hash);
create index predictions_seal_key on predictions (seal_key, id);

-- The keys that something may still be sealed with; check_value tells two keys of one id apart.
create table secret_keys (
  key_id varchar(16) not null,
  check_value varchar(64) not null,
  since_micros bigint not null,
  constraint secret_keys_pk primary key (key_id)
);

-- Patients whose records must not be deleted. A hold is lifted, never removed.
create sequence legal_hold_ids as bigint start with 50 increment by 50;
create table legal_holds (
  id bigint not null,
  tenant varchar(64) not null,
  context varchar(50) not null,
  patient_hash varchar(64) not null,
  patient_sealed varchar(400) not null,
  seal_key varchar(16) not null,
  reason varchar(500) not null,
  set_at_micros bigint not null,
  set_by varchar(200) not null,
  lifted_at_micros bigint,
  lifted_by varchar(200),
  constraint legal_holds_pk primary key (id)
);
create index legal_holds_patient on legal_holds (patient_hash);

-- Proofs of erasures: how much, when and by whom; nothing of the patient.
create sequence erasure_ids as bigint start with 50 increment by 50;
create table erasures (
  id bigint not null,
  tenant varchar(64) not null,
  erased_at_micros bigint not null,
  erased_by varchar(200) not null,
  request_id varchar(64),
  predictions bigint not null,
  films bigint not null,
  shadow_answers bigint not null,
  records_hash varchar(64) not null,
  seal_key varchar(16) not null,
  proof varchar(64) not null,
  constraint erasures_pk primary key (id)
);

-- One row: who erases, deletes by age or changes holds locks it first; and what the nightly task last did.
create table privacy_state (
  id integer not null,
  finished_at_micros bigint not null,
  running_until_micros bigint not null,
  runner varchar(64) not null,
  constraint privacy_state_pk primary key (id)
);
insert into privacy_state values (1, 0, 0, '');

insert into role_permissions (role, permission)
  select r.name, 'privacy' from roles r
  where r.name in ('administrator', 'privacy-officer') and not exists (
    select 1 from role_permissions p where p.role = r.name and p.permission = 'privacy');

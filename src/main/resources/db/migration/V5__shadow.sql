-- A version that runs beside the one that answers, and what it says. *_micros: as in V1.

alter table model_choices add column shadow_version varchar(32);
alter table model_choices add column shadow_percent integer;
alter table model_choices add column shadow_since_micros bigint;

create table shadow_answers (
  prediction_id bigint not null,
  created_at_micros bigint not null,
  model_name varchar(100) not null,
  model_version varchar(100) not null,
  prediction_class varchar(100) not null,
  probabilities ${long_text} not null,
  largest_difference double precision not null,
  constraint shadow_answers_pk primary key (prediction_id),
  constraint shadow_answers_prediction_fk
    foreign key (prediction_id) references predictions (id) on delete cascade
);

create index shadow_answers_version
  on shadow_answers (model_name, model_version, created_at_micros);

-- One script for Derby and PostgreSQL; ${long_text} is clob or text.
-- *_micros: microseconds since 1970-01-01T00:00:00Z (docs/adr/0003-the-store.md).
-- The sequences step by the 50 ids that EclipseLink takes at once, and start at 50 because it
-- uses the 50 ids up to and including the value it gets.

create sequence api_key_ids as bigint start with 50 increment by 50;
create sequence prediction_ids as bigint start with 50 increment by 50;

create table api_keys (
  id bigint not null,
  key_prefix varchar(16) not null,
  key_sha256 char(64) not null,
  name varchar(100) not null,
  role varchar(32) not null,
  created_at_micros bigint not null,
  last_used_at_micros bigint,
  expires_at_micros bigint,
  active boolean not null,
  constraint api_keys_pk primary key (id),
  constraint api_keys_prefix_unique unique (key_prefix)
);

create table predictions (
  id bigint not null,
  created_at_micros bigint not null,
  image_filename varchar(50) not null,
  image_format varchar(8) not null,
  image_width integer not null,
  image_height integer not null,
  model_name varchar(100) not null,
  model_version varchar(100) not null,
  prediction_class varchar(100) not null,
  confidence_score double precision not null,
  probabilities ${long_text} not null,
  processing_time_micros bigint not null,
  api_key_id bigint,
  constraint predictions_pk primary key (id),
  constraint predictions_api_key_fk
    foreign key (api_key_id) references api_keys (id) on delete set null
);

-- The history is read newest first, whole or of one class; the id decides between equal times.
create index predictions_created_at on predictions (created_at_micros desc, id desc);
create index predictions_class on predictions (prediction_class, created_at_micros desc, id desc);

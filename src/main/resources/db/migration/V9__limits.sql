-- How many predictions a key may ask for in an hour; null for as many as it likes, which is what the
-- keys of before keep. And the buckets that servers share: a row for each caller who has used some of
-- its quota lately, removed an hour after its last use. A state that is null is a full bucket.

alter table api_keys add column predictions_per_hour integer;

create table limit_buckets (
  id varchar(120) not null,
  state ${short_bytes},
  updated_at_micros bigint not null,
  constraint limit_buckets_pk primary key (id)
);

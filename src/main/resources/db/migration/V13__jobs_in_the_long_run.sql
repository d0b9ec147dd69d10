-- Jobs in the long run: what is known of one that has ended, and what a kill leaves half done.
-- films_*: how many films are in which state once the job has ended (none waits or runs then); null while it is open.
-- restart_from: a restart has still to see to the films from this number on; null for none.
-- quota_bucket, quota_taken: whose quota a job that is being made has taken from, and how many predictions besides
-- the request's own; given back by whoever discards the row. Null and 0 where nobody is limited.
-- unanswerable: no attempt can answer the film, since it was refused when it came in, or erased.

alter table jobs add column films_done integer;
alter table jobs add column films_failed integer;
alter table jobs add column films_stopped integer;
alter table jobs add column restart_from integer;
alter table jobs add column quota_bucket varchar(128);
alter table jobs add column quota_taken bigint not null default 0;
create index jobs_ended on jobs (ended_at_micros, id);
create index jobs_folder on jobs (input_folder);

alter table job_items add column unanswerable boolean not null default false;

update jobs set
  films_done = (select count(*) from job_items where job_id = jobs.id and job_items.state = 'done'),
  films_failed = (select count(*) from job_items where job_id = jobs.id and job_items.state = 'failed'),
  films_stopped = (select count(*) from job_items where job_id = jobs.id and job_items.state = 'stopped')
  where ended_at_micros is not null;

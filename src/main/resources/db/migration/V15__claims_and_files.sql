-- Who makes the turn of a schedule, and which jobs of the watched folder may be forgotten.

-- busy_by: who has claimed the turn of a schedule, a name for each claim; null for nobody. busy_until_micros is moved on
-- while that one goes on. Whoever has lost the claim can neither make the turn's job nor change what is remembered of
-- files: last_job_id is the turn's job from the moment on that there is one.

alter table job_schedules add column busy_by varchar(36);

-- files_put_away: whether nothing of a job of the watched folder is left there to be made a job of again: until then the
-- job is not deleted by age. Of other jobs it says nothing.

alter table jobs add column files_put_away boolean not null default false;

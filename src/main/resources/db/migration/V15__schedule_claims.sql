-- busy_by: who has claimed the turn of a schedule, a name for each claim; null for nobody. busy_until_micros is moved on
-- while that one goes on. Whoever has lost the claim can neither make the turn's job nor change what is remembered of
-- files: last_job_id is the turn's job from the moment on that there is one.

alter table job_schedules add column busy_by varchar(36);

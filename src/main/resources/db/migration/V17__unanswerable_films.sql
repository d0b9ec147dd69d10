-- Films that were refused or erased before V13 are told as those since: no restart tries them. Refused were those that
-- failed without an attempt; of a form or ZIP, what was not kept is also gone after one.

update job_items set unanswerable = true
  where unanswerable = false and film_key is null and state in ('failed', 'stopped')
  and (
    (state = 'failed' and (attempts = 0 or error_detail = 'the film was erased before it was answered'))
    or job_id in (select id from jobs where source in ('form', 'zip'))
  );

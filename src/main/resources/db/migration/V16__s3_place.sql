-- Films in an S3-compatible storage have an id of their own, as those in a directory have. An id that begins with "new:" is
-- chosen, and its marker may not be there yet.
insert into job_places (name, place_id) values ('films-s3', '');

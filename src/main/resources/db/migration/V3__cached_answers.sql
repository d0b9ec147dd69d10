-- Whether an answer came from the result cache; what was stored before there was one did not.

alter table predictions add column cached boolean default false not null;

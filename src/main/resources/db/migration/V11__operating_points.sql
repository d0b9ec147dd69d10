-- What a prediction decided at, where the request asked for a decision: the name, and a JSON object of
-- label to threshold. The thresholds are kept because the package they come from may change or go.

alter table predictions add column operating_point varchar(32);
alter table predictions add column operating_thresholds ${long_text};

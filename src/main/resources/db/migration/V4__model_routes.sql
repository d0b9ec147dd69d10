-- How the films of a model name are divided among its versions; no rows: all go to the default.

create table model_routes (
  model_name varchar(64) not null,
  version varchar(32) not null,
  weight integer not null,
  constraint model_routes_pk primary key (model_name, version),
  constraint model_routes_choice_fk
    foreign key (model_name) references model_choices (model_name) on delete cascade
);

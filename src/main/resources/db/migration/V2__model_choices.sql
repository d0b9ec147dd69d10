-- What administrators chose for a model name. A name without a row is left to the settings.

create table model_choices (
  model_name varchar(64) not null,
  default_version varchar(32),
  previous_version varchar(32),
  constraint model_choices_pk primary key (model_name)
);

create table unloaded_models (
  model_name varchar(64) not null,
  version varchar(32) not null,
  constraint unloaded_models_pk primary key (model_name, version),
  constraint unloaded_models_choice_fk
    foreign key (model_name) references model_choices (model_name) on delete cascade
);

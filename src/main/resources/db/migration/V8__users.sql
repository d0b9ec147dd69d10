-- Users, the roles they have, the sessions they opened and their second factors. What a role may do
-- stays data: rows of role_permissions (V6).

insert into roles (name) values
  ('radiologist'), ('clinician'), ('integrator'), ('model-admin'), ('auditor'), ('privacy-officer');
insert into role_permissions (role, permission) values
  ('radiologist', 'predict'),
  ('radiologist', 'read'),
  ('radiologist', 'delete'),
  ('radiologist', 'jobs'),
  ('clinician', 'predict'),
  ('clinician', 'read'),
  ('integrator', 'predict'),
  ('integrator', 'read'),
  ('integrator', 'jobs'),
  ('model-admin', 'read'),
  ('model-admin', 'models'),
  ('auditor', 'audit'),
  ('privacy-officer', 'read'),
  ('privacy-officer', 'delete'),
  ('privacy-officer', 'audit');

create sequence user_ids as bigint start with 50 increment by 50;
create sequence session_ids as bigint start with 50 increment by 50;

-- email_key is the address in lower case. issuer and subject name a user whom an OpenID provider
-- vouches for, who has neither an address nor a password here.
create table users (
  id bigint not null,
  email varchar(254),
  email_key varchar(254),
  display_name varchar(100) not null,
  tenant varchar(64) not null,
  active boolean not null,
  issuer varchar(300),
  subject varchar(255),
  password_hash varchar(200),
  must_change_password boolean not null,
  second_factor boolean not null,
  created_at_micros bigint not null,
  last_login_at_micros bigint,
  constraint users_pk primary key (id),
  constraint users_email_unique unique (email_key),
  constraint users_identity_unique unique (issuer, subject)
);

create table user_roles (
  user_id bigint not null,
  role varchar(64) not null,
  constraint user_roles_pk primary key (user_id, role),
  constraint user_roles_user_fk foreign key (user_id) references users (id) on delete cascade,
  constraint user_roles_role_fk foreign key (role) references roles (name)
);

-- Failed logins by the hash of the address that was written, whether somebody has it or not.
create table login_failures (
  name_sha256 varchar(64) not null,
  failures integer not null,
  last_at_micros bigint not null,
  constraint login_failures_pk primary key (name_sha256)
);
create index login_failures_last_at on login_failures (last_at_micros);
-- Whoever counts locks this row first: no name is counted twice at once, also not a new one.
insert into login_failures values ('lock', 0, 0);

create table sessions (
  id bigint not null,
  user_id bigint not null,
  started_at_micros bigint not null,
  expires_at_micros bigint not null,
  ended_at_micros bigint,
  constraint sessions_pk primary key (id),
  constraint sessions_user_fk foreign key (user_id) references users (id) on delete cascade
);
create index sessions_user on sessions (user_id);
create index sessions_expires_at on sessions (expires_at_micros);

-- Every refresh token of a session; the one without a time of use is its last.
create table refresh_tokens (
  token_sha256 varchar(64) not null,
  session_id bigint not null,
  used_at_micros bigint,
  constraint refresh_tokens_pk primary key (token_sha256),
  constraint refresh_tokens_session_fk
    foreign key (session_id) references sessions (id) on delete cascade
);
create index refresh_tokens_session on refresh_tokens (session_id);

-- A secret for one-time passwords, sealed; last_step is the last 30 seconds of which a code was taken.
create table second_factors (
  user_id bigint not null,
  sealed_secret varchar(500) not null,
  confirmed boolean not null,
  last_step bigint not null,
  constraint second_factors_pk primary key (user_id),
  constraint second_factors_user_fk foreign key (user_id) references users (id) on delete cascade
);

create table recovery_codes (
  user_id bigint not null,
  code_sha256 varchar(64) not null,
  constraint recovery_codes_pk primary key (user_id, code_sha256),
  constraint recovery_codes_user_fk foreign key (user_id) references users (id) on delete cascade
);

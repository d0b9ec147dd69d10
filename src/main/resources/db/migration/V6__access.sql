-- What a role may do is data: one row a permission (docs/api.md, Permissions). A key has permissions of
-- its own (scopes, separated by spaces), or those of its role, or both. Every key and every
-- prediction belongs to a tenant.

create table roles (
  name varchar(64) not null,
  constraint roles_pk primary key (name)
);

create table role_permissions (
  role varchar(64) not null,
  permission varchar(32) not null,
  constraint role_permissions_pk primary key (role, permission),
  constraint role_permissions_role_fk
    foreign key (role) references roles (name) on delete cascade
);

insert into roles (name) values ('administrator');
insert into role_permissions (role, permission) values
  ('administrator', 'predict'),
  ('administrator', 'read'),
  ('administrator', 'delete'),
  ('administrator', 'jobs'),
  ('administrator', 'models'),
  ('administrator', 'admin'),
  ('administrator', 'audit'),
  ('administrator', 'all-tenants');

alter table api_keys add column role_name varchar(64);
alter table api_keys add column scopes varchar(400) default '' not null;
alter table api_keys add column tenant varchar(64) default 'default' not null;
alter table api_keys add column revoked boolean default false not null;
alter table api_keys add column replaced_by bigint;
alter table api_keys add constraint api_keys_role_fk foreign key (role_name) references roles (name);

-- What was an administrator stays one; a user's key predicts and reads.
update api_keys set role_name = 'administrator' where role = 'ADMINISTRATOR';
update api_keys set scopes = 'predict read' where role = 'USER';
alter table api_keys drop column role;

alter table predictions add column tenant varchar(64) default 'default' not null;
create index predictions_tenant_created_at
  on predictions (tenant, created_at_micros desc, id desc);
create index predictions_tenant_class
  on predictions (tenant, prediction_class, created_at_micros desc, id desc);

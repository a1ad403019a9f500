-- Who did what, when, from which version. The primary key is the lock: two decisions taken from the same
-- version of the same subject collide here and the second batch rolls back (docs/decisions/0001).
create table facts (
  subject_id text not null,
  subject_version integer not null,
  kind text not null,
  actor_id text not null,
  at text not null,
  details text not null default '{}',
  primary key (subject_id, subject_version)
);
create index facts_at on facts (at);
create index facts_actor on facts (actor_id, at);

-- Instance-wide settings (example data loaded, name of the secretariat), one row each.
create table settings (
  name text primary key not null,
  value text not null,
  version integer not null
);

-- Who may sign in. `rank`: an administrator sees everything, an organiser may open new dialogues,
-- a member has only the roles given per dialogue.
create table accounts (
  person_id text primary key not null references persons (id),
  email text not null unique,
  rank text not null check (rank in ('administrator', 'organiser', 'member')),
  disabled_at text,
  created_at text not null,
  version integer not null
);
-- After Lucia's published session model: the cookie is `id.secret`, only a hash of the secret is kept.
create table sessions (
  id text primary key not null,
  person_id text not null references persons (id),
  secret_hash text not null,
  created_at text not null,
  verified_at text not null,
  expires_at text not null,
  user_agent text not null default ''
);
create index sessions_person on sessions (person_id);
create table sign_in_requests (
  id text primary key not null,
  email text not null,
  person_id text references persons (id),
  token_hash text not null unique,
  code_hash text not null,
  browser_hash text not null,
  tries integer not null default 0,
  created_at text not null,
  expires_at text not null,
  used_at text
);
create index sign_in_requests_email on sign_in_requests (email, created_at);
create index sign_in_requests_browser on sign_in_requests (browser_hash);
-- Links for people without an account: one person, one purpose, one subject. Only the hash is kept;
-- the token itself is derived from the id with the instance secret, so later mails carry the same link.
create table personal_links (
  id text primary key not null,
  person_id text not null references persons (id),
  purpose text not null check (purpose in ('nominate', 'attend', 'report', 'verify', 'preferences')),
  subject_id text not null,
  token_hash text not null unique,
  created_at text not null,
  expires_at text not null,
  revoked_at text
);
create unique index personal_links_alive on personal_links (person_id, purpose, subject_id) where revoked_at is null;
create index personal_links_subject on personal_links (subject_id);
create index personal_links_expiry on personal_links (expires_at);

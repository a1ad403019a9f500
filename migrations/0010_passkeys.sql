-- Passkeys: the public half of a key that lies in somebody's device. `counter` is text, because it has 32 bits
-- without a sign. `label` is what its owner calls it.
create table passkeys (
  id text primary key not null,
  person_id text not null references persons (id),
  credential_id text not null unique,
  public_key text not null,
  counter text not null,
  transports text not null,
  label text not null,
  created_at text not null,
  used_at text,
  version integer not null
);
create index passkeys_person on passkeys (person_id);
-- Challenges that were answered. A challenge is sealed and dated, so it needs no row before; the primary key is
-- what makes it good once.
create table spent_challenges (
  id text primary key not null,
  expires_at text not null
);
create index spent_challenges_expiry on spent_challenges (expires_at);
-- How `verified_at` was proved: a mail, a passkey, or a link from the operator's console.
alter table sessions add column verified_by text not null default 'mail';
alter table sign_in_requests add column purpose text not null default 'sign_in';

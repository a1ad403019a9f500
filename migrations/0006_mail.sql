-- One row is one logical mail, rendered when it is decided; a retry sends the same bytes.
create table outbox (
  id text primary key not null,
  kind text not null,
  dedupe_key text not null unique,
  subject_id text not null,
  meeting_id text,
  person_id text,
  institution_id text,
  to_address text not null,
  to_name text not null,
  from_name text not null,
  from_mailbox text not null check (from_mailbox in ('rsvp', 'digest')),
  lang text not null check (lang in ('en', 'ru', 'kk')),
  subject text not null,
  body_text text not null,
  body_html text not null,
  calendar text,
  calendar_method text check (calendar_method in ('REQUEST', 'CANCEL')),
  calendar_sequence integer,
  list_id text,
  unsubscribe_token text,
  message_id text not null unique,
  in_reply_to text,
  mail_date text not null,
  priority integer not null,
  not_before text not null,
  not_after text,
  state text not null check (state in ('queued', 'sending', 'sent', 'kept', 'retry', 'uncertain', 'failed', 'skipped')),
  attempts integer not null default 0,
  fence integer not null default 0,
  lease_until text,
  lease_holder text,
  last_code integer,
  last_reply text not null default '',
  settled_at text,
  created_at text not null
);
create index outbox_due on outbox (not_before, priority) where state in ('queued', 'sending', 'retry', 'uncertain');
create index outbox_state on outbox (state, created_at);
create index outbox_person on outbox (person_id, created_at);
create index outbox_meeting on outbox (meeting_id, created_at);
create index outbox_subject on outbox (subject_id, created_at);
create index outbox_created on outbox (created_at);
create table mail_attempts (
  outbox_id text not null references outbox (id),
  attempt integer not null,
  at text not null,
  outcome text not null,
  code integer,
  reply text not null default '',
  primary key (outbox_id, attempt)
);
create table suppressions (
  address text not null,
  scope text not null check (scope in ('all', 'digest', 'reminders')),
  reason text not null,
  since text not null,
  version integer not null,
  primary key (address, scope)
);

-- One row per reminder that went into some mail: object, version of its date, step of the ladder, recipient.
create table reminder_steps (
  commitment_id text not null references commitments (id),
  date_version integer not null,
  step text not null,
  person_id text not null references persons (id),
  outbox_id text not null,
  at text not null,
  primary key (commitment_id, date_version, step, person_id)
);
create index reminder_steps_outbox on reminder_steps (outbox_id);
-- Windows [from, to) that tile the time line of each recipient; one digest a local day at most.
create table digests (
  person_id text not null references persons (id),
  local_date text not null,
  window_from text not null,
  window_to text not null,
  outbox_id text,
  primary key (person_id, local_date)
);
create table heartbeats (
  job text primary key not null,
  started_at text not null,
  finished_at text,
  outcome text not null default '',
  runs integer not null default 0
);

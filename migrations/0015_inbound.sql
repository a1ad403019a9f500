-- One row is one mail that came in and what it turned out to be. Its text is not kept: what people need of it is in
-- the other tables. The id seals the Message-ID and the body, so that the same mail handed over twice is one.
create table inbound_mails (
  id text primary key not null,
  received_at text not null,
  verdict text not null check (verdict in ('unreadable', 'calendar', 'report', 'complaint', 'automatic', 'words')),
  outcome text not null,
  from_address text not null default '',
  meeting_id text,
  outbox_id text,
  version integer not null
);
create index inbound_mails_received on inbound_mails (received_at);
-- What a calendar said that a person has to decide on: an answer without proof, another time, a deputy.
create table inbound_answers (
  id text primary key not null,
  mail_id text not null references inbound_mails (id),
  meeting_id text not null references meetings (id),
  delegate_id text references delegates (id),
  kind text not null check (kind in ('answer', 'proposal', 'delegation')),
  reason text not null,
  from_address text not null,
  from_name text not null default '',
  attendee_address text not null default '',
  partstat text check (partstat in ('accepted', 'tentative', 'declined')),
  proposed text not null default '',
  comment text not null default '',
  sequence integer not null,
  answered_at text not null,
  state text not null check (state in ('open', 'same_person', 'on_behalf', 'deputy', 'refused', 'seen')),
  decided_by text,
  decided_at text,
  version integer not null
);
create index inbound_answers_state on inbound_answers (state, answered_at);
create index inbound_answers_meeting on inbound_answers (meeting_id);
create index inbound_answers_delegate on inbound_answers (delegate_id);
-- What became of a mail of ours after a relay had taken it: reports and complaints that came to its sealed address.
create table bounces (
  id text primary key not null,
  outbox_id text not null references outbox (id),
  address text not null,
  class text not null check (class in ('hard', 'soft', 'policy', 'delayed', 'complaint')),
  status text not null default '',
  words text not null default '',
  at text not null,
  lifted_at text,
  lifted_by text,
  version integer not null
);
create index bounces_outbox on bounces (outbox_id);
create index bounces_address on bounces (address, at);
create index bounces_class on bounces (class, lifted_at);

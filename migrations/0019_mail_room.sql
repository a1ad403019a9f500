-- What became of a mail that did not arrive: how else its reader was told. Settles the task that it is.
create table mail_settlements (
  outbox_id text primary key not null references outbox (id),
  channel text not null check (channel in ('courier', 'phone', 'read_out', 'other', 'needless')),
  settled_on text not null,
  note text not null default '',
  recorded_by text not null,
  recorded_at text not null,
  version integer not null
);
-- Addresses that are written to again: what stood against it, on which ground that went, and who said so.
create table suppression_liftings (
  id text primary key not null,
  address text not null,
  scope text not null check (scope in ('all', 'digest', 'reminders')),
  reason text not null,
  since text not null,
  basis text not null check (basis in ('works', 'asked')),
  note text not null default '',
  lifted_by text not null,
  lifted_at text not null,
  version integer not null
);
create index suppression_liftings_at on suppression_liftings (lifted_at);
create index suppression_liftings_address on suppression_liftings (address);
create index suppressions_since on suppressions (since);
-- How many attempts a mail had behind it when it was last sent again by hand: its tries are counted from there.
alter table outbox add column attempts_before integer not null default 0;

-- A commitment that recurs: which periods it has, when a report on each is due and who owes it.
create table recurrences (
  commitment_id text primary key not null references commitments (id),
  every text not null check (every in ('month', 'quarter', 'half_year', 'year')),
  day_rule text not null check (day_rule in ('working_day', 'day', 'last_working_day')),
  day integer not null,
  months_after integer not null,
  day_off text not null check (day_off in ('stays', 'next', 'previous')),
  owed_by text not null check (owed_by in ('lead', 'supporters')),
  first_period text not null,
  last_period text,
  medicine_id text references medicines (id),
  since text not null,
  ended_on text,
  version integer not null
);
create index recurrences_medicine on recurrences (medicine_id);

-- What one institution owes within a commitment: its report on one period, or its part of a joint commitment.
create table commitment_shares (
  id text primary key not null,
  commitment_id text not null references commitments (id),
  institution_id text not null references institutions (id),
  kind text not null check (kind in ('period', 'part')),
  -- `2026-01`, `2026-Q1`, `2026-H1`, `2026`; empty for a part.
  period_key text not null,
  starts_on text,
  ends_on text,
  due_on text,
  state text not null check (state in ('open', 'reported', 'done', 'missed', 'waived', 'dropped')),
  state_since text not null,
  state_note text not null,
  late integer not null,
  authoritative_lang text,
  last_report_at text,
  created_at text not null,
  version integer not null,
  unique (commitment_id, kind, period_key, institution_id)
);
create index commitment_shares_institution on commitment_shares (institution_id, state);
create index commitment_shares_due on commitment_shares (state, due_on);
create index commitment_shares_ends on commitment_shares (commitment_id, ends_on);

-- What a part says, by language.
create table commitment_part_texts (
  share_id text not null references commitment_shares (id),
  commitment_id text not null references commitments (id),
  lang text not null,
  text text not null,
  primary key (share_id, lang)
);

-- Append only, but for its state: what an institution reported on its share.
create table share_reports (
  id text primary key not null,
  share_id text not null references commitment_shares (id),
  commitment_id text not null references commitments (id),
  claim text not null check (claim in ('in_progress', 'done', 'blocked')),
  text text not null,
  evidence text not null,
  channel text not null,
  source text not null,
  person_id text references persons (id),
  at text not null,
  late integer not null,
  state text not null check (state in ('sent', 'returned')),
  return_reason text not null,
  -- Where a stock report counts as this report.
  stock_report_id text
);
create index share_reports_share on share_reports (share_id);
create index share_reports_person on share_reports (person_id);

-- The rungs of the ladder that a person had for a share; `due_on` is the version of the date.
create table share_reminders (
  share_id text not null references commitment_shares (id),
  due_on text not null,
  step text not null,
  person_id text not null references persons (id),
  outbox_id text not null,
  at text not null,
  primary key (share_id, due_on, step, person_id)
);
create index share_reminders_outbox on share_reminders (outbox_id);

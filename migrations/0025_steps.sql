-- Where a commitment comes from when it was not made at a meeting: a plan, a document, or outside.
alter table commitments add column source_kind text not null default 'meeting';
alter table commitments add column source_id text;
create index commitments_source on commitments (source_id);
-- The steps of a commitment. That one can begin, and what is late, is derived (steps/schedule.ts).
create table commitment_steps (
  id text primary key not null,
  commitment_id text not null references commitments (id),
  position integer not null,
  authoritative_lang text not null check (authoritative_lang in ('en', 'ru', 'kk')),
  institution_id text references institutions (id),
  -- The usual duration in calendar days.
  days integer,
  first_planned_on text,
  planned_on text,
  -- The end that somebody has said last.
  forecast_on text,
  started_on text,
  done_on text,
  state text not null check (state in ('pending', 'running', 'blocked', 'skipped', 'done')),
  -- Why it is blocked or skipped.
  reason text not null,
  evidence text not null,
  -- Its dates are need-to-know: a shipment of a controlled medicine.
  guarded integer not null,
  version integer not null
);
create index commitment_steps_commitment on commitment_steps (commitment_id);
create index commitment_steps_institution on commitment_steps (institution_id);
create table commitment_step_texts (
  step_id text not null references commitment_steps (id),
  lang text not null check (lang in ('en', 'ru', 'kk')),
  title text not null,
  -- Who does it and what will prove it, in words.
  who text not null,
  proof text not null,
  primary key (step_id, lang)
);
-- A step cannot begin before all that it waits for have ended; both belong to one commitment.
create table step_dependencies (
  step_id text not null references commitment_steps (id),
  after_id text not null references commitment_steps (id),
  primary key (step_id, after_id)
);
create index step_dependencies_after on step_dependencies (after_id);
-- Every change of a planned or a forecast date; they are only ever added.
create table step_moves (
  id text primary key not null,
  step_id text not null references commitment_steps (id),
  kind text not null check (kind in ('planned', 'forecast')),
  old_on text,
  new_on text,
  reason text not null,
  moved_by text not null,
  moved_at text not null
);
create index step_moves_step on step_moves (step_id);
-- Steps to use again: of one dialogue, or of the whole instance. Those built in live in the code.
create table step_templates (
  id text primary key not null,
  dialogue_id text references dialogues (id),
  authoritative_lang text not null check (authoritative_lang in ('en', 'ru', 'kk')),
  created_at text not null,
  version integer not null
);
create index step_templates_dialogue on step_templates (dialogue_id);
create table step_template_texts (
  template_id text not null references step_templates (id),
  lang text not null check (lang in ('en', 'ru', 'kk')),
  title text not null,
  primary key (template_id, lang)
);
create table step_template_steps (
  template_id text not null references step_templates (id),
  position integer not null,
  days integer not null,
  institution_id text references institutions (id),
  -- Positions of the steps it waits for, such as `1,2`.
  after_steps text not null,
  guarded integer not null,
  primary key (template_id, position)
);
create index step_template_steps_institution on step_template_steps (institution_id);
create table step_template_step_texts (
  template_id text not null references step_templates (id),
  position integer not null,
  lang text not null check (lang in ('en', 'ru', 'kk')),
  title text not null,
  who text not null,
  proof text not null,
  primary key (template_id, position, lang)
);
-- Another due date, asked for by the lead and not granted by asking.
create table due_requests (
  id text primary key not null,
  commitment_id text not null references commitments (id),
  due_on text not null,
  due_precision text not null check (due_precision in ('day', 'quarter', 'year')),
  reason text not null,
  asked_by text not null,
  asked_at text not null,
  state text not null check (state in ('open', 'granted', 'refused', 'replaced')),
  answer text not null,
  answered_by text,
  answered_at text
);
create unique index due_requests_open on due_requests (commitment_id) where state = 'open';
create index due_requests_commitment on due_requests (commitment_id);
create index due_requests_state on due_requests (state, asked_at);

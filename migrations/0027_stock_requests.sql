-- Whether the monthly reports of a medicine are asked for by mail. Its lock is the version of the medicine.
create table stock_askings (
  medicine_id text primary key not null references medicines (id),
  asked integer not null,
  -- The working day of the next month on which a report is due.
  due_days integer not null,
  -- The first month asked for: nothing is asked of the time before somebody switched it on.
  first_month text not null
);
-- Who is asked for the reports of a place in place of the focal points of its institution.
create table stock_contacts (
  place_id text primary key not null references supply_places (id),
  person_id text not null references persons (id)
);
create index stock_contacts_person on stock_contacts (person_id);
-- What a mail asked for: one row for each place and month in it. `subject_id` is that of the mail and of its copies.
create table stock_requests (
  subject_id text not null,
  place_id text not null references supply_places (id),
  month text not null,
  person_id text not null references persons (id),
  step text not null check (step in ('ask', 'due', 'week_1', 'week_2', 'week_3', 'week_4', 'hand')),
  due_on text not null,
  at text not null,
  primary key (subject_id, place_id, month)
);
create index stock_requests_place on stock_requests (place_id, month);
create index stock_requests_person on stock_requests (person_id);
-- A month of a place with all its corrections.
create index stock_reports_month on stock_reports (place_id, month);
-- Which step of the chain the commitment of a delivery promises; null: the whole delivery.
alter table pipeline_lines add column commitment_step text;
-- A supposition that was kept: which deliveries would come when, and on what it rested when it was made.
create table supply_scenarios (
  id text primary key not null,
  medicine_id text not null references medicines (id),
  name text not null,
  note text not null,
  -- Of the facts at the time: when they give another one, the scenario is out of date.
  inputs_hash text not null,
  made_by text not null,
  made_at text not null
);
create index supply_scenarios_medicine on supply_scenarios (medicine_id);
create table supply_scenario_changes (
  scenario_id text not null references supply_scenarios (id),
  line_id text not null references pipeline_lines (id),
  expected_on text not null,
  quantity integer not null,
  primary key (scenario_id, line_id)
);
-- How a medicine at risk stood when a meeting's papers spoke of it, so that they can be printed again as they were.
create table supply_snapshots (
  id text primary key not null,
  meeting_id text not null references meetings (id),
  medicine_id text not null references medicines (id),
  as_of text not null,
  inputs_hash text not null,
  risk text not null check (risk in ('out', 'late', 'short', 'unknown', 'fine')),
  -- First days without stock: with nothing delivered, with what is confirmed, with all that is planned.
  out_alone text,
  out_confirmed text,
  out_all text,
  days_uncovered integer,
  -- Is there no delivery after the first gap?
  open_end integer not null,
  next_step text,
  next_by text,
  late_days integer not null,
  owner_id text references institutions (id),
  made_by text not null,
  made_at text not null
);
create index supply_snapshots_meeting on supply_snapshots (meeting_id);

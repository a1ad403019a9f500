-- A medicine of a dialogue, what a month needs by the plan, and the bounds of its stock. Its version is the lock of
-- everything below but the reports, which have that of their place.
create table medicines (
  id text primary key not null,
  dialogue_id text not null references dialogues (id),
  authoritative_lang text not null check (authoritative_lang in ('en', 'ru', 'kk')),
  unit_mg integer not null,
  -- Tenths of a per cent of the substance that are base, as estimates count it.
  base_permille integer not null,
  patients integer not null,
  daily_mg integer not null,
  min_months integer not null,
  max_months integer not null,
  safety_days integer not null,
  -- From which rate stock-outs are counted: what was reported, or the plan.
  rate text not null check (rate in ('reported', 'plan')),
  created_at text not null,
  version integer not null
);
create index medicines_dialogue on medicines (dialogue_id);
create table medicine_texts (
  medicine_id text not null references medicines (id),
  lang text not null check (lang in ('en', 'ru', 'kk')),
  name text not null,
  unit text not null,
  primary key (medicine_id, lang)
);
-- Who reports the stock of a medicine.
create table supply_places (
  id text primary key not null,
  medicine_id text not null references medicines (id),
  institution_id text not null references institutions (id),
  level text not null check (level in ('central', 'region', 'site')),
  closed_at text,
  version integer not null
);
create unique index supply_places_open on supply_places (medicine_id, institution_id) where closed_at is null;
create index supply_places_institution on supply_places (institution_id);
-- One month of one place. A correction is a new row; the one it replaces says since when.
create table stock_reports (
  id text primary key not null,
  place_id text not null references supply_places (id),
  month text not null,
  as_of text not null,
  on_hand integer not null,
  consumed integer not null,
  received integer not null,
  days_out integer not null,
  channel text not null check (channel in ('link', 'secretariat', 'import')),
  reported_by text not null,
  reported_at text not null,
  superseded_at text
);
create unique index stock_reports_current on stock_reports (place_id, month) where superseded_at is null;
create index stock_reports_place on stock_reports (place_id);
create table stock_batches (
  report_id text not null references stock_reports (id),
  position integer not null,
  units integer not null,
  good_until text not null,
  primary key (report_id, position)
);
-- What is on its way, from a plan to the shelf.
create table pipeline_lines (
  id text primary key not null,
  medicine_id text not null references medicines (id),
  quantity integer not null,
  received integer not null,
  received_on text,
  -- When it leaves the supplier, and from when it can be given out.
  ships_on text,
  expected_on text not null,
  certainty text not null check (certainty in ('planned', 'contracted', 'permitted', 'shipped', 'received')),
  contract text not null,
  good_until text,
  commitment_id text references commitments (id)
);
create index pipeline_lines_medicine on pipeline_lines (medicine_id);
create index pipeline_lines_commitment on pipeline_lines (commitment_id);
-- Every change of the expected date or the quantity, with its reason.
create table pipeline_moves (
  id text primary key not null,
  line_id text not null references pipeline_lines (id),
  expected_from text not null,
  expected_to text not null,
  quantity_from integer not null,
  quantity_to integer not null,
  reason text not null,
  moved_by text not null,
  moved_at text not null
);
create index pipeline_moves_line on pipeline_moves (line_id);
create table pipeline_steps (
  line_id text not null references pipeline_lines (id),
  position integer not null,
  days integer not null,
  institution_id text references institutions (id),
  done_on text,
  primary key (line_id, position)
);
create index pipeline_steps_institution on pipeline_steps (institution_id);
create table supply_permits (
  id text primary key not null,
  line_id text not null references pipeline_lines (id),
  kind text not null check (kind in ('import', 'export')),
  number text not null,
  quantity integer not null,
  valid_from text not null,
  valid_to text not null
);
create index supply_permits_line on supply_permits (line_id);
-- Of a calendar year, in grams of base: the confirmed estimate, and what was confirmed in addition.
create table supply_estimates (
  id text primary key not null,
  medicine_id text not null references medicines (id),
  year integer not null,
  kind text not null check (kind in ('confirmed', 'supplementary')),
  base_grams integer not null,
  confirmed_on text not null
);
create index supply_estimates_medicine on supply_estimates (medicine_id);

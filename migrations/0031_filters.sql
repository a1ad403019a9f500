-- Which objective of the roadmap a commitment serves; none for most.
alter table commitments add column objective_id text;
create index commitments_objective on commitments (objective_id, due_on);
-- For the orders and choices of the list of commitments.
create index commitments_reported on commitments (last_report_at, number, id);
create index commitments_moved on commitments (due_moves) where due_moves > 0;
-- A view of the list of commitments that somebody keeps under a name: theirs alone.
create table saved_filters (
  id text primary key not null,
  person_id text not null references persons (id),
  name text not null,
  -- The query of the address, canonical: the same view has the same text.
  query text not null,
  position integer not null,
  -- 1: what /commitments shows when nothing is asked; at most one of a person.
  is_default integer not null default 0,
  created_at text not null,
  version integer not null
);
create index saved_filters_person on saved_filters (person_id, position);

-- What came of phoning those whom reminders no longer move: append only.
create table call_notes (
  id text primary key not null,
  commitment_id text not null references commitments (id),
  -- With whom; null: with nobody whom we know.
  person_id text references persons (id),
  result text not null check (result in ('promised', 'talked', 'not_reached', 'refused')),
  words text not null,
  -- Nobody has to phone about it before this day.
  next_on text not null,
  called_by text not null,
  at text not null
);
create index call_notes_commitment on call_notes (commitment_id, at);
create index call_notes_person on call_notes (person_id);
-- The institution was asked to name somebody else than this person, once for each.
create table succession_requests (
  commitment_id text not null references commitments (id),
  person_id text not null references persons (id),
  asked_at text not null,
  primary key (commitment_id, person_id)
);
create index succession_requests_person on succession_requests (person_id);

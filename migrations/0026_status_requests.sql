-- "Status before the meeting": one request to the leads of chosen commitments, one page per institution, one paper.
create table status_requests (
  id text primary key not null,
  dialogue_id text not null references dialogues (id),
  -- The meeting that the paper is for; a request may serve none.
  meeting_id text references meetings (id),
  state text not null check (state in ('draft', 'open', 'closed')),
  due_on text not null,
  -- The covering words of the letters.
  words_en text not null default '',
  words_ru text not null default '',
  words_kk text not null default '',
  opened_at text,
  -- The day of the dialogue on which letters went last: at most one a day.
  asked_on text,
  closed_at text,
  -- Where the paper stands on the agenda.
  item_id text references agenda_items (id),
  created_by text not null,
  created_at text not null,
  version integer not null
);
create index status_requests_dialogue on status_requests (dialogue_id, created_at);
create index status_requests_meeting on status_requests (meeting_id);
-- One institution's part; it comes with its letters. Whether it answered is told by the reports.
create table status_parts (
  id text primary key not null,
  request_id text not null references status_requests (id),
  institution_id text not null references institutions (id),
  -- 0 where nothing could be reported when the letters went, because all waits to be verified.
  asked integer not null,
  -- How many people could be written to.
  people integer not null,
  unique (request_id, institution_id)
);
-- The commitments asked about. `paper` is what the paper says of one, kept as JSON when the request is closed.
create table status_lines (
  request_id text not null references status_requests (id),
  commitment_id text not null references commitments (id),
  paper text not null default '',
  primary key (request_id, commitment_id)
);
create index status_lines_commitment on status_lines (commitment_id);
-- What brings an item back to the next agenda although it was taken (field.md §5, 28 and 34).
alter table agenda_items add column recurs integer not null default 0;
alter table agenda_items add column follow_up integer not null default 0;

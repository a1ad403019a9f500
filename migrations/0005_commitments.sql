create table decisions (
  id text primary key not null,
  meeting_id text not null references meetings (id),
  item_id text references agenda_items (id),
  number integer not null,
  method text not null check (method in ('consensus', 'vote', 'silence')),
  state text not null check (state in ('proposed', 'adopted', 'rejected', 'withdrawn', 'superseded')),
  votes_for integer,
  votes_against integer,
  votes_abstained integer,
  reservations text not null default '',
  authoritative_lang text not null check (authoritative_lang in ('en', 'ru', 'kk')),
  recorded_at text not null,
  version integer not null,
  unique (meeting_id, number)
);
create table decision_texts (
  decision_id text not null references decisions (id),
  lang text not null check (lang in ('en', 'ru', 'kk')),
  text text not null,
  primary key (decision_id, lang)
);

create table commitments (
  id text primary key not null,
  dialogue_id text not null references dialogues (id),
  number integer not null,
  meeting_id text references meetings (id),
  item_id text references agenda_items (id),
  decision_id text references decisions (id),
  lead_institution_id text not null references institutions (id),
  person_id text references persons (id),
  verifier_institution_id text references institutions (id),
  state text not null check (state in ('proposed', 'agreed', 'in_progress', 'blocked', 'reported_done', 'returned', 'verified', 'superseded', 'dropped')),
  state_since text not null,
  state_note text not null default '',
  -- The last day of the precision: 30 June for the second quarter. Null only when `undated`, then `review_on`.
  due_on text,
  due_precision text not null check (due_precision in ('day', 'quarter', 'year', 'undated')),
  review_on text,
  first_due_on text,
  due_moves integer not null default 0,
  -- Grows with every due-date move or change of owner: reminders of an older version are void.
  date_version integer not null default 1,
  visibility text not null default 'members' check (visibility in ('public', 'members', 'closed')),
  authoritative_lang text not null check (authoritative_lang in ('en', 'ru', 'kk')),
  last_report_at text,
  reminders_sent_to text,
  paused_until text,
  search text not null,
  created_at text not null,
  version integer not null,
  unique (dialogue_id, number),
  constraint dated check ((due_on is null) = (due_precision = 'undated')),
  constraint undated_has_review check (due_precision <> 'undated' or review_on is not null),
  constraint verifier_is_another check (verifier_institution_id is null or verifier_institution_id <> lead_institution_id)
);
create index commitments_due on commitments (due_on, id);
create index commitments_dialogue on commitments (dialogue_id, due_on);
create index commitments_lead on commitments (lead_institution_id, due_on);
create index commitments_state on commitments (state, due_on);
create index commitments_person on commitments (person_id);
create index commitments_meeting on commitments (meeting_id);
create table commitment_texts (
  commitment_id text not null references commitments (id),
  lang text not null check (lang in ('en', 'ru', 'kk')),
  text text not null,
  primary key (commitment_id, lang)
);
create table commitment_supporters (
  commitment_id text not null references commitments (id),
  institution_id text not null references institutions (id),
  primary key (commitment_id, institution_id)
);
create index commitment_supporters_institution on commitment_supporters (institution_id);
-- Append only: every move of a due date with its reason and who asked for it.
create table due_changes (
  commitment_id text not null references commitments (id),
  move integer not null,
  old_due_on text,
  old_precision text not null,
  new_due_on text,
  new_precision text not null,
  reason text not null,
  requested_by text not null default '',
  granted_by text not null,
  at text not null,
  primary key (commitment_id, move)
);
create table reports (
  id text primary key not null,
  commitment_id text not null references commitments (id),
  claim text not null check (claim in ('in_progress', 'done', 'blocked')),
  text text not null,
  evidence text not null default '',
  channel text not null check (channel in ('link', 'web', 'phone', 'paper', 'email', 'in_person')),
  source text not null default '',
  person_id text references persons (id),
  at text not null,
  late integer not null,
  state text not null check (state in ('sent', 'accepted', 'returned')),
  return_reason text not null default ''
);
create index reports_commitment on reports (commitment_id, at);
create table verifications (
  id text primary key not null,
  commitment_id text not null references commitments (id),
  report_id text not null references reports (id),
  institution_id text not null references institutions (id),
  person_id text references persons (id),
  result text not null check (result in ('confirmed', 'partly', 'not_confirmed')),
  text text not null default '',
  recorded_by text not null,
  at text not null
);
create index verifications_commitment on verifications (commitment_id, at);

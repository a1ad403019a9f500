create table invitations (
  id text primary key not null,
  meeting_id text not null references meetings (id),
  institution_id text not null references institutions (id),
  capacity text not null check (capacity in ('member', 'observer', 'resource')),
  seats integer not null check (seats between 1 and 50),
  letter_number text not null default '',
  letter_date text,
  addressee text not null default '',
  languages text not null,
  reply_by text,
  state text not null check (state in ('draft', 'sent', 'acknowledged', 'nominated', 'regrets', 'withdrawn')),
  state_since text not null,
  sent_at text,
  reminded_at text,
  -- How the answer came and who recorded it: an institution may also answer by phone or on paper.
  answer_channel text check (answer_channel in ('link', 'phone', 'paper', 'email', 'in_person')),
  answer_source text not null default '',
  answered_by text references persons (id),
  answered_at text,
  version integer not null,
  unique (meeting_id, institution_id)
);
create index invitations_institution on invitations (institution_id);

create table delegates (
  id text primary key not null,
  invitation_id text not null references invitations (id),
  meeting_id text not null references meetings (id),
  person_id text not null references persons (id),
  role text not null check (role in ('head', 'member', 'alternate', 'adviser', 'interpreter', 'observer')),
  state text not null check (state in ('nominated', 'replaced', 'withdrawn')),
  replaces_id text references delegates (id),
  -- The answer in force; `partstat_sequence` is the calendar revision it answers.
  partstat text not null default 'needs_action' check (partstat in ('needs_action', 'accepted', 'tentative', 'declined')),
  partstat_sequence integer,
  partstat_at text,
  -- What calendar mail this person has had: revision, and the first Message-ID for threading.
  mailed_sequence integer,
  first_message_id text,
  attendance text not null default 'expected' check (attendance in ('expected', 'in_room', 'online', 'absent', 'excused')),
  listing_consent integer not null default 0,
  created_at text not null,
  version integer not null
);
create index delegates_meeting on delegates (meeting_id, state);
create index delegates_invitation on delegates (invitation_id);
create index delegates_person on delegates (person_id);
-- One head of delegation and one seat per person: a second one collides whoever was faster.
create unique index delegates_one_head on delegates (invitation_id) where role = 'head' and state = 'nominated';
create unique index delegates_once on delegates (meeting_id, person_id) where state = 'nominated';

-- Every answer ever given, also to a time that was moved later.
create table delegate_answers (
  id text primary key not null,
  delegate_id text not null references delegates (id),
  partstat text not null check (partstat in ('accepted', 'tentative', 'declined')),
  comment text not null default '',
  sequence integer not null,
  at text not null,
  channel text not null check (channel in ('link', 'phone', 'paper', 'email', 'in_person')),
  recorded_by text not null
);
create index delegate_answers_delegate on delegate_answers (delegate_id, at);

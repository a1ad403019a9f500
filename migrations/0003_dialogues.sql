create table dialogues (
  id text primary key not null,
  code text not null unique,
  state text not null check (state in ('draft', 'active', 'closed', 'archived')),
  project text not null default '',
  funder text not null default '',
  zone text not null,
  holiday_calendar text not null default '',
  languages text not null,
  authoritative_lang text not null check (authoritative_lang in ('en', 'ru', 'kk')),
  attribution text not null check (attribution in ('attributed', 'institution_only', 'chatham_house')),
  participant_list text not null default 'institutions' check (participant_list in ('names', 'institutions', 'counts', 'nobody')),
  quorum_basis text not null default 'institutions' check (quorum_basis in ('institutions', 'seats', 'none')),
  quorum_percent integer not null default 50,
  decision_rule text not null default 'consensus' check (decision_rule in ('consensus', 'simple_majority', 'two_thirds')),
  silence_length integer not null default 5,
  silence_unit text not null default 'working_days' check (silence_unit in ('hours', 'working_days')),
  created_at text not null,
  version integer not null
);
create table dialogue_texts (
  dialogue_id text not null references dialogues (id),
  lang text not null check (lang in ('en', 'ru', 'kk')),
  title text not null,
  mandate text not null default '',
  primary key (dialogue_id, lang)
);
create table dialogue_roles (
  id text primary key not null,
  dialogue_id text not null references dialogues (id),
  person_id text not null references persons (id),
  role text not null check (role in ('organiser', 'coordinator', 'rapporteur', 'viewer')),
  granted_at text not null,
  ended_at text,
  version integer not null
);
create index dialogue_roles_person on dialogue_roles (person_id);
create index dialogue_roles_dialogue on dialogue_roles (dialogue_id);

create table meetings (
  id text primary key not null,
  dialogue_id text not null references dialogues (id),
  ordinal integer not null,
  kind text not null check (kind in ('dialogue', 'session', 'workshop', 'technical', 'oversight')),
  format text not null check (format in ('in_person', 'online', 'hybrid')),
  state text not null check (state in ('draft', 'announced', 'confirmed', 'postponed', 'in_session', 'held', 'minuted', 'closed', 'cancelled')),
  state_since text not null,
  zone text not null,
  -- Derived from the days and the zone, for queries; the wall times below are the truth.
  starts_at text not null,
  ends_at text not null,
  link text not null default '',
  languages text not null,
  interpretation text not null default '',
  attribution text not null check (attribution in ('attributed', 'institution_only', 'chatham_house')),
  previous_meeting_id text references meetings (id),
  -- The calendar: one UID for life, a counter and a stamp that only grow (calendar-mail.md §3.4).
  calendar_uid text not null unique,
  calendar_sequence integer not null default 0,
  calendar_stamp text,
  -- What was mailed last (JSON of the facts a delegate sees) and until when further edits are gathered.
  mailed_facts text,
  gather_until text,
  date_version integer not null default 1,
  agenda_published_at text,
  agenda_version integer not null default 0,
  created_at text not null,
  version integer not null,
  unique (dialogue_id, ordinal)
);
create index meetings_starts on meetings (starts_at);
create index meetings_gather on meetings (gather_until) where gather_until is not null;
create table meeting_texts (
  meeting_id text not null references meetings (id),
  lang text not null check (lang in ('en', 'ru', 'kk')),
  title text not null,
  venue text not null default '',
  primary key (meeting_id, lang)
);
create table meeting_days (
  meeting_id text not null references meetings (id),
  day text not null,
  starts text not null,
  ends text not null,
  primary key (meeting_id, day),
  constraint day_hours check (ends > starts)
);

create table agenda_items (
  id text primary key not null,
  meeting_id text not null references meetings (id),
  day text not null,
  position integer not null,
  kind text not null check (kind in ('procedural', 'information', 'discussion', 'decision', 'follow_up')),
  is_break integer not null default 0,
  minutes integer not null check (minutes between 1 and 1440),
  presenter_institution_id text references institutions (id),
  presenter_person_id text references persons (id),
  attribution text check (attribution in ('attributed', 'institution_only', 'chatham_house')),
  visibility text not null default 'members' check (visibility in ('public', 'members', 'closed')),
  carried_from_id text references agenda_items (id),
  state text not null check (state in ('draft', 'scheduled', 'taken', 'deferred', 'withdrawn')),
  version integer not null
);
create index agenda_items_meeting on agenda_items (meeting_id, day, position);
create table agenda_item_texts (
  item_id text not null references agenda_items (id),
  lang text not null check (lang in ('en', 'ru', 'kk')),
  title text not null,
  primary key (item_id, lang)
);

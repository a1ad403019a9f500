create table sectors (
  id text primary key not null,
  code text not null unique,
  class text not null check (class in ('state_health', 'state_justice', 'state_other', 'multilateral', 'funder', 'civil_society', 'affected_community', 'academia', 'supplier')),
  position integer not null,
  version integer not null
);
create table sector_names (
  sector_id text not null references sectors (id),
  lang text not null check (lang in ('en', 'ru', 'kk')),
  name text not null,
  primary key (sector_id, lang)
);

create table institutions (
  id text primary key not null,
  sector_id text not null references sectors (id),
  country text not null default '',
  precedence integer not null default 1000,
  listable text not null default 'members' check (listable in ('public', 'members', 'never')),
  letter_languages text not null,
  zone text not null,
  holiday_calendar text not null default '',
  official_mail text not null default '',
  search text not null,
  created_at text not null,
  version integer not null
);
create index institutions_order on institutions (precedence, id);
create index institutions_sector on institutions (sector_id);
-- Dated names: a document prints the name that was valid on its own date.
create table institution_names (
  institution_id text not null references institutions (id),
  lang text not null check (lang in ('en', 'ru', 'kk')),
  official text not null,
  short text not null default '',
  valid_from text not null default '0001-01-01',
  valid_to text,
  primary key (institution_id, lang, valid_from),
  constraint name_period check (valid_to is null or valid_to >= valid_from)
);

create table persons (
  id text primary key not null,
  reading_lang text not null check (reading_lang in ('en', 'ru', 'kk')),
  zone text not null,
  holiday_calendar text not null default '',
  email text not null default '',
  phone text not null default '',
  protected integer not null default 0,
  digest text not null default 'weekly' check (digest in ('weekly', 'off')),
  reminders text not null default 'on' check (reminders in ('on', 'off')),
  search text not null,
  created_at text not null,
  version integer not null
);
create index persons_email on persons (email);
-- Name parts as the person writes them in each script; never a full name that has to be split.
create table person_names (
  person_id text not null references persons (id),
  lang text not null check (lang in ('en', 'ru', 'kk')),
  surname text not null,
  given text not null default '',
  patronymic text not null default '',
  salutation text not null default '',
  position text not null default '',
  primary key (person_id, lang)
);
-- Every person's place in the lists of every language, also where they have no name in it: no engine orders
-- Kazakh letters, and a list must not read all people to show a hundred.
create table person_order (
  person_id text not null references persons (id),
  lang text not null check (lang in ('en', 'ru', 'kk')),
  sort_key text not null,
  primary key (person_id, lang)
);
create index person_order_list on person_order (lang, sort_key, person_id);
create table affiliations (
  id text primary key not null,
  person_id text not null references persons (id),
  institution_id text not null references institutions (id),
  role text not null check (role in ('head', 'focal_point', 'member', 'assistant')),
  valid_from text not null,
  valid_to text,
  version integer not null,
  constraint affiliation_period check (valid_to is null or valid_to >= valid_from)
);
create index affiliations_person on affiliations (person_id);
create index affiliations_institution on affiliations (institution_id, role);

-- Days off as data with their source, editable by an administrator, never code (domain.md §2.7).
create table holidays (
  calendar text not null,
  day text not null,
  kind text not null check (kind in ('off', 'working')),
  name_en text not null,
  name_ru text not null,
  name_kk text not null,
  moved_from text,
  source text not null,
  version integer not null,
  primary key (calendar, day)
);

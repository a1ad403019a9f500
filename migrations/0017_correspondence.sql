-- What the letters of a dialogue are written under, at most one of each dialogue, whose id it has. Its version is the
-- lock of the numbers too: whoever sends letters writes it, numbered or not.
create table letterheads (
  id text primary key not null references dialogues (id),
  -- Such as `01-12/{n}`; empty when the chancery gives each number by hand.
  number_pattern text not null default '',
  version integer not null
);
create table letterhead_texts (
  dialogue_id text not null references dialogues (id),
  lang text not null check (lang in ('en', 'ru', 'kk')),
  names text not null default '',
  contact text not null default '',
  primary key (dialogue_id, lang)
);
-- Who may sign, counted from 1; the first signs invitations.
create table signatories (
  dialogue_id text not null references dialogues (id),
  position integer not null,
  lang text not null check (lang in ('en', 'ru', 'kk')),
  name text not null,
  title text not null default '',
  primary key (dialogue_id, position, lang)
);
-- The dialogue's own words in place of the ones that are built in.
create table letter_templates (
  dialogue_id text not null references dialogues (id),
  kind text not null check (kind in ('invitation', 'note', 'request', 'thanks')),
  lang text not null check (lang in ('en', 'ru', 'kk')),
  text text not null,
  primary key (dialogue_id, kind, lang)
);
-- The register: letters as they left us, with what was printed, and letters that came in.
create table letters (
  id text primary key not null,
  dialogue_id text not null references dialogues (id),
  direction text not null check (direction in ('out', 'in')),
  kind text not null check (kind in ('invitation', 'note', 'request', 'thanks', 'nomination', 'regrets', 'other')),
  -- Ours, or theirs; the year is that of the date of the letter.
  number text not null default '',
  year integer not null,
  letter_date text not null,
  received_on text,
  institution_id text not null references institutions (id),
  invitation_id text references invitations (id),
  reply_to_id text references letters (id),
  signatory text not null default '',
  note text not null default '',
  -- What was printed (JSON of printing/sheet.ts), and the file: our PDF, or what was uploaded.
  paper text,
  document_id text,
  search text not null,
  created_by text not null,
  created_at text not null,
  version integer not null
);
create index letters_dialogue on letters (dialogue_id, created_at, id);
create index letters_institution on letters (institution_id, dialogue_id);
create index letters_invitation on letters (invitation_id);
create index letters_reply on letters (reply_to_id);
create index letters_document on letters (document_id);
create unique index letters_number on letters (dialogue_id, year, number) where direction = 'out' and number <> '';
-- Null: the form that the kind of institution suggests.
alter table invitations add column letter_form text check (letter_form in ('letter', 'note'));

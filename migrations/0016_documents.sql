-- One row is one file as it was uploaded or made; its content stands in parts of base64, because no engine of ours
-- takes a text over 2 MB everywhere. What was removed keeps its row, without parts and checksum.
create table documents (
  id text primary key not null,
  name text not null,
  media_type text not null,
  size integer not null,
  sha256 text not null,
  lang text check (lang in ('en', 'ru', 'kk')),
  created_by text,
  created_at text not null,
  removed_at text,
  removed_by text,
  version integer not null
);
create index documents_created_by on documents (created_by, created_at);
create table document_parts (
  document_id text not null references documents (id),
  part integer not null,
  content text not null,
  primary key (document_id, part)
);
-- What a file hangs on decides who may read it. Language versions and newer versions of one paper share paper_id.
create table document_links (
  document_id text primary key not null references documents (id),
  subject_kind text not null check (subject_kind in ('meeting', 'agenda_item', 'report', 'letter')),
  subject_id text not null,
  dialogue_id text not null references dialogues (id),
  paper_id text not null,
  title text not null default ''
);
create index document_links_subject on document_links (subject_kind, subject_id);
create index document_links_dialogue on document_links (dialogue_id);
create index document_links_paper on document_links (paper_id);
-- The files of a mail; the mail itself says how many, so that one without any costs no query.
alter table outbox add column attachments integer not null default 0;
create table outbox_attachments (
  outbox_id text not null references outbox (id),
  position integer not null,
  document_id text not null references documents (id),
  name text not null,
  media_type text not null,
  primary key (outbox_id, position)
);
create index outbox_attachments_document on outbox_attachments (document_id);

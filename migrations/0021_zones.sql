-- Announced meetings to come whose instants are others by the zone data of today than those that people were told.
create table clock_changes (
  meeting_id text primary key not null references meetings (id),
  -- The day and hours that were looked at; after the organisers choose others the row says nothing any more.
  date_version integer not null,
  starts_at text not null,
  ends_at text not null,
  found_at text not null
);

-- 1: subjects of mails and the titles of calendar entries name only the dialogue.
alter table meetings add column neutral_subject integer not null default 0 check (neutral_subject in (0, 1));

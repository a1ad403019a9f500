-- Calendar feeds: at most one of each person and of each dialogue, whose id it has. The token of its address is
-- derived from id and generation with the instance secret; only its hash is kept, none once it is switched off.
create table feeds (
  id text primary key not null,
  kind text not null check (kind in ('person', 'dialogue')),
  due_as text not null check (due_as in ('event', 'task', 'none')),
  generation integer not null,
  token_hash text unique,
  opened_at text not null,
  version integer not null
);
-- What of a meeting a calendar shows: counted and dated apart from its version, which delegations move as well.
alter table meetings add column revision integer not null default 1;
alter table meetings add column revised_at text;
update meetings set revision = version, revised_at = state_since;
-- Whether a feed has changed is told by these alone (src/feeds/queries.ts).
create index meetings_revisions on meetings (dialogue_id, revision);
create index meetings_version on meetings (id, dialogue_id, version);
create index delegates_versions on delegates (person_id, meeting_id, version);
create index commitments_versions on commitments (lead_institution_id, id, version);

-- What a dialogue wants to reach in some years and by which act; its version is the lock of everything below.
create table roadmaps (
  id text primary key not null,
  dialogue_id text not null references dialogues (id),
  authoritative_lang text not null check (authoritative_lang in ('en', 'ru', 'kk')),
  period_from text not null,
  period_to text not null,
  owner_id text references institutions (id),
  state text not null check (state in ('draft', 'approved', 'running', 'evaluated')),
  -- The act by which it was approved, as far as it is known.
  act_on text,
  act_number text not null,
  act_document_id text references documents (id),
  act_link text not null,
  created_at text not null,
  version integer not null
);
create index roadmaps_dialogue on roadmaps (dialogue_id);
create table roadmap_texts (
  roadmap_id text not null references roadmaps (id),
  lang text not null check (lang in ('en', 'ru', 'kk')),
  title text not null,
  act_title text not null,
  act_body text not null,
  primary key (roadmap_id, lang)
);
-- Every move from state to state, and every change of what was approved; rows are only ever added.
create table roadmap_events (
  id text primary key not null,
  roadmap_id text not null references roadmaps (id),
  -- The version of the roadmap that came of it: their order.
  position integer not null,
  kind text not null check (kind in ('approval', 'start', 'evaluation', 'return', 'change')),
  -- What was changed, if it was one objective.
  objective_id text,
  reason text not null,
  done_by text not null,
  done_at text not null
);
create index roadmap_events_roadmap on roadmap_events (roadmap_id);
create table objectives (
  id text primary key not null,
  roadmap_id text not null references roadmaps (id),
  parent_id text references objectives (id),
  code text not null,
  position integer not null,
  owner_id text references institutions (id),
  removed_at text
);
create index objectives_roadmap on objectives (roadmap_id);
-- The closing words are written when the roadmap is evaluated.
create table objective_texts (
  objective_id text not null references objectives (id),
  lang text not null check (lang in ('en', 'ru', 'kk')),
  roadmap_id text not null references roadmaps (id),
  title text not null,
  description text not null,
  closing text not null,
  primary key (objective_id, lang)
);
create index objective_texts_roadmap on objective_texts (roadmap_id);
-- Numbers are decimals in full, such as 12.50: nothing is rounded by being kept.
create table indicators (
  id text primary key not null,
  roadmap_id text not null references roadmaps (id),
  objective_id text not null references objectives (id),
  position integer not null,
  owner_id text references institutions (id),
  direction text not null check (direction in ('up', 'down', 'within')),
  baseline text,
  baseline_on text,
  -- For one that shall stay within bounds, the lower and the upper one.
  target text,
  target_high text,
  target_on text,
  removed_at text
);
create index indicators_roadmap on indicators (roadmap_id);
create table indicator_texts (
  indicator_id text not null references indicators (id),
  lang text not null check (lang in ('en', 'ru', 'kk')),
  roadmap_id text not null references roadmaps (id),
  name text not null,
  unit text not null,
  rhythm text not null,
  primary key (indicator_id, lang)
);
create index indicator_texts_roadmap on indicator_texts (roadmap_id);
-- Baseline and target as they were before somebody changed them after approval.
create table indicator_terms (
  id text primary key not null,
  indicator_id text not null references indicators (id),
  roadmap_id text not null references roadmaps (id),
  direction text not null check (direction in ('up', 'down', 'within')),
  baseline text,
  baseline_on text,
  target text,
  target_high text,
  target_on text,
  reason text not null,
  changed_by text not null,
  changed_at text not null
);
create index indicator_terms_roadmap on indicator_terms (roadmap_id);
-- A correction is a new row; the one it replaces says since when.
create table indicator_values (
  id text primary key not null,
  indicator_id text not null references indicators (id),
  roadmap_id text not null references roadmaps (id),
  as_of text not null,
  amount text not null,
  source text not null,
  note text not null,
  noted_by text not null,
  noted_at text not null,
  superseded_at text
);
create unique index indicator_values_current on indicator_values (indicator_id, as_of) where superseded_at is null;
create index indicator_values_roadmap on indicator_values (roadmap_id);

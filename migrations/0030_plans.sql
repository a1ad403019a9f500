-- What the regions of a dialogue are asked to plan for a period, and in which parts. A row is one edition: what plans
-- were made from is not changed under them.
create table plan_templates (
  id text primary key not null,
  dialogue_id text not null references dialogues (id),
  -- The first edition of it.
  series_id text not null,
  edition integer not null,
  roadmap_id text,
  authoritative_lang text not null check (authoritative_lang in ('en', 'ru', 'kk')),
  period_from text not null,
  period_to text not null,
  created_at text not null,
  version integer not null
);
create index plan_templates_dialogue on plan_templates (dialogue_id);
create unique index plan_templates_edition on plan_templates (series_id, edition);
create table plan_template_texts (
  template_id text not null references plan_templates (id),
  lang text not null check (lang in ('en', 'ru', 'kk')),
  title text not null,
  primary key (template_id, lang)
);
-- The parts that are asked for; a part without a row is not.
create table plan_parts (
  template_id text not null references plan_templates (id),
  part text not null check (part in ('audience', 'message', 'channel', 'activity', 'responsible', 'result')),
  required integer not null,
  primary key (template_id, part)
);
-- Own words for a part, where the usual ones do not do.
create table plan_part_texts (
  template_id text not null references plan_templates (id),
  part text not null,
  lang text not null check (lang in ('en', 'ru', 'kk')),
  title text not null,
  hint text not null,
  primary key (template_id, part, lang)
);
-- The plan of one institution; its version is the lock of everything below.
create table plans (
  id text primary key not null,
  template_id text not null references plan_templates (id),
  dialogue_id text not null references dialogues (id),
  institution_id text not null references institutions (id),
  -- Who watches over it and may answer it.
  monitor_id text references institutions (id),
  due_on text not null,
  state text not null check (state in ('requested', 'drafted', 'presented', 'returned', 'approved', 'monitored', 'closed')),
  state_since text not null,
  asked_at text,
  -- How many steps of the ladder of reminders are behind it.
  reminders integer not null,
  created_at text not null,
  version integer not null
);
create unique index plans_owner on plans (template_id, institution_id);
create index plans_institution on plans (institution_id);
create index plans_state on plans (state);
-- Who is asked instead of the focal points.
create table plan_people (
  plan_id text not null references plans (id),
  person_id text not null references persons (id),
  primary key (plan_id, person_id)
);
create index plan_people_person on plan_people (person_id);
create table plan_texts (
  plan_id text not null references plans (id),
  part text not null check (part in ('audience', 'message', 'channel')),
  text text not null,
  written_by text not null,
  written_at text not null,
  version integer not null,
  primary key (plan_id, part)
);
create table plan_activities (
  id text primary key not null,
  plan_id text not null references plans (id),
  position integer not null,
  kind text not null check (kind in ('training', 'meeting', 'material', 'media', 'service', 'rules', 'monitoring', 'other')),
  title text not null,
  starts_on text,
  ends_on text,
  responsible text not null,
  result text not null,
  objective_id text,
  commitment_id text references commitments (id),
  written_by text not null,
  written_at text not null,
  removed_at text,
  version integer not null
);
create index plan_activities_plan on plan_activities (plan_id);
create index plan_activities_commitment on plan_activities (commitment_id);
-- Each time it was handed in, and what was answered.
create table plan_presentations (
  plan_id text not null references plans (id),
  number integer not null,
  presented_by text not null,
  presented_at text not null,
  decision text check (decision in ('approved', 'returned')),
  decided_by text,
  -- The monitor, when it answered by link itself.
  decided_for text references institutions (id),
  decided_at text,
  primary key (plan_id, number)
);
-- What a returned plan is to be changed in, part by part; the part `whole` is about all of it.
create table plan_remarks (
  plan_id text not null references plans (id),
  number integer not null,
  part text not null,
  text text not null,
  primary key (plan_id, number, part)
);
-- All owners of approved plans are asked about the activities of these months.
create table plan_requests (
  id text primary key not null,
  template_id text not null references plan_templates (id),
  from_on text not null,
  to_on text not null,
  due_on text not null,
  asked_at text not null,
  closed_at text,
  version integer not null
);
create index plan_requests_template on plan_requests (template_id);
-- What was said about an activity; the newest row counts, none is ever changed but by its verification.
create table plan_reports (
  id text primary key not null,
  activity_id text not null references plan_activities (id),
  request_id text references plan_requests (id),
  claim text not null check (claim in ('done', 'under_way', 'not_done')),
  text text not null,
  reported_by text not null,
  reported_at text not null,
  verified_by text,
  verified_for text references institutions (id),
  verified_at text
);
create index plan_reports_activity on plan_reports (activity_id);
create index plan_reports_request on plan_reports (request_id);

-- Who was named for a commitment and is told of it by mail; without a mail while that is gathered.
create table naming_letters (
  commitment_id text not null references commitments (id),
  person_id text not null references persons (id),
  -- The institution that named somebody of its own by its link; null for the secretariat.
  named_for text references institutions (id),
  named_at text not null,
  outbox_id text,
  -- Grows with each naming and each mail.
  version integer not null,
  primary key (commitment_id, person_id)
);
create index naming_letters_person on naming_letters (person_id);
create index naming_letters_outbox on naming_letters (outbox_id);
-- Who watches over a plan and was told that it was handed in for the n-th time.
create table plan_notices (
  plan_id text not null references plans (id),
  number integer not null,
  person_id text not null references persons (id),
  outbox_id text not null,
  -- Grows with each mail: one that was withdrawn may be replaced.
  version integer not null,
  primary key (plan_id, number, person_id)
);
create index plan_notices_person on plan_notices (person_id);
create index plan_notices_outbox on plan_notices (outbox_id);
-- They were told at once until now.
insert into plan_notices (plan_id, number, person_id, outbox_id, version)
select plan_presentations.plan_id, plan_presentations.number, outbox.person_id, outbox.id, 1
from plan_presentations
inner join outbox on outbox.subject_id = plan_presentations.plan_id
  and outbox.dedupe_key = 'plan:presented:' || plan_presentations.plan_id || ':'
    || cast(plan_presentations.number as text) || ':' || outbox.person_id
inner join persons on persons.id = outbox.person_id;
-- Who was reminded of a half-yearly request about a plan.
create table plan_request_reminders (
  request_id text not null references plan_requests (id),
  plan_id text not null references plans (id),
  person_id text not null references persons (id),
  step text not null check (step in ('before', 'after')),
  at text not null,
  primary key (request_id, plan_id, person_id, step)
);
create index plan_request_reminders_plan on plan_request_reminders (plan_id);
create index plan_request_reminders_person on plan_request_reminders (person_id);

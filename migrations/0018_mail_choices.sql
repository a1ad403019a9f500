-- How often the digest of somebody who wants one comes: null is weekly, also in what a process wrote that did not
-- know the column yet. And the local day until which a person gets neither digests nor reminders.
alter table persons add column digest_rhythm text check (digest_rhythm in ('weekly', 'meetings'));
alter table persons add column paused_until text;
-- The meetings concluded lately, after which a digest may be due.
create index meetings_state_since on meetings (state_since);
-- What was reported done and waits for some institutions to verify it.
create index commitments_verifier on commitments (verifier_institution_id);

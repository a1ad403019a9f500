-- What is owed, late and silent in a dialogue is counted without a look at the rows themselves.
create index commitments_overview on commitments (dialogue_id, state, due_on, lead_institution_id, person_id, last_report_at);

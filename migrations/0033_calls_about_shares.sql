-- Who was phoned, where it was not the lead: an institution that owes a period or a part.
alter table call_notes add column institution_id text;
create index call_notes_institution on call_notes (institution_id);

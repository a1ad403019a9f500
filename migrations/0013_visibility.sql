-- How much participants see of each other, meeting by meeting; the dialogue's is what a new meeting begins with. Null
-- in what a process makes that runs beside this table and does not know the column yet: then as the dialogue.
alter table meetings add column participant_list text check (participant_list in ('names', 'institutions', 'counts', 'nobody'));
update meetings set participant_list = (select dialogues.participant_list from dialogues where dialogues.id = meetings.dialogue_id);

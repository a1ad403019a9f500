-- What else a personal link opens: its purpose stays `report`, which an older program answers with "not found".
alter table personal_links add column matter text;

-- What a file proves where it is no report: the `step` of a commitment. It hangs on `report` for an older program, which
-- finds no such report and shows the file to nobody.
alter table document_links add column matter text;

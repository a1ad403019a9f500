-- One row is one form that took effect: a second arrival of the same form gets the same answer and does nothing
-- (safety.md §3.5). Written in the batch of the command; thrown away after 48 hours. `key_hash` seals who sent
-- the form to which address under which one-time key; `answer` never holds the token of a personal link.
create table form_receipts (
  key_hash text primary key not null,
  body_hash text not null,
  answer text,
  at text not null
);
create index form_receipts_at on form_receipts (at);

-- Which seal of the chain covers a fact (src/ledger/seals.ts); null until the next sealing. The facts about
-- `ledger` are the seals themselves.
alter table facts add column seal integer;
create index facts_seal on facts (seal, subject_id, subject_version);
-- Since when a person is erased: the row stays for the history, under the name of what they represented.
alter table persons add column erased_at text;
-- Retention looks for what settled long ago.
create index outbox_settled on outbox (settled_at) where settled_at is not null;
create index delegate_answers_at on delegate_answers (at) where comment <> '';

-- Which seal of the chain covers a fact (src/ledger/seals.ts); null until the next sealing. The facts about
-- `ledger` are the seals themselves.
alter table facts add column seal integer;
create index facts_seal on facts (seal, subject_id, subject_version);
-- Since when a person is erased: the row stays for the history, under the name of what they represented.
alter table persons add column erased_at text;
-- Retention looks for what settled long ago, and finds what it has not cleared yet among a million that it has.
create index outbox_settled on outbox (settled_at, id) where settled_at is not null;
create index outbox_readers on outbox (kind, settled_at) where to_address <> '';
create index outbox_replies on outbox (settled_at) where last_reply <> '';
create index mail_attempts_replies on mail_attempts (at) where reply <> '';
create index delegate_answers_at on delegate_answers (at) where comment <> '';
-- Whose turn it is among many waiting mails, without sorting them all; and since when the oldest waits.
drop index outbox_due;
create index outbox_turn on outbox (priority, not_before, id) where settled_at is null;
create index outbox_waiting on outbox (not_before) where settled_at is null;

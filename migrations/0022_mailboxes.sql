-- One row is one mailbox that is read over IMAP: how far, which message is in hand, and which process reads it. The
-- id is a digest of server, user and folder. A uid_validity that differs from the server's means: from the beginning.
-- Tries of the message in hand count only if they are minutes apart; tried_at is that of the last one that counted.
create table mailboxes (
  id text primary key not null,
  uid_validity integer not null default 0,
  last_uid integer not null default 0,
  trying_uid integer not null default 0,
  tries integer not null default 0,
  tried_at text,
  lease_until text,
  lease_holder text
);

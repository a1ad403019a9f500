-- How fast mail goes to each recipient domain, and to the relay as a whole under the empty name: how many mails were
-- begun in which minute, and until when no more may be, because the minute is full or the domain asked us to slow down.
create table mail_pace (
  domain text primary key not null,
  minute text not null,
  begun integer not null,
  held_until text not null,
  -- As far as it is the domain that asked for it; a minute that is full can hold it longer.
  slow_until text not null,
  -- How often in a row the domain asked for it; 0 when only the minute is full.
  strikes integer not null,
  last_reply text not null
);
create index mail_pace_held on mail_pace (held_until);

-- The languages of a letter in their order, such as 'kk, ru'; empty: the one language of the row.
alter table outbox add column languages text not null default '';

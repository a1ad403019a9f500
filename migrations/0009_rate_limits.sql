-- Counters against guessing and flooding, one row per limit, time window and whom it concerns. The id is sealed
-- with the instance secret, so no address and no network can be read from it; rows go when their window is over.
create table rate_limits (
  id text primary key not null,
  remaining integer not null,
  expires_at text not null
);
create index rate_limits_expiry on rate_limits (expires_at);

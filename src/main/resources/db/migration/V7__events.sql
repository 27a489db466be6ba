-- security events; ids begin with the time, so that the newest have the greatest; no foreign key, since the events of
-- a deleted user stay
create table events (
	id uuid primary key,
	occurred_at timestamp(6) with time zone not null,
	kind varchar(40) not null,
	user_id bigint,
	actor_id bigint,
	address varchar(45),
	session_id uuid,
	request_id varchar(64)
);

create index events_user_id on events (user_id, id);

create index events_kind on events (kind, id);

-- how many logins there were in each hour since 1970, also where events are not kept
create table login_hours (
	hour_number bigint primary key,
	logins bigint not null,
	failures bigint not null
);

-- whose account it is, if anybody's
alter table login_tries add column user_id bigint;

create table sessions (
	id uuid primary key,
	user_id bigint not null references users (id) on delete cascade,
	token_hash varchar(64),
	replaced_tokens varchar(700),
	created_at timestamp(6) with time zone not null,
	last_used_at timestamp(6) with time zone not null,
	expires_at timestamp(6) with time zone not null,
	user_agent varchar(200),
	address varchar(45)
);

-- the one refresh token a user had becomes a session; its own expiry still holds
insert into sessions (id, user_id, token_hash, created_at, last_used_at, expires_at)
select cast('00000000-0000-4000-8000-' || lpad(cast(id as varchar(12)), 12, '0') as uuid), id, refresh_token,
	current_timestamp, current_timestamp, current_timestamp + interval '${refresh_minutes}' minute
from users where refresh_token is not null;

create index sessions_user_id on sessions (user_id);

create index sessions_expires_at on sessions (expires_at);

alter table users drop column refresh_token;

alter table users add column is_active boolean default true not null;

-- finds users by the beginning of their e-mail, whatever the collation
create index users_email_prefix on users (email${pattern_ops});

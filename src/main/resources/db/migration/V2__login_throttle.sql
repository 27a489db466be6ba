-- wrong passwords by account, which all replicas count together; times in ms since 1970
create table login_tries (
	account varchar(32) primary key,
	restored_at bigint not null
);

create index login_tries_restored_at on login_tries (restored_at);

-- from where an account's owner has lately logged in
create table login_origins (
	origin varchar(32) primary key,
	seen_at bigint not null
);

create index login_origins_seen_at on login_origins (seen_at);

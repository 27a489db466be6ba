-- accounts whose wrong passwords an admin has forgiven, by their keyed digests; times in ms since 1970
create table login_lifts (
	account varchar(32) primary key,
	lifted_at bigint not null
);

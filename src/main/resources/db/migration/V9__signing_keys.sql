-- the keys that sign access tokens, where no secret does; the private halves are encrypted
create table signing_keys (
	kid varchar(43) primary key,
	algorithm varchar(8) not null,
	number integer not null,
	public_key varchar(2000) not null,
	sealed_key varchar(8000) not null,
	published_at timestamp(6) with time zone not null,
	signs_from timestamp(6) with time zone not null,
	token_seconds bigint not null,
	constraint signing_keys_number_key unique (algorithm, number)
);

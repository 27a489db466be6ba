-- how many of the tries taken belong to logins under way, and until when at the latest
alter table login_tries add column unjudged integer default 0 not null;

alter table login_tries add column unjudged_until bigint default 0 not null;

-- when a user was created; unknown for those of earlier versions
alter table users add column created_at timestamp(6) with time zone;

alter table users alter column created_at set default current_timestamp;

alter table users add column last_login_at timestamp(6) with time zone;

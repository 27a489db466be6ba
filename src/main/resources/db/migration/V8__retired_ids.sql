-- ids of users who were deleted, as ranges with both ends: an import gives them to nobody else
create table retired_ids (
	first_id bigint not null,
	last_id bigint not null
);

create index retired_ids_first_id on retired_ids (first_id desc);

-- deletions left no trace until now, so all ids given so far count
insert into retired_ids (first_id, last_id)
select 1, given from (select ${last_user_id} as given) as ids where given > 0;

-- finds the admins among many users, for each change that could leave none
create index users_admins on users (is_admin, id);

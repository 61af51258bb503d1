-- Roles of the store of decisions, each with no more than it needs. Once, as a superuser or owner.
CREATE ROLE stillwatch_owner LOGIN;      -- makes the tables, and changes them after an update
CREATE ROLE stillwatch_writer LOGIN;     -- policy apply, audit --follow, decisions add, end, pause
CREATE ROLE stillwatch_gateway LOGIN;    -- serve, decisions list
CREATE SCHEMA stillwatch AUTHORIZATION stillwatch_owner;
GRANT USAGE ON SCHEMA stillwatch TO stillwatch_writer, stillwatch_gateway;
ALTER DEFAULT PRIVILEGES FOR ROLE stillwatch_owner IN SCHEMA stillwatch
    GRANT SELECT ON TABLES TO stillwatch_gateway;
ALTER DEFAULT PRIVILEGES FOR ROLE stillwatch_owner IN SCHEMA stillwatch
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO stillwatch_writer;

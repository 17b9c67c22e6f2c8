-- What the Citus profile calls of the engine, as functions that write down how they were called.
CREATE TABLE pg_dist_partition (logicalrelid regclass PRIMARY KEY);
CREATE TABLE citus_call (no integer GENERATED ALWAYS AS IDENTITY, call text NOT NULL);

CREATE FUNCTION create_distributed_table(table_name regclass, distribution_column text, distribution_type text DEFAULT 'hash',
    colocate_with text DEFAULT 'default', shard_count integer DEFAULT NULL) RETURNS void LANGUAGE sql AS $$
  INSERT INTO pg_dist_partition VALUES (table_name);
  INSERT INTO citus_call (call)
  SELECT format('distributed %s by %s %s with %s', table_name, distribution_column, distribution_type, colocate_with);
$$;

CREATE FUNCTION create_reference_table(table_name regclass) RETURNS void LANGUAGE sql AS $$
  INSERT INTO pg_dist_partition VALUES (table_name);
  INSERT INTO citus_call (call) SELECT format('reference %s', table_name);
$$;

CREATE FUNCTION create_distributed_function(function_name regprocedure, distribution_arg_name text DEFAULT NULL,
    colocate_with text DEFAULT 'default', force_delegation boolean DEFAULT NULL) RETURNS void LANGUAGE sql AS $$
  INSERT INTO citus_call (call)
  SELECT format('function %s by %s with %s', proname, coalesce(distribution_arg_name, 'nothing'), colocate_with)
    FROM pg_proc WHERE oid = function_name;
$$;

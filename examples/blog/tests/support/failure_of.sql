-- What a client hears when the statement fails: the SQLSTATE, what is to blame (a field of the input
-- or a constraint) and, of errors that speak to the client, the message.
CREATE FUNCTION pg_temp.failure_of(p_statement text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  v_message text;
  v_column text;
  v_constraint text;
BEGIN
  EXECUTE p_statement;
  RETURN 'none';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS v_message = MESSAGE_TEXT, v_column = COLUMN_NAME,
                          v_constraint = CONSTRAINT_NAME;
  RETURN concat_ws(' ', SQLSTATE, nullif(v_column, ''), nullif(v_constraint, ''),
                   CASE WHEN SQLSTATE LIKE 'P0%' THEN '"' || v_message || '"' END);
END $$;

-- Functions are the only way to write: each checks what it is given, changes tb_*, brings tv_* up to
-- date, and is one transaction with all of that. A text that RAISE gives, and COLUMN, the field of
-- the input that is to blame, are for the client.
--
-- Two that run at once must not write a document of what is no longer so. Therefore rows are locked
-- in one order: users, posts, comments, and only then tv_*. Who adds a document locks, FOR SHARE,
-- the rows that it embeds; who changes such a row locks the rows whose documents have it.

-- 'On brass!' is 'on-brass'.
CREATE OR REPLACE FUNCTION fn_identifier_of(p_text text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT btrim(regexp_replace(lower(p_text), '[^[:alnum:]]+', '-', 'g'), '-')
$$;

CREATE OR REPLACE FUNCTION fn_check_identifier(p_identifier text) RETURNS void
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF p_identifier = '' OR p_identifier <> fn_identifier_of(p_identifier) THEN
    RAISE EXCEPTION 'an identifier has small letters and digits, and single hyphens between them'
      USING COLUMN = 'identifier';
  END IF;
END $$;

CREATE OR REPLACE FUNCTION fn_pk_organisation(p_identifier text) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_pk bigint;
BEGIN
  IF p_identifier IS NULL THEN
    RETURN NULL;  -- writes for nobody
  END IF;
  SELECT pk_organisation INTO v_pk FROM tb_organisation WHERE identifier = p_identifier;
  IF NOT FOUND THEN
    RAISE no_data_found USING MESSAGE = format('there is no organisation "%s"', p_identifier),
                              COLUMN = 'organisation';
  END IF;
  RETURN v_pk;
END $$;

-- Of a post or a comment. The author stays as they are until the transaction ends.
CREATE OR REPLACE FUNCTION fn_pk_author(p_identifier text) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  v_pk bigint;
BEGIN
  SELECT pk_user INTO v_pk FROM tb_user WHERE identifier = p_identifier FOR SHARE;
  IF NOT FOUND THEN
    RAISE no_data_found USING MESSAGE = format('there is no user "%s"', p_identifier),
                              COLUMN = 'author';
  END IF;
  RETURN v_pk;
END $$;

CREATE OR REPLACE FUNCTION fn_create_user(p_identifier text, p_name text, p_email text DEFAULT NULL,
                                          p_organisation text DEFAULT NULL) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
  v_id uuid;
BEGIN
  PERFORM fn_check_identifier(p_identifier);
  IF btrim(p_name) = '' THEN
    RAISE EXCEPTION 'a user needs a name' USING COLUMN = 'name';
  END IF;
  INSERT INTO tb_user (identifier, name, email, fk_organisation)
  VALUES (p_identifier, p_name, p_email, fn_pk_organisation(p_organisation))
  RETURNING id INTO v_id;
  PERFORM fn_sync_tv_user(ARRAY[v_id]);
  RETURN v_id;
END $$;

-- p_changes has those of name, email and organisation that change: jsonb can tell what is not given,
-- which stays, from what is null, which parameters with a DEFAULT cannot. jsonb_populate_record
-- starts with the row and puts what is there over it.
CREATE OR REPLACE FUNCTION fn_update_user(p_identifier text, p_changes jsonb) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
  v_pk bigint;
  v_id uuid;
BEGIN
  IF p_changes ? 'name' AND coalesce(btrim(p_changes->>'name'), '') = '' THEN
    RAISE EXCEPTION 'a user needs a name' USING COLUMN = 'name';
  END IF;
  UPDATE tb_user u
     SET (name, email) = (SELECT changed.name, changed.email
                            FROM jsonb_populate_record(u, p_changes) AS changed),
         fk_organisation = CASE WHEN p_changes ? 'organisation'
                                THEN fn_pk_organisation(p_changes->>'organisation')
                                ELSE u.fk_organisation END
   WHERE u.identifier = p_identifier
  RETURNING u.pk_user, u.id INTO v_pk, v_id;
  IF NOT FOUND THEN
    RAISE no_data_found USING MESSAGE = format('there is no user "%s"', p_identifier),
                              COLUMN = 'identifier';
  END IF;
  PERFORM fn_sync_tv_user(ARRAY[v_id]);
  IF p_changes ? 'name' THEN  -- which the documents of their posts have
    PERFORM fn_sync_tv_post(ARRAY(SELECT id FROM tb_post WHERE fk_author = v_pk FOR SHARE));
  END IF;
  RETURN v_id;
END $$;

-- The foreign keys refuse it while there are posts or comments; 01_tables.sql says what a client
-- reads then.
CREATE OR REPLACE FUNCTION fn_delete_user(p_identifier text) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
  v_id uuid;
BEGIN
  DELETE FROM tb_user WHERE identifier = p_identifier RETURNING id INTO v_id;
  IF NOT FOUND THEN
    RAISE no_data_found USING MESSAGE = format('there is no user "%s"', p_identifier),
                              COLUMN = 'identifier';
  END IF;
  PERFORM fn_sync_tv_user(ARRAY[v_id]);
  RETURN v_id;
END $$;

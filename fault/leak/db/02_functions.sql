CREATE FUNCTION fn_sync_tv_note(p_ids uuid[]) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO public.tv_note (id, identifier, tenant_id, data)
  SELECT id, identifier, tenant_id, jsonb_build_object('id', id, 'identifier', identifier, 'title', title)
    FROM public.tb_note
   WHERE id = ANY (p_ids)
  ON CONFLICT (id) DO UPDATE SET data = excluded.data, updated_at = now();
$$;

CREATE FUNCTION fn_create_note(p_title text) RETURNS uuid
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  v_id uuid;
BEGIN
  INSERT INTO public.tb_note (identifier, tenant_id, title)
  VALUES ('new-' || gen_random_uuid(), nullif(current_setting('app.tenant_id', true), '')::uuid, p_title)
  RETURNING id INTO v_id;
  PERFORM public.fn_sync_tv_note(ARRAY[v_id]);
  RETURN v_id;
END $$;

CREATE FUNCTION fn_rename_note(p_id uuid, p_title text) RETURNS uuid
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  v_id uuid;
BEGIN
  UPDATE public.tb_note SET title = p_title WHERE id = p_id RETURNING id INTO v_id;
  PERFORM public.fn_sync_tv_note(ARRAY[v_id]);
  RETURN v_id;
END $$;

-- PostGraphile's documentation: a question that it cannot generate is written as a function that returns rows.
CREATE OR REPLACE FUNCTION search_incidents(words text) RETURNS SETOF records_record LANGUAGE sql STABLE AS $$
    SELECT * FROM records_record
    WHERE kind = 'incident' AND bench_words @@ websearch_to_tsquery('english'::regconfig, words)
    ORDER BY earliest DESC, id DESC
$$;

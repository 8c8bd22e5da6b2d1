-- Gives the text columns of the service's schema the collation "C": names are compared and listed in binary order, as on
-- AWS, whatever the server's default collation is. Columns that have it already are left alone.
DO $$
DECLARE
  change RECORD;
BEGIN
  FOR change IN
    SELECT
      format('%I.%I', s.nspname, t.relname) AS name,
      string_agg(
        format('ALTER COLUMN %I TYPE %s COLLATE "C"', c.attname, format_type(c.atttypid, c.atttypmod)), ', ') AS columns
    FROM pg_attribute c
    JOIN pg_class t ON t.oid = c.attrelid
    JOIN pg_namespace s ON s.oid = t.relnamespace
    JOIN pg_collation l ON l.oid = c.attcollation
    WHERE s.nspname = current_schema()
      AND t.relkind = 'r'
      AND t.relname <> 'flyway_schema_history'
      AND c.attnum > 0
      AND NOT c.attisdropped
      AND l.collname <> 'C'
    GROUP BY s.nspname, t.relname
  LOOP
    EXECUTE format('ALTER TABLE %s %s', change.name, change.columns);
  END LOOP;
END $$;

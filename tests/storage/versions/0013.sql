-- 0013_how_answered.sql fa5e89ae47f9704e494736f66d8f3cf1e4050da9d35dd08b37397dccfd081236
UPDATE runs SET register = 'standard' WHERE (id) = (SELECT id FROM runs ORDER BY id LIMIT 1);
UPDATE runs SET supported = 1 WHERE (id) = (SELECT id FROM runs ORDER BY id LIMIT 1);

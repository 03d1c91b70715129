-- 0011_rights.sql 962ee8617b87ac95574a307493d6c907731c8ffb46cb38171a7b5550755f5ee9
INSERT INTO audit (at, actor, action, subject, mark) VALUES ('2026-03-02', NULL, 'påhittat', 'påhittat', X'1025a130183324dc239a5318e51c69ea33b4d6e3ad53105a4fde1c0baea8c1dd');
UPDATE enrolments SET agreed_in = 'påhittat: agreed_in' WHERE (id) = (SELECT id FROM enrolments ORDER BY id LIMIT 1);
UPDATE enrolments SET withdrawn_on = '2026-03-02' WHERE (id) = (SELECT id FROM enrolments ORDER BY id LIMIT 1);
INSERT INTO taking_part_texts (version, language, body) VALUES ('påhittat: version', 'påhittat: language', 'påhittat: body');

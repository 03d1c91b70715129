-- 0005_breakdowns.sql 0530ba2a9c34ed457d67b8c1f38eccaa1f5f0bfa564bb69e7b6a6c5644941814
INSERT INTO breakdown_members (programme, dimension, what, enrolment, cell, standing) VALUES ('enter', 'påhittat: dimension', 'påhittat: what', (SELECT MIN(id) FROM enrolments), 'påhittat: cell', 'påhittat: standing');
INSERT INTO breakdown_releases (programme, dimension, what, quarter, cell, rule, n, base, withheld) VALUES ('enter', 'påhittat: dimension', 'påhittat: what', '2026-Q1', 'påhittat: cell', 'påhittat: rule', 1, 1, 'påhittat: withheld');
UPDATE tallies SET place = 'påhittat: place' WHERE (programme, questionnaire, version, moment, question, place, option, quarter) = (SELECT programme, questionnaire, version, moment, question, place, option, quarter FROM tallies ORDER BY programme, questionnaire, version, moment, question, place, option, quarter LIMIT 1);
UPDATE unlinked_waiting SET place = 'påhittat: place' WHERE (id) = (SELECT id FROM unlinked_waiting ORDER BY id LIMIT 1);

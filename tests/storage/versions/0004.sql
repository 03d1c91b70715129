-- 0004_scale.sql ab886dd57311f3c41bc1cd1788461ea678e1da0ed4032d8a6f8a26542c3e7896
INSERT INTO quarters_settled (programme, quarter) VALUES ('enter', '2026-Q1');
INSERT INTO responses_erased (programme, questionnaire, moment, quarter, n) VALUES ('enter', 'påhittat: questionnaire', 'påhittat: moment', '2026-Q1', 1);
INSERT INTO standing_rules (programme, goal, rule) VALUES ('enter', 'påhittat: goal', 'påhittat: rule');
UPDATE tallies SET moment = 'påhittat: moment' WHERE (programme, questionnaire, version, moment, question, option, quarter) = (SELECT programme, questionnaire, version, moment, question, option, quarter FROM tallies ORDER BY programme, questionnaire, version, moment, question, option, quarter LIMIT 1);
UPDATE unlinked_comments SET moment = 'påhittat: moment' WHERE (id) = (SELECT id FROM unlinked_comments ORDER BY id LIMIT 1);
UPDATE unlinked_waiting SET moment = 'påhittat: moment' WHERE (id) = (SELECT id FROM unlinked_waiting ORDER BY id LIMIT 1);

-- 0002_goal_releases.sql 0a14015649412905734d0c74e16442739f1fb943333d5fdabe0e344d397bdc85
INSERT INTO goal_members (programme, goal, enrolment, counted) VALUES ('enter', 'påhittat: goal', (SELECT MIN(id) FROM enrolments), 1);
INSERT INTO goal_releases (programme, goal, quarter, rule, n, base, missing, value) VALUES ('enter', 'påhittat: goal', '2026-Q1', 'påhittat: rule', 1, 1, 1, 1);

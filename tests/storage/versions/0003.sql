-- 0003_facts.sql c4f5fe61db3ede94766fa5c0e88704b4a17ee76d888564c1c370ce9bd8538ebb
INSERT INTO facts (enrolment, fact, value, by, at) VALUES ((SELECT MIN(id) FROM enrolments), 'påhittat: fact', 'påhittat: value', (SELECT MIN(id) FROM people), '2026-03-02');
INSERT INTO notes (programme, fact, place, day, value, by, at, made_by_update) VALUES ('enter', 'påhittat: fact', 'påhittat: place', '2026-03-02', 'påhittat: value', (SELECT MIN(id) FROM people), '2026-03-02', 1);

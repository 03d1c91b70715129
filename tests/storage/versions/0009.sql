-- 0009_paper_hashes.sql c073044fe75f136a3bcd50896668616e4e83bebfbe2fcf9066d370a6c2171761
UPDATE paper_uploads SET seen = 'påhittat: seen' WHERE (person) = (SELECT person FROM paper_uploads ORDER BY person LIMIT 1);
INSERT INTO papers_counted (programme, questionnaire, hash, day) VALUES ('enter', 'påhittat: questionnaire', X'D819D524FCC1F70F7D058C61C727A1E6DDF00960667F2B31542411D695F26B22', '2026-03-02');

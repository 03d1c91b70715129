-- 0006_reports.sql 84d13f6bc9c235d3f4b918e01158ce0b601054bdd8c724a0e723c949cda35b73
INSERT INTO key_members (programme, figure, enrolment, marks) VALUES ('enter', 'påhittat: figure', (SELECT MIN(id) FROM enrolments), 'påhittat: marks');
INSERT INTO key_releases (programme, figure, quarter, mark, n) VALUES ('enter', 'påhittat: figure', '2026-Q1', 'påhittat: mark', 1);
INSERT INTO report_analyses (programme, period, words) VALUES ('enter', 'påhittat: period', X'B41123ACE3919ED7ADD816CFF37B3E1EC008D07C89078A56011FDED03D1568DE85602DD03CF5D16648447A72');
INSERT INTO reports (programme, period, year, running) VALUES ('enter', 'påhittat: period', 1, 1);
INSERT INTO report_editions (report, edition, figures, texts, sent_on) VALUES ((SELECT MIN(id) FROM reports), 1, X'3B2F67F28763FF6789D929826F95441B6769E52F28F176DF00A8E7211C08B4E646960F56A22E8A4607EB26AC0A2D', X'80528D88D02F9C80DE30846E49D036FB6F2AFEF9FB56CC83F64AA5567BBC94DE387CBB377208B878C27930C1', '2026-03-02');
INSERT INTO report_files (edition, content, format, bytes) VALUES ((SELECT MIN(id) FROM report_editions), 'påhittat: content', 'påhittat: format', X'66C65B440FCE46FB452229BDDDB31EFE771F3E3947E9C71C19BCAD839FD25B145CA5697DF6DDEA8A818B5C4C');
INSERT INTO report_requests (programme, period, format, made_by_update) VALUES ('enter', 'påhittat: period', 'påhittat: format', 1);

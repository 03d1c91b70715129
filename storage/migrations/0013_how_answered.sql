-- How a linked form was answered, so coarsely that it tells nobody's language: kept so that it can be examined whether
-- answers in different registers, or with help, can be compared. Of anonymous forms nothing of it is kept.
ALTER TABLE runs ADD COLUMN register TEXT CHECK (register IN ('standard', 'easy', 'translated', 'mixed'));
ALTER TABLE runs ADD COLUMN supported INTEGER CHECK (supported IN (0, 1));

-- A department that said that it knows of a recall is asked again when the recall becomes graver or comes back. What it
-- said before stays in the life of the match: who, when, of which notice and with what following from it.
-- A confirmation that makes what follows graver than it was in the step before counts, too.
DROP TRIGGER recall_match_department_acknowledges_once;
CREATE TRIGGER recall_match_department_keeps_identity BEFORE UPDATE ON recall_match_department
WHEN NEW.match <> OLD.match OR NEW.department <> OLD.department
  OR (NEW.told <> OLD.told AND NOT (OLD.acknowledged IS NOT NULL AND NEW.acknowledged IS NULL))
BEGIN SELECT RAISE(ABORT, 'who was told is kept'); END;
CREATE TRIGGER recall_match_department_keeps_its_word BEFORE UPDATE ON recall_match_department
WHEN OLD.acknowledged IS NOT NULL AND NOT (NEW.acknowledged IS NULL AND EXISTS (
  SELECT 1 FROM recall_match_event e LEFT JOIN recall_match_event p ON p.match = e.match AND p.ordinal = e.ordinal - 1
  WHERE e.match = OLD.match
    AND e.ordinal > (SELECT coalesce(max(a.ordinal), -1) FROM recall_match_event a
                     WHERE a.match = OLD.match AND a.event = 'acknowledged' AND a.person = OLD.person)
    AND (e.event IN ('escalated', 'reopened')
         OR (e.event = 'confirm'
             AND instr('|count|queue|confirm|flag|hold|suspend_procurement|suspend|', '|' || e.action || '|')
               > instr('|count|queue|confirm|flag|hold|suspend_procurement|suspend|', '|' || p.action || '|')))))
BEGIN SELECT RAISE(ABORT, 'a department acknowledges once until the recall becomes graver or comes back'); END;

-- Done here and not by the use cases, so that none of them can forget it.
CREATE TRIGGER recall_match_department_is_asked_again AFTER INSERT ON recall_match_event
WHEN NEW.event IN ('escalated', 'reopened')
  OR (NEW.event = 'confirm'
      AND instr('|count|queue|confirm|flag|hold|suspend_procurement|suspend|', '|' || NEW.action || '|')
        > (SELECT instr('|count|queue|confirm|flag|hold|suspend_procurement|suspend|', '|' || p.action || '|')
           FROM recall_match_event p WHERE p.match = NEW.match AND p.ordinal = NEW.ordinal - 1))
BEGIN
  UPDATE recall_match_department SET told = NEW.at, person = NULL, acknowledged = NULL
  WHERE match = NEW.match AND acknowledged IS NOT NULL;
END;

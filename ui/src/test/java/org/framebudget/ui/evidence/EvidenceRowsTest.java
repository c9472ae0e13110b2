package org.framebudget.ui.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.framebudget.ui.evidence.EvidenceRows.Group;
import org.framebudget.ui.evidence.EvidenceRows.Row;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.QueuedSession;
import org.framebudget.ui.session.ShortScenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the numbers come from, without a window. */
class EvidenceRowsTest {
    @TempDir
    Path folder;

    private static List<Row> of(List<Row> rows, Group group) {
        return rows.stream().filter(row -> row.group() == group).toList();
    }

    @Test
    void everyAssumedValueWarningTimeAndCitationOfTheResultIsARowAndIsFoundByItsWords() throws IOException {
        try (QueuedSession queued = new QueuedSession()) {
            Answer answer = queued.opened(ShortScenario.in(folder));
            List<Row> rows = EvidenceRows.of(answer);
            assertEquals(
                    answer.result().assumedValues(), of(rows, Group.ASSUMED).size());
            assertEquals(
                    answer.result().warnings(),
                    of(rows, Group.WARNING).stream().map(Row::what).toList());
            assertEquals(
                    answer.result().citations(),
                    of(rows, Group.CITATION).stream().map(Row::what).toList());
            assertEquals(
                    List.of("classify · npu"),
                    of(rows, Group.TIME).stream().map(Row::what).toList());
            for (Row row : of(rows, Group.ASSUMED)) {
                assertFalse(row.note().isEmpty(), row.what());
            }
            assertEquals(rows, EvidenceRows.search(rows, Topic.EVERYTHING, "  "));
            List<Row> found = EvidenceRows.search(rows, Topic.EVERYTHING, "NPU classify");
            assertTrue(found.contains(of(rows, Group.TIME).get(0)), found.toString());
            assertTrue(found.size() < rows.size());
            assertEquals(List.of(), EvidenceRows.search(rows, Topic.EVERYTHING, "no-such-word"));
        }
    }
}

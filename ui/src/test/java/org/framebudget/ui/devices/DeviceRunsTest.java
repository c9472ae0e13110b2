package org.framebudget.ui.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import org.framebudget.ui.compare.PinRows;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.QueuedSession;
import org.framebudget.ui.session.ShortScenario;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One scenario on several devices, without a window. */
class DeviceRunsTest {
    @TempDir
    Path folder;

    private final QueuedSession queued = new QueuedSession();
    private final DeviceRuns runs = new DeviceRuns(queued.session(), queued.deliver());

    @AfterEach
    void close() {
        runs.close();
        queued.close();
    }

    @Test
    void theOwnDeviceHasTheNumbersOfTheWindowAndWhereItDoesNotRunThereIsAReason() throws IOException {
        Answer shown = queued.opened(ShortScenario.in(folder));
        runs.start("phone", List.of("pixel-6", "raspberry-pi-4", "no-such-device"));
        queued.until(() -> runs.progressProperty().get() >= 1);
        assertEquals(
                List.of("pixel-6", "raspberry-pi-4", "no-such-device"),
                runs.rows().stream().map(DeviceRow::profile).toList());
        PinRows.Row own = Objects.requireNonNull(runs.rows().get(0).figures());
        PinRows.Row now = PinRows.of(shown, List.of()).get(0);
        assertEquals(
                List.of(now.missed(), now.p99(), now.power(), now.hours()),
                List.of(own.missed(), own.p99(), own.power(), own.hours()));
        assertEquals(List.of(), runs.rows().get(0).differences());
        DeviceRow none = runs.rows().get(2);
        assertNull(none.figures());
        assertEquals("", none.hottest());
        assertTrue(none.reason().contains("no-such-device"), none.reason());
        assertEquals(shown.question(), runs.question());
    }

    @Test
    void aComparisonThatDiesOfAnErrorEndsAndTheNextOneRuns() throws IOException {
        queued.opened(ShortScenario.in(folder));
        runs.start("phone", new AbstractList<>() {
            @Override
            public String get(int index) {
                throw new NoClassDefFoundError("a/b");
            }

            @Override
            public int size() {
                return 1;
            }
        });
        queued.until(() -> runs.progressProperty().get() >= 1);
        assertTrue(queued.problem().contains("NoClassDefFoundError: a/b"), queued.problem());
        runs.start("phone", List.of("pixel-6"));
        queued.until(() -> runs.progressProperty().get() >= 1);
        assertEquals(1, runs.rows().size());
    }

    @Test
    void cancelledRunsLeaveWhatWasFoundAndTheNextOnesStart() throws IOException {
        assertTrue(queued.session().open(ShortScenario.longIn(folder)));
        queued.session().cancel();
        runs.start("phone", List.of("raspberry-pi-4"));
        assertEquals(0, runs.progressProperty().get());
        runs.cancel();
        assertEquals(1, runs.progressProperty().get());
        assertTrue(runs.rows().isEmpty());
        queued.change("duration_s", "20");
        runs.start("phone", List.of("raspberry-pi-4"));
        queued.until(() -> runs.progressProperty().get() >= 1);
        assertNotNull(runs.rows().get(0).result());
        assertFalse(runs.rows().get(0).hottest().isEmpty());
    }
}

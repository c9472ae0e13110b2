package org.framebudget.ui.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.scenario.SweepReader;
import org.framebudget.sim.sweep.LocalSweep;
import org.framebudget.ui.export.Exporter;
import org.framebudget.ui.export.Kind;
import org.framebudget.ui.session.ShortScenario;
import org.framebudget.ui.sweep.AxisText;
import org.junit.jupiter.api.Test;

/** A window that closes in the middle of everything that it can do at once. */
final class ClosingWindowTest extends WindowTest {
    private static final Set<String> THREADS = Set.of("what-if", "export", "devices", "sweep", "on-hardware");
    private static final long PATIENCE_MS = 60_000;

    private static Set<Thread> working() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> THREADS.contains(thread.getName()))
                .collect(Collectors.toSet());
    }

    @Test
    void workEndsNothingIsHalfWrittenAndNoErrorIsToldToNobody() throws IOException, InterruptedException {
        List<Throwable> errors = Collections.synchronizedList(new ArrayList<>());
        on(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> errors.add(error));
            return true;
        });
        Path swept = folder.resolve("swept");
        Path pdf = folder.resolve("plan.pdf");
        Exporter exporter = on(() -> {
            Exporter made = new Exporter(session(), javafx.application.Platform::runLater);
            window.view().sweepRuns().start(List.of(new AxisText("cameras.back.phase_ms", "0 to 30 in 900")), swept);
            window.view().devices().start();
            made.write(Kind.PLAN_PDF, pdf);
            return made;
        });
        await(window.view().sweepRuns().progressProperty(), share -> share.doubleValue() > 0);
        Set<Thread> before = working();
        assertTrue(before.size() >= 3, before.toString());
        on(() -> {
            exporter.close();
            window.close();
            return true;
        });
        long endMs = System.currentTimeMillis() + PATIENCE_MS;
        for (Thread thread : before) {
            thread.join(Math.max(1, endMs - System.currentTimeMillis()));
            assertFalse(thread.isAlive(), () -> thread + " still does " + List.of(thread.getStackTrace()));
        }
        assertEquals(List.of(), errors);
        assertFalse(Files.exists(pdf));
        try (Stream<Path> left = Files.walk(folder)) {
            assertEquals(
                    List.of(),
                    left.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".tmp") || name.endsWith(".part"))
                            .toList());
        }
        // what was finished is there, and the rest can be run
        ProfileRepository profiles = new ProfileRepository(null);
        LocalSweep again = LocalSweep.of(SweepReader.read(swept.resolve("sweep.yaml")), profiles);
        assertTrue(again.run(swept.resolve("results"), 2, far -> {}).whole());
        // closing again does nothing
        window = on(() -> {
            MainWindow other = new MainWindow(new javafx.stage.Stage(), 1280, 800);
            other.open(ShortScenario.in(folder));
            return other;
        });
    }
}

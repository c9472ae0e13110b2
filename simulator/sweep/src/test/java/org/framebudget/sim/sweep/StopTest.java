package org.framebudget.sim.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.framebudget.devices.ProfileRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stop that comes while a file is written loses nothing of it. */
@Timeout(120)
class StopTest {
    private static final int TRIES = 12;
    private static final String SWEEP = """
            axes:
              - {key: cameras.door.fps, name: fps, from: 5, to: 40, step: 1}
              - {key: environment.ambient_deg_c, name: ambient, from: 10, to: 40, step: 1}
            """;

    @TempDir
    private Path folder;

    private static boolean writes(Path store) {
        try (Stream<Path> all = Files.list(store)) {
            return all.anyMatch(file -> {
                String name = String.valueOf(file.getFileName());
                return name.startsWith(".points-") && name.endsWith(Store.UNFINISHED);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aStopInTheMiddleOfAWriteKeepsWhatWasRun() {
        SweepPlan plan = Sweeps.plan(folder, SWEEP);
        int caught = 0;
        for (int i = 0; i < TRIES; i++) {
            Path place = folder.resolve("store" + i);
            AtomicBoolean over = new AtomicBoolean();
            boolean[] seen = new boolean[1];
            Progress end;
            try (Store store = Store.open(place, plan)) {
                LocalEngine engine = new LocalEngine(plan, store, new ProfileRepository(null), 2, now -> {});
                Thread stopper = new Thread(() -> {
                    while (!over.get()) {
                        if (writes(place)) {
                            seen[0] = true;
                            engine.stop();
                            return;
                        }
                    }
                });
                stopper.start();
                end = engine.run();
                over.set(true);
                join(stopper);
            }
            caught += seen[0] ? 1 : 0;
            assertEquals(
                    "[ {\n  \"n\" : " + end.ran() + "\n} ]\n",
                    Sweeps.query(place, "SELECT count(*) AS n FROM points", "--json"));
        }
        assertTrue(caught > 0, "no try met a write");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

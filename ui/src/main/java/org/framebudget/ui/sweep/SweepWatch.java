package org.framebudget.ui.sweep;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.framebudget.models.InputException;
import org.framebudget.sim.sweep.LocalSweep;
import org.framebudget.sim.sweep.StoredRows;
import org.framebudget.ui.session.Question;
import org.jspecify.annotations.Nullable;

/** Looks at the points of one sweep as they come; for the threads that run it and that look, and the one that stops it. */
final class SweepWatch {
    /** Each look reads files, which takes from the sweep itself. */
    private static final long BETWEEN_NS = 1_000_000_000L;

    private final BiConsumer<SweepWatch, SweepRuns.Seen> shown;
    private final Object reading = new Object();
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile long lookedNs = System.nanoTime();
    private @Nullable LocalSweep sweep;
    private boolean stopped;
    private @Nullable Watched watched;
    private boolean chosen;

    private record Watched(Question question, Path scenario, StoredRows stored, SweptRows rows, Choice choice) {
        Watched with(SweptRows otherRows, Choice otherChoice) {
            return new Watched(question, scenario, stored, otherRows, otherChoice);
        }

        SweepRuns.Seen seen() {
            return new SweepRuns.Seen(
                    question,
                    scenario,
                    rows,
                    choice,
                    SweepMap.of(rows, choice),
                    Front.of(rows, choice.x(), choice.y()));
        }
    }

    /** @param shown told what there is to see, from the thread that looked */
    SweepWatch(BiConsumer<SweepWatch, SweepRuns.Seen> shown) {
        this.shown = shown;
    }

    /**
     * The sweep is known.
     *
     * @param rows none yet
     * @return whether it is to run: nobody stopped it before
     */
    boolean begins(Question question, Path scenario, Path store, SweptRows rows) {
        synchronized (reading) {
            watched = new Watched(
                    question, scenario, new StoredRows(store, Measure.results()), rows, Choice.first(rows.varying()));
        }
        synchronized (this) {
            sweep = rows.sweep();
            return !stopped;
        }
    }

    synchronized void stop() {
        stopped = true;
        if (sweep != null) {
            sweep.stop();
        }
    }

    /** Whether it is time to look; once, until that was done. */
    boolean lookIsDue() {
        return System.nanoTime() - lookedNs > BETWEEN_NS && due.compareAndSet(false, true);
    }

    /**
     * Reads what came.
     *
     * @param whole whether nothing more comes: what cannot be read now is an error
     */
    void look(boolean whole) {
        synchronized (reading) {
            Watched before = watched;
            if (before != null) {
                try {
                    List<StoredRows.Row> more = before.stored().more();
                    SweptRows rows = before.rows().with(more);
                    Watched now = before.with(
                            rows, chosen ? before.choice() : before.choice().orKnown(rows));
                    watched = now;
                    if (whole || !more.isEmpty()) {
                        shown.accept(this, now.seen());
                    }
                } catch (InputException e) {
                    if (whole) {
                        throw e;
                    }
                }
            }
            lookedNs = System.nanoTime();
            due.set(false);
        }
    }

    /** Shows something else of the same points. */
    void choose(Choice choice) {
        synchronized (reading) {
            Watched before = watched;
            if (before != null) {
                chosen = true;
                Watched now = before.with(before.rows(), choice);
                watched = now;
                shown.accept(this, now.seen());
            }
        }
    }
}

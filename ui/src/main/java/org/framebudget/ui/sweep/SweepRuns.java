package org.framebudget.ui.sweep;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.framebudget.models.InputException;
import org.framebudget.sim.scenario.SweepSpec;
import org.framebudget.sim.sweep.LocalSweep;
import org.framebudget.ui.session.Background;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Sweeps the session's scenario on this machine, one sweep at a time, and looks at what it has found so far. The points are in the
 * store that {@code framebudget sweep} makes of the same files. What goes wrong is the session's problem.
 */
public final class SweepRuns implements AutoCloseable {
    /** What the window keeps of each point is small, but all of it is in memory. */
    public static final long POINTS_MAX = 100_000;

    private final Session session;
    private final Executor deliver;
    private final BiConsumer<Path, Runnable> opener;
    private final int threads = Runtime.getRuntime().availableProcessors();
    private final ReadOnlyObjectWrapper<List<SweptKey>> keys = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Counted> counted = new ReadOnlyObjectWrapper<>(new Counted(0, ""));
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(1);
    private final ReadOnlyStringWrapper doing = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Seen> seen = new ReadOnlyObjectWrapper<>();
    private final Background counter = new Background("sweep-count");
    private final Background worker = new Background("sweep");
    private final Background reader = new Background("sweep-reader");
    private volatile long asked;
    private @Nullable SweepWatch watch;

    /**
     * What the fields ask for.
     *
     * @param points 0 where there is a problem
     * @param problem why it cannot be run; empty where it can
     */
    public record Counted(long points, String problem) {}

    /**
     * What is known of a sweep.
     *
     * @param question that it varies
     * @param scenario the file of that, beside the store
     */
    record Seen(Question question, Path scenario, SweptRows rows, Choice choice, SweepMap map, Front front) {}

    /**
     * Of a session.
     *
     * @param deliver where the properties change, as the thread of the window
     * @param opener opens a file soon and then runs something
     */
    public SweepRuns(Session session, Executor deliver, BiConsumer<Path, Runnable> opener) {
        this.session = session;
        this.deliver = deliver;
        this.opener = opener;
    }

    /** Finds what can be swept in the present scenario: in the background, since it reads profiles. */
    public void look() {
        Question question = session.questionProperty().get();
        if (question == null) {
            keys.set(List.of());
            return;
        }
        counter.run(
                () -> {
                    List<SweptKey> found = SweptKeys.of(question, session.profiles());
                    deliver.execute(() -> {
                        if (question == session.questionProperty().get() && !found.equals(keys.get())) {
                            keys.set(found);
                        }
                    });
                },
                why -> {
                    if (why != null) {
                        deliver.execute(() -> session.report(Texts.get("sweep.not"), why));
                    }
                });
    }

    /** Counts the points of some axes in the background; only what was asked last is told. */
    public void count(List<AxisText> axes) {
        Question question = session.questionProperty().get();
        long number = ++asked;
        if (question == null) {
            return;
        }
        counter.run(
                () -> {
                    if (number != asked) {
                        return;
                    }
                    Counted found = counted(question, axes);
                    deliver.execute(() -> {
                        if (number == asked) {
                            counted.set(found);
                        }
                    });
                },
                why -> {});
    }

    private Counted counted(Question question, List<AxisText> axes) {
        try {
            LocalSweep sweep = LocalSweep.of(SweepText.of(question, axes).spec(), session.profiles());
            return sweep.points() > POINTS_MAX
                    ? new Counted(0, tooMany(sweep.points()))
                    : new Counted(sweep.points(), "");
        } catch (InputException e) {
            return new Counted(0, SweepWords.problem(e, axes, keys.get()));
        }
    }

    private static String tooMany(long points) {
        return Texts.get("sweep.many", SweepWords.grouped(points), SweepWords.grouped(POINTS_MAX));
    }

    /**
     * Begins, or goes on with what a folder has of the same sweep.
     *
     * @param folder for scenario, sweep file and store; created where it is missing
     */
    public void start(List<AxisText> axes, Path folder) {
        Question question = session.questionProperty().get();
        if (question == null || running()) {
            return;
        }
        SweepWatch begun = new SweepWatch(this::shown);
        watch = begun;
        seen.set(null);
        progress.set(0);
        doing.set(Texts.get("machine.starting"));
        List<SweptKey> known = keys.get();
        worker.run(
                () -> run(begun, question, axes, folder, known),
                why -> tell(begun, () -> {
                    progress.set(1);
                    if (why != null) {
                        doing.set("");
                        session.report(Texts.get("sweep.not"), why);
                    }
                }));
    }

    private void run(SweepWatch begun, Question question, List<AxisText> axes, Path folder, List<SweptKey> known) {
        SweepText text = SweepText.of(question, axes);
        // nothing is written for a sweep that cannot be
        LocalSweep draft = LocalSweep.of(text.spec(), session.profiles());
        if (draft.points() > POINTS_MAX) {
            throw new InputException(tooMany(draft.points()));
        }
        SweepSpec spec = text.write(folder, session.profiles());
        LocalSweep sweep = LocalSweep.of(spec, session.profiles());
        List<LocalSweep.Varied> varied = sweep.axes();
        Map<String, String> names =
                known.stream().collect(Collectors.toMap(SweptKey::key, SweptKey::name, (a, b) -> a));
        SweptRows none = new SweptRows(
                sweep,
                varied,
                varied.stream()
                        .map(axis -> names.getOrDefault(axis.key(), axis.key()))
                        .toList(),
                List.of());
        Path store = folder.resolve(SweepText.RESULTS);
        if (!begun.begins(question, text.scenario(folder), store, none)) {
            tell(begun, () -> doing.set(""));
            return;
        }
        LocalSweep.Far end = sweep.run(store, threads, far -> {
            tell(begun, () -> {
                progress.set(0.999 * far.done() / Math.max(1, far.points()));
                doing.set(SweepWords.doing(far));
            });
            if (begun.lookIsDue()) {
                reader.run(() -> begun.look(false), why -> {});
            }
        });
        begun.look(true);
        tell(begun, () -> doing.set(SweepWords.ended(end, folder)));
    }

    private void shown(SweepWatch from, Seen now) {
        tell(from, () -> seen.set(now));
    }

    private void tell(SweepWatch from, Runnable news) {
        deliver.execute(() -> {
            if (from == watch) {
                news.run();
            }
        });
    }

    /** Looks at something else of the points. */
    void choose(Choice choice) {
        SweepWatch present = watch;
        if (present != null) {
            reader.run(() -> present.choose(choice), why -> {
                if (why != null) {
                    tell(present, () -> session.report(Texts.get("sweep.not"), why));
                }
            });
        }
    }

    /** Whether a sweep goes on. */
    public boolean running() {
        return progress.get() < 1;
    }

    /** Ends the sweep; what is finished is kept, and the same axes go on with it in the same folder. */
    public void cancel() {
        if (running() && watch != null) {
            doing.set(Texts.get("hardware.stopping"));
            watch.stop();
        }
    }

    /** Makes a point the scenario: its values and its seed become changes, and with them it gives the figures of its row. */
    public void open(long point) {
        Seen now = seen.get();
        Question present = session.questionProperty().get();
        if (now == null) {
            return;
        }
        Map<String, String> values = now.rows().sweep().overrides(point);
        if (present == null || !present.file().equals(now.question().file())) {
            opener.accept(now.scenario(), () -> change(values));
            return;
        }
        Map<String, String> wanted = new LinkedHashMap<>(now.question().changes());
        wanted.putAll(values);
        change(wanted);
    }

    /** Those and no others. */
    private void change(Map<String, String> wanted) {
        Question present = session.questionProperty().get();
        if (present != null) {
            Set<String> dropped = new LinkedHashSet<>(present.changes().keySet());
            dropped.removeAll(wanted.keySet());
            session.changeAll(wanted, dropped, "sweep");
            session.settle();
        }
    }

    /** What can be swept in the present scenario, as far as it was looked for. */
    public ReadOnlyObjectProperty<List<SweptKey>> keysProperty() {
        return keys.getReadOnlyProperty();
    }

    /** What the fields asked for last. */
    public ReadOnlyObjectProperty<Counted> countedProperty() {
        return counted.getReadOnlyProperty();
    }

    /** Finished share; 1 where none runs. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** What is being done, or how the last one ended, in a sentence; empty where there is nothing to say. */
    public ReadOnlyStringProperty doingProperty() {
        return doing.getReadOnlyProperty();
    }

    /** What is known; null where no sweep was begun. */
    ReadOnlyObjectProperty<@Nullable Seen> seenProperty() {
        return seen.getReadOnlyProperty();
    }

    @Override
    public void close() {
        SweepWatch last = watch;
        watch = null;
        if (last != null) {
            last.stop();
        }
        counter.close();
        reader.close();
        worker.close();
    }
}

package org.framebudget.ui.export;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.framebudget.sim.planner.CapacityPlan;
import org.framebudget.ui.charts.ChartFile;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.Background;
import org.framebudget.ui.session.Planned;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** Writes files in the background, one after the other. A plan that is not there yet is made first. */
public final class Exporter implements AutoCloseable {
    private final Session session;
    private final Executor deliver;
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(1);
    private final ReadOnlyObjectWrapper<@Nullable Done> done = new ReadOnlyObjectWrapper<>();
    private final Background worker = new Background("export");
    private @Nullable Waiting waiting;

    /**
     * A file that was written.
     *
     * @param note what a reader should know of it; empty where there is nothing
     */
    public record Done(Path file, String note) {}

    private record Waiting(Kind kind, Path file, Planned began) {}

    /** @param deliver where the properties change, as the thread of the window */
    public Exporter(Session session, Executor deliver) {
        this.session = session;
        this.deliver = deliver;
        session.plannedProperty().addListener((property, old, now) -> planned(now));
        session.progressProperty().addListener((property, old, now) -> {
            Planned planned = session.plannedProperty().get();
            if (now.doubleValue() >= 1 && (planned == null || planned.plan() == null)) {
                // cancelled, or it failed
                waiting = null;
            }
        });
    }

    /**
     * A name for a file of the present answer. Where the result is of several replications and the file of one, it says of
     * which: the first, as the command line's.
     */
    public String suggestion(Kind kind) {
        int replications = replications(kind);
        int dot = kind.file().lastIndexOf('.');
        return replications == 1
                ? kind.file()
                : kind.file().substring(0, dot) + "-replication-1-of-" + replications
                        + kind.file().substring(dot);
    }

    private int replications(Kind kind) {
        Answer answer = session.answerProperty().get();
        return answer == null || !kind.ofOneReplication() ? 1 : answer.result().replications();
    }

    private String note(Kind kind) {
        int replications = replications(kind);
        return replications == 1 ? "" : Texts.get("export.first", Integer.toString(replications));
    }

    /** Writes the present plan or result; what goes wrong is the session's problem. */
    public void write(Kind kind, Path file) {
        done.set(null);
        Answer answer = session.answerProperty().get();
        if (answer == null) {
            return;
        }
        if (!kind.ofPlan()) {
            submit(
                    () -> Writers.run(
                            kind,
                            answer,
                            session.profiles(),
                            file,
                            share -> deliver.execute(() -> progress.set(share))),
                    new Done(file, note(kind)));
            return;
        }
        Planned planned = session.plannedProperty().get();
        boolean present = planned != null
                && planned.question() == session.questionProperty().get();
        if (present && planned.plan() != null) {
            writePlan(kind, file, planned);
            return;
        }
        if (!present || session.progressProperty().get() >= 1) {
            session.plan();
        }
        Planned began = session.plannedProperty().get();
        waiting = began == null ? null : new Waiting(kind, file, began);
    }

    /** Writes a chart as it was when it was asked for. */
    public void write(ChartFile chart, ChartFile.Format format, Path file) {
        done.set(null);
        submit(() -> chart.write(format, file), new Done(file, ""));
    }

    /** Has something else written that is there as it is. */
    public void write(Consumer<Path> writer, Path file) {
        done.set(null);
        submit(() -> writer.accept(file), new Done(file, ""));
    }

    private void planned(@Nullable Planned now) {
        Waiting then = waiting;
        if (then == null) {
            return;
        }
        if (now == null || now.question() != then.began().question()) {
            // another scenario was opened, or another plan was begun
            waiting = null;
        } else if (now.plan() != null) {
            waiting = null;
            writePlan(then.kind(), then.file(), now);
        }
    }

    private void writePlan(Kind kind, Path file, Planned planned) {
        CapacityPlan plan = planned.plan();
        if (plan != null) {
            submit(() -> Writers.plan(kind, planned.question(), plan, file), new Done(file, ""));
        }
    }

    private void submit(Runnable work, Done then) {
        progress.set(-1);
        worker.run(
                work::run,
                why -> deliver.execute(() -> {
                    progress.set(1);
                    if (why == null) {
                        done.set(then);
                    } else {
                        session.report(Texts.get("export.failed"), why);
                    }
                }));
    }

    /** Finished share of the present file, negative where unknown; 1 where none is being written. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** The file that was written last; null from the beginning of the next one on. */
    public ReadOnlyObjectProperty<@Nullable Done> doneProperty() {
        return done.getReadOnlyProperty();
    }

    /** The message was read. */
    public void dismiss() {
        done.set(null);
    }

    @Override
    public void close() {
        worker.close();
    }
}

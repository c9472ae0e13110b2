package org.framebudget.ui.hardware;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.framebudget.models.InputException;
import org.framebudget.sim.hil.HardwareRun;
import org.framebudget.sim.report.ResultJson;
import org.framebudget.sim.report.TwinPdf;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Twin;
import org.framebudget.ui.charts.TimeView;
import org.framebudget.ui.live.Beside;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.Background;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Runs the session's scenario with a real device, or a recording of one, in a device's place: in the background, one at a time, as the
 * command does. What goes wrong is the session's problem.
 */
public final class HardwareRuns implements AutoCloseable {
    private final Session session;
    private final Executor deliver;
    private final Function<HardwareRun.Wanted, HardwareRun> make;
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(1);
    private final ReadOnlyStringWrapper doing = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper verdict = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Seen> seen = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Twin> twin = new ReadOnlyObjectWrapper<>();
    private final Background worker = new Background("on-hardware");
    private @Nullable HardwareRun present;

    /**
     * What is known of a run.
     *
     * @param question that it is of
     */
    public record Seen(Question question, Beside beside) {}

    /** What can be saved of a run. */
    public enum Saved {
        TWIN_PDF("twin.pdf"),
        TWIN_JSON("twin.json"),
        RECORDING("run.fbhil");

        private final String file;

        Saved(String file) {
            this.file = file;
        }

        /** Suggested name. */
        public String file() {
            return file;
        }

        /** In words. */
        public String text() {
            return Texts.get("hardware.save." + name());
        }
    }

    /**
     * Of a session.
     *
     * @param deliver where the properties change, as the thread of the window
     */
    public HardwareRuns(Session session, Executor deliver) {
        this(session, deliver, HardwareRun::new);
    }

    HardwareRuns(Session session, Executor deliver, Function<HardwareRun.Wanted, HardwareRun> make) {
        this.session = session;
        this.deliver = deliver;
        this.make = make;
    }

    /** Devices of the present answer, those that run a stream's network first. */
    public List<String> devices() {
        Answer answer = session.answerProperty().get();
        if (answer == null) {
            return List.of();
        }
        return Stream.concat(
                        answer.outcome().inferenceDeviceByStream().stream(),
                        answer.result().devices().stream().map(RunResult.Device::id))
                .distinct()
                .toList();
    }

    /** Begins; what was seen of the run before is gone. */
    public void start(HardwareForm form) {
        Question question = session.questionProperty().get();
        if (question == null || running()) {
            return;
        }
        forget();
        HardwareRun run;
        try {
            String device = form.device();
            if (device == null) {
                throw new InputException(Texts.get("hardware.device.none"));
            }
            run = make.apply(new HardwareRun.Wanted(
                    question.scenario(), session.profiles(), device, form.target(), form.access()));
        } catch (RuntimeException e) {
            session.report(Texts.get("hardware.not"), e);
            return;
        }
        present = run;
        progress.set(-1);
        doing.set(Texts.get("machine.starting"));
        worker.run(
                () -> run(run, question, Objects.requireNonNull(form.device())),
                why -> deliver.execute(() -> {
                    if (run == present) {
                        over(why);
                    }
                }));
    }

    private void run(HardwareRun run, Question question, String device) {
        double lengthS = question.scenario().durationS();
        HardwareRun.Ended ended = run.run(new HardwareRun.Listener() {
            private boolean begun;

            @Override
            public void note(String words) {
                tell(run, () -> doing.set(words));
            }

            @Override
            public void progress(double share) {
                tell(run, () -> progress.set(0.999 * share));
            }

            @Override
            public void more(HardwareRun.SoFar soFar) {
                Seen now = new Seen(question, Beside.hardware(run.replays(), device, soFar));
                long[] endNs = soFar.timeline().endNs();
                String words = Texts.get(
                        "hardware.at", TimeView.clock(endNs[endNs.length - 1] * 1e-9), TimeView.clock(lengthS));
                tell(run, () -> {
                    seen.set(now);
                    doing.set(words);
                });
            }
        });
        Seen whole = new Seen(question, Beside.hardware(run.replays(), device, ended.whole()));
        tell(run, () -> {
            seen.set(whole);
            twin.set(ended.twin());
            verdict.set(Texts.get(
                    run.replays() ? "hardware.verdict.replayed" : "hardware.verdict",
                    device,
                    ended.twin().target(),
                    ended.twin().verdict()));
        });
    }

    private void over(@Nullable Throwable why) {
        if (why != null) {
            String kept = recordingIsThere() ? Texts.get("hardware.kept") : "";
            if (why instanceof CancellationException) {
                verdict.set(Texts.get("hardware.stopped") + kept);
            } else {
                verdict.set(Texts.get("hardware.lost") + kept);
                session.report(Texts.get("hardware.not"), why);
            }
        }
        doing.set("");
        progress.set(1);
    }

    private void tell(HardwareRun run, Runnable news) {
        deliver.execute(() -> {
            if (run == present) {
                news.run();
            }
        });
    }

    /** Whether a run goes on. */
    public boolean running() {
        return progress.get() < 1;
    }

    /** Ends the run; its curves stay up to there, and so does its recording. */
    public void cancel() {
        if (running() && present != null) {
            doing.set(Texts.get("hardware.stopping"));
            present.stop();
        }
    }

    /** Takes what was seen of a run that is over out of the charts, with its recording. */
    public void forget() {
        if (running()) {
            return;
        }
        if (present != null) {
            present.close();
            present = null;
        }
        seen.set(null);
        twin.set(null);
        verdict.set("");
    }

    /** The curves of the run, where it is of the answer's scenario. */
    public Optional<Beside> beside(Answer answer) {
        Seen now = seen.get();
        return now == null || !isOf(now, answer.question()) ? Optional.empty() : Optional.of(now.beside());
    }

    /** Whether there are curves of another scenario than the present one. */
    public boolean ofAnother() {
        Seen now = seen.get();
        Question question = session.questionProperty().get();
        return now != null && question != null && !isOf(now, question);
    }

    private static boolean isOf(Seen seen, Question question) {
        return seen.question().scenario().sha256().equals(question.scenario().sha256());
    }

    /** Whether something can be saved now. */
    public boolean canSave(Saved what) {
        return !running() && (what == Saved.RECORDING ? recordingIsThere() : twin.get() != null);
    }

    private boolean recordingIsThere() {
        return present != null && !present.replays() && present.recording().isPresent();
    }

    /**
     * What writes something; not from the window's thread, since a report takes a while.
     *
     * @throws IllegalStateException where it cannot be saved
     */
    public Consumer<Path> writer(Saved what) {
        if (!canSave(what)) {
            throw new IllegalStateException(what.name());
        }
        if (what == Saved.RECORDING) {
            return Objects.requireNonNull(present)::save;
        }
        Twin report = Objects.requireNonNull(twin.get());
        return what == Saved.TWIN_PDF ? file -> TwinPdf.write(file, report) : file -> ResultJson.write(file, report);
    }

    /** Finished share, negative while it is not known; 1 where nothing runs. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** What is being done, in a few words; empty where nothing is. */
    public ReadOnlyStringProperty doingProperty() {
        return doing.getReadOnlyProperty();
    }

    /** How the last run ended, in a sentence or two; empty where none did. */
    public ReadOnlyStringProperty verdictProperty() {
        return verdict.getReadOnlyProperty();
    }

    /** What is known of the run; null where there is none. */
    public ReadOnlyObjectProperty<@Nullable Seen> seenProperty() {
        return seen.getReadOnlyProperty();
    }

    /** The report of the last run; null where it did not come to its end. */
    public ReadOnlyObjectProperty<@Nullable Twin> twinProperty() {
        return twin.getReadOnlyProperty();
    }

    @Override
    public void close() {
        HardwareRun run = present;
        present = null;
        if (run != null) {
            run.stop();
            run.close();
        }
        worker.close();
    }
}

package org.framebudget.ui.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.framebudget.devices.ProfileNumbers;
import org.framebudget.models.InputException;
import org.framebudget.models.runtime.MachineInfo;
import org.framebudget.models.runtime.MeasureRecord;
import org.framebudget.sim.cli.HostText;
import org.framebudget.sim.cli.MeasureRuns;
import org.framebudget.sim.host.HostCalibration;
import org.framebudget.sim.host.HostOptions;
import org.framebudget.sim.host.HostReport;
import org.framebudget.sim.host.HostRuntime;
import org.framebudget.ui.session.Background;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Measures networks on this machine and calibrates {@code host}, as the commands do, in the background and one work at a
 * time. What goes wrong is the session's problem.
 */
public final class MachineRuns implements AutoCloseable {
    private final Session session;
    private final HostRuntime machine;
    private final @Nullable Path profiles;
    private final Executor deliver;
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(1);
    private final ReadOnlyStringWrapper doing = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable MachineInfo> info = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper calibrated = new ReadOnlyStringWrapper("");
    private final ObservableList<MeasureRow> rows = FXCollections.observableArrayList();
    // kept: a view that nobody holds forgets its listeners
    private final ObservableList<MeasureRow> shownRows = FXCollections.unmodifiableObservableList(rows);
    private final AtomicLong newest = new AtomicLong();
    private final Background worker = new Background("this-machine");
    private @Nullable Future<?> present;

    /**
     * Of a session.
     *
     * @param profiles the user's folder of profiles, where {@code host} goes; absent where the user has no home
     * @param deliver where the properties change, as the thread of the window
     */
    public MachineRuns(Session session, HostRuntime machine, @Nullable Path profiles, Executor deliver) {
        this.session = session;
        this.machine = machine;
        this.profiles = profiles;
        this.deliver = deliver;
    }

    /** Finds out what this machine is, once. */
    public void look() {
        if (info.get() == null && present == null) {
            present = worker.run(
                    () -> {
                        MachineInfo found = machine.machine();
                        deliver.execute(() -> info.set(found));
                    },
                    why -> deliver.execute(() -> report(Texts.get("machine.not.known"), why)));
        }
    }

    /** Measures; rows of earlier measurements stay above. */
    public void measure(MeasureForm form) {
        MeasureRuns runs;
        try {
            runs = form.runsToMake();
        } catch (RuntimeException e) {
            session.report(Texts.get("machine.not"), e);
            return;
        }
        start(number -> {
            MachineInfo here = machine.machine();
            tell(number, () -> info.set(here));
            runs.run(machine, new MeasureRuns.Listener() {
                private double before;
                private double all = 1;

                @Override
                public void begins(String network, int ended, int of) {
                    before = ended;
                    all = of;
                    String words =
                            Texts.get("machine.measuring", network, Integer.toString(ended + 1), Integer.toString(of));
                    tell(number, () -> doing.set(words));
                }

                @Override
                public void progress(double fraction) {
                    double share = 0.999 * (before + fraction) / all;
                    tell(number, () -> progress.set(share));
                }

                @Override
                public void ended(MeasureRecord record) {
                    MeasureRow row = MeasureRow.of(here, record);
                    tell(number, () -> rows.add(row));
                }
            });
        });
    }

    /** Where the profile of this machine stands; empty where the user has no folder for it. */
    public Optional<Path> hostFile() {
        return Optional.ofNullable(profiles).map(folder -> folder.resolve(HostCalibration.PROFILE));
    }

    /** Whether a calibration would write a profile anew that is there: ask first. */
    public boolean hostIsThere() {
        return hostFile().filter(Files::exists).isPresent();
    }

    /**
     * Measures this machine and writes its profile, as {@code framebudget calibrate host} does; one that is there is written
     * anew.
     *
     * @param quick one short round
     */
    public void calibrate(boolean quick) {
        Path folder = profiles;
        if (folder == null) {
            session.report(Texts.get("machine.not"), new InputException(Texts.get("machine.homeless")));
            return;
        }
        calibrated.set("");
        start(number -> {
            MachineInfo here = machine.machine();
            tell(number, () -> info.set(here));
            HostOptions options = quick
                    ? HostOptions.quick(folder, here.cores())
                    : HostOptions.full(folder, here.cores(), HostOptions.FULL_MINUTES);
            HostReport report = HostCalibration.run(
                    machine,
                    options,
                    (fraction, leftS, what) -> tell(number, () -> {
                        progress.set(0.999 * fraction);
                        doing.set(HostText.left(leftS) + ", " + what);
                    }));
            // what cannot be read back would be found by the next run
            String file = report.profile().toAbsolutePath().toString();
            int assumed =
                    ProfileNumbers.of(session.profiles().load(file, folder)).assumedCount();
            String words = HostText.of(report, assumed).strip();
            tell(number, () -> calibrated.set(words));
        });
    }

    private interface Work {
        void run(long number);
    }

    private void start(Work work) {
        cancel();
        progress.set(0);
        doing.set(Texts.get("machine.starting"));
        long number = newest.get();
        present = worker.run(
                () -> work.run(number),
                why -> tell(number, () -> {
                    report(Texts.get("machine.not"), why);
                    idle();
                }));
    }

    private void report(String title, @Nullable Throwable why) {
        if (why != null) {
            session.report(title, why);
        }
    }

    private void idle() {
        doing.set("");
        progress.set(1);
    }

    private void tell(long number, Runnable news) {
        deliver.execute(() -> {
            if (number == newest.get()) {
                news.run();
            }
        });
    }

    /** Ends the present work and the process that does it; what was measured stays. */
    public void cancel() {
        newest.incrementAndGet();
        if (present != null) {
            present.cancel(true);
        }
        idle();
    }

    /** Finished share; 1 where nothing is being done. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** What is being done, in a few words; empty where nothing is. */
    public ReadOnlyStringProperty doingProperty() {
        return doing.getReadOnlyProperty();
    }

    /** This machine; null until it was looked at. */
    public ReadOnlyObjectProperty<@Nullable MachineInfo> machineProperty() {
        return info.getReadOnlyProperty();
    }

    /** What the last calibration found, in the words of the command line; empty where there was none. */
    public ReadOnlyStringProperty calibratedProperty() {
        return calibrated.getReadOnlyProperty();
    }

    /** The runs that have ended, in order. */
    public ObservableList<MeasureRow> rows() {
        return shownRows;
    }

    @Override
    public void close() {
        cancel();
        worker.close();
    }
}

package org.framebudget.ui.devices;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleConsumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.cli.Plans;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.planner.OtherDevice;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.ui.session.Background;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** Simulates a scenario on one profile after the other, in the background. */
public final class DeviceRuns implements AutoCloseable {
    private final Session session;
    private final Executor deliver;
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(1);
    private final ObservableList<DeviceRow> rows = FXCollections.observableArrayList();
    // kept: a view that nobody holds forgets its listeners
    private final ObservableList<DeviceRow> shownRows = FXCollections.unmodifiableObservableList(rows);
    private final AtomicLong newest = new AtomicLong();
    private final Background worker = new Background("devices");
    private @Nullable Future<?> present;
    private @Nullable Question question;

    /** @param deliver where rows appear, as the thread of the window */
    public DeviceRuns(Session session, Executor deliver) {
        this.session = session;
        this.deliver = deliver;
    }

    /** Begins with the present question; what was found for another one goes. */
    public void start(String device, List<String> profiles) {
        Question asked = session.questionProperty().get();
        if (asked == null) {
            return;
        }
        cancel();
        rows.clear();
        question = asked;
        progress.set(0);
        long number = newest.get();
        present = worker.run(
                () -> all(asked.scenario(), device, profiles, number),
                why -> tell(number, () -> {
                    progress.set(1);
                    if (why != null) {
                        session.report(Texts.get("devices.failed"), why);
                    }
                }));
    }

    private void all(Scenario scenario, String device, List<String> profiles, long number) {
        for (int i = 0; i < profiles.size() && number == newest.get(); i++) {
            int done = i;
            DeviceRow row = row(
                    scenario,
                    device,
                    profiles.get(i),
                    share -> tell(number, () -> progress.set((done + 0.999 * share) / profiles.size())));
            tell(number, () -> rows.add(row));
        }
    }

    private DeviceRow row(Scenario scenario, String device, String profile, DoubleConsumer share) {
        try {
            List<String> sentences = new ArrayList<>();
            Scenario there = scenario;
            if (!profileOf(scenario, device).equals(profile)) {
                OtherDevice moved = OtherDevice.of(scenario, device, profile, session.profiles());
                there = moved.scenario();
                sentences.addAll(moved.sentences());
            }
            RunOutcome outcome = Simulation.run(there, session.profiles(), new RunOptions(1, 1, true, false, 0, share));
            return new DeviceRow(
                    profile, outcome.result(), Plans.overTime(outcome).timeline(), outcome.used(), sentences, "");
        } catch (InputException | MachineException e) {
            return new DeviceRow(
                    profile, null, null, List.of(), List.of(), Objects.requireNonNullElse(e.getMessage(), ""));
        }
    }

    private static String profileOf(Scenario scenario, String device) {
        return scenario.devices().stream()
                .filter(use -> use.id().equals(device))
                .map(Scenario.DeviceUse::profile)
                .findFirst()
                .orElse("");
    }

    private void tell(long number, Runnable news) {
        deliver.execute(() -> {
            if (number == newest.get()) {
                news.run();
            }
        });
    }

    /** Ends; what was found stays. */
    public void cancel() {
        newest.incrementAndGet();
        if (present != null) {
            present.cancel(true);
        }
        progress.set(1);
    }

    /** What was found so far, in the order of the profiles. */
    public ObservableList<DeviceRow> rows() {
        return shownRows;
    }

    /** Finished share; 1 where nothing is being done. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** What the rows are of; null before the first. */
    public @Nullable Question question() {
        return question;
    }

    @Override
    public void close() {
        cancel();
        worker.close();
    }
}

package org.framebudget.sim.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.scenario.SweepReader;

/** Runs the points of a sweep by their numbers, on a machine that has its files and nothing else. For one thread. */
public final class SweepPoints {
    private final SweepPlan plan;
    private final ProfileRepository profiles;
    private final PointRunner runner;

    private SweepPoints(SweepPlan plan, ProfileRepository profiles) {
        this.plan = plan;
        this.profiles = profiles;
        this.runner = new PointRunner(plan, profiles);
    }

    /**
     * Reads the sweep.
     *
     * @throws InputException where it cannot be run as a whole
     */
    public static SweepPoints read(Path sweepFile, ProfileRepository profiles) {
        return new SweepPoints(SweepPlan.of(SweepReader.read(sweepFile)), profiles);
    }

    /** The same for another thread. */
    public SweepPoints another() {
        return new SweepPoints(plan, profiles);
    }

    /**
     * Runs all points of a part that are not left out, in order; one that cannot be run is a row as well.
     *
     * @throws CancellationException where the thread was interrupted meanwhile
     * @throws MachineException where the machine failed
     */
    public void run(Part part, Consumer<Row> rows) {
        long next = part.from();
        while (next <= part.to()) {
            List<PointRunner.Prepared> batch = new ArrayList<>(LocalEngine.BATCH);
            for (; next <= part.to() && batch.size() < LocalEngine.BATCH; next++) {
                if (!plan.excluded(next)) {
                    batch.add(runner.prepared(next));
                }
            }
            List<PointRunner.Outcome> outcomes = new ArrayList<>(batch.size());
            batch.forEach(point -> outcomes.add(runner.run(point)));
            for (int i = 0; i < outcomes.size(); i++) {
                rows.accept(Row.of(batch.get(i).point(), outcomes.get(i), plan.outputs()));
            }
        }
    }
}

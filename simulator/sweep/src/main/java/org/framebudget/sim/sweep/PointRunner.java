package org.framebudget.sim.sweep;

import java.util.concurrent.CancellationException;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.pipeline.Trial;
import org.framebudget.sim.pipeline.Trials;
import org.jspecify.annotations.Nullable;

/** Runs single points of a sweep, each as if it were the only one. For one thread. */
final class PointRunner {
    /** What is looked up again and again is forgotten after so many points: continuous axes never ask for the same. */
    private static final int POINTS_BEFORE_FORGETTING = 20_000;

    private final SweepPlan plan;
    private final ProfileRepository profiles;
    private Trials trials;
    private int since;

    PointRunner(SweepPlan plan, ProfileRepository profiles) {
        this.plan = plan;
        this.profiles = profiles;
        this.trials = fresh();
    }

    /**
     * What came of a point.
     *
     * @param trial its figures; absent where it could not be run
     * @param reason why not; absent where it was
     */
    record Outcome(@Nullable Trial trial, @Nullable String reason) {}

    /**
     * Runs a point; one that cannot be run says why.
     *
     * @throws CancellationException where the thread was interrupted meanwhile
     * @throws MachineException where the machine failed, which says nothing about the point
     */
    Outcome run(long point) {
        if (++since > POINTS_BEFORE_FORGETTING) {
            trials = fresh();
            since = 1;
        }
        try {
            return new Outcome(
                    trials.of(plan.scenario(point)).together(plan.spec().replications()), null);
        } catch (CancellationException | MachineException e) {
            throw e;
        } catch (InputException e) {
            return new Outcome(null, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return new Outcome(null, "a fault of the program: " + e);
        }
    }

    private Trials fresh() {
        return new Trials(plan.spec().base().scenario(), profiles, 0);
    }
}

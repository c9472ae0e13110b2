package org.framebudget.sim.sweep;

import java.util.concurrent.CancellationException;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.pipeline.Trial;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.scenario.ScenarioBase;
import org.jspecify.annotations.Nullable;

/** Runs single points of a sweep, each as if it were the only one. For one thread. */
final class PointRunner {
    /** What is looked up again and again is forgotten after so many points: continuous axes never ask for the same. */
    private static final int POINTS_BEFORE_FORGETTING = 20_000;

    private final SweepPlan plan;
    private final ProfileRepository profiles;
    private final ScenarioBase.Variants variants;
    private Trials trials;
    private int since;

    PointRunner(SweepPlan plan, ProfileRepository profiles) {
        this.plan = plan;
        this.profiles = profiles;
        this.variants = plan.spec().base().variants();
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
     * A point that only has to be run.
     *
     * @param variant absent where it cannot be
     * @param reason why not; absent where it can
     */
    record Prepared(
            long point,
            Trials.@Nullable Variant variant,
            @Nullable String reason) {}

    /**
     * Runs a point; one that cannot be run says why.
     *
     * @throws CancellationException where the thread was interrupted meanwhile
     * @throws MachineException where the machine failed, which says nothing about the point
     */
    Outcome run(long point) {
        return run(prepared(point));
    }

    /** All that comes before the run. */
    Prepared prepared(long point) {
        if (++since > POINTS_BEFORE_FORGETTING) {
            trials = fresh();
            since = 1;
        }
        try {
            return new Prepared(point, trials.of(variants.with(plan.settings(point), plan.seed(point))), null);
        } catch (MachineException e) {
            throw e;
        } catch (RuntimeException e) {
            return new Prepared(point, null, reason(e));
        }
    }

    /** The run; errors as for {@link #run(long)}. */
    Outcome run(Prepared point) {
        Trials.Variant variant = point.variant();
        if (variant == null) {
            return new Outcome(null, point.reason());
        }
        try {
            return new Outcome(variant.together(plan.spec().replications()), null);
        } catch (CancellationException | MachineException e) {
            throw e;
        } catch (RuntimeException e) {
            return new Outcome(null, reason(e));
        }
    }

    private static String reason(RuntimeException e) {
        return e instanceof InputException ? String.valueOf(e.getMessage()) : "a fault of the program: " + e;
    }

    private Trials fresh() {
        return new Trials(plan.spec().base().scenario(), profiles, 0);
    }
}

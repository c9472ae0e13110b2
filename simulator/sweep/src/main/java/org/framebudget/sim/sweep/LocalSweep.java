package org.framebudget.sim.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.scenario.Setting;
import org.framebudget.sim.scenario.SweepSpec;
import org.jspecify.annotations.Nullable;

/**
 * A sweep on the cores of this machine for a program that shows it: the same points, seeds and store as those of {@code framebudget
 * sweep}, which can go on with it and the other way round. Runs once.
 */
public final class LocalSweep {
    private static final long STOP_S = 30;

    private final SweepPlan plan;
    private final ProfileRepository profiles;
    private @Nullable LocalEngine engine;
    private boolean stopped;

    /**
     * What varies.
     *
     * @param key path of a value of the scenario
     * @param values as {@code --set} takes them, in the order of the sweep
     */
    public record Varied(String key, List<String> values) {}

    /**
     * How far it is.
     *
     * @param points of the sweep, those left out not counted
     * @param done that have a row, those of earlier runs and failed ones among them
     * @param failed that this run could not run
     * @param leftS seconds until the end at the present rate; NaN where there is none yet
     * @param firstFailure the first reason that came; absent without one
     */
    public record Far(
            long points,
            long done,
            long failed,
            double leftS,
            @Nullable String firstFailure) {
        static Far of(Progress now) {
            return new Far(now.points(), now.before() + now.ran(), now.failed(), now.leftS(), now.firstFailure());
        }

        /** Whether every point has a row. */
        public boolean whole() {
            return done == points;
        }
    }

    private LocalSweep(SweepPlan plan, ProfileRepository profiles) {
        this.plan = plan;
        this.profiles = profiles;
    }

    /**
     * Counts the points and checks what can be checked without running one.
     *
     * @throws InputException for everything that keeps the sweep from running as a whole
     */
    public static LocalSweep of(SweepSpec spec, ProfileRepository profiles) {
        SweepPlan plan = SweepPlan.of(spec);
        plan.checkNames(profiles);
        return new LocalSweep(plan, profiles);
    }

    /** Points that are run. */
    public long points() {
        return plan.kept();
    }

    /** The axes in their order. */
    public List<Varied> axes() {
        List<Varied> all = new ArrayList<>();
        for (Axis axis : plan.axes()) {
            List<String> values = new ArrayList<>();
            for (long number = 0; number < axis.size(); number++) {
                values.add(axis.setting(number).text());
            }
            all.add(new Varied(axis.key(), List.copyOf(values)));
        }
        return all;
    }

    /** Position of an axis's value at a point. */
    public int valueOf(int axis, long point) {
        return Math.toIntExact(plan.valueOf(axis, point));
    }

    /** What makes the scenario of a point of the sweep's, by key, as {@code --set} takes it: its values and its seed. */
    public Map<String, String> overrides(long point) {
        Map<String, String> all = new LinkedHashMap<>();
        for (Setting setting : plan.settings(point)) {
            all.put(setting.path(), setting.text());
        }
        all.put("seed", Long.toString(plan.seed(point)));
        return all;
    }

    /**
     * Runs the points that a store lacks, until all have a row or {@link #stop} is called; what was finished is in the store then, also
     * where the process ends meanwhile.
     *
     * @param folder of the store, created where it is missing
     * @param told now and then, from any thread
     * @throws InputException where the folder holds something else, or another process writes there
     * @throws MachineException where the machine failed, as on a full disk
     */
    public Far run(Path folder, int threads, Consumer<Far> told) {
        try (Store store = Store.open(folder, plan)) {
            LocalEngine local =
                    new LocalEngine(plan, store, profiles, threads, progress -> told.accept(Far.of(progress)));
            if (!begins(local)) {
                return Far.of(local.now());
            }
            Thread ending = new Thread(() -> end(local), "sweep ending");
            try {
                Runtime.getRuntime().addShutdownHook(ending);
                Progress end = local.run();
                if (end.done()) {
                    finish(store);
                }
                return Far.of(end);
            } finally {
                over(ending);
            }
        }
    }

    /** The rows are whole without it: a disk that is full now only leaves more files than need be. */
    private void finish(Store store) {
        try {
            store.finish(profiles);
        } catch (MachineException e) {
            // whoever goes on with the store tries again
        }
    }

    private synchronized boolean begins(LocalEngine local) {
        engine = local;
        return !stopped;
    }

    /** Lets what is finished be written and gives up the points in between. */
    public synchronized void stop() {
        stopped = true;
        if (engine != null) {
            engine.stop();
        }
    }

    private static void end(LocalEngine local) {
        local.stop();
        try {
            local.awaitEnd(STOP_S);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void over(Thread ending) {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException e) {
            // the process ends already
        }
    }
}

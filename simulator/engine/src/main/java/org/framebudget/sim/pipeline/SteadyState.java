package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * The sustained run: what a scenario comes to after hours, without simulating hours. The slow nodes are put where the
 * averaged loop would bring them, again and again until they stay; then the run goes on with nothing touched until the
 * means of successive windows agree, and at least ten minutes of that are counted, more where they leave in doubt whether
 * misses keep to their limit. The battery keeps its charge.
 */
public final class SteadyState {
    static final long SECOND_NS = 1_000_000_000L;
    private static final long LOOK_NS = 60 * SECOND_NS;
    static final long COUNT_NS = 600 * SECOND_NS;
    private static final long COUNT_MAX_NS = 6 * 3600 * SECOND_NS;
    /** Of counting on in doubt: at 10 fps and a limit of 1 %, the allowed misses then vary by half the indifference zone. */
    private static final long DOUBT_MAX_NS = 80 * LOOK_NS;

    private static final int LOOKS_MAX = 60;
    private static final int WINDOWS_MAX = 24;
    static final int CYCLES_MIN = 5;
    private static final double CLOSE_K = 0.2;

    private SteadyState() {}

    /**
     * A steady state.
     *
     * @param outcome as of a run of at least ten minutes
     * @param settled false where successive window means never came within 0.2 K; the figures then stand for the last
     *     windows
     * @param cycleS period of the slowest limit cycle of a governor, absent where clocks hold still
     */
    public record Sustained(
            RunOutcome outcome, boolean settled, @Nullable Double cycleS) {}

    /**
     * Finds the steady state of a scenario.
     *
     * @return empty where there is none to find: an ambient trace, a recorded camera, a device that dies
     */
    public static Optional<Sustained> of(Scenario scenario, ProfileRepository profiles) {
        return of(RunPlan.of(scenario, profiles));
    }

    /** Whether a scenario can have a steady state: nothing in it is recorded. */
    public static boolean existsFor(Scenario scenario) {
        return scenario.environment().ambientTrace().isEmpty()
                && scenario.cameras().stream().allMatch(c -> c.traceNs().isEmpty());
    }

    static Optional<Sustained> of(RunPlan plan) {
        Scenario scenario = plan.scenario();
        if (!existsFor(scenario)) {
            return Optional.empty();
        }
        long beganNs = System.nanoTime();
        Run run = wire(plan);
        warmUp(run);
        boolean settled = waitUntilSettled(run);
        run.restart();
        MissDoubt doubt = new MissDoubt(run);
        doubt.advanceTo(run.nowNs() + COUNT_NS);
        Double cycleS = countOn(run, doubt);
        run.finish();
        if (run.devices.stream().anyMatch(d -> d.killedNs() != DeviceRun.ALIVE)) {
            return Optional.empty();
        }
        ResultAssembler assembler = new ResultAssembler(plan);
        assembler.add(run);
        return Optional.of(
                new Sustained(assembler.outcome((System.nanoTime() - beganNs) * 1e-9, null, null), settled, cycleS));
    }

    /** A run long enough for all of it, its batteries held. */
    static Run wire(RunPlan plan) {
        long warmNs = LOOKS_MAX * LOOK_NS + WINDOWS_MAX * LOOK_NS * 5;
        Run run = Wiring.wire(plan, plan.scenario().seed(), 0, (warmNs + COUNT_MAX_NS) * 1e-9, false, null);
        Simulation.checkHorizon(run);
        run.devices.forEach(DeviceRun::hold);
        return run;
    }

    /** Moves the temperatures half the way to where they are heading, look by look, until nothing is left to move. */
    static void warmUp(Run run) {
        for (DeviceRun device : run.devices) {
            device.watchHeading();
        }
        for (int look = 0; look < LOOKS_MAX; look++) {
            run.advanceTo(run.nowNs() + LOOK_NS);
            double largestK = 0;
            for (DeviceRun device : run.devices) {
                double[] heading = device.headingDegC();
                for (int n = 0; n < heading.length; n++) {
                    double gapK = heading[n] - device.state.temperatureDegC(n);
                    largestK = Math.max(largestK, Math.abs(gapK));
                    heading[n] = device.state.temperatureDegC(n) + gapK / 2;
                }
                device.state.setTemperatures(heading);
            }
            if (largestK < CLOSE_K) {
                break;
            }
        }
        run.devices.forEach(DeviceRun::stopWatching);
    }

    static boolean waitUntilSettled(Run run) {
        List<double[]> before = List.of();
        for (int window = 0; window < WINDOWS_MAX; window++) {
            List<double[]> means = windowMeans(run);
            if (!before.isEmpty() && largestGapK(before, means) < CLOSE_K) {
                return true;
            }
            before = means;
        }
        return false;
    }

    /** Mean temperatures over five minutes, sampled each second. */
    private static List<double[]> windowMeans(Run run) {
        int seconds = (int) (5 * LOOK_NS / SECOND_NS);
        List<double[]> sums = new ArrayList<>();
        run.devices.forEach(d -> sums.add(new double[d.profile.thermal().nodes().size()]));
        for (int s = 0; s < seconds; s++) {
            run.advanceTo(run.nowNs() + SECOND_NS);
            for (int d = 0; d < sums.size(); d++) {
                double[] sum = sums.get(d);
                for (int n = 0; n < sum.length; n++) {
                    sum[n] += run.devices.get(d).state.temperatureDegC(n) / seconds;
                }
            }
        }
        return sums;
    }

    private static double largestGapK(List<double[]> a, List<double[]> b) {
        double largest = 0;
        for (int d = 0; d < a.size(); d++) {
            for (int n = 0; n < a.get(d).length; n++) {
                largest = Math.max(largest, Math.abs(a.get(d)[n] - b.get(d)[n]));
            }
        }
        return largest;
    }

    /**
     * After ten minutes: on until governors have cycled often enough, and twice as long again and again while that leaves
     * open whether misses keep to their limit. The period of the slowest governor.
     */
    static @Nullable Double countOn(Run run, MissDoubt doubt) {
        Double cycleS = countCycles(run, doubt::advanceTo);
        while (2 * countedNs(run) <= DOUBT_MAX_NS && doubt.open()) {
            doubt.advanceTo(run.nowNs() + countedNs(run));
            cycleS = countCycles(run, doubt::advanceTo);
        }
        return cycleS;
    }

    /** On until a governor that cycles has done so five times. The period of the slowest. */
    static @Nullable Double countCycles(Run run, LongConsumer advanceTo) {
        Double cycleS = ClockCycles.longestS(run);
        while (cycleS != null
                && cycleS * CYCLES_MIN > countedNs(run) * 1e-9
                && countedNs(run) + COUNT_NS <= COUNT_MAX_NS) {
            advanceTo.accept(run.nowNs() + COUNT_NS);
            cycleS = ClockCycles.longestS(run);
        }
        return cycleS;
    }

    private static long countedNs(Run run) {
        return run.nowNs() - run.fromNs();
    }
}

package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import org.framebudget.models.InputException;
import org.framebudget.sim.pipeline.Trial;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.pipeline.Trials.Variant;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * Which combinations of frame rate and input size meet every objective, in the first minute and in steady state. The burst of every
 * point is simulated, by the rule of {@link Decision} that the headroom goes by too, so every point has its figures; the steady
 * state is simulated as long as its verdict is open ({@link Variant#meetsSustained}). No point is concluded from another.
 */
final class Frontier {
    private final Trials trials;
    private final double burstS;
    private final boolean steady;
    private final Parallel parallel;

    /**
     * @param burstS length of the burst
     * @param steady whether there is a steady state to look for
     */
    Frontier(Trials trials, double burstS, boolean steady, Parallel parallel) {
        this.trials = trials;
        this.burstS = burstS;
        this.steady = steady;
        this.parallel = parallel;
    }

    /** The same for who does not look at each point. */
    List<PlanResult.FrontierPoint> of(Scenario scenario, Grid.Steps steps, DoubleConsumer progress) {
        return of(scenario, steps, progress, point -> {});
    }

    /**
     * Points by pipeline, frame rate and input size; an input that a network cannot have is left out.
     *
     * @param found told each point when it is known, in any order and from any thread
     */
    List<PlanResult.FrontierPoint> of(
            Scenario scenario, Grid.Steps steps, DoubleConsumer progress, Consumer<PlanResult.FrontierPoint> found) {
        List<PlanResult.FrontierPoint> points = new ArrayList<>();
        List<Grid> grids = Grid.of(scenario, trials, steps);
        int all = grids.stream().mapToInt(Grid::size).sum();
        AtomicInteger done = new AtomicInteger();
        for (Grid grid : grids) {
            parallel.map(grid.size(), at -> {
                        Optional<PlanResult.FrontierPoint> point = point(grid, at);
                        point.ifPresent(found);
                        progress.accept((double) done.incrementAndGet() / all);
                        return point;
                    })
                    .forEach(point -> point.ifPresent(points::add));
        }
        return points;
    }

    private Optional<PlanResult.FrontierPoint> point(Grid grid, int at) {
        Scenario scenario = grid.at(at);
        Variant variant;
        try {
            variant = trials.of(scenario);
        } catch (InputException e) {
            if (grid.own(at)) {
                throw e;
            }
            return Optional.empty();
        }
        Decision burst = Decision.of(variant.sample(burstS));
        Trial trial = burst.together();
        List<RunResult.Stream> streams = trial.streams().stream()
                .filter(stream -> named(stream.id(), grid.pipeline().id(), "/"))
                .toList();
        List<RunResult.Device> devices = trial.devices().stream()
                .filter(device -> named(device.id(), grid.device(), "-"))
                .toList();
        return Optional.of(new PlanResult.FrontierPoint(
                grid.device(),
                grid.pipeline().id(),
                grid.fps(at),
                grid.input(scenario),
                largest(streams, RunResult.Stream::missFraction),
                largest(streams, stream -> stream.photonToResultMs().p99()),
                largest(devices, RunResult.Device::averagePowerW),
                negative(largest(devices, Frontier::lessHours)),
                burst.meets(),
                steady ? variant.meetsSustained() : null));
    }

    /** An id of the scenario, or one of several that it counts out. */
    private static boolean named(String id, String of, String separator) {
        return id.equals(of) || id.startsWith(of + separator);
    }

    /** Turned round, so that the shortest comes out largest. */
    private static @Nullable Double lessHours(RunResult.Device device) {
        RunResult.Battery battery = device.battery();
        Double hours = battery == null ? null : battery.hoursToEmpty();
        return negative(hours);
    }

    private static @Nullable Double negative(@Nullable Double value) {
        if (value == null) {
            return null;
        }
        return -value;
    }

    /** Null where one of them cannot say. */
    private static <T> @Nullable Double largest(List<T> all, Function<T, @Nullable Double> figure) {
        Double largest = null;
        for (T one : all) {
            Double value = figure.apply(one);
            if (value == null) {
                return null;
            }
            largest = largest == null ? value : Math.max(largest, value);
        }
        return largest;
    }
}

package org.framebudget.sim.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.pipeline.Trials;

/**
 * The best points run again, all on the same random numbers (common random numbers): each point of a sweep has its own, so that the best
 * of many may be the luckiest of some that are as good. Their results are told and not kept.
 */
final class Finalists {
    /** Points that are run again. */
    static final int POINTS = 5;

    /** Replications for each of the sweep's. */
    private static final int AGAIN = 5;

    private final SweepPlan plan;
    private final Goal goal;
    private final Trials trials;

    Finalists(SweepPlan plan, Goal goal, ProfileRepository profiles) {
        this.plan = plan;
        this.goal = goal;
        this.trials = new Trials(plan.spec().base().scenario(), profiles, 0);
    }

    static int replications(SweepPlan plan) {
        return AGAIN * plan.spec().replications();
    }

    /**
     * Those of the best points that are within the limits, scored on the sweep's own seed, the best first; none where there are not
     * two or the thread was interrupted.
     *
     * @throws MachineException where the machine failed
     */
    List<Score> again(List<Score> best, int threads) {
        List<Long> points = best.stream()
                .filter(Score::within)
                .map(Score::point)
                .limit(POINTS)
                .toList();
        return points.size() < 2 ? List.of() : ranked(points, threads);
    }

    private List<Score> ranked(List<Long> points, int threads) {
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "sweep finalist");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Score>> ends = new ArrayList<>();
            for (long point : points) {
                ends.add(pool.submit(() -> score(point)));
            }
            List<Score> scores = new ArrayList<>();
            for (Future<Score> end : ends) {
                scores.add(end.get());
            }
            return scores.stream().sorted().toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private Score score(long point) {
        try {
            Trials.Variant variant = trials.of(
                    plan.spec().base().with(plan.settings(point), plan.spec().seed()));
            return goal.score(point, variant.together(replications(plan)));
        } catch (InputException | CancellationException e) {
            return Score.failed(point);
        }
    }
}

package org.framebudget.sim.sweep;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;
import org.framebudget.sim.cli.ExitStatus;
import org.framebudget.sim.cli.Json;
import org.framebudget.sim.cli.OutputPaths;
import org.framebudget.sim.cli.ProgressBar;
import org.framebudget.sim.cli.Terminal;
import org.framebudget.sim.cli.Threads;
import org.framebudget.sim.scenario.SweepReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framebudget sweep FILE --store DIR}. */
@Command(
        name = "sweep",
        description = {
            "Run many variants of a scenario and keep one row of results each.",
            "The same command goes on where an interrupted one ended. 'framebudget query' reads the results.",
            "With --optimize it looks for the point that is best in the objective of the sweep file within its limits,"
                    + " without running all: points spread evenly, then coordinate searches from the best of them, which go to"
                    + " the best value of one axis after the other until none is better, and begin anew."
        })
final class SweepCommand implements Callable<Integer> {
    private static final String LOCAL = "local";
    private static final long STOP_S = 30;
    private static final int SOME_POINTS = 400;
    private static final int MOST_SEARCHED = 10_000;

    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "Sweep file, YAML or JSON.")
    private Path file = Path.of("");

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = LOCAL,
            description =
                    "What runs the points: local, the cores of this machine, or spark, Apache Spark. Default: local.")
    private String engine = LOCAL;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description =
                    "With --engine spark: where it runs, as in spark://host:7077; default: local[*], this machine.")
    private @Nullable String master;

    @Option(
            names = "--spark",
            paramLabel = "KEY=VALUE",
            description = "With --engine spark: a setting of Spark, as in spark.speculation=true. Can be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--store", paramLabel = "DIR", required = true, description = "Folder for the results.")
    private Path folder = Path.of("");

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Processor cores to use at most; default: all. Changes no result.")
    private @Nullable Integer threads;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write the report as a page (FILE.html) or as PDF (FILE.pdf); may be given for both.")
    private List<Path> reports = List.of();

    @Option(
            names = "--optimize",
            description =
                    "Look for the best point instead of running all. The same file and --points give the same answer.")
    private boolean optimize;

    @Option(
            names = "--points",
            paramLabel = "N",
            description =
                    "With --optimize: points to look at, those that the store has among them. Default: " + SOME_POINTS
                            + "; a sweep of no more points is run as a whole, and its answer is the best there is.")
    private @Nullable Integer points;

    @Option(names = "--json", description = "Print a summary as one JSON document and nothing else.")
    private boolean json;

    SweepCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<SweepEngine> other = Engines.named(engine, LOCAL);
        if (other.isEmpty() && (master != null || !settings.isEmpty())) {
            throw new InputException((master == null ? "--spark" : "--master") + ": is for --engine spark alone.");
        }
        SweepEngine.Options options = new SweepEngine.Options(master, threads, settings);
        other.ifPresent(found -> found.check(options));
        checkSearch();
        int cores = Threads.orAll(threads);
        SweepReportFiles.check(reports, new OutputPaths().input(file).folder("--store", folder));
        SweepPlan plan = SweepPlan.of(SweepReader.read(file));
        ProfileRepository profiles = new ProfileRepository();
        plan.checkNames(profiles);
        Goal goal = optimize ? Goal.of(plan) : null;
        Found found = goal != null
                ? optimized(plan, goal, profiles, cores)
                : new Found(
                        other.isEmpty() ? run(plan, profiles, cores) : run(plan, profiles, other.get(), options),
                        Optional.empty());
        SweepReportFiles.write(reports, folder, plan, profiles);
        if (json) {
            terminal.document(Json.text(summary(plan, found)));
        } else {
            terminal.print(terminal.style().clean(text(plan, found)));
        }
        return ExitStatus.DONE;
    }

    /** @param best of a search that was not stopped */
    private record Found(Progress end, Optional<SearchAnswer> best) {}

    private void checkSearch() {
        if (optimize && !engine.equals(LOCAL)) {
            throw new InputException("--optimize: runs on the cores of this machine. Leave out --engine.");
        }
        if (points != null && !optimize) {
            throw new InputException("--points: is for --optimize alone.");
        }
        if (points != null && (points < 1 || points > MOST_SEARCHED)) {
            throw new InputException("--points: " + points + " is out of range. A whole number from 1 to "
                    + MOST_SEARCHED + " is right.");
        }
    }

    private Found optimized(SweepPlan plan, Goal goal, ProfileRepository profiles, int cores) {
        int budget = points == null ? SOME_POINTS : points;
        try (Store store = Store.open(folder, plan)) {
            if (budget >= plan.kept() || new Dealer(plan, store.missing(), 1).left() == 0) {
                Progress end = run(progress -> new LocalEngine(plan, store, profiles, cores, progress));
                finish(store, profiles, end);
                return new Found(end, end.done() ? bestOfAll(plan, goal, profiles, cores) : Optional.empty());
            }
            AtomicReference<@Nullable SearchRun> search = new AtomicReference<>();
            Progress end = run(progress -> {
                SearchRun begun = new SearchRun(plan, goal, store, profiles, cores, budget, progress);
                search.set(begun);
                return begun;
            });
            return new Found(end, Optional.ofNullable(search.get()).flatMap(SearchRun::answer));
        }
    }

    private Optional<SearchAnswer> bestOfAll(SweepPlan plan, Goal goal, ProfileRepository profiles, int cores) {
        StoredScores stored = new StoredScores(folder, goal);
        List<Score> best = stored.best(Finalists.POINTS);
        return best.stream()
                .findFirst()
                .map(first -> SearchAnswer.ofAll(
                        plan, goal, first, stored.failed(), new Finalists(plan, goal, profiles).again(best, cores)));
    }

    private Progress run(SweepPlan plan, ProfileRepository profiles, int cores) {
        try (Store store = Store.open(folder, plan)) {
            Progress end = run(progress -> new LocalEngine(plan, store, profiles, cores, progress));
            finish(store, profiles, end);
            return end;
        }
    }

    private Progress run(SweepPlan plan, ProfileRepository profiles, SweepEngine engine, SweepEngine.Options options) {
        Store store = Store.open(folder, plan);
        try (SweepWork work = new SweepWork(plan, store)) {
            Progress end = run(progress -> engine.prepare(work, options, progress));
            finish(store, profiles, end);
            return end;
        }
    }

    /** The results are whole without it, so that a disk that is full now takes nothing back. */
    private void finish(Store store, ProfileRepository profiles, Progress end) {
        if (end.done()) {
            try {
                store.finish(profiles);
            } catch (MachineException e) {
                terminal.note("framebudget: all points are in " + folder + ", but its files were not put together: "
                        + e.getMessage());
            }
        }
    }

    private Progress run(Function<Consumer<Progress>, SweepRun> prepare) {
        try (ProgressBar bar = new ProgressBar(terminal, "sweeping")) {
            SweepRun run = prepare.apply(now -> bar.show(share(now), words(now)));
            SafeFiles.noteWritten(folder);
            Thread interruption = new Thread(() -> interrupted(run, bar), "sweep interruption");
            Runtime.getRuntime().addShutdownHook(interruption);
            try {
                return run.run();
            } finally {
                over(interruption);
            }
        }
    }

    /** Keeps what is done where a signal ends the process. */
    private void interrupted(SweepRun run, ProgressBar bar) {
        run.stop();
        try {
            if (!run.awaitEnd(STOP_S)) {
                terminal.note("framebudget: the last points could not be written in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        bar.close();
        Progress now = run.now();
        terminal.note("framebudget: " + SweepPlan.grouped(now.before() + now.ran()) + " of "
                + SweepPlan.grouped(now.points()) + " points are in " + folder
                + "; the same command goes on from there");
    }

    private static void over(Thread interruption) {
        try {
            Runtime.getRuntime().removeShutdownHook(interruption);
        } catch (IllegalStateException e) {
            // the signal came first
        }
    }

    private static double share(Progress now) {
        return (double) (now.before() + now.ran()) / now.points();
    }

    static String words(Progress now) {
        return SweepPlan.grouped(now.before() + now.ran()) + " of " + SweepPlan.grouped(now.points()) + " points, "
                + perS(now) + ", " + Durations.words(now.leftS()) + " left"
                + (now.failed() == 0 ? "" : ", " + SweepPlan.grouped(now.failed()) + " failed");
    }

    private static String perS(Progress now) {
        double rate = now.perS();
        return String.format(Locale.ROOT, rate < 10 ? "%.2f points/s" : "%,.0f points/s", rate);
    }

    private String text(SweepPlan plan, Found found) {
        Progress end = found.end();
        StringBuilder text = new StringBuilder();
        // of a search the points are those that it looks at
        long excluded = end.points() < plan.kept() ? 0 : plan.size() - plan.kept();
        text.append(plan.spec().name())
                .append(": ")
                .append(SweepPlan.grouped(end.before() + end.ran()))
                .append(" of ")
                .append(SweepPlan.points(end.points()))
                .append(excluded == 0 ? "" : " (" + SweepPlan.grouped(excluded) + " more are left out)")
                .append(" in ")
                .append(folder)
                .append(".\n");
        if (end.ran() == 0) {
            text.append("All of them were there already.\n");
        } else {
            text.append(SweepPlan.grouped(end.ran()))
                    .append(end.before() == 0 ? "" : " of them now")
                    .append(" in ")
                    .append(Durations.words(end.seconds()))
                    .append(", ")
                    .append(perS(end))
                    .append(".\n");
        }
        if (end.failed() > 0) {
            text.append(SweepPlan.grouped(end.failed()))
                    .append(" could not be run, the first: ")
                    .append(end.firstFailure())
                    .append("\n");
        }
        found.best().ifPresent(best -> text.append(best.text()));
        return text.toString();
    }

    private Map<String, Object> summary(SweepPlan plan, Found found) {
        Progress end = found.end();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("sweep", plan.spec().name());
        all.put("store", folder.toString());
        all.put("points", end.points());
        all.put("excluded", plan.size() - plan.kept());
        all.put("done", end.before() + end.ran());
        all.put("run_now", end.ran());
        all.put("failed_now", end.failed());
        all.put("wall_s", end.seconds());
        all.put("points_per_s", end.perS());
        found.best().ifPresent(best -> all.put("best", best.json()));
        return all;
    }
}

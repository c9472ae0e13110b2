package org.framebudget.sim.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.framebudget.models.InputException;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.framebudget.models.runtime.MachineInfo;
import org.framebudget.models.runtime.MeasureRecord;
import org.framebudget.models.runtime.MeasureReport;
import org.framebudget.models.runtime.MeasureRequest;
import org.framebudget.models.tflite.TfliteReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framebudget measure FILE…}. */
@Command(name = "measure", description = "Run networks in real TensorFlow Lite on this machine and time them.")
final class MeasureCommand implements Callable<Integer> {
    private static final int MOST_TOGETHER = 1000;

    private final Terminal terminal;
    private final Backend backend;

    @Parameters(
            paramLabel = "FILE.tflite-or-ID",
            arity = "1..*",
            description = "Files of networks, or ids of known networks; measured one after another.")
    private List<String> networks = new ArrayList<>();

    @Option(
            names = "--input",
            paramLabel = "WxH",
            description = "Run at this picture size; default: the network's own.")
    private @Nullable String input;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            description = "fp32, fp16 or int8, of a network given by its id; default: fp32.")
    private @Nullable String precision;

    @Option(
            names = "--threads",
            paramLabel = "N",
            split = ",",
            defaultValue = "1",
            description = "Threads of TensorFlow Lite, as in 4 or 1,2,4; default: 1.")
    private List<Integer> threads = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "5",
            description = "Length of the run back to back; default: 5.")
    private double seconds;

    @Option(names = "--runs", paramLabel = "N", description = "End it after so many inferences, if that is earlier.")
    private @Nullable Integer runs;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "5",
            description = "Inferences before it that are not counted; default: 5.")
    private int warmup;

    @Option(
            names = "--fps",
            paramLabel = "RATES",
            split = ",",
            description = "Also answer requests at these rates per second, as in 1,5,15,30: pauses slow an inference.")
    private @Nullable List<Double> fps;

    @Option(
            names = "--sustained",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "Also run back to back for so long, and show how that changes over time.")
    private double sustained;

    @Option(names = "--ops", description = "Also time each operator.")
    private boolean ops;

    @Option(
            names = "--plain",
            description = "Take TensorFlow Lite's own kernels instead of XNNPACK, which real devices use.")
    private boolean plain;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the random input; default: 1.")
    private long seed;

    @Option(
            names = "--time-limit",
            paramLabel = "S",
            description = "Stop a run after so long; default: what was asked for and two minutes.")
    private @Nullable Double timeLimit;

    @Option(names = "--json", description = "Print the measurements as one JSON document and nothing else.")
    private boolean json;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Write the statistics in the columns of a profile's latency table.")
    private @Nullable Path csv;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write measure.json and every single latency into this folder.")
    private @Nullable Path out;

    MeasureCommand(Terminal terminal, Backend backend) {
        this.terminal = terminal;
        this.backend = backend;
    }

    @Override
    public Integer call() {
        checkNumbers();
        InputSize size = NetworkOptions.input(input);
        Precision given = NetworkOptions.precision(precision);
        Precision wanted = given == null ? Precision.FP32 : given;
        List<MeasureTarget> targets = new ArrayList<>();
        OutputPaths paths = new OutputPaths();
        for (String network : networks) {
            MeasureTarget target = MeasureTarget.of(network, backend.networks());
            if (!target.known() && precision != null) {
                throw new InputException("--precision: '" + network
                        + "' is a file, which has a precision of its own. Leave the option out.");
            }
            if (!target.known()) {
                TfliteReader.check(target.file());
                paths.input(target.file());
            }
            targets.add(target);
        }
        paths.file("--csv", csv).folder("--out", out);
        MachineInfo machine = backend.machine();
        MeasureRuns runs = new MeasureRuns(targets, size, wanted, threads, this::request);
        List<MeasureRuns.Run> done;
        try (Bar bar = new Bar(machine)) {
            done = runs.run(new BackendRuntime(backend), bar);
        }
        MeasureOutputs outputs = new MeasureOutputs(
                MeasureReport.of(
                        machine, done.stream().map(MeasureRuns.Run::record).toList()),
                done);
        outputs.write(csv, out);
        if (json) {
            terminal.document(outputs.json());
        }
        return ExitStatus.DONE;
    }

    /** A progress bar for each run, and the figures of each network when they are there. */
    private final class Bar implements MeasureRuns.Listener, AutoCloseable {
        private final MachineInfo machine;
        private @Nullable ProgressBar present;
        private boolean follows;

        Bar(MachineInfo machine) {
            this.machine = machine;
        }

        @Override
        public void begins(String network, int before, int all) {
            present = new ProgressBar(
                    terminal, "measuring " + network + (all == 1 ? "" : " (" + (before + 1) + " of " + all + ")"));
        }

        @Override
        public void progress(double fraction) {
            if (present != null) {
                present.show(fraction);
            }
        }

        @Override
        public void ended(MeasureRecord record) {
            close();
        }

        @Override
        public void measured(List<MeasureRecord> records) {
            if (!json) {
                terminal.print(MeasureText.of(machine, records, terminal.style(), follows));
                follows = true;
            }
        }

        @Override
        public void close() {
            if (present != null) {
                present.close();
                present = null;
            }
        }
    }

    private MeasureRequest request(Path file, @Nullable InputSize size, int n) {
        return new MeasureRequest(
                file,
                size,
                n,
                plain,
                seconds,
                runs == null ? MeasureRequest.MOST_RUNS : runs,
                warmup,
                fps == null ? List.of() : fps,
                sustained,
                ops,
                out != null,
                seed,
                timeLimit);
    }

    private void checkNumbers() {
        if (threads.isEmpty()) {
            throw new InputException("--threads: there is no number in it. Write one or several, as in 1,2,4.");
        }
        for (int n : threads) {
            whole("--threads", n, 1, MeasureRequest.MOST_THREADS);
        }
        whole("--warmup", warmup, 0, MeasureRequest.MOST_RUNS);
        if (runs != null) {
            whole("--runs", runs, 1, MeasureRequest.MOST_RUNS);
        }
        positive("--seconds", seconds, MeasureRequest.MOST_SECONDS);
        if (fps != null) {
            if (fps.isEmpty()) {
                throw new InputException("--fps: there is no number in it. Write one or several, as in 1,5,15,30.");
            }
            for (double rate : fps) {
                positive("--fps", rate, MeasureRequest.MOST_FPS);
            }
        }
        if (sustained != 0) {
            positive("--sustained", sustained, MeasureRequest.MOST_SECONDS);
        }
        if (timeLimit != null) {
            positive("--time-limit", timeLimit, MeasureRequest.MOST_LIMIT_S);
        }
        if (networks.size() * threads.size() > MOST_TOGETHER) {
            throw new InputException("At most " + MOST_TOGETHER + " runs can be made by one command.");
        }
    }

    private static void whole(String option, int value, int low, int high) {
        if (value < low || value > high) {
            throw new InputException(option + ": " + value + " is out of range. A whole number from " + low + " to "
                    + high + " is right.");
        }
    }

    private static void positive(String option, double value, double high) {
        if (!(value > 0 && value <= high)) {
            throw new InputException(option + ": " + MeasureText.plain(value)
                    + " is out of range. A number above 0, at most " + MeasureText.plain(high) + ", is right.");
        }
    }
}

package org.framebudget.sim.hil.remote;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.framebudget.devices.calibration.imports.BenchmarkOutput;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;

/** Runs {@code benchmark_model} on a device and reads what it prints. */
final class BenchmarkTool {
    private static final Duration KILL_LIMIT = Duration.ofSeconds(15);
    private static final int SIGNAL_BASE = 128;
    private static final int KILLED = 9;
    private static final int NOT_FOUND = 127;
    private static final int NOT_RUNNABLE = 126;
    /** What the tool and the runtime say of a network that does not run as asked. */
    private static final Pattern UNFIT =
            Pattern.compile("Failed to apply .* delegate|Failed to initialize the interpreter"
                    + "|Failed to (?:load|mmap|compile) model|Failed to allocate tensors|Disallowed CPU fallback"
                    + "|unresolved custom op|Didn't find op for builtin|Failed to create .* delegate|isn't supported on"
                    + "|Unknown delegate|Cannot load delegate|Failed to load library");

    private final RemoteShell shell;
    private final String program;
    private final String folder;
    private volatile boolean running;

    BenchmarkTool(RemoteShell shell, String program, String folder) {
        this.shell = shell;
        this.program = program;
        this.folder = folder;
    }

    /** Options for inferences of a number and a time. */
    static List<String> times(int minRuns, Duration least, Duration most, Duration warmup) {
        return List.of(
                "--num_runs=" + minRuns,
                "--min_secs=" + seconds(least),
                "--max_secs=" + seconds(most),
                "--warmup_runs=1",
                "--warmup_min_secs=" + seconds(warmup));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1e3).replaceFirst("\\.?0+$", "");
    }

    /**
     * One run of the tool.
     *
     * @param what it is, for messages
     * @throws InputException where the network or the unit cannot run as asked
     * @throws MachineException where the tool dies, takes too long, or prints what nobody can read
     */
    BenchmarkOutput run(String what, RemoteUnit unit, List<String> arguments, Duration limit) {
        StringBuilder script = new StringBuilder("cd ")
                .append(ShellText.quote(folder))
                .append(" && echo $$ > pid && exec ")
                .append(ShellText.quote(program));
        arguments.forEach(argument -> script.append(' ').append(ShellText.quote(argument)));
        script.append(" 2>&1");
        ShellResult result;
        running = true;
        try {
            result = shell.run(what, script.toString(), limit);
        } catch (RemoteShell.TimeLimitException e) {
            kill();
            throw e;
        } finally {
            running = false;
        }
        String text = result.out() + result.err();
        if (!result.good()) {
            throw failed(what, result, text);
        }
        BenchmarkOutput output = output(what, text);
        for (String ignored : output.unknownFlags()) {
            if (unit.askedBy(ignored)) {
                throw new InputException(shell.name() + ": " + what + ": " + program + " does not know " + ignored
                        + " and ran without: it cannot run networks on '" + unit.text() + "'.");
            }
        }
        return output;
    }

    private BenchmarkOutput output(String what, String text) {
        try {
            List<BenchmarkOutput> runs = BenchmarkOutput.read("output of benchmark_model", text);
            return runs.get(runs.size() - 1);
        } catch (InputException e) {
            throw new MachineException(shell.name() + ": " + what + ": " + e.getMessage(), e);
        }
    }

    private RuntimeException failed(String what, ShellResult result, String text) {
        String unfit = text.lines()
                .filter(line -> UNFIT.matcher(line).find())
                .findFirst()
                .orElse(null);
        String where = shell.name() + ": " + what + ": ";
        if (unfit != null) {
            return new InputException(where + "benchmark_model cannot run it as asked: " + plain(unfit));
        }
        int exit = result.exit();
        if (exit == NOT_FOUND || exit == NOT_RUNNABLE) {
            return Faults.machine(where + program + " cannot be run there: " + plain(result.complaint())
                    + ". Is it built for this device?");
        }
        if (exit > SIGNAL_BASE) {
            return Faults.machine(where + "benchmark_model was ended by signal " + (exit - SIGNAL_BASE)
                    + (exit - SIGNAL_BASE == KILLED ? ", as a system does that runs out of memory" : "")
                    + ". It last said: "
                    + plain(result.complaint()));
        }
        return Faults.machine(
                where + "benchmark_model ended with status " + exit + ". It last said: " + plain(result.complaint()));
    }

    private static String plain(String line) {
        return line.strip().replaceFirst("^(?:INFO|WARN|WARNING|ERROR): ", "");
    }

    /** Ends what runs, where the connection still stands. */
    void kill() {
        if (!running) {
            return; // its number may be another's by now
        }
        try {
            shell.run(
                    "ending benchmark_model",
                    "cd " + ShellText.quote(folder) + " && p=$(cat pid) && kill -9 \"$p\"",
                    KILL_LIMIT);
        } catch (MachineException e) {
            return; // the caller hears of the time limit, which came first
        }
    }
}

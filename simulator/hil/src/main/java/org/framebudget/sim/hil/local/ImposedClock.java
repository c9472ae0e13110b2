package org.framebudget.sim.hil.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.hil.AtExit;

/**
 * Holds the clocks of this machine's cores down by Linux' cpufreq, as a warmer place would, until it is closed or a signal ends the
 * process. Only what can be read back counts as imposed.
 */
public final class ImposedClock implements AutoCloseable {
    private static final String LIMIT = "scaling_max_freq";

    /** Limits to give back, by their files; those of cores that share one are all read before any is set. */
    private final Map<Path, String> before = new LinkedHashMap<>();

    private final double clockMhz;
    private final AtExit atExit;
    private boolean closed;

    private ImposedClock(double clockMhz, Consumer<String> notes) {
        this.clockMhz = clockMhz;
        this.atExit = AtExit.doing("give clocks back", () -> {
            try {
                giveBack();
            } catch (MachineException e) {
                notes.accept(String.valueOf(e.getMessage()));
            }
        });
    }

    /**
     * Imposes a clock on every core.
     *
     * @param root of the file system, {@code /} but in tests
     * @param clockMhz at most
     * @param notes takes the limits that there were, for who has to give them back by hand
     * @throws InputException where no core can have that clock
     * @throws MachineException where the system does not let it be set, or reads back something else; nothing is changed then
     */
    public static ImposedClock on(Path root, double clockMhz, Consumer<String> notes) {
        List<Path> policies = policies(root);
        if (policies.isEmpty()) {
            throw new MachineException(
                    "--impose-clock: this system has no clock that can be held down (no cpufreq below "
                            + root.resolve("sys/devices/system/cpu") + "), as virtual machines mostly have not.",
                    new IOException("no cpufreq"));
        }
        ImposedClock imposed = new ImposedClock(clockMhz, notes);
        try {
            Map<Path, String> limits = imposed.limits(policies);
            notes.accept(words(limits));
            imposed.hold(limits);
        } catch (RuntimeException e) {
            try {
                imposed.close();
            } catch (MachineException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
        return imposed;
    }

    private long khz() {
        return Math.round(clockMhz * 1000);
    }

    /** Of every core as it is, by its file. */
    private Map<Path, String> limits(List<Path> policies) {
        Map<Path, String> found = new LinkedHashMap<>();
        for (Path policy : policies) {
            Path limit = policy.resolve(LIMIT);
            try {
                long least = number(policy.resolve("cpuinfo_min_freq"));
                long most = number(policy.resolve("cpuinfo_max_freq"));
                if (khz() < least || khz() > most) {
                    throw new InputException(String.format(
                            Locale.ROOT,
                            "--impose-clock: %.0f MHz is out of range for %s: %d to %d MHz is right.",
                            clockMhz,
                            core(limit),
                            least / 1000,
                            most / 1000));
                }
                found.put(limit, Files.readString(limit).strip());
            } catch (IOException e) {
                throw notSet(limit, e);
            }
        }
        return found;
    }

    private static String core(Path limit) {
        return String.valueOf(limit.getName(limit.getNameCount() - 3));
    }

    private static String words(Map<Path, String> limits) {
        Map<String, List<String>> coresByKhz = new TreeMap<>();
        limits.forEach((limit, khz) ->
                coresByKhz.computeIfAbsent(khz, any -> new ArrayList<>()).add(core(limit)));
        return "--impose-clock: " + LIMIT + " was "
                + coresByKhz.entrySet().stream()
                        .map(each -> each.getKey() + " kHz on " + String.join(", ", each.getValue()))
                        .collect(Collectors.joining(" and "))
                + ", which the cores get back at the end. Where this process is killed (SIGKILL), write it there yourself.";
    }

    private synchronized void hold(Map<Path, String> limits) {
        for (Map.Entry<Path, String> each : limits.entrySet()) {
            if (closed) {
                return; // the process ends already
            }
            Path limit = each.getKey();
            try {
                Files.writeString(limit, Long.toString(khz()));
                before.put(limit, each.getValue());
                long is = number(limit);
                // drivers take the nearest step below
                if (is > khz() || is < 0.9 * khz()) {
                    throw new MachineException(
                            "--impose-clock: " + limit + " reads back " + is / 1000 + " MHz after " + khz() / 1000
                                    + " MHz were written, so nothing was imposed.",
                            new IOException("not taken"));
                }
            } catch (IOException e) {
                throw notSet(limit, e);
            }
        }
    }

    private static MachineException notSet(Path limit, IOException e) {
        return new MachineException(
                "--impose-clock: " + limit + " cannot be set: " + e.getMessage()
                        + ". It takes the rights of root, as in 'sudo -E'.",
                e);
    }

    private static long number(Path file) throws IOException {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (NumberFormatException e) {
            throw new IOException(file + " holds no number", e);
        }
    }

    private static List<Path> policies(Path root) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(root.resolve("sys/devices/system/cpu"), "cpu[0-9]*")) {
            for (Path each : all) {
                Path policy = each.resolve("cpufreq");
                if (Files.exists(policy.resolve(LIMIT))) {
                    found.add(policy);
                }
            }
        } catch (IOException e) {
            // another system than Linux
            return List.of();
        }
        found.sort(null);
        return found;
    }

    /** The clock that was asked for. */
    public double clockMhz() {
        return clockMhz;
    }

    /** How, for a report. */
    public synchronized String how() {
        return String.format(
                Locale.ROOT, "at most %.0f MHz by cpufreq on %d cores, read back", clockMhz, before.size());
    }

    /** Gives every core its limit back. */
    @Override
    public void close() {
        giveBack();
        atExit.close();
    }

    /** Every core that it can be given to, whatever another says. */
    private synchronized void giveBack() {
        closed = true;
        MachineException failed = null;
        for (Map.Entry<Path, String> each : before.entrySet()) {
            try {
                Files.writeString(each.getKey(), each.getValue());
            } catch (IOException e) {
                failed = new MachineException(
                        "The limit of " + each.getValue() + " kHz could not be given back to " + each.getKey() + ": "
                                + e.getMessage() + ".",
                        e);
            }
        }
        before.clear();
        if (failed != null) {
            throw failed;
        }
    }
}

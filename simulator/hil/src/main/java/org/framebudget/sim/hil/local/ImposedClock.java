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
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;

/**
 * Holds the clocks of this machine's cores down by Linux' cpufreq, as a warmer place would, until it is closed. Only what can be read
 * back counts as imposed.
 */
public final class ImposedClock implements AutoCloseable {
    private static final String LIMIT = "scaling_max_freq";

    private final Map<Path, String> before;
    private final double clockMhz;

    private ImposedClock(Map<Path, String> before, double clockMhz) {
        this.before = before;
        this.clockMhz = clockMhz;
    }

    /**
     * Imposes a clock on every core.
     *
     * @param root of the file system, {@code /} but in tests
     * @param clockMhz at most
     * @throws InputException where no core can have that clock
     * @throws MachineException where the system does not let it be set, or reads back something else; nothing is changed then
     */
    public static ImposedClock on(Path root, double clockMhz) {
        List<Path> policies = policies(root);
        if (policies.isEmpty()) {
            throw new MachineException(
                    "--impose-clock: this system has no clock that can be held down (no cpufreq below "
                            + root.resolve("sys/devices/system/cpu") + "), as virtual machines mostly have not.",
                    new IOException("no cpufreq"));
        }
        long khz = Math.round(clockMhz * 1000);
        ImposedClock imposed = new ImposedClock(new LinkedHashMap<>(), clockMhz);
        try {
            for (Path policy : policies) {
                imposed.limit(policy, khz);
            }
        } catch (RuntimeException e) {
            imposed.close();
            throw e;
        }
        return imposed;
    }

    private void limit(Path policy, long khz) {
        Path limit = policy.resolve(LIMIT);
        try {
            long least = number(policy.resolve("cpuinfo_min_freq"));
            long most = number(policy.resolve("cpuinfo_max_freq"));
            if (khz < least || khz > most) {
                throw new InputException(String.format(
                        Locale.ROOT,
                        "--impose-clock: %.0f MHz is out of range for %s: %d to %d MHz is right.",
                        clockMhz,
                        policy.getParent() == null ? policy : policy.getParent().getFileName(),
                        least / 1000,
                        most / 1000));
            }
            String was = Files.readString(limit).strip();
            Files.writeString(limit, Long.toString(khz));
            before.put(limit, was);
            long is = number(limit);
            // drivers take the nearest step below
            if (is > khz || is < 0.9 * khz) {
                throw new MachineException(
                        "--impose-clock: " + limit + " reads back " + is / 1000 + " MHz after " + khz / 1000
                                + " MHz were written, so nothing was imposed.",
                        new IOException("not taken"));
            }
        } catch (IOException e) {
            throw new MachineException(
                    "--impose-clock: " + limit + " cannot be set: " + e.getMessage()
                            + ". It takes the rights of root, as in 'sudo -E'.",
                    e);
        }
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
    public String how() {
        return String.format(
                Locale.ROOT, "at most %.0f MHz by cpufreq on %d cores, read back", clockMhz, before.size());
    }

    /** Gives every core its limit back. */
    @Override
    public void close() {
        for (Map.Entry<Path, String> each : before.entrySet()) {
            try {
                Files.writeString(each.getKey(), each.getValue());
            } catch (IOException e) {
                throw new MachineException(
                        "The limit of " + each.getValue() + " kHz could not be given back to " + each.getKey() + ": "
                                + e.getMessage() + ".",
                        e);
            }
        }
    }
}

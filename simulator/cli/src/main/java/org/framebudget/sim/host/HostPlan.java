package org.framebudget.sim.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.framebudget.models.CsvTable;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;

/**
 * Which networks the profile is fitted to and which it is checked on, as written down in {@value #FILE} before anything was fitted.
 *
 * @param jobs in the order in which they are measured: what a short run leaves out stands last
 */
record HostPlan(List<Job> jobs) {
    static final String FILE = "host-networks.csv";

    private static final List<String> COLUMNS = List.of("half", "network", "input_px", "step");
    /** Steps that run on one core and on all of them. */
    private static final int DEFAULT_SIZE = 1;

    /** Who measures a network. */
    enum Half {
        /** The profile is fitted to it. */
        FIT,
        /** The profile has to predict it. */
        CHECK
    }

    /**
     * One network at one size.
     *
     * @param allCores on as many threads as there are cores, else on one
     */
    record Job(String network, InputSize input, Precision precision, boolean allCores) {
        int threads(int all) {
            return allCores ? all : 1;
        }

        String text() {
            return network + " " + input + " " + precision.text() + (allCores ? " on all cores" : "");
        }
    }

    HostPlan {
        jobs = List.copyOf(jobs);
    }

    /**
     * The shipped list's half.
     *
     * @param threads of the runs on all cores; for 1 those are left out
     */
    static HostPlan shipped(Half half, int threads) {
        return read(resource(), half, threads);
    }

    static HostPlan read(String text, Half half, int threads) {
        record Ordered(int order, Job job) {}
        List<Ordered> found = new ArrayList<>();
        for (CsvTable.Row row : CsvTable.read(FILE, text, COLUMNS, List.of()).rows()) {
            if (!Half.valueOf(row.text("half").toUpperCase(java.util.Locale.ROOT))
                    .equals(half)) {
                continue;
            }
            int step = row.integer("step", 1, 3);
            InputSize input = InputSize.square(row.integer("input_px", InputSize.MIN_PX, InputSize.MAX_PX));
            for (Precision precision : List.of(Precision.FP32, Precision.INT8)) {
                String network = row.text("network");
                found.add(new Ordered(2 * step, new Job(network, input, precision, false)));
                if (step == DEFAULT_SIZE && threads > 1) {
                    // after the smaller sizes of one thread, before the larger ones
                    found.add(new Ordered(5, new Job(network, input, precision, true)));
                }
            }
        }
        return new HostPlan(found.stream()
                .sorted(Comparator.comparingInt(Ordered::order))
                .map(Ordered::job)
                .toList());
    }

    private static String resource() {
        try (InputStream in = HostPlan.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the product");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + FILE, e);
        }
    }
}

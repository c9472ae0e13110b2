package org.framebudget.devices.latency;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.framebudget.devices.ProductFiles;
import org.framebudget.models.CsvTable;
import org.jspecify.annotations.Nullable;

/**
 * What all units together have taught: a prior for each class, how residuals hang together, and by how much intervals have to be
 * stretched so that they hold. Fitted, never typed in: {@code framebudget calibrate shipped} writes the file it is read from.
 *
 * @param kernel of residuals
 * @param priors by class
 * @param stretches by {@link #stretchName}: the conformal factor on a prediction's standard deviation that makes a 95 % interval
 * @param repeatSdFraction spread of repeated measurements of one thing in the logarithm
 * @param threads logarithm of the speed gained by e times as many threads, and its spread
 * @param efficiency logarithm of the share of a unit's peak that pointwise work reaches, and its spread
 * @param ratios by architecture and pair of precisions, as in {@code gpu fp16/fp32}: mean and spread of the logarithm of the ratio
 *     of times
 */
public record LatencyModel(
        FamilyKernel kernel,
        Map<String, LatencyPrior> priors,
        Map<String, Double> stretches,
        double repeatSdFraction,
        LogRatio threads,
        LogRatio efficiency,
        Map<String, LogRatio> ratios) {
    /** The file of the shipped model. */
    public static final String FILE = "calibration/latency-model.csv";
    /** The class for units that resemble none that was measured. */
    public static final String ANY_ACCELERATOR = "accelerator";

    private static final List<String> COLUMNS = List.of("entry", "name", "value", "spread");

    private static final int FEW_POINTS = 8;
    private static final String KERNEL = "kernel";
    private static final String STRETCH = "stretch";
    private static final String REPEAT = "repeat_sd";
    private static final String RATIO = "precision_ratio";
    private static final String NOISE = "noise";
    private static final String THREADS = "threads";
    private static final String EFFICIENCY = "efficiency";
    private static final String ALL = "all";

    /** How a prediction is known. */
    public enum Basis {
        /** This very combination is in the reference series. */
        MEASURED,
        /** The family was measured on this unit, at another width, size, or network of it. */
        SCALED,
        /** Other networks were measured on this unit, or none. */
        ROOFLINE;

        /** As the contract writes it. */
        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * A factor that is known with a spread.
     *
     * @param logRatio mean of its natural logarithm
     * @param sdFraction spread of that over networks and units
     */
    public record LogRatio(double logRatio, double sdFraction) {}

    private static final class Shipped {
        static final LatencyModel MODEL = read(FILE, ProductFiles.text(FILE));
    }

    /** The model of this version. */
    public static LatencyModel shipped() {
        return Shipped.MODEL;
    }

    /** The prior of a class; for one that was never measured that of all accelerators. */
    public LatencyPrior prior(String latencyClass) {
        LatencyPrior own = priors.get(latencyClass);
        return own != null ? own : Objects.requireNonNull(priors.get(ANY_ACCELERATOR));
    }

    /**
     * The factor for a basis.
     *
     * @param points measurements the unit was fitted to
     */
    public double stretch(Basis basis, int points) {
        return Objects.requireNonNull(stretches.get(stretchName(basis, points)));
    }

    /** A key of {@link #stretches()}: few measurements leave more unsaid than their spread tells. */
    public static String stretchName(Basis basis, int points) {
        return basis.text() + (basis != Basis.MEASURED && points < FEW_POINTS ? " few" : "");
    }

    /** The ratio of two precisions on an architecture, absent where no unit was measured at both. */
    public @Nullable LogRatio ratio(String architecture, String wanted, String known) {
        LogRatio forth = ratios.get(ratioName(architecture, wanted, known));
        if (forth != null) {
            return forth;
        }
        LogRatio back = ratios.get(ratioName(architecture, known, wanted));
        return back == null ? null : new LogRatio(-back.logRatio(), back.sdFraction());
    }

    /** A key of {@link #ratios()}. */
    public static String ratioName(String architecture, String wanted, String known) {
        return architecture + " " + wanted + "/" + known;
    }

    /** As the file holds it. */
    public String text() {
        StringBuilder text = new StringBuilder("# Written by 'framebudget calibrate shipped'. Not edited by hand.\n");
        text.append(String.join(",", COLUMNS)).append('\n');
        line(text, KERNEL, "offset_sd", kernel.offsetSd(), 0);
        line(text, KERNEL, "width_sd", kernel.widthSd(), 0);
        line(text, KERNEL, "size_sd", kernel.sizeSd(), 0);
        line(text, KERNEL, "local_sd", kernel.localSd(), 0);
        line(text, KERNEL, "length", kernel.length(), 0);
        line(text, REPEAT, ALL, repeatSdFraction, 0);
        line(text, THREADS, ALL, threads.logRatio(), threads.sdFraction());
        line(text, EFFICIENCY, ALL, efficiency.logRatio(), efficiency.sdFraction());
        stretches.forEach((name, factor) -> line(text, STRETCH, name, upwards(factor), 0));
        ratios.forEach((name, ratio) -> line(text, RATIO, name, ratio.logRatio(), ratio.sdFraction()));
        priors.forEach((name, prior) -> {
            line(text, NOISE, name, prior.noiseFraction(), prior.sameChip() ? 1 : 0);
            for (Roofline.Parameter parameter : Roofline.Parameter.values()) {
                int p = parameter.ordinal();
                line(text, name, parameter.name(), prior.mean()[p], prior.sd()[p]);
            }
        });
        return text.toString();
    }

    private static void line(StringBuilder text, String entry, String name, double value, double spread) {
        text.append(entry)
                .append(',')
                .append(name)
                .append(',')
                .append(rounded(value))
                .append(',')
                .append(rounded(spread))
                .append('\n');
    }

    /** A stretch is the score of a measurement, which a stretch that was rounded down would leave outside. */
    private static double upwards(double stretch) {
        return Math.ceil(stretch * 1e5) / 1e5;
    }

    /** Five decimals: more would differ between machines. */
    private static String rounded(double value) {
        return new java.math.BigDecimal(value)
                .setScale(5, java.math.RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Reads {@link #text()}. */
    static LatencyModel read(String file, String text) {
        Map<String, Double> kernel = new LinkedHashMap<>();
        Map<String, LatencyPrior> priors = new LinkedHashMap<>();
        Map<String, Double> stretches = new LinkedHashMap<>();
        Map<String, LogRatio> ratios = new LinkedHashMap<>();
        Map<String, List<CsvTable.Row>> classes = new LinkedHashMap<>();
        Map<String, CsvTable.Row> noises = new LinkedHashMap<>();
        Map<String, LogRatio> factors = new LinkedHashMap<>();
        double repeat = 0;
        for (CsvTable.Row row : CsvTable.read(file, text, COLUMNS, List.of()).rows()) {
            String name = row.text("name");
            double value = row.number("value", -1e3, 1e3);
            switch (row.text("entry")) {
                case KERNEL -> kernel.put(name, value);
                case REPEAT -> repeat = value;
                case THREADS, EFFICIENCY ->
                    factors.put(row.text("entry"), new LogRatio(value, row.number("spread", 0, 1e3)));
                case STRETCH -> stretches.put(name, value);
                case RATIO -> ratios.put(name, new LogRatio(value, row.number("spread", 0, 1e3)));
                case NOISE -> noises.put(name, row);
                default ->
                    classes.computeIfAbsent(row.text("entry"), k -> new ArrayList<>())
                            .add(row);
            }
        }
        classes.forEach((name, rows) -> priors.put(name, prior(name, rows, Objects.requireNonNull(noises.get(name)))));
        return new LatencyModel(
                new FamilyKernel(
                        kernel.getOrDefault("offset_sd", 0.0),
                        kernel.getOrDefault("width_sd", 0.0),
                        kernel.getOrDefault("size_sd", 0.0),
                        kernel.getOrDefault("local_sd", 0.0),
                        kernel.getOrDefault("length", 1.0)),
                priors,
                stretches,
                repeat,
                Objects.requireNonNull(factors.get(THREADS)),
                Objects.requireNonNull(factors.get(EFFICIENCY)),
                ratios);
    }

    private static LatencyPrior prior(String name, List<CsvTable.Row> rows, CsvTable.Row noise) {
        double[] mean = new double[Roofline.PARAMETERS];
        double[] sd = new double[Roofline.PARAMETERS];
        for (CsvTable.Row row : rows) {
            int p = Roofline.Parameter.valueOf(row.text("name")).ordinal();
            mean[p] = row.number("value", -1e3, 1e3);
            sd[p] = row.number("spread", 0, 1e3);
        }
        return new LatencyPrior(name, noise.number("spread", 0, 1) > 0, mean, sd, noise.number("value", 0, 10));
    }
}

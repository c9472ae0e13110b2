package org.framebudget.devices.latency;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.latency.LatencyModel.Basis;
import org.framebudget.devices.latency.LatencyModel.LogRatio;
import org.framebudget.models.InputException;
import org.framebudget.models.catalogue.Catalogue;
import org.framebudget.models.catalogue.NetworkInfo;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.models.network.InputSize;
import org.jspecify.annotations.Nullable;

/**
 * Predicts invoke times of one device, from most to least trusted: the measured row; the family scaled over width and size; the
 * roofline of the unit. Fits are made when they are first needed and kept. Safe for many threads.
 */
public final class LatencyPredictor {
    /** ASSUMED: another kind of numbers, where no unit of the architecture was measured with both. */
    private static final LogRatio UNKNOWN_RATIO = new LogRatio(0, 0.5);

    /** ASSUMED: rows of other origins, where there is no reference series. */
    private static final double OTHER_ORIGIN_SD = 0.25;

    /**
     * ASSUMED spread: CPUs unpack half-precision weights when a network is loaded, neural accelerators compute every float network
     * in half precision.
     */
    private static final LogRatio SAME_ARITHMETIC = new LogRatio(0, 0.1);

    private static final String CPU = "cpu";
    private static final String EDGE_TPU = "edge_tpu";
    private static final int MOST_USEFUL_THREADS = 8;
    private static final String INT8 = "int8";
    /** A measurement that leaves more of the spread than this is not worth its name. */
    private static final double WORTH_NAMING = 0.9;

    private static final List<String> PRECISIONS = List.of(INT8, "fp32", "fp16");
    private static final double NORMAL_95 = 1.96;

    private final DeviceProfile profile;
    private final LatencyModel model;
    private final Map<LatencyQuery, Fitted> fits = new ConcurrentHashMap<>();

    /** With the model of this version. */
    public LatencyPredictor(DeviceProfile profile) {
        this(profile, LatencyModel.shipped());
    }

    /** With another model. */
    public LatencyPredictor(DeviceProfile profile, LatencyModel model) {
        this.profile = profile;
        this.model = model;
    }

    /**
     * What answers for a unit, precision and number of threads.
     *
     * @param fit the unit's model
     * @param threads of the measurements, 0 where they state none
     * @param families that were measured
     * @param timeFactor on its times
     * @param sdFraction spread of that factor
     */
    private record Fitted(
            LatencyFit fit,
            int threads,
            List<String> families,
            double timeFactor,
            double sdFraction,
            List<String> sources,
            List<String> notes) {}

    /**
     * Predicts a catalogue network, or repeats any measured one.
     *
     * @throws InputException for a network that is neither, or a unit that the device has not
     */
    public Prediction predict(LatencyQuery query) {
        UnitProfile unit = unit(query.unit());
        Optional<LatencyRow> row = row(query);
        if (row.isPresent()) {
            return measured(query, unit, row.get(), featuresOrNull(query));
        }
        NetworkFeatures network = features(query);
        if (network == null) {
            throw new InputException(new MeasuredLatency(profile.id(), profile.latency()).missMessage(query)
                    + " Its layers are not in the catalogue: name its .tflite file.");
        }
        return predict(query, network);
    }

    /**
     * The unit and precision that answer a network best: most trusted first, then fastest, then first in the profile.
     *
     * @param asked what is known; an empty unit or precision is open
     * @param network its layers, absent to look them up
     */
    public Prediction best(LatencyQuery asked, @Nullable NetworkFeatures network) {
        List<Prediction> answers = new ArrayList<>();
        List<InputException> refusals = new ArrayList<>();
        for (UnitProfile unit : profile.units()) {
            if (!asked.unit().isEmpty() && !asked.unit().equals(unit.id())) {
                continue;
            }
            for (String precision : asked.precision().isEmpty() ? PRECISIONS : List.of(asked.precision())) {
                LatencyQuery query = new LatencyQuery(
                        asked.network(),
                        asked.inputWidthPx(),
                        asked.inputHeightPx(),
                        precision,
                        unit.id(),
                        asked.threads());
                try {
                    answers.add(network == null ? predict(query) : predict(query, network));
                } catch (InputException refusal) {
                    refusals.add(refusal);
                }
            }
        }
        if (answers.isEmpty()) {
            unit(asked.unit().isEmpty() ? profile.units().get(0).id() : asked.unit());
            throw refusals.get(0);
        }
        return answers.stream()
                .min(Comparator.comparing(Prediction::basis)
                        .thenComparing(answer -> !answer.notes().isEmpty())
                        .thenComparing(Prediction::meanMs))
                .orElseThrow();
    }

    /**
     * The measured row alone, at no cost: without the network's features.
     *
     * @return empty where nobody measured it
     * @throws InputException for a unit that the device has not
     */
    public Optional<Prediction> measured(LatencyQuery query) {
        UnitProfile unit = unit(query.unit());
        NetworkFeatures network = unit.hostLinkMbPerS() == null ? null : featuresOrNull(query);
        return row(query).map(row -> measured(query, unit, row, network));
    }

    /**
     * Predicts a network whose layers are given.
     *
     * @param query what to call it
     */
    public Prediction predict(LatencyQuery query, NetworkFeatures network) {
        UnitProfile unit = unit(query.unit());
        if (unit.architecture().equals(EDGE_TPU) && !query.precision().equals(INT8)) {
            throw new InputException("The unit '" + unit.id() + "' of '" + profile.id()
                    + "' computes in int8 only, not in " + query.precision() + ". Ask for int8, or for another unit.");
        }
        Fitted fitted = fitted(query, unit);
        LatencyFit.Estimate estimate = fitted.fit().estimate(network);
        Basis basis = fitted.families().contains(network.family()) ? Basis.SCALED : Basis.ROOFLINE;
        double noise = fitted.fit().prior().noiseFraction();
        double half = model.stretch(basis, fitted.fit().points().size())
                * StrictMath.hypot(StrictMath.hypot(estimate.sdFraction(), noise), fitted.sdFraction());
        double meanMs = estimate.medianMs() * fitted.timeFactor();
        return new Prediction(
                new LatencyQuery(
                        query.network(),
                        query.inputWidthPx(),
                        query.inputHeightPx(),
                        query.precision(),
                        query.unit(),
                        fitted.threads()),
                meanMs,
                meanMs * StrictMath.exp(-half),
                meanMs * StrictMath.exp(half),
                basis,
                fitted.fit().computeFraction(network),
                network,
                null,
                fitted.sources(),
                fitted.notes());
    }

    private Prediction measured(
            LatencyQuery query, UnitProfile unit, LatencyRow row, @Nullable NetworkFeatures network) {
        double half = model.stretch(Basis.MEASURED, 1) * model.repeatSdFraction();
        Double stated = row.computeFraction();
        return new Prediction(
                new LatencyQuery(
                        query.network(),
                        query.inputWidthPx(),
                        query.inputHeightPx(),
                        query.precision(),
                        query.unit(),
                        row.threads()),
                row.latencyMs(),
                row.latencyMs() * StrictMath.exp(-half),
                row.latencyMs() * StrictMath.exp(half),
                Basis.MEASURED,
                stated == null ? computeFraction(query, unit, network) : stated,
                network,
                row,
                List.of(row.source().cite()),
                query.threads() > 0 && row.threads() == 0 && unit.id().equals(CPU)
                        ? List.of("the series states no number of threads: " + query.threads() + " is not answered")
                        : List.of());
    }

    /**
     * Behind a link, what crosses does not follow the unit's clock, so the share is the network's and the fit knows it; elsewhere it
     * is the unit's.
     */
    private double computeFraction(LatencyQuery query, UnitProfile unit, @Nullable NetworkFeatures network) {
        return unit.hostLinkMbPerS() == null || network == null
                ? unit.computeFraction().value()
                : fitted(query, unit).fit().computeFraction(network);
    }

    private Optional<LatencyRow> row(LatencyQuery query) {
        return profile.latency()
                .find(
                        query.network(),
                        query.inputWidthPx(),
                        query.inputHeightPx(),
                        query.precision(),
                        query.unit(),
                        query.threads());
    }

    private static @Nullable NetworkFeatures features(LatencyQuery query) {
        return FeatureCache.knows(query.network())
                ? FeatureCache.get(query.network(), new InputSize(query.inputWidthPx(), query.inputHeightPx()))
                : null;
    }

    /** Somebody measured it, whether its layers can be counted at this size or not. */
    private static @Nullable NetworkFeatures featuresOrNull(LatencyQuery query) {
        try {
            return features(query);
        } catch (InputException noSuchSize) {
            return null;
        }
    }

    private UnitProfile unit(String id) {
        int index = profile.unitIndex(id);
        if (index < 0) {
            throw new InputException("The device '" + profile.id() + "' has no unit '" + id + "'. It has: "
                    + String.join(
                            ", ", profile.units().stream().map(UnitProfile::id).toList())
                    + ".");
        }
        return profile.units().get(index);
    }

    private Fitted fitted(LatencyQuery query, UnitProfile unit) {
        int threads = unit.id().equals(CPU) ? query.threads() : 0;
        LatencyQuery key = new LatencyQuery("", 0, 0, query.precision(), query.unit(), threads);
        return fits.computeIfAbsent(key, k -> fit(unit, query.precision(), threads));
    }

    private Fitted fit(UnitProfile unit, String precision, int threads) {
        List<String> notes = new ArrayList<>();
        List<LatencySeries> known = LatencySeries.reference(profile, unit);
        double variance = 0;
        if (known.isEmpty()) {
            known = LatencySeries.evidence(profile, unit);
            if (!known.isEmpty()) {
                variance += OTHER_ORIGIN_SD * OTHER_ORIGIN_SD;
                notes.add("the unit has no reference series: rows of other origins, spread ASSUMED");
            }
        }
        if (known.isEmpty()) {
            return unmeasured(unit, precision);
        }
        LatencySeries series = nearest(known, precision, threads);
        LatencyPrior prior = series.prior(model.prior(series.latencyClass()));
        LatencyFit fit = profile.evidence().own()
                ? OwnSpread.fit(series, prior, model.kernel())
                : LatencyFit.of(series.roofline(), prior, model.kernel(), series.points());
        double logFactor = 0;
        if (!series.precision().equals(precision)) {
            LogRatio measured = ratio(unit, precision, series.precision());
            LogRatio ratio = measured == null ? UNKNOWN_RATIO : measured;
            logFactor += ratio.logRatio();
            variance += ratio.sdFraction() * ratio.sdFraction();
            notes.add(precision + " is not measured on '" + unit.id() + "': carried over from " + series.precision()
                    + (measured == null ? ", as fast, spread ASSUMED" : ""));
        }
        if (threads > 0 && series.threads() > 0 && threads != series.threads()) {
            // ASSUMED: nobody gains from more than eight threads, or than were measured
            int useful = Math.min(threads, Math.max(MOST_USEFUL_THREADS, series.threads()));
            double octaves = StrictMath.log((double) useful / series.threads());
            logFactor -= model.threads().logRatio() * octaves;
            variance += square(model.threads().sdFraction() * octaves);
            notes.add(threads + (threads == 1 ? " thread is" : " threads are") + " carried over from "
                    + series.threads()
                    + (useful < threads ? ", no gain beyond " + useful + " ASSUMED" : ""));
        }
        return new Fitted(
                fit,
                threads > 0 ? threads : series.threads(),
                series.points().stream()
                        .map(p -> p.network().family())
                        .distinct()
                        .toList(),
                StrictMath.exp(logFactor),
                Math.sqrt(variance),
                List.of(series.origin().split("\\+")),
                notes);
    }

    /** Measured, or known from how the unit computes; absent where neither is. */
    private @Nullable LogRatio ratio(UnitProfile unit, String wanted, String known) {
        LogRatio measured = model.ratio(unit.architecture(), wanted, known);
        boolean bothFloat = !wanted.equals(INT8) && !known.equals(INT8);
        return measured == null && bothFloat && !unit.architecture().equals("gpu") ? SAME_ARITHMETIC : measured;
    }

    /** By precision first, then by how near the number of threads is, then by how much was measured. */
    private static LatencySeries nearest(List<LatencySeries> known, String precision, int threads) {
        return known.stream()
                .min(Comparator.comparing((LatencySeries s) -> !s.precision().equals(precision))
                        .thenComparing(s -> s.precision().equals(INT8) != precision.equals(INT8))
                        .thenComparing(s -> threads == 0 || s.threads() == 0
                                ? 0
                                : Math.abs(StrictMath.log((double) threads / s.threads())))
                        .thenComparing(s -> -s.points().size()))
                .orElseThrow();
    }

    /** Nobody ran anything on the unit: what units like it do, at the speed its specification allows. */
    private Fitted unmeasured(UnitProfile unit, String precision) {
        String latencyClass = LatencySeries.latencyClass(unit.architecture(), precision);
        LatencyPrior prior = model.prior(latencyClass);
        List<String> notes = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        if (unit.peakGmacPerS() != null) {
            prior = prior.withSpeed(
                    StrictMath.log(1e3 / (unit.peakGmacPerS().value() * 1e9))
                            - model.efficiency().logRatio(),
                    model.efficiency().sdFraction());
            sources.add(unit.peakGmacPerS().source().cite());
            notes.add("no network was measured on '" + unit.id()
                    + "': from its specification, efficiency of units like it");
        } else {
            notes.add("no network was measured on '" + unit.id() + "': from units like it alone");
        }
        Sourced link = unit.hostLinkMbPerS();
        Sourced cache = unit.weightCacheMb();
        double onChipWeights = Double.POSITIVE_INFINITY;
        if (link != null && cache != null) {
            onChipWeights = cache.value() * 1e6;
            prior = prior.withLink(link.value(), spread(link));
            sources.add(link.source().cite());
            notes.add("the link to '" + unit.id() + "' carries " + link.value() + " MB/s, "
                    + link.source().kind());
        }
        Roofline roofline = LatencySeries.roofline(latencyClass, onChipWeights);
        return new Fitted(
                LatencyFit.of(roofline, prior, model.kernel(), List.of()), 0, List.of(), 1, 0, sources, notes);
    }

    /** Of the logarithm of a number whose range holds with 95 %; 0 where it has none. */
    private static double spread(Sourced number) {
        Double low = number.low();
        Double high = number.high();
        return low == null || high == null || low <= 0 ? 0 : StrictMath.log(high / low) / (2 * NORMAL_95);
    }

    /**
     * Which one measurement on this unit, short of the asked network itself, would narrow a prediction most.
     *
     * @return a sentence; a measured network needs another run of itself
     */
    public String bestNextMeasurement(Prediction prediction) {
        LatencyQuery query = prediction.query();
        NetworkFeatures asked = prediction.network();
        if (prediction.basis() == Basis.MEASURED || asked == null) {
            return "another measurement of " + query.text();
        }
        LatencyFit fit = fitted(query, unit(query.unit())).fit();
        String best = "";
        double bestSd = Double.POSITIVE_INFINITY;
        for (NetworkInfo info : Networks.all()) {
            InputSize size = Catalogue.defaultInput(info.id());
            boolean itself = info.id().equals(query.network())
                    && size.widthPx() == query.inputWidthPx()
                    && size.heightPx() == query.inputHeightPx();
            double sd = fit.sdFractionAfter(FeatureCache.get(info.id(), size), asked);
            if (!itself && sd < bestSd) {
                bestSd = sd;
                best = info.id() + " " + size;
            }
        }
        double now = fit.estimate(asked).sdFraction();
        if (bestSd > WORTH_NAMING * now) {
            return "a measurement of itself; no other network would narrow it much";
        }
        return "a measurement of itself; short of that " + best + " on " + query.unit()
                + ", which would take the spread from " + percent(now) + " to " + percent(bestSd);
    }

    private static String percent(double fraction) {
        return Math.round(100 * fraction) + " %";
    }

    private static double square(double x) {
        return x * x;
    }
}

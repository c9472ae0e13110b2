package org.framebudget.sim.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.latency.LatencyModel;
import org.framebudget.devices.latency.LatencyQuery;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.LevelKind;
import org.framebudget.devices.latency.Prediction;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario.StatedTime;
import org.jspecify.annotations.Nullable;

/**
 * What an inference asks of a unit: the measured row where there is one, else the prediction; memory from the row where it says
 * so, else from the cost graph of the catalogue.
 *
 * @param prediction level, interval and basis
 * @param level what the level is
 * @param throughputPerS completions per second when fed without gaps, absent where a job keeps the unit for all of its latency
 * @param weightsMb weights, 0 where unknown
 * @param arenaMb activation memory, 0 where unknown
 * @param trafficMb memory traffic of one inference, 0 where unknown
 * @param inApp where a benchmark's time stands for one in an application
 * @param field where the time was recorded in the application
 */
record StageLatency(
        Prediction prediction,
        LevelKind level,
        @Nullable Double throughputPerS,
        double weightsMb,
        double arenaMb,
        double trafficMb,
        @Nullable InApp inApp,
        @Nullable FieldLatency field) {
    /**
     * A benchmark's time used in an application: how much longer it takes nobody knows. Half the probability is that it takes as long,
     * 97.5 % that it takes no longer than {@code slowestFactor} times as long.
     *
     * @param bench as the benchmark has it
     */
    record InApp(Prediction bench, double slowestFactor) {}

    /** Of a normal distribution, half a 95 % interval in standard deviations. */
    private static final double HALF_95 = 1.959964;

    static StageLatency of(Prediction prediction, DeviceProfile profile) {
        LatencyQuery query = prediction.query();
        LatencyRow row = prediction.row();
        Optional<NetworkMemory> counted = NetworkMemory.of(query);
        return new StageLatency(
                prediction,
                profile.latency().levelKind(prediction),
                row == null ? null : row.throughputPerS(),
                first(row == null ? null : row.weightsMb(), counted.map(NetworkMemory::weightsMb)),
                first(row == null ? null : row.arenaMb(), counted.map(NetworkMemory::arenaMb)),
                first(
                        row == null ? null : row.bytesPerInferenceMb(),
                        counted.map(memory -> Math.min(memory.trafficMb(), mostTrafficMb(prediction, profile)))),
                null,
                null);
    }

    /** The same in an application: the level stays, and its interval reaches up to the slowest that was published. */
    StageLatency inApp(double slowest) {
        double upper = StrictMath.log(prediction.highMs() / prediction.meanMs());
        double high = prediction.meanMs() * StrictMath.exp(StrictMath.hypot(upper, StrictMath.log(slowest)));
        Prediction wide = new Prediction(
                prediction.query(),
                prediction.meanMs(),
                prediction.lowMs(),
                high,
                prediction.basis(),
                prediction.computeFraction(),
                prediction.network(),
                prediction.row(),
                prediction.sources(),
                prediction.notes());
        return new StageLatency(
                wide, level, throughputPerS, weightsMb, arenaMb, trafficMb, new InApp(prediction, slowest), null);
    }

    /** What the profile says, without what an application adds. */
    Prediction bench() {
        return inApp == null ? prediction : inApp.bench();
    }

    /** Alone it takes the time that is known, so it moves no more than memory can; the rest stays in caches. */
    private static double mostTrafficMb(Prediction prediction, DeviceProfile profile) {
        Sourced bandwidth = profile.memory().bandwidthMbPerS();
        return bandwidth == null ? Double.POSITIVE_INFINITY : bandwidth.value() * prediction.meanMs() * 1e-3;
    }

    private static double first(@Nullable Double stated, Optional<Double> counted) {
        return stated != null ? stated : counted.orElse(0.0);
    }

    /**
     * With the mean that the scenario states, as uncertain as any measurement that is made again; the network's memory and what of its
     * time follows the clock stay.
     */
    StageLatency stated(StatedTime stated) {
        double meanMs = stated.meanMs();
        FieldLatency recorded = stated.trace() == null ? null : FieldLatency.of(stated.trace(), prediction.meanMs());
        double half = StrictMath.hypot(
                HALF_95 * LatencyModel.shipped().repeatSdFraction(),
                recorded == null ? 0 : recorded.halfWidthFraction());
        double repeated = StrictMath.exp(half);
        return new StageLatency(
                new Prediction(
                        prediction.query(),
                        meanMs,
                        meanMs / repeated,
                        meanMs * repeated,
                        LatencyModel.Basis.MEASURED,
                        prediction.computeFraction(),
                        prediction.network(),
                        null,
                        List.of(),
                        List.of(recorded == null ? "stated in the scenario" : recorded.sentence())),
                LevelKind.MEAN,
                null,
                weightsMb,
                arenaMb,
                trafficMb,
                null,
                recorded);
    }

    /** Its time is the scenario's and rests on nothing in the profile. */
    boolean isStated() {
        return measured() && prediction.row() == null;
    }

    boolean measured() {
        return prediction.basis() == LatencyModel.Basis.MEASURED;
    }

    /** Part of the time that follows the unit's clock; a measured row without its own has the unit's, which may be a drawn one. */
    double computeFraction(UnitProfile unit) {
        LatencyRow row = prediction.row();
        boolean units = row != null && row.computeFraction() == null && unit.hostLinkMbPerS() == null;
        return units ? unit.computeFraction().value() : prediction.computeFraction();
    }

    /** Share of the time that keeps the unit from the next job. */
    double occupancyFraction() {
        return throughputPerS == null ? 1 : Math.min(1, 1e3 / throughputPerS / prediction.meanMs());
    }

    /** As results show it. */
    RunResult.Invoke invoke() {
        return new RunResult.Invoke(
                prediction.meanMs(),
                List.of(prediction.lowMs(), prediction.highMs()),
                prediction.basis().text(),
                field == null ? null : field.result());
    }

    /** As in {@code 12.3 ms (95 %: 10.9 to 13.9), scaled from measurements of the same family}. */
    String sentence() {
        String notes = prediction.notes().isEmpty() ? "" : "; " + String.join("; ", prediction.notes());
        return figure(prediction.meanMs()) + " ms (95 %: " + figure(prediction.lowMs()) + " to "
                + figure(prediction.highMs()) + "), " + basis() + notes;
    }

    private String basis() {
        return switch (prediction.basis()) {
            case MEASURED -> "measured";
            case SCALED -> "scaled from measurements of the same family";
            case ROOFLINE -> "from its operators, as no network of its family was measured on this unit";
        };
    }

    /** Three digits. */
    private static String figure(double ms) {
        return String.format(Locale.ROOT, ms < 1 ? "%.3f" : ms < 10 ? "%.2f" : ms < 100 ? "%.1f" : "%.0f", ms);
    }
}

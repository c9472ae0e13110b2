package org.framebudget.devices.calibration.thermal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.devices.DeviceProfile;

/**
 * Sustained runs predicted against measured ones, with the splits of {@link SustainedRuns}: the fitted run by the shipped profile,
 * blind runs and the later minutes of other phones by the sets of parameters that the fit left over. Nothing here is fitted.
 */
public final class SustainedValidation {
    /** An onset is a median so far above that of the fastest minute. */
    static final double ONSET_FACTOR = 1.1;

    /** The second one: between the second level (1.37) and the third (2.05). */
    static final double SECOND_ONSET_FACTOR = 1.7;

    private SustainedValidation() {}

    /** How a run was used. */
    public enum Kind {
        /** Its parameters were fitted to it. */
        FITTED,
        /** Another run of the same phone, nothing of which was fitted. */
        BLIND,
        /**
         * As blind, with a room that may be some kelvin off, and the parameter sets chosen by the run's own first two battery
         * readings. Written after the blind scores were seen; see decision 12.
         */
        INFORMED,
        /** Another run of the same phone, predicted by parameters fitted to the two others; written after the blind scores were seen. */
        HELD_OUT,
        /** Minutes 11 to 30 of a phone whose minutes 1 to 10 were fitted. */
        FORECAST
    }

    /**
     * One run. Fractions of absolute errors are of the measured value.
     *
     * @param run as in {@link SustainedSeries#load}
     * @param kind how it was used
     * @param firstMinute first minute that is scored
     * @param lastMinute last minute that is scored
     * @param meanErrorFraction mean error of frames per minute
     * @param batteryErrorK mean error of the battery's temperature
     * @param totalErrorFraction error of all frames together, with its sign
     * @param onsetObserved when it first slowed
     * @param onsetPredicted the same in the simulation
     * @param secondOnsetObserved when it slowed to the third level
     * @param secondOnsetPredicted the same in the simulation
     * @param finalObservedMs median of the last minute
     * @param finalPredictedMs the same in the simulation
     * @param finalLevelMs the level of the device that the prediction is nearest to
     * @param copyErrorFraction what a fitted run, taken as it is, would have scored, of two the better; of a forecast, minute 10 for
     *     ever
     * @param constantErrorFraction what the mean of the fitted minutes would have scored
     */
    public record Row(
            String run,
            Kind kind,
            int firstMinute,
            int lastMinute,
            double meanErrorFraction,
            double batteryErrorK,
            double totalErrorFraction,
            Onset onsetObserved,
            Onset onsetPredicted,
            Onset secondOnsetObserved,
            Onset secondOnsetPredicted,
            double finalObservedMs,
            double finalPredictedMs,
            double finalLevelMs,
            double copyErrorFraction,
            double constantErrorFraction) {}

    /**
     * A minute counted from 1, 0 where it never comes, with the central nine tenths of what the parameter sets say.
     *
     * @param minute the minute
     * @param lowMinute earliest
     * @param highMinute latest; one after the run's last where some never come to it
     */
    public record Onset(int minute, int lowMinute, int highMinute) {
        static Onset observed(int minute) {
            return new Onset(minute, minute, minute);
        }
    }

    /** Every run, the fitted one first. */
    public static List<Row> rows() {
        PixelHeat model = new PixelHeat();
        FittedHeat fit = FittedHeat.load("pixel-8/heat", model.parameters());
        SustainedSeries fitted = SustainedSeries.load(PixelHeat.FITTED_RUN);
        List<Row> rows = new ArrayList<>();
        rows.add(fitted(model, fit, fitted));
        rows.add(blind(SustainedRuns.HOTSPOT, Kind.BLIND, hotspot(model, fit, false), fit, fitted));
        rows.add(blind(SustainedRuns.WARM, Kind.BLIND, warm(model, fit, false), fit, fitted));
        rows.add(blind(
                SustainedRuns.HOTSPOT,
                Kind.INFORMED,
                informed(SustainedRuns.HOTSPOT, hotspot(model, fit, true)),
                fit,
                fitted));
        rows.add(blind(
                SustainedRuns.WARM, Kind.INFORMED, informed(SustainedRuns.WARM, warm(model, fit, true)), fit, fitted));
        JointPixelHeat.RUNS.forEach(run -> rows.add(heldOut(run)));
        rows.add(forecast(SustainedRuns.SD_8_ELITE));
        rows.add(forecast(SustainedRuns.DIMENSITY_900));
        return List.copyOf(rows);
    }

    /** Devices by frames of the last minute, most first: as measured, then as predicted. */
    public static List<List<String>> ranking() {
        PixelHeat model = new PixelHeat();
        FittedHeat fit = FittedHeat.load("pixel-8/heat", model.parameters());
        List<String> runs = List.of(PixelHeat.FITTED_RUN, SustainedRuns.SD_8_ELITE, SustainedRuns.DIMENSITY_900);
        Map<String, Double> seen = new LinkedHashMap<>();
        Map<String, Double> predicted = new LinkedHashMap<>();
        for (String run : runs) {
            List<SustainedSeries.Minute> minutes = SustainedSeries.load(run).minutes();
            seen.put(run, (double) minutes.get(minutes.size() - 1).frameCount());
            Forecast simulated = run.equals(PixelHeat.FITTED_RUN)
                    ? shipped(model, fit, 30)
                    : steps(run).median();
            predicted.put(run, simulated.frameCount().get(minutes.size() - 1));
        }
        return List.of(sorted(seen), sorted(predicted));
    }

    private static List<String> sorted(Map<String, Double> frames) {
        return frames.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Row fitted(PixelHeat model, FittedHeat fit, SustainedSeries seen) {
        Forecast run = shipped(model, fit, seen.minutes().size());
        List<Forecast> drawn = new ArrayList<>();
        for (int i = 0; i < fit.draws().size(); i++) {
            drawn.add(model.simulate(fit.draw(i), seen.minutes().size()));
        }
        double mean = mean(seen.frameCount());
        return row(
                seen,
                Kind.FITTED,
                1,
                run,
                new Ensemble(drawn),
                levels(fit.bestValues()),
                Double.NaN,
                constant(seen.frameCount(), mean));
    }

    /** The fitted run by the profile as shipped: its numbers stand in YAML, only the run's own inputs come from the fit. */
    static Forecast shipped(PixelHeat model, FittedHeat fit, int minutes) {
        DeviceProfile phone = model.shipped();
        return ClosedLoop.run(phone, model.fittedRun(fit.bestValues()), PixelHeat.fastestMs(fit.bestValues()), minutes);
    }

    private static Row blind(String id, Kind kind, Ensemble drawn, FittedHeat fit, SustainedSeries fitted) {
        SustainedSeries seen = SustainedSeries.load(id);
        List<Double> copied = fitted.frameCount().subList(0, seen.minutes().size());
        return row(
                seen,
                kind,
                1,
                drawn.median(),
                drawn,
                levels(fit.bestValues()),
                meanError(copied, seen.frameCount()),
                constant(seen.frameCount(), mean(fitted.frameCount())));
    }

    private static Ensemble hotspot(PixelHeat model, FittedHeat fit, boolean informed) {
        List<Forecast> runs = new ArrayList<>();
        int count = fit.draws().size();
        for (int i = 0; i < count; i++) {
            double[] draw = fit.draw(i);
            runs.add(ClosedLoop.run(
                    model.device(draw),
                    SustainedRuns.hotspot(
                            model,
                            draw,
                            SustainedRuns.hotspotW(i, count),
                            informed ? SustainedRuns.hotspotBeforeMinutes(i) : 0,
                            informed ? SustainedRuns.roomShiftK(i, count) : 0),
                    PixelHeat.fastestMs(draw),
                    30));
        }
        return new Ensemble(runs);
    }

    private static Ensemble warm(PixelHeat model, FittedHeat fit, boolean informed) {
        List<Forecast> runs = new ArrayList<>();
        for (int i = 0; i < fit.draws().size(); i++) {
            double[] draw = fit.draw(i);
            runs.add(ClosedLoop.run(
                    model.device(draw),
                    SustainedRuns.warm(
                            model,
                            draw,
                            informed ? SustainedRuns.roomShiftK(i, fit.draws().size()) : 0),
                    PixelHeat.fastestMs(draw),
                    7));
        }
        return new Ensemble(runs);
    }

    /** The quarter of the sets whose battery is nearest to the first two readings. */
    private static Ensemble informed(String id, Ensemble drawn) {
        List<SustainedSeries.Minute> seen = SustainedSeries.load(id).minutes();
        List<Forecast> sorted = new ArrayList<>(drawn.runs());
        sorted.sort(Comparator.comparingDouble(run -> StrictMath.hypot(
                run.batteryDegC().get(0) - seen.get(0).batteryDegC(),
                run.batteryDegC().get(1) - seen.get(1).batteryDegC())));
        return new Ensemble(List.copyOf(sorted.subList(0, sorted.size() / 4)));
    }

    private static Row heldOut(String id) {
        JointPixelHeat model = new JointPixelHeat(id);
        FittedHeat fit = FittedHeat.load(JointPixelHeat.name(id), model.parameters());
        SustainedSeries seen = SustainedSeries.load(id);
        Ensemble drawn = model.predict(fit);
        double copy = Double.POSITIVE_INFINITY;
        List<Double> all = new ArrayList<>();
        for (HeatRun run : model.runs()) {
            List<Double> other = run.series().frameCount();
            all.addAll(other);
            if (other.size() >= seen.minutes().size()) {
                copy = Math.min(copy, meanError(other.subList(0, seen.minutes().size()), seen.frameCount()));
            }
        }
        return row(
                seen,
                Kind.HELD_OUT,
                1,
                drawn.median(),
                drawn,
                levels(fit.bestValues()),
                copy,
                constant(seen.frameCount(), mean(all)));
    }

    /** What was seen in the fitted minutes, then the last of them times the change that each set of parameters says. */
    private static Ensemble steps(String id) {
        StepHeat model = SustainedRuns.stepModel(id);
        SustainedSeries seen = SustainedSeries.load(id);
        FittedHeat fit = FittedHeat.load("sustained/" + id, model.parameters());
        List<Forecast> runs = new ArrayList<>();
        for (int i = 0; i < fit.draws().size(); i++) {
            runs.add(
                    model.simulate(fit.draw(i), seen.minutes().size()).after(seen.first(SustainedRuns.FITTED_MINUTES)));
        }
        return new Ensemble(runs);
    }

    private static Row forecast(String id) {
        SustainedSeries seen = SustainedSeries.load(id);
        Ensemble drawn = steps(id);
        int from = SustainedRuns.FITTED_MINUTES;
        List<Double> later = seen.frameCount().subList(from, seen.minutes().size());
        double lastFitted = seen.frameCount().get(from - 1);
        return row(
                seen,
                Kind.FORECAST,
                from + 1,
                drawn.median(),
                drawn,
                SustainedRuns.levels(id),
                constant(later, lastFitted),
                constant(later, mean(seen.frameCount().subList(0, from))));
    }

    private static List<Double> levels(double[] values) {
        List<Double> levels = new ArrayList<>();
        levels.add(PixelHeat.fastestMs(values));
        for (String level : List.of("light", "middle", "high")) {
            levels.add(PixelHeat.fastestMs(values) / PixelHeat.value(values, level + "_clock_fraction"));
        }
        return levels;
    }

    private static Row row(
            SustainedSeries seen,
            Kind kind,
            int firstMinute,
            Forecast run,
            Ensemble drawn,
            List<Double> levels,
            double copyErrorFraction,
            double constantErrorFraction) {
        int last = seen.minutes().size();
        int from = firstMinute - 1;
        List<Double> seenFrames = seen.frameCount().subList(from, last);
        List<Double> frames = run.frameCount().subList(from, last);
        double batteryErrorK = 0;
        for (int i = from; i < last; i++) {
            batteryErrorK +=
                    Math.abs(run.batteryDegC().get(i) - seen.minutes().get(i).batteryDegC()) / (last - from);
        }
        double finalMs = run.medianMs().get(last - 1);
        return new Row(
                seen.id(),
                kind,
                firstMinute,
                last,
                meanError(frames, seenFrames),
                batteryErrorK,
                sum(frames) / sum(seenFrames) - 1,
                Onset.observed(onset(seen.medianMs(), ONSET_FACTOR)),
                onset(run, drawn, ONSET_FACTOR),
                Onset.observed(onset(seen.medianMs(), SECOND_ONSET_FACTOR)),
                onset(run, drawn, SECOND_ONSET_FACTOR),
                seen.medianMs().get(last - 1),
                finalMs,
                nearest(levels, finalMs),
                copyErrorFraction,
                constantErrorFraction);
    }

    private static Onset onset(Forecast run, Ensemble drawn, double factor) {
        int never = run.medianMs().size() + 1;
        double low = drawn.quantile(0.05, r -> orNever(onset(r.medianMs(), factor), never));
        double high = drawn.quantile(0.95, r -> orNever(onset(r.medianMs(), factor), never));
        return new Onset(onset(run.medianMs(), factor), (int) Math.floor(low), (int) Math.ceil(high));
    }

    private static double orNever(int minute, int never) {
        return minute == 0 ? never : minute;
    }

    /** First minute, counted from 1, whose median is the factor above the fastest minute before it; 0 where none is. */
    static int onset(List<Double> medianMs, double factor) {
        double fastestMs = Double.POSITIVE_INFINITY;
        for (int i = 0; i < medianMs.size(); i++) {
            if (medianMs.get(i) > factor * fastestMs) {
                return i + 1;
            }
            fastestMs = Math.min(fastestMs, medianMs.get(i));
        }
        return 0;
    }

    private static double nearest(List<Double> levels, double latencyMs) {
        double nearest = levels.get(0);
        for (double level : levels) {
            if (Math.abs(StrictMath.log(level / latencyMs)) < Math.abs(StrictMath.log(nearest / latencyMs))) {
                nearest = level;
            }
        }
        return nearest;
    }

    private static double constant(List<Double> seen, double value) {
        return meanError(Collections.nCopies(seen.size(), value), seen);
    }

    private static double meanError(List<Double> predicted, List<Double> seen) {
        double error = 0;
        for (int i = 0; i < seen.size(); i++) {
            error += Math.abs(predicted.get(i) / seen.get(i) - 1) / seen.size();
        }
        return error;
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double mean(List<Double> values) {
        return sum(values) / values.size();
    }
}

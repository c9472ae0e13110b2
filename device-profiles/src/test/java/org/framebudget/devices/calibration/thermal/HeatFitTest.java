package org.framebudget.devices.calibration.thermal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.FittedSets;
import org.framebudget.devices.ProfileNumbers;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.Sourced;
import org.junit.jupiter.api.Test;

/**
 * The fits behind {@code measurements/pixel-8/heat-*.csv}, {@code measurements/sustained/*-fit.csv} and the fitted lines of
 * {@code pixel-8.yaml}. With {@code -Dframebudget.regenerate=true} they are made anew, which takes some minutes.
 */
class HeatFitTest {
    private static final Path MEASUREMENTS = Path.of("src/main/resources/measurements");
    private static final Path SETS = MEASUREMENTS.resolve("pixel-8/heat-sets.csv");
    private static final Path PIXEL_8 = Path.of("src/main/resources/profiles/pixel-8.yaml");

    @Test
    void theFittedLinesOfTheProfileAreThoseOfTheFit() throws IOException {
        PixelHeat model = new PixelHeat();
        if (Boolean.getBoolean("framebudget.regenerate")) {
            FittedHeat fit = fit(model, SustainedSeries.load(PixelHeat.FITTED_RUN), "pixel-8/heat", 300);
            Files.writeString(PIXEL_8, FittedLines.write(Files.readString(PIXEL_8), PixelHeat.numbers(fit)));
            Files.writeString(SETS, PixelHeat.numbers(fit).setsCsv(PixelHeat::path));
        }
        FittedHeat kept = FittedHeat.load("pixel-8/heat", model.parameters());
        if (!Boolean.getBoolean("framebudget.regenerate")) {
            FittedNumbers numbers = PixelHeat.numbers(kept);
            assertEquals(FittedLines.write(Files.readString(PIXEL_8), numbers), Files.readString(PIXEL_8));
            assertEquals(numbers.setsCsv(PixelHeat::path), Files.readString(SETS));
        }
    }

    @Test
    void theFitsOfTheOtherPhonesAreKeptWithTheirParameters() throws IOException {
        for (String id : List.of(SustainedRuns.SD_8_ELITE, SustainedRuns.DIMENSITY_900)) {
            StepHeat model = SustainedRuns.stepModel(id);
            if (Boolean.getBoolean("framebudget.regenerate")) {
                fit(model, SustainedSeries.load(id).first(SustainedRuns.FITTED_MINUTES), "sustained/" + id, 300);
            }
            FittedHeat kept = FittedHeat.load("sustained/" + id, model.parameters());
            assertEquals(64, kept.draws().size());
        }
    }

    @Test
    void theFitsToTwoRunsOfThePhoneAreKeptWithTheirParameters() throws IOException {
        for (String heldOut : JointPixelHeat.RUNS) {
            JointPixelHeat model = new JointPixelHeat(heldOut);
            assertEquals(2, model.runs().size());
            assertTrue(model.runs().stream().noneMatch(run -> run.series().id().equals(heldOut)));
            if (Boolean.getBoolean("framebudget.regenerate")) {
                HeatFit fit = new HeatFit(model.parameters(), model.runs());
                double[] best = fit.best(1, 300, 20);
                keep(FittedHeat.of(best, fit.draws(best, 64, 150)), model.parameters(), JointPixelHeat.name(heldOut));
            }
            FittedHeat kept = FittedHeat.load(JointPixelHeat.name(heldOut), model.parameters());
            assertEquals(64, kept.draws().size());
        }
    }

    private static FittedHeat fit(HeatModel model, SustainedSeries series, String name, int between)
            throws IOException {
        HeatFit fit = new HeatFit(model, series);
        double[] best = fit.best(3, 300, 20);
        return keep(FittedHeat.of(best, fit.draws(best, 64, between)), model.parameters(), name);
    }

    private static FittedHeat keep(FittedHeat found, List<HeatParameter> parameters, String name) throws IOException {
        Files.writeString(MEASUREMENTS.resolve(name + "-fit.csv"), found.fitCsv(parameters));
        Files.writeString(MEASUREMENTS.resolve(name + "-draws.csv"), found.drawsCsv(parameters));
        return found;
    }

    @Test
    void theShippedProfileHoldsTheFittedNumbersAndNothingElseMoved() {
        PixelHeat model = new PixelHeat();
        FittedHeat fit = FittedHeat.load("pixel-8/heat", model.parameters());
        DeviceProfile fitted = model.device(fit.bestValues());
        Map<String, Sourced> shipped = ProfileNumbers.of(model.shipped()).numbers();
        ProfileNumbers.of(fitted).numbers().forEach((path, number) -> {
            double there = shipped.get(path).value();
            assertEquals(there, number.value(), 2e-4 * Math.abs(there) + 1e-12, path);
        });
    }

    @Test
    void aSetOfTheProfileIsADrawOfTheFit() {
        PixelHeat model = new PixelHeat();
        FittedHeat fit = FittedHeat.load("pixel-8/heat", model.parameters());
        FittedSets sets =
                new ProfileRepository(null).load("pixel-8", Path.of(".")).fittedSets();
        Map<String, Sourced> shipped = ProfileNumbers.of(model.shipped()).numbers();
        for (int set : List.of(0, 63)) {
            ProfileNumbers.of(model.device(fit.draw(set))).numbers().forEach((path, number) -> {
                Double there = sets.value(set, path);
                double known = there == null ? shipped.get(path).value() : there;
                assertEquals(number.value(), known, 2e-4 * Math.abs(known) + 1e-12, path);
            });
        }
    }

    @Test
    void aShortSearchFindsTheParametersThatMadeARun() {
        StepHeat model = SustainedRuns.stepModel(SustainedRuns.DIMENSITY_900);
        double[] truth =
                model.parameters().stream().mapToDouble(HeatParameter::prior).toArray();
        int trip = HeatParameter.index(model.parameters(), "trip_1_deg_c");
        int power = HeatParameter.index(model.parameters(), "cpu_w");
        truth[trip] = 34;
        truth[power] = 6;
        Forecast run = model.simulate(truth, 10);
        HeatFit fit = new HeatFit(model, series(run));
        double[] found = fit.best(1, 60, 16);
        assertTrue(fit.cost(found) <= fit.cost(truth) + 1, fit.cost(found) + " against " + fit.cost(truth));
        Forecast again = model.simulate(found, 10);
        for (int minute = 0; minute < 10; minute++) {
            assertEquals(run.frameCount().get(minute), again.frameCount().get(minute), 4, "minute " + minute);
        }
    }

    @Test
    void theSameSeedGivesTheSameFit() {
        StepHeat model = SustainedRuns.stepModel(SustainedRuns.SD_8_ELITE);
        SustainedSeries series = SustainedSeries.load(SustainedRuns.SD_8_ELITE).first(10);
        double[] once = new HeatFit(model, series).best(1, 8, 10);
        double[] twice = new HeatFit(model, series).best(1, 8, 10);
        assertArrayEquals(once, twice, 0);
        List<double[]> draws = new HeatFit(model, series).draws(once, 2, 5);
        assertArrayEquals(
                draws.get(1), new HeatFit(model, series).draws(twice, 2, 5).get(1), 0);
    }

    private static SustainedSeries series(Forecast run) {
        return new SustainedSeries(
                "made",
                java.util.stream.IntStream.range(0, run.frameCount().size())
                        .mapToObj(i -> new SustainedSeries.Minute(
                                (int) Math.round(run.frameCount().get(i)),
                                run.medianMs().get(i),
                                run.medianMs().get(i),
                                "NONE",
                                1,
                                run.batteryDegC().get(i),
                                1))
                        .toList());
    }
}

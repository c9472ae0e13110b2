package org.framebudget.devices.calibration.thermal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.framebudget.devices.calibration.thermal.SustainedValidation.Kind;
import org.framebudget.devices.calibration.thermal.SustainedValidation.Row;
import org.junit.jupiter.api.Test;

/** What the fits reach, held as it is: what a target says and is missed stands here as missed. */
class SustainedValidationTest {
    private static final Map<String, Row> ROWS = SustainedValidation.rows().stream()
            .collect(Collectors.toMap(row -> row.kind() + " " + row.run(), row -> row));

    private static Row row(Kind kind, String run) {
        return ROWS.get(kind + " " + run);
    }

    @Test
    void theFittedRunIsMetWithinSixPercentByTheMinuteAndAKelvinOfBattery() {
        Row fitted = row(Kind.FITTED, PixelHeat.FITTED_RUN);
        assertTrue(fitted.meanErrorFraction() <= 0.06, fitted.toString());
        assertTrue(fitted.batteryErrorK() <= 1, fitted.toString());
        assertTrue(Math.abs(fitted.totalErrorFraction()) <= 0.04, fitted.toString());
        assertEquals(fitted.onsetObserved().minute(), fitted.onsetPredicted().minute(), 1);
        assertEquals(
                fitted.secondOnsetObserved().minute(),
                fitted.secondOnsetPredicted().minute(),
                1);
    }

    @Test
    void theLaterMinutesOfTheOtherPhonesAreForecastWithinFifteenPercent() {
        for (String run : List.of(SustainedRuns.SD_8_ELITE, SustainedRuns.DIMENSITY_900)) {
            Row forecast = row(Kind.FORECAST, run);
            assertTrue(forecast.meanErrorFraction() <= 0.15, forecast.toString());
            assertTrue(Math.abs(forecast.totalErrorFraction()) <= 0.15, forecast.toString());
            assertTrue(forecast.meanErrorFraction() < forecast.constantErrorFraction(), forecast.toString());
            // where no set expects a step, the forecast is minute 10 for ever
            assertTrue(forecast.meanErrorFraction() <= forecast.copyErrorFraction() + 1e-9, forecast.toString());
            assertEquals(forecast.finalLevelMs(), forecast.finalPredictedMs(), 0.1 * forecast.finalLevelMs());
        }
    }

    /** The target is 15 %. Both runs miss it; the tolerances are today's figures and a little. */
    @Test
    void blindRunsMissTheirTargetOfFifteenPercentByNoMoreThanToday() {
        assertBlind(row(Kind.BLIND, SustainedRuns.HOTSPOT), 0.25, 0.24);
        assertBlind(row(Kind.BLIND, SustainedRuns.WARM), 0.25, 0.21);
        assertBlind(row(Kind.INFORMED, SustainedRuns.HOTSPOT), 0.165, 0.165);
        assertBlind(row(Kind.INFORMED, SustainedRuns.WARM), 0.235, 0.19);
    }

    /** Fitted to the two others each run is met; held out, none reaches 15 %. The tolerances are today's figures and a little. */
    @Test
    void aRunHeldOutIsPredictedByTheTwoOthersNoWorseThanToday() {
        assertHeldOut(row(Kind.HELD_OUT, SustainedRuns.HOTSPOT), 0.19, 0.18);
        assertHeldOut(row(Kind.HELD_OUT, SustainedRuns.WARM), 0.295, 0.245);
        assertHeldOut(row(Kind.HELD_OUT, PixelHeat.FITTED_RUN), 0.235, 0.2);
    }

    private static void assertHeldOut(Row row, double meanErrorFraction, double totalErrorFraction) {
        assertTrue(row.meanErrorFraction() <= meanErrorFraction, row.toString());
        assertTrue(Math.abs(row.totalErrorFraction()) <= totalErrorFraction, row.toString());
        assertEquals(row.onsetObserved().minute(), row.onsetPredicted().minute(), 2, row.toString());
    }

    /** Rooms apart, one phone explains two runs: what a blind run misses is not the phone's structure. */
    @Test
    void twoRunsFittedTogetherAreBothMetWithinSixPercentWhereTheRoomIsFree() {
        for (String heldOut : List.of(SustainedRuns.HOTSPOT, SustainedRuns.WARM)) {
            JointPixelHeat model = new JointPixelHeat(heldOut);
            double[] best = FittedHeat.load(JointPixelHeat.name(heldOut), model.parameters())
                    .bestValues();
            for (HeatRun run : model.runs()) {
                List<Double> seen = run.series().frameCount();
                List<Double> made = run.simulation().apply(best).frameCount();
                double error = 0;
                for (int i = 0; i < seen.size(); i++) {
                    error += Math.abs(made.get(i) / seen.get(i) - 1) / seen.size();
                }
                assertTrue(error < 0.06, heldOut + " held out, " + run.series().id() + ": " + error);
            }
        }
    }

    private static void assertBlind(Row row, double meanErrorFraction, double totalErrorFraction) {
        assertTrue(row.meanErrorFraction() <= meanErrorFraction, row.toString());
        assertTrue(Math.abs(row.totalErrorFraction()) <= totalErrorFraction, row.toString());
        assertEquals(row.onsetObserved().minute(), row.onsetPredicted().minute(), 2, row.toString());
        assertEquals(row.finalLevelMs(), row.finalPredictedMs(), 0.1 * row.finalLevelMs(), row.toString());
    }

    @Test
    void theDevicesAreRankedAsMeasured() {
        List<List<String>> ranking = SustainedValidation.ranking();
        assertEquals(
                List.of(SustainedRuns.SD_8_ELITE, PixelHeat.FITTED_RUN, SustainedRuns.DIMENSITY_900), ranking.get(0));
        assertEquals(ranking.get(0), ranking.get(1));
    }

    /** Of the published phones the shipped profiles hold the Pixel 8 Pro alone. The tolerance is that of the other runs' last level. */
    @Test
    void minuteOneAndMinuteThirtyOfThePublishedPhoneAreMet() {
        PixelHeat model = new PixelHeat();
        FittedHeat fit = FittedHeat.load("pixel-8/heat", model.parameters());
        List<Double> predicted = SustainedValidation.shipped(model, fit, 30).medianMs();
        List<Double> seen = SustainedSeries.load(PixelHeat.FITTED_RUN).medianMs();
        for (int minute : List.of(1, 30)) {
            double seenMs = seen.get(minute - 1);
            assertEquals(seenMs, predicted.get(minute - 1), 0.1 * seenMs, "minute " + minute);
        }
        assertTrue(predicted.get(29) > 1.7 * predicted.get(0), predicted.toString());
    }

    /** The three phones keep their order; what heat changes are the distances. */
    @Test
    void thePublishedPhonesHaveTheSameOrderInMinuteOneAsInMinuteThirty() {
        for (int minute : List.of(1, 30)) {
            double elite = median(SustainedRuns.SD_8_ELITE, minute);
            double tensor = median(PixelHeat.FITTED_RUN, minute);
            double dimensity = median(SustainedRuns.DIMENSITY_900, minute);
            assertTrue(elite < tensor && tensor < dimensity, elite + ", " + tensor + ", " + dimensity);
        }
    }

    private static double median(String run, int minute) {
        return SustainedSeries.load(run).medianMs().get(minute - 1);
    }

    @Test
    void anOnsetIsARiseOverTheFastestMinuteBefore() {
        assertEquals(3, SustainedValidation.onset(List.of(120.0, 100.0, 111.0), 1.1));
        assertEquals(0, SustainedValidation.onset(List.of(120.0, 100.0, 109.0), 1.1));
    }
}

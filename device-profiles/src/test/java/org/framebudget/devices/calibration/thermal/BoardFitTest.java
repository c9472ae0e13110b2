package org.framebudget.devices.calibration.thermal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.framebudget.devices.DeviceConditions;
import org.framebudget.devices.DeviceLoad;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.DeviceState;
import org.framebudget.devices.FittedSets;
import org.framebudget.devices.ProfileNumbers;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.SourceKind;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.thermal.ThermalState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BoardFitTest {
    private static final Map<String, BoardSeries> BOARDS =
            BoardSeries.all().stream().collect(Collectors.toMap(BoardSeries::run, Function.identity()));
    private static final Map<PiHeat, BoardFit.Result> FITS =
            PiHeat.ALL.stream().collect(Collectors.toMap(Function.identity(), PiHeat::fit));

    @Test
    void everyPiIsMetWithinAKelvinAndAHalf() {
        assertEquals(9, BOARDS.size());
        BOARDS.values().forEach(board -> {
            double limitK = board.run().equals("8-nk") ? 1.6 : 1.0;
            BoardFit.Result fit = BoardFit.of(board);
            assertTrue(fit.rmseK(board.run()) <= limitK, board.run() + ": " + fit.rmseK(board.run()) + " K");
        });
    }

    @Test
    void theSeriesSayNothingOfTheAmbientOfABoardWithoutFan() {
        BoardFit.Result fit = BoardFit.of(BOARDS.get("1mff"));
        assertEquals(false, fit.fit().told("ambient_deg_c"));
        assertEquals(true, fit.fit().told("board_ambient_k_per_w"));
        double low = fit.fit().low().get(BoardFit.names().indexOf("board_ambient_k_per_w"));
        assertTrue(low < fit.fit().value("board_ambient_k_per_w"));
    }

    @Test
    void aBoardMadeByTheNetworkIsFoundAgain() {
        BoardSeries real = BOARDS.get("3obf");
        double[] truth = {2, 2.5, 60, 8, 23, 12};
        ThermalState state = BoardFit.start(real, truth);
        List<BoardSeries.Sample> samples = new ArrayList<>();
        double beforeS = 0;
        for (BoardSeries.Sample s : real.samples()) {
            double coresW = real.coresW(s.busyFraction(), s.clockMhz(), s.coreV());
            state.advance(Math.round((s.timeS() - beforeS) * 1e9), new double[] {coresW, real.idleW()}, truth[4]);
            beforeS = s.timeS();
            samples.add(new BoardSeries.Sample(s.timeS(), s.clockMhz(), s.busyFraction(), state.degC(0), s.coreV()));
        }
        BoardSeries made = new BoardSeries(
                "made",
                real.device(),
                real.cooling(),
                real.idleW(),
                real.fullW(),
                real.nominalClockMhz(),
                real.nominalCoreV(),
                samples);
        BoardFit.Result fit = BoardFit.of(made);
        assertTrue(fit.rmseK("made") < 0.2, fit.rmseK("made") + " K");
        assertEquals(2.5, fit.fit().value("junction_board_k_per_w"), 0.3);
        assertEquals(8, fit.fit().value("board_ambient_k_per_w"), 1);
    }

    @Test
    void seriesOfOneKindOfBoardAreMetTogetherWithinAKelvinAndAFifth() {
        for (PiHeat pi : PiHeat.ALL) {
            BoardFit.Result fit = FITS.get(pi);
            for (String run : pi.runs()) {
                assertTrue(fit.rmseK(run) <= 1.2, run + ": " + fit.rmseK(run) + " K");
            }
        }
    }

    @Test
    void drawsHaveTheSpreadAndTheDependenceOfTheFit() {
        PriorFit fit = FITS.get(PiHeat.PI_3B_PLUS).fit();
        int board = HeatParameter.index(fit.parameters(), "board_ambient_k_per_w");
        int fan = HeatParameter.index(fit.parameters(), "fan_ambient_factor");
        double[] air =
                fit.draws().stream().mapToDouble(d -> Math.log(d.get(board))).toArray();
        double[] wind =
                fit.draws().stream().mapToDouble(d -> Math.log(d.get(fan))).toArray();
        double expected = Math.log(fit.high().get(board) / fit.values().get(board)) / 2;
        double sd = new StandardDeviation().evaluate(air);
        assertEquals(expected, sd, 0.15 * expected);
        assertTrue(new PearsonsCorrelation().correlation(air, wind) < -0.1, "a better board leaves less to the fan");
    }

    @Test
    void theFilesOfTheBoardsAreThoseOfTheFit() throws IOException {
        for (PiHeat pi : PiHeat.ALL) {
            BoardFit.Result fit = FITS.get(pi);
            FittedNumbers numbers = pi.numbers(fit.fit());
            FittedFiles.check(pi.profile(), fit.fit(), fit.residualsCsv(), numbers);
        }
    }

    @Test
    void theSetsOfAShippedBoardHoldItsFittedNumbersAndNoOthers() {
        for (PiHeat pi : PiHeat.ALL) {
            DeviceProfile shipped = new ProfileRepository(null).load(pi.profile(), Path.of("."));
            FittedSets sets = shipped.fittedSets();
            Map<String, Double> best = pi.numbers(FITS.get(pi).fit()).best();
            Set<String> paths = best.keySet().stream().map(PiHeat::path).collect(Collectors.toSet());
            assertEquals(paths, sets.paths());
            assertEquals(64, sets.count());
            Map<String, Sourced> numbers = ProfileNumbers.of(shipped).numbers();
            best.forEach((name, value) -> {
                Sourced number = numbers.get(PiHeat.path(name));
                assertEquals(value, number.value(), 2e-3 * value, pi.profile() + " " + name);
                assertEquals(SourceKind.FITTED, number.source().kind(), pi.profile() + " " + name);
            });
        }
    }

    /** The kernel of the series without a fan says 1400 MHz all along; the chip ran 1200 from its second reading. */
    @Test
    void theSoftLimitOf60DegreesStepsThePi3BPlusTo1200AndAFanKeepsItAt1400() {
        DeviceProfile anyBoard = new ProfileRepository(null).load("raspberry-pi-4", Path.of("."));
        BoardFit.Result together = FITS.get(PiHeat.PI_3B_PLUS);
        for (String run : List.of("1ism", "1isd")) {
            BoardSeries board = BOARDS.get(run);
            List<Double> own = BoardFit.of(board).seriesValues().get(0);
            List<Double> joint = together.seriesValues().get(together.runs().indexOf(run));
            for (List<Double> values : List.of(own, joint)) {
                BoardSoftLimit.Run limited = BoardSoftLimit.of(board, FittedHeat.unboxed(values), anyBoard);
                for (int i = 0; i < board.samples().size(); i++) {
                    assertEquals(
                            board.samples().get(i).clockMhz(),
                            limited.clockMhz().get(i),
                            run + ", reading " + i);
                }
            }
        }
    }

    @Test
    void theShippedPi3BPlusStepsTo1200UnderLoadWithoutAFanAndStaysAt1400WithOne() {
        DeviceProfile shipped = new ProfileRepository(null).load("raspberry-pi-3b-plus", Path.of("."));
        assertEquals(1200, clockMhzAfterAnHour(shipped, null));
        assertEquals(1400, clockMhzAfterAnHour(shipped, "small"));
    }

    private static double clockMhzAfterAnHour(DeviceProfile shipped, @Nullable String fan) {
        DeviceState state = new DeviceState(shipped, new DeviceConditions(24, 24, null, fan, -1, 1));
        DeviceLoad load = new DeviceLoad(1);
        load.busyNs[0] = 1_000_000_000L;
        for (int second = 0; second < 3600; second++) {
            state.advance(1_000_000_000L, load);
        }
        return 1400 * state.clockFraction(0);
    }
}

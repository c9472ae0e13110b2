package org.framebudget.devices.calibration.thermal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.thermal.ThermalState;
import org.junit.jupiter.api.Test;

class BoardFitTest {
    private static final Map<String, BoardSeries> BOARDS =
            BoardSeries.all().stream().collect(Collectors.toMap(BoardSeries::run, Function.identity()));

    @Test
    void everyPiIsMetWithinAKelvinAndAHalf() {
        assertEquals(9, BOARDS.size());
        BOARDS.values().forEach(board -> {
            double limitK = board.run().equals("8-nk") ? 1.6 : 1.0;
            BoardFit.Result fit = BoardFit.of(board);
            assertTrue(fit.rmseK() <= limitK, board.run() + ": " + fit.rmseK() + " K");
        });
    }

    @Test
    void theSeriesSayNothingOfTheAmbientOfABoardWithoutFan() {
        BoardFit.Result fit = BoardFit.of(BOARDS.get("1mff"));
        assertEquals(false, fit.told().get(BoardFit.names().indexOf("ambient_deg_c")));
        assertEquals(true, fit.told().get(BoardFit.names().indexOf("board_ambient_k_per_w")));
        double low = fit.low().get(BoardFit.names().indexOf("board_ambient_k_per_w"));
        assertTrue(low < fit.value("board_ambient_k_per_w"));
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
        assertTrue(fit.rmseK() < 0.2, fit.rmseK() + " K");
        assertEquals(2.5, fit.value("junction_board_k_per_w"), 0.3);
        assertEquals(8, fit.value("board_ambient_k_per_w"), 1);
    }

    /** The kernel of the series without a fan says 1400 MHz all along; the chip ran 1200 from its second reading. */
    @Test
    void theSoftLimitOf60DegreesStepsThePi3BPlusTo1200AndAFanKeepsItAt1400() {
        DeviceProfile anyBoard = new ProfileRepository(null).load("raspberry-pi-4", Path.of("."));
        for (String run : List.of("1ism", "1isd")) {
            BoardSeries board = BOARDS.get(run);
            BoardSoftLimit.Run limited = BoardSoftLimit.of(board, BoardFit.of(board), anyBoard);
            for (int i = 0; i < board.samples().size(); i++) {
                assertEquals(
                        board.samples().get(i).clockMhz(), limited.clockMhz().get(i), run + ", reading " + i);
            }
        }
    }
}

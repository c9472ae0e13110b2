package org.framebudget.devices.calibration.thermal;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.CsvTable;

/**
 * A Raspberry Pi's die over a benchmark of known phases, and what its power is taken to be.
 *
 * @param run as in {@code measurements/thermal/pi-<run>.csv}
 * @param device which board
 * @param cooling as far as stated
 * @param idleW board idling
 * @param fullW board with four busy cores at the nominal clock and voltage
 * @param nominalClockMhz clock of {@code fullW}
 * @param nominalCoreV voltage of {@code fullW}
 * @param samples in order of time
 */
record BoardSeries(
        String run,
        String device,
        String cooling,
        double idleW,
        double fullW,
        double nominalClockMhz,
        double nominalCoreV,
        List<Sample> samples) {
    private static final List<String> BOARD_COLUMNS = List.of(
            "run",
            "device",
            "cooling",
            "idle_w",
            "full_w",
            "nominal_clock_mhz",
            "nominal_core_v",
            "fit_until_s",
            "power_kind",
            "cite",
            "note");
    private static final List<String> SAMPLE_COLUMNS = List.of(
            "time_s",
            "set_clock_mhz",
            "real_clock_mhz",
            "cpu_busy_fraction",
            "soc_deg_c",
            "core_v",
            "pmic_w",
            "wall_w",
            "cite");

    /**
     * One reading.
     *
     * @param timeS since the first
     * @param clockMhz clock the chip really had
     * @param busyFraction share of all cores that was busy since the reading before
     * @param socDegC the die
     * @param coreV core voltage
     */
    record Sample(double timeS, double clockMhz, double busyFraction, double socDegC, double coreV) {}

    /** Every board of {@code measurements/thermal/boards.csv}. */
    static List<BoardSeries> all() {
        return Tables.rows("thermal/boards.csv", BOARD_COLUMNS, List.of()).stream()
                .map(BoardSeries::read)
                .toList();
    }

    private static BoardSeries read(CsvTable.Row board) {
        double untilS = board.number("fit_until_s", 0, 1e6);
        List<Sample> samples = new ArrayList<>();
        for (CsvTable.Row row : Tables.rows("thermal/pi-" + board.text("run") + ".csv", SAMPLE_COLUMNS, List.of())) {
            double timeS = row.number("time_s", 0, 1e6);
            if (timeS <= untilS) {
                samples.add(new Sample(
                        timeS,
                        row.number("real_clock_mhz", 1, 1e5),
                        row.number("cpu_busy_fraction", 0, 1),
                        row.number("soc_deg_c", -40, 150),
                        row.number("core_v", 0.1, 5)));
            }
        }
        return new BoardSeries(
                board.text("run"),
                board.text("device"),
                board.text("cooling"),
                board.number("idle_w", 0, 100),
                board.number("full_w", 0, 100),
                board.number("nominal_clock_mhz", 1, 1e5),
                board.number("nominal_core_v", 0.1, 5),
                List.copyOf(samples));
    }

    /** Power of the cores: it follows clock and the voltage's square. */
    double coresW(double busyFraction, double clockMhz, double coreV) {
        double volts = coreV / nominalCoreV;
        return (fullW - idleW) * busyFraction * clockMhz / nominalClockMhz * volts * volts;
    }
}

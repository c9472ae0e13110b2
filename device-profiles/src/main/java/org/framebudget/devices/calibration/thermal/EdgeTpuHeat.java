package org.framebudget.devices.calibration.thermal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.power.PowerProfile;
import org.framebudget.models.CsvTable;

/**
 * Resistances of a Coral Dev Board from the two steady figures published of it: kelvins per watt of the whole board at rest, where
 * only leakage heats the chips' own node, and kelvins per further watt that the chips take. No course over time was published, so
 * capacities stay assumptions, and of the USB stick no temperature at all.
 *
 * @param fit the resistances
 * @param quantities rows of the table
 * @param residualsKPerW by row: as fitted less as published
 */
record EdgeTpuHeat(PriorFit fit, List<String> quantities, List<Double> residualsKPerW) {
    private static final String AIR = "board_ambient_k_per_w";
    private static final String CHIP = "junction_board_k_per_w";
    private static final List<HeatParameter> PARAMETERS = List.of(
            new HeatParameter(CHIP, 0.2, 8, 1.5, 2, "two chips and paste under one small heat sink"),
            new HeatParameter(AIR, 2, 30, 8, 1.6, "a board of this size without wind, 5 to 13 K/W"));

    /** Fits what {@code measurements/coral-dev-board/heat-steady.csv} holds. */
    static EdgeTpuHeat of(DeviceProfile board) {
        List<CsvTable.Row> rows = Tables.rows(
                "coral-dev-board/heat-steady.csv",
                List.of("quantity", "value", "sd", "sd_kind", "cite", "note"),
                List.of());
        double chipShare = chipShare(board.power());
        PriorFit fit = PriorFit.of(
                PARAMETERS,
                values -> rows.stream()
                        .mapToDouble(row -> misfit(row, values, chipShare) / row.number("sd", 1e-3, 100))
                        .toArray());
        double[] best = FittedHeat.unboxed(fit.values());
        return new EdgeTpuHeat(
                fit,
                rows.stream().map(row -> row.text("quantity")).toList(),
                rows.stream().map(row -> misfit(row, best, chipShare)).toList());
    }

    /** Share of the board's power at rest that arises in the chips: the leakage at the temperature it is stated for. */
    private static double chipShare(PowerProfile power) {
        if (power.leakage() == null) {
            throw new IllegalStateException("The board's profile has no leakage.");
        }
        double leakageW = power.leakage().p0W().value();
        return leakageW / (leakageW + power.baseW().value());
    }

    private static double misfit(CsvTable.Row row, double[] values, double chipShare) {
        double simulated = switch (row.text("quantity")) {
            case "idle_k_per_w" -> values[1] + chipShare * values[0];
            case "load_k_per_w" -> values[1] + values[0];
            default -> throw row.error("quantity", "is unknown.", "Known: idle_k_per_w, load_k_per_w.");
        };
        return simulated - row.number("value", 0.1, 100);
    }

    /** Numbers of the profile with their draws. */
    FittedNumbers numbers() {
        FittedHeat kept = fit.kept();
        List<Map<String, Double>> draws = new ArrayList<>();
        kept.draws().forEach(draw -> draws.add(named(draw)));
        return new FittedNumbers(named(kept.best()), draws);
    }

    private static Map<String, Double> named(List<Double> values) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put(CHIP, values.get(0));
        numbers.put(AIR, values.get(1));
        return numbers;
    }

    /** Text of the {@code -residuals.csv} file. */
    String residualsCsv() {
        StringBuilder text = new StringBuilder("quantity,residual_k_per_w\n");
        for (int i = 0; i < quantities.size(); i++) {
            text.append(quantities.get(i))
                    .append(',')
                    .append(FittedHeat.rounded(residualsKPerW.get(i)))
                    .append('\n');
        }
        return text.toString();
    }
}

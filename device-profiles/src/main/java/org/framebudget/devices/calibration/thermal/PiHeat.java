package org.framebudget.devices.calibration.thermal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the series of one kind of Raspberry Pi say of its profile: numbers by the name that its lines end in. A series counts for the
 * board as it comes where its fan is off by the record, or where it gets as hot as only a board without one.
 *
 * @param profile id of the profile
 * @param runs series that are fitted together
 * @param oneBoard true where they are one board, with and without a fan
 * @param plainRuns those whose board stands for the profile's
 * @param airTold true where they tell what leaves that board for the air
 */
record PiHeat(String profile, List<String> runs, boolean oneBoard, List<String> plainRuns, boolean airTold) {
    /** Without and with a fan by the record; ASSUMED to be one board. */
    static final PiHeat PI_3B_PLUS =
            new PiHeat("raspberry-pi-3b-plus", List.of("1ism", "1isd"), true, List.of("1ism"), true);

    /** 82 °C and a fan that is still off; the other two stay below 60 °C by a cooling that nobody names. */
    static final PiHeat PI_4 =
            new PiHeat("raspberry-pi-4", List.of("1mff", "4pzj", "3obf", "3n94"), false, List.of("1mff", "3n94"), true);

    /**
     * At most 56 °C with four busy cores, where a bare board is published at 81: they tell nothing of one without a cooler. The third
     * series has a fan that changes its speed and is left out.
     */
    static final PiHeat PI_5 =
            new PiHeat("raspberry-pi-5", List.of("au3jaa", "1ultue"), false, List.of("au3jaa", "1ultue"), false);

    static final List<PiHeat> ALL = List.of(PI_3B_PLUS, PI_4, PI_5);

    private static final Map<String, String> PATHS = Map.of(
            "junction_j_per_k", "thermal.nodes[junction].capacity_j_per_k",
            "junction_board_k_per_w", "thermal.links[0].resistance_k_per_w",
            "board_j_per_k", "thermal.nodes[board].capacity_j_per_k",
            "board_ambient_k_per_w", "thermal.nodes[board].to_ambient_k_per_w",
            "fan_ambient_factor", "thermal.settings[small].ambient_factor");

    /** The series fitted together. */
    BoardFit.Result fit() {
        Map<String, BoardSeries> byRun = new LinkedHashMap<>();
        BoardSeries.all().forEach(series -> byRun.put(series.run(), series));
        return BoardFit.of(runs.stream().map(byRun::get).toList(), oneBoard);
    }

    /** Numbers of the profile with their draws; those of which the series say no more than the prior are not among them. */
    FittedNumbers numbers(PriorFit fit) {
        FittedHeat kept = fit.kept();
        Map<String, Double> best = new LinkedHashMap<>();
        List<Map<String, Double>> draws = new ArrayList<>();
        kept.draws().forEach(draw -> draws.add(new LinkedHashMap<>()));
        for (String name : List.of(
                "junction_j_per_k",
                "junction_board_k_per_w",
                "board_j_per_k",
                "board_ambient_k_per_w",
                "fan_ambient_factor")) {
            List<Integer> places = places(fit, name);
            if (places.isEmpty() || !places.stream().allMatch(fit.told()::get)) {
                continue;
            }
            best.put(name, mean(kept.best(), places));
            for (int i = 0; i < draws.size(); i++) {
                // boards differ: a draw takes one of them, where the value stands between them
                draws.get(i).put(name, kept.draws().get(i).get(places.get(i % places.size())));
            }
        }
        return new FittedNumbers(best, draws);
    }

    private List<Integer> places(PriorFit fit, String name) {
        if (name.equals("board_ambient_k_per_w") && !airTold) {
            return List.of();
        }
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < fit.parameters().size(); i++) {
            String parameter = fit.parameters().get(i).name();
            if (parameter.equals(name) || plainRuns.stream().anyMatch(run -> parameter.equals(name + "_" + run))) {
                places.add(i);
            }
        }
        return places;
    }

    private static double mean(List<Double> values, List<Integer> places) {
        double logarithm =
                places.stream().mapToDouble(i -> StrictMath.log(values.get(i))).sum();
        return StrictMath.exp(logarithm / places.size());
    }

    /** Where a number stands in the profile. */
    static String path(String name) {
        String path = PATHS.get(name);
        if (path == null) {
            throw new IllegalArgumentException("No number of a profile is called '" + name + "'.");
        }
        return path;
    }
}

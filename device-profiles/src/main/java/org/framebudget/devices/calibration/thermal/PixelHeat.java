package org.framebudget.devices.calibration.thermal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.OperatingPoint;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.thermal.LimiterProfile;
import org.framebudget.devices.thermal.ThermalProfile;

/**
 * The profile {@code pixel-8} with free heat: network, power by clock, effective clocks at the states its policy's ceilings ask for,
 * and what the run had of its own. The policy itself is the maker's and stays.
 */
final class PixelHeat implements HeatModel {
    /** The one run that anything is fitted to. */
    static final String FITTED_RUN = "pixel8pro-clean";

    /** Ceilings of the middle cluster under the light, middle and high CPU policy (thermal configuration of Pixel 8). */
    static final int[] CEILING_STATES = {0, 6, 9, 11};

    /** Clocks of the middle cluster, fastest first (power profile of Pixel 8). */
    private static final double[] NOMINAL_MHZ = {
        2450, 2352, 2245, 2130, 1999, 1836, 1622, 1549, 1418, 1328, 1221, 1082, 910, 721, 697, 578, 402
    };

    /** Weights of the clusters in the four CPU policies, added up (thermal configuration of Pixel 8). */
    private static final Map<String, Double> BUDGET_WEIGHTS = new LinkedHashMap<>();

    static {
        BUDGET_WEIGHTS.put("light", 3.0);
        BUDGET_WEIGHTS.put("middle", 0.292 + 0.804 + 0.342);
        BUDGET_WEIGHTS.put("high", 0.156 + 0.428 + 0.225);
        BUDGET_WEIGHTS.put("cpu_gpu", 3.0);
    }

    private static final List<HeatParameter> PARAMETERS = List.of(
            new HeatParameter("skin_j_per_k", 10, 120, 35, 1.6, "hot spot and board: a fifth of a phone's 180 J/K"),
            new HeatParameter("board_j_per_k", 30, 200, 85, 1.4, "the rest of a phone of 0.2 kg without its pack"),
            new HeatParameter("battery_j_per_k", 40, 100, 65, 1.15, "a pouch of 25 cm3 at 2.67 J/cm3K"),
            new HeatParameter("skin_board_k_per_w", 0.8, 12, 3.5, 1.6, "as assumed for Pixel 6"),
            new HeatParameter("board_battery_k_per_w", 0.5, 12, 2.5, 1.8, "a glued pouch; nobody measured it"),
            new HeatParameter("skin_ambient_k_per_w", 10, 100, 30, 1.6, "as assumed for Pixel 6"),
            new HeatParameter("board_ambient_k_per_w", 2, 8, 4.2, 1.25, "skin to air 3 to 4.5 K/W of a phone's area"),
            new HeatParameter("cpu_w", 2.5, 12, 6, 1.4, "four big and middle cores of this class"),
            new HeatParameter(
                    "power_exponent_factor", 1.2, 5, 2.8, 1.3, "slope of power over clock, upper half: 2 to 2.6"),
            new HeatParameter("budget_factor", 0.1, 3, 0.8, 1.8, "the unit is three clusters, budgets are by cluster"),
            new HeatParameter(
                    "charging_loss_fraction", 0.02, 0.6, 0.15, 1.8, "converter 0.9, pack resistance and overvoltage"),
            new HeatParameter("ambient_deg_c", 15, 24, 20.3, 1.04, "a little below the battery after a minute, 21.1 C"),
            new HeatParameter("start_above_ambient_k", 0.05, 4, 0.5, 2, "the run is called a cold start"),
            new HeatParameter("screen_fraction", 0.02, 1, 0.3, 1.8, "the application was in front; brightness unknown"),
            new HeatParameter("light_clock_fraction", 0.66, 0.80, 0.732, 1.03, "205 ms over 280 ms"),
            new HeatParameter("middle_clock_fraction", 0.44, 0.54, 0.488, 1.04, "205 ms over 420 ms"),
            new HeatParameter(
                    "high_clock_fraction", 0.36, 0.46, 0.414, 1.04, "205 ms over the ninetieth percentile of 495 ms"),
            new HeatParameter("fastest_ms", 195, 215, 204, 1.02, "medians of minutes 1 to 3"),
            new HeatParameter("supply_w", 3, 16, 8, 1.5, "what the charger gives, less its loss"));

    private final DeviceProfile base;
    private final List<Double> chargedW;

    PixelHeat() {
        base = new ProfileRepository(null).load("pixel-8", Path.of("."));
        chargedW = SustainedSeries.load(FITTED_RUN).chargedW();
    }

    @Override
    public List<HeatParameter> parameters() {
        return PARAMETERS;
    }

    @Override
    public double supplyW(double[] values) {
        return value(values, "supply_w");
    }

    @Override
    public Forecast simulate(double[] values, int minutes) {
        return ClosedLoop.run(device(values), fittedRun(values), value(values, "fastest_ms"), minutes);
    }

    /** The inputs of the fitted run. */
    RunInputs fittedRun(double[] values) {
        double ambientDegC = value(values, "ambient_deg_c");
        return new RunInputs(
                ambientDegC,
                RunInputs.evenly(base.thermal().nodes().size(), ambientDegC + value(values, "start_above_ambient_k")),
                null,
                value(values, "screen_fraction"),
                0,
                chargingHeatW(values, chargedW));
    }

    /** Heat that charging leaves in the pack; none while it discharges. */
    static List<Double> chargingHeatW(double[] values, List<Double> chargedW) {
        double lossFraction = value(values, "charging_loss_fraction");
        return chargedW.stream().map(w -> lossFraction * Math.max(0, w)).toList();
    }

    static double value(double[] values, String name) {
        return values[HeatParameter.index(PARAMETERS, name)];
    }

    /** The numbers of the profile that follow from the parameters, by the name that its lines end in. */
    static Map<String, Double> numbers(double[] values) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (String same : List.of(
                "skin_j_per_k",
                "board_j_per_k",
                "battery_j_per_k",
                "skin_board_k_per_w",
                "board_battery_k_per_w",
                "skin_ambient_k_per_w",
                "board_ambient_k_per_w")) {
            numbers.put(same, value(values, same));
        }
        double exponent = value(values, "power_exponent_factor");
        for (int state = 0; state < NOMINAL_MHZ.length; state++) {
            double fraction = clockFraction(values, state);
            numbers.put("cpu_clock_mhz_" + state, NOMINAL_MHZ[0] * fraction);
            numbers.put("cpu_active_w_" + state, value(values, "cpu_w") * StrictMath.pow(fraction, exponent));
        }
        BUDGET_WEIGHTS.forEach(
                (policy, weight) -> numbers.put("budget_weight_" + policy, weight * value(values, "budget_factor")));
        return numbers;
    }

    /** The numbers of a fit, with its draws. */
    static FittedNumbers numbers(FittedHeat fit) {
        List<Map<String, Double>> draws = new ArrayList<>();
        for (int i = 0; i < fit.draws().size(); i++) {
            draws.add(numbers(fit.draw(i)));
        }
        return new FittedNumbers(numbers(fit.bestValues()), draws);
    }

    /** Effective clock over the fastest: known at the ceilings, straight in the nominal clock between, in proportion below. */
    private static double clockFraction(double[] values, int state) {
        double[] known = {
            1,
            value(values, "light_clock_fraction"),
            value(values, "middle_clock_fraction"),
            value(values, "high_clock_fraction")
        };
        for (int i = 0; i + 1 < known.length; i++) {
            int from = CEILING_STATES[i];
            int to = CEILING_STATES[i + 1];
            if (state >= from && state <= to) {
                double share = (NOMINAL_MHZ[from] - NOMINAL_MHZ[state]) / (NOMINAL_MHZ[from] - NOMINAL_MHZ[to]);
                return known[i] + (known[i + 1] - known[i]) * share;
            }
        }
        return known[3] * NOMINAL_MHZ[state] / NOMINAL_MHZ[CEILING_STATES[3]];
    }

    /** Where a number of {@link #numbers(double[])} stands in the profile. */
    static String path(String name) {
        int last = name.lastIndexOf('_') + 1;
        if (name.startsWith("cpu_clock_mhz_") || name.startsWith("cpu_active_w_")) {
            return "units[cpu].operating_points[" + name.substring(last) + "]." + name.substring(4, last - 1);
        }
        if (name.startsWith("budget_weight_")) {
            String policy = name.substring("budget_weight_".length());
            String limiter = policy.equals("cpu_gpu") ? "CPU and GPU" : "the CPU, " + policy;
            return "limiters[skin policy for " + limiter + "].budgets[0].weight_factor";
        }
        return switch (name) {
            case "skin_board_k_per_w" -> "thermal.links[1].resistance_k_per_w";
            case "board_battery_k_per_w" -> "thermal.links[2].resistance_k_per_w";
            default ->
                name.endsWith("_j_per_k")
                        ? "thermal.nodes[" + name.replace("_j_per_k", "") + "].capacity_j_per_k"
                        : "thermal.nodes[" + name.replace("_ambient_k_per_w", "") + "].to_ambient_k_per_w";
        };
    }

    /** The phone with these parameters, on its charger. */
    DeviceProfile device(double[] values) {
        Map<String, Double> numbers = numbers(values);
        return Profiles.onCharger(base, units(numbers), base.power(), thermal(numbers), limiters(numbers));
    }

    /** The phone as shipped, on its charger. */
    DeviceProfile shipped() {
        return Profiles.onCharger(base, base.units(), base.power(), base.thermal(), base.limiters());
    }

    private List<UnitProfile> units(Map<String, Double> numbers) {
        List<UnitProfile> units = new ArrayList<>(base.units());
        UnitProfile cpu = units.get(0);
        List<OperatingPoint> points = new ArrayList<>();
        for (int state = 0; state < cpu.operatingPoints().size(); state++) {
            OperatingPoint point = cpu.operatingPoints().get(state);
            points.add(new OperatingPoint(
                    Profiles.with(point.clockMhz(), at(numbers, "cpu_clock_mhz_" + state)),
                    Profiles.with(point.activeW(), at(numbers, "cpu_active_w_" + state))));
        }
        units.set(0, Profiles.withPoints(cpu, cpu.node(), points));
        return units;
    }

    private ThermalProfile thermal(Map<String, Double> numbers) {
        List<ThermalProfile.Node> nodes = base.thermal().nodes().stream()
                .map(node -> numbers.containsKey(node.id() + "_j_per_k")
                        ? new ThermalProfile.Node(
                                node.id(),
                                Profiles.with(node.capacityJPerK(), at(numbers, node.id() + "_j_per_k")),
                                numbers.containsKey(node.id() + "_ambient_k_per_w")
                                        ? Profiles.with(
                                                node.capacityJPerK(), at(numbers, node.id() + "_ambient_k_per_w"))
                                        : null)
                        : node)
                .toList();
        List<ThermalProfile.Link> links = base.thermal().links().stream()
                .map(link -> numbers.containsKey(link.from() + "_" + link.to() + "_k_per_w")
                        ? new ThermalProfile.Link(
                                link.from(),
                                link.to(),
                                Profiles.with(
                                        link.resistanceKPerW(),
                                        at(numbers, link.from() + "_" + link.to() + "_k_per_w")))
                        : link)
                .toList();
        return new ThermalProfile(nodes, links, base.thermal().settings());
    }

    private List<LimiterProfile> limiters(Map<String, Double> numbers) {
        List<LimiterProfile> limiters = new ArrayList<>();
        for (LimiterProfile limiter : base.limiters()) {
            if (limiter instanceof LimiterProfile.SkinPolicy policy
                    && !policy.budgets().isEmpty()) {
                limiters.add(
                        Profiles.withBudgetWeight(policy, at(numbers, "budget_weight_" + policyOf(policy.name()))));
            } else {
                limiters.add(limiter);
            }
        }
        return limiters;
    }

    private static String policyOf(String limiterName) {
        return limiterName.endsWith("GPU") ? "cpu_gpu" : limiterName.substring(limiterName.lastIndexOf(' ') + 1);
    }

    private static double at(Map<String, Double> numbers, String name) {
        Double number = numbers.get(name);
        if (number == null) {
            throw new IllegalStateException("There is no fitted number '" + name + "'.");
        }
        return number;
    }

    /** Latency at the fastest clock in the fitted run. */
    static double fastestMs(double[] values) {
        return value(values, "fastest_ms");
    }
}

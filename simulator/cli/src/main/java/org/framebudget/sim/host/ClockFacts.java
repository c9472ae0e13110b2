package org.framebudget.sim.host;

import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.framebudget.models.runtime.MachineState;
import org.jspecify.annotations.Nullable;

/**
 * Clocks and the temperature at which the system slows the processor, as far as Linux shows them.
 *
 * @param runMhz median clock after the runs; absent where the system shows none
 * @param slowestMhz lowest clock that the governor may set; absent where the system does not say
 * @param passiveTripDegC where the kernel begins to lower clocks; absent where the system does not say
 */
record ClockFacts(
        @Nullable Double runMhz,
        @Nullable Double slowestMhz,
        @Nullable Double passiveTripDegC) {

    static ClockFacts of(Path root, Stream<MachineState> after) {
        double[] clocks = after.map(MachineState::clockMhz)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        Double runMhz = clocks.length == 0 ? null : clocks[clocks.length / 2];
        OptionalDouble slowestKhz = PowerMeter.matching(root.resolve("sys/devices/system/cpu"), "cpu[0-9]*").stream()
                .map(cpu -> PowerMeter.text(cpu.resolve("cpufreq/cpuinfo_min_freq")))
                .filter(text -> text.matches("\\d{1,12}"))
                .mapToDouble(Double::parseDouble)
                .min();
        Double slowestMhz = slowestKhz.isPresent() ? slowestKhz.getAsDouble() / 1000 : null;
        if (runMhz != null && slowestMhz != null && slowestMhz >= runMhz) {
            slowestMhz = null;
        }
        return new ClockFacts(runMhz, slowestMhz, passiveTrip(root));
    }

    private static @Nullable Double passiveTrip(Path root) {
        OptionalDouble lowest = PowerMeter.matching(root.resolve("sys/class/thermal"), "thermal_zone*").stream()
                .flatMap(zone -> PowerMeter.matching(zone, "trip_point_*_type").stream())
                .filter(type -> PowerMeter.text(type).equals("passive"))
                .map(type -> PowerMeter.text(
                        type.resolveSibling(String.valueOf(type.getFileName()).replace("_type", "_temp"))))
                .filter(text -> text.matches("\\d{4,6}"))
                .mapToDouble(text -> Double.parseDouble(text) / 1000)
                // zones without a trip give 0, some firmware one that is never reached
                .filter(degC -> degC > 40 && degC < 130)
                .min();
        return lowest.isPresent() ? lowest.getAsDouble() : null;
    }
}

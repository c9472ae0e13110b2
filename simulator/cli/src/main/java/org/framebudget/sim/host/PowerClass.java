package org.framebudget.sim.host;

import java.nio.file.Path;
import org.framebudget.models.runtime.MachineInfo;

/**
 * Power where the system shows none, from what kind of computer it is: wide ranges around the classes of thermal design power that
 * processors are sold in. All of it is ASSUMED.
 *
 * @param note what it is taken for
 * @param baseW awake and idle
 * @param activeW one busy core, above that
 */
record PowerClass(String note, Range baseW, Range activeW) {

    /** A guess with the values it may have as well. */
    record Range(double value, double low, double high) {}

    static PowerClass of(MachineInfo machine, Path root) {
        boolean battery = PowerMeter.matching(root.resolve("sys/class/power_supply"), "*").stream()
                .anyMatch(supply -> PowerMeter.text(supply.resolve("type")).equals("Battery"));
        if (battery) {
            return new PowerClass(
                    "laptop, processor of the 15 to 45 W class", new Range(6, 3, 15), new Range(6, 2, 20));
        }
        if (machine.arch().startsWith("a") && machine.board() != null) {
            return new PowerClass(
                    "single-board computer, processor of the 5 to 15 W class",
                    new Range(3, 1, 8),
                    new Range(1.2, 0.4, 4));
        }
        return new PowerClass(
                "desktop or server, processor of the 65 to 350 W class", new Range(60, 20, 150), new Range(12, 4, 35));
    }
}

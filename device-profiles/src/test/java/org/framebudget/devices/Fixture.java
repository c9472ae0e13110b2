package org.framebudget.devices;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.battery.BatteryProfile;
import org.framebudget.devices.latency.JitterProfile;
import org.framebudget.devices.latency.LatencyTable;
import org.framebudget.devices.power.PowerProfile;
import org.framebudget.devices.thermal.LimiterProfile;
import org.framebudget.devices.thermal.ThermalProfile;
import org.jspecify.annotations.Nullable;

/** Profiles made by hand. Numbers are for mathematics, not calibrated devices. */
public final class Fixture {
    /** Stands behind every number here. */
    public static final Source TEST = new Source(SourceKind.ASSUMED, "test", null);

    /** One second in nanoseconds. */
    public static final long S = 1_000_000_000L;

    private Fixture() {}

    /** A number. */
    public static Sourced num(double value) {
        return new Sourced(value, value, value, TEST);
    }

    /** Several numbers. */
    public static List<Sourced> nums(double... values) {
        List<Sourced> list = new ArrayList<>();
        for (double v : values) {
            list.add(num(v));
        }
        return list;
    }

    /** A node; a negative resistance means none to ambient. */
    public static ThermalProfile.Node node(String id, double capacityJPerK, double toAmbientKPerW) {
        return new ThermalProfile.Node(id, num(capacityJPerK), toAmbientKPerW < 0 ? null : num(toAmbientKPerW));
    }

    /** A link. */
    public static ThermalProfile.Link link(String from, String to, double resistanceKPerW) {
        return new ThermalProfile.Link(from, to, num(resistanceKPerW));
    }

    /** A unit with one server whose operating points alternate clock in MHz and active power in W. */
    public static UnitProfile unit(String id, String node, double idleW, double... mhzAndW) {
        List<OperatingPoint> points = new ArrayList<>();
        for (int i = 0; i < mhzAndW.length; i += 2) {
            points.add(new OperatingPoint(num(mhzAndW[i]), num(mhzAndW[i + 1])));
        }
        return new UnitProfile(
                id,
                id,
                1,
                node,
                num(idleW),
                points,
                num(1),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new JitterProfile.None(TEST));
    }

    /** Pixel 6's NPU: clocks and mean power of its device tree; idle and the slowest power are guesses. */
    public static UnitProfile pixel6Npu(String node) {
        return unit("npu", node, 0.02, 1024, 4.819, 967, 4.101, 836, 3.085, 627, 1.916, 455, 1.213, 226, 0.6);
    }

    /** Pixel 6's VIRTUAL-SKIN trip table and NPU states on one node, polled by its trigger sensor's periods. */
    public static LimiterProfile.SkinPolicy pixel6SkinPolicy(String node) {
        List<@Nullable Sourced> hot = new ArrayList<>();
        hot.add(null);
        hot.addAll(nums(39, 43, 45, 46.5, 52, 55));
        return new LimiterProfile.SkinPolicy(
                "skin policy",
                List.of(new LimiterProfile.VirtualSensor("VIRTUAL-SKIN", "MAXIMUM", List.of(node), List.of(), num(0))),
                "VIRTUAL-SKIN",
                num(60),
                num(7),
                null,
                hot,
                nums(0, 1.9, 1.9, 1.9, 1.4, 1.9, 1.9),
                List.of(new LimiterProfile.StateLimit("npu", nums(0, 2, 3, 4, 5, 5, 5), List.of())),
                List.of());
    }

    /** A pack with the Alium curve; resistances at will. */
    public static BatteryProfile alium(double capacityAh, double r0Ohm, double r1Ohm, double cutoffV, String node) {
        List<Double> soc = new ArrayList<>();
        List<Double> volt = new ArrayList<>();
        for (String line : KnownAnswers.lines("/verification/alium-ocv-25c.csv")) {
            String[] f = line.split(",");
            soc.add(0, Double.parseDouble(f[0]) / 100);
            volt.add(0, Double.parseDouble(f[1]));
        }
        return new BatteryProfile(
                num(capacityAh),
                soc,
                volt,
                TEST,
                num(r0Ohm),
                num(r1Ohm),
                num(30),
                num(cutoffV),
                List.of(),
                List.of(),
                node);
    }

    /** The throw-away phone of the physics notes: junction, skin (board) and battery. */
    public static ThermalProfile phoneNetwork() {
        return new ThermalProfile(
                List.of(node("junction", 3, -1), node("skin", 35, 30), node("battery", 142, 3.6)),
                List.of(link("junction", "skin", 7), link("skin", "battery", 3.5)),
                List.of(new ThermalProfile.Setting("case", "rubber", num(1.3))));
    }

    /** Base 0.5 W, a screen of 0.38 to 2.18 W on the battery's node, camera on the skin's, leakage on the junction's. */
    public static PowerProfile phonePower(boolean leakage) {
        return new PowerProfile(
                num(0.5),
                "battery",
                num(0.38),
                num(1.8),
                "battery",
                num(1.1),
                num(0),
                "skin",
                null,
                leakage ? new PowerProfile.Leakage("junction", num(0.15), num(0.03), num(40)) : null);
    }

    /** A device of these parts. */
    public static DeviceProfile device(
            List<UnitProfile> units,
            PowerProfile power,
            ThermalProfile thermal,
            List<LimiterProfile> limiters,
            @Nullable BatteryProfile battery) {
        return new DeviceProfile(
                "test",
                "A test device",
                Evidence.SPECIFICATION,
                null,
                units,
                new LatencyTable(List.of()),
                new MemoryProfile(num(1), num(1), null),
                power,
                thermal,
                limiters,
                battery,
                new CameraStackProfile(num(10), num(5), num(1)),
                "00");
    }

    /** The phone with NPU, leakage, battery and these limiters. */
    public static DeviceProfile phone(LimiterProfile... limiters) {
        return device(
                List.of(pixel6Npu("junction")),
                phonePower(true),
                phoneNetwork(),
                List.of(limiters),
                alium(4.614, 0.06, 0.04, 3.4, "battery"));
    }

    /** Power that belongs to no unit: {@code baseW} on a node, nothing else. */
    public static PowerProfile base(double baseW, String node) {
        return new PowerProfile(num(baseW), node, null, null, null, num(0), num(0), node, null, null);
    }

    /** Conditions without case and fan, screen off, full battery. */
    public static DeviceConditions at(double ambientDegC) {
        return new DeviceConditions(ambientDegC, ambientDegC, null, null, -1, 1);
    }
}

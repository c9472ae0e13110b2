package org.framebudget.devices;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.battery.BatteryProfile;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.LatencyTable;
import org.framebudget.devices.thermal.LimiterProfile;
import org.framebudget.devices.thermal.ThermalProfile;
import org.framebudget.models.InputException;

/** Reads a profile file, {@code framebudget/profile/v1}, into the records. */
final class ProfileReader {
    static final String SCHEMA = "framebudget/profile/v1";
    private static final String[] KEYS = {
        "schema",
        "id",
        "name",
        "evidence",
        "badge",
        "units",
        "latency",
        "memory",
        "power",
        "thermal",
        "limiters",
        "battery",
        "camera"
    };

    private final ProfileFiles files;
    private final Citations citations;

    ProfileReader(ProfileFiles files) {
        this.files = files;
        this.citations = files.citations();
    }

    /**
     * Reads a whole profile.
     *
     * @param file name for messages
     * @param text its content, already part of the hash
     */
    DeviceProfile read(String file, String text) {
        Section root = Section.root(file, citations, ProfileYaml.read(file, text), KEYS);
        checkSchema(root, SCHEMA);
        List<UnitProfile> units = units(root);
        ThermalProfile thermal = ThermalReader.read(root.section("thermal", "nodes", "links", "settings"));
        List<LimiterProfile> limiters = LimiterReader.read(root);
        Section battery = root.sectionOrNull("battery", BatteryReader.KEYS);
        BatteryProfile batteryProfile = battery == null ? null : BatteryReader.read(battery, files);
        DeviceProfile profile = new DeviceProfile(
                id(root),
                root.text("name"),
                root.constant("evidence", Evidence.class),
                root.textOrNull("badge"),
                units,
                new LatencyTable(latency(root, units)),
                memory(root.section("memory", "runtime_mb", "packed_weights_factor", "bandwidth_mb_per_s")),
                PowerReader.read(root.section("power", PowerReader.KEYS)),
                thermal,
                limiters,
                batteryProfile,
                camera(root.section("camera", "readout_ms", "isp_ms", "delivery_intervals")),
                files.sha256());
        ProfileChecks.check(root, profile);
        return profile;
    }

    static void checkSchema(Section root, String schema) {
        if (!root.text("schema").equals(schema)) {
            throw root.error(
                    "schema", "'" + root.text("schema") + "' is unknown.", "This version reads '" + schema + "'.");
        }
    }

    static String id(Section root) {
        String id = root.text("id");
        if (!id.matches("[a-z0-9][a-z0-9_-]*")) {
            throw root.error("id", "'" + id + "' is not an id.", "Use lower-case letters, digits, '-' and '_'.");
        }
        return id;
    }

    List<UnitProfile> units(Section root) {
        List<UnitProfile> units = new ArrayList<>();
        for (Section section : root.sections("units", UnitReader.KEYS)) {
            UnitProfile unit = UnitReader.read(section, files);
            if (units.stream().anyMatch(earlier -> earlier.id().equals(unit.id()))) {
                throw section.error("id", "'" + unit.id() + "' stands twice.", "Every unit needs an id of its own.");
            }
            units.add(unit);
        }
        if (units.isEmpty()) {
            throw root.error("units", "there is none.", "A device needs at least one unit, as in 'cpu'.");
        }
        return List.copyOf(units);
    }

    List<LatencyRow> latency(Section root, List<UnitProfile> units) {
        List<String> unitIds = units.stream().map(UnitProfile::id).toList();
        Section section = root.section("latency", "file", "reference");
        String name = section.text("file");
        return LatencyReader.read(name, files.text(section, "file"), section, unitIds);
    }

    private static MemoryProfile memory(Section section) {
        return new MemoryProfile(
                section.number("runtime_mb", 0, 1e6),
                section.number("packed_weights_factor", 1, 10),
                section.numberOrNull("bandwidth_mb_per_s", 1, 1e7));
    }

    private static CameraStackProfile camera(Section section) {
        return new CameraStackProfile(
                section.number("readout_ms", 0, 1000),
                section.number("isp_ms", 0, 1000),
                section.number("delivery_intervals", 0, 100));
    }

    /** The error for a profile file that somebody asked for and that is not there. */
    static InputException missing(String file) {
        return InputException.at(file, 0, null, "there is no such profile file.", null);
    }
}

package org.framebudget.devices;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.battery.BatteryProfile;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.LatencyTable;
import org.framebudget.devices.thermal.LimiterProfile;
import org.framebudget.devices.thermal.ThermalProfile;
import org.framebudget.models.InputException;
import org.framebudget.models.TextInput;

/** Reads a profile file, {@code framebudget/profile/v1}, into the records. */
final class ProfileReader {
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
        Section root = Section.root(file, citations, ProfileYaml.read(file, text), ProfileKeys.PROFILE);
        List<UnitProfile> units = units(root);
        ThermalProfile thermal = ThermalReader.read(root.section("thermal"));
        List<LimiterProfile> limiters = LimiterReader.read(root);
        Section battery = root.sectionOrNull("battery");
        BatteryProfile batteryProfile = battery == null ? null : BatteryReader.read(battery, files);
        DeviceProfile profile = new DeviceProfile(
                root.id("id"),
                root.text("name"),
                root.constant("evidence", Evidence.class),
                root.textOrNull("badge"),
                units,
                new LatencyTable(latency(root, units)),
                memory(root.section("memory")),
                PowerReader.read(root.section("power")),
                thermal,
                limiters,
                batteryProfile,
                camera(root.section("camera")),
                root.numberOrNull("usb_generation"),
                null,
                files.sha256());
        ProfileChecks.check(root, profile);
        return root.has("fitted_sets") ? withFittedSets(root, profile) : profile;
    }

    private DeviceProfile withFittedSets(Section root, DeviceProfile profile) {
        FittedSets sets = FittedSets.read(
                root.text("fitted_sets"),
                files.text(root, "fitted_sets"),
                ProfileNumbers.of(profile).numbers());
        return profile.with(sets, files.sha256());
    }

    List<UnitProfile> units(Section root) {
        List<UnitProfile> units = new ArrayList<>();
        for (Section section : root.sections("units")) {
            UnitProfile unit = UnitReader.read(section, files);
            if (units.stream().anyMatch(earlier -> earlier.id().equals(unit.id()))) {
                throw section.error("id", "'" + unit.id() + "' stands twice.", "Every unit needs an id of its own.");
            }
            units.add(unit);
        }
        return List.copyOf(units);
    }

    List<LatencyRow> latency(Section root, List<UnitProfile> units) {
        List<String> unitIds = units.stream().map(UnitProfile::id).toList();
        Section section = root.section("latency");
        String name = section.text("file");
        return LatencyReader.read(name, files.text(section, "file"), section, unitIds);
    }

    private static MemoryProfile memory(Section section) {
        return new MemoryProfile(
                section.number("runtime_mb"),
                section.number("packed_weights_factor"),
                section.numberOrNull("bandwidth_mb_per_s"));
    }

    private static CameraStackProfile camera(Section section) {
        List<CameraMode> modes = new ArrayList<>();
        for (Section mode : section.sections("modes")) {
            modes.add(mode(mode));
        }
        return new CameraStackProfile(
                section.number("readout_ms"), section.number("isp_ms"), section.number("delivery_intervals"), modes);
    }

    private static CameraMode mode(Section section) {
        CameraMode mode = new CameraMode(
                section.integer("width_px"),
                section.integer("height_px"),
                section.number("max_fps"),
                section.number("readout_ms"));
        double intervalMs = 1e3 / mode.maxFps().value();
        if (mode.readoutMs().value() > intervalMs) {
            throw section.error(
                    "readout_ms",
                    mode.readoutMs().value() + " is more than the "
                            + TextInput.plain(Math.round(100 * intervalMs) / 1e2) + " ms between two frames at "
                            + TextInput.plain(mode.maxFps().value()) + " fps.",
                    "A sensor is read once before the next frame.");
        }
        return mode;
    }

    /** The error for a profile file that somebody asked for and that is not there. */
    static InputException missing(String file) {
        return InputException.at(
                file, 0, null, "there is no such profile file.", "'framebudget devices' lists the known profiles.");
    }
}

package org.framebudget.devices.advice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.framebudget.devices.DeviceConditions;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.DeviceState;
import org.framebudget.devices.OperatingPoint;
import org.framebudget.devices.ProfileNumbers;
import org.framebudget.devices.SourceKind;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.battery.BatteryProfile;
import org.framebudget.devices.latency.LatencyModel;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.thermal.ThermalProfile;
import org.framebudget.models.InputException;

/** Looks over a profile that was read: what cannot run is an error, what is odd is advice. */
public final class ProfileAdvice {
    private static final String ASSUMPTION = "framebudget_assumed";
    private static final double AMBIENT_DEG_C = 25;

    private final String file;
    private final DeviceProfile profile;
    private final List<Advice> found = new ArrayList<>();

    private ProfileAdvice(String file, DeviceProfile profile) {
        this.file = file;
        this.profile = profile;
    }

    /**
     * Everything odd, in the order of the file's sections.
     *
     * @param file name for messages
     * @param name the file's name without folder and ending
     * @throws InputException for a profile that can be read and yet not run
     */
    public static List<Advice> of(String file, String name, DeviceProfile profile, LatencyModel model) {
        ProfileAdvice advice = new ProfileAdvice(file, profile);
        advice.runs();
        advice.identity(name);
        profile.units().forEach(advice::unit);
        advice.latencyRows();
        LatencyPlausibility.check(profile, model, advice::add);
        EnergyPlausibility.check(profile, advice::add);
        advice.sources();
        advice.battery();
        return List.copyOf(advice.found);
    }

    private void add(String key, String problem, String right) {
        found.add(new Advice(file, key, problem, right));
    }

    /** Takes what is odd. */
    interface Sink {
        void add(String key, String problem, String right);
    }

    /** Sets a device up as a run does, with each case and fan. */
    private void runs() {
        double charge = 1;
        new DeviceState(profile, new DeviceConditions(AMBIENT_DEG_C, AMBIENT_DEG_C, null, null, -1, charge));
        for (ThermalProfile.Setting setting : profile.thermal().settings()) {
            boolean isCase = setting.kind().equals("case");
            new DeviceState(
                    profile,
                    new DeviceConditions(
                            AMBIENT_DEG_C,
                            AMBIENT_DEG_C,
                            isCase ? setting.id() : null,
                            isCase ? null : setting.id(),
                            -1,
                            charge));
        }
    }

    private void identity(String name) {
        if (!name.equals(profile.id())) {
            add(
                    "id",
                    "'" + profile.id() + "' is not the file's name.",
                    "Under the profiles of a user it is found by its id alone where the file is " + profile.id()
                            + ".yaml.");
        }
    }

    private void unit(UnitProfile unit) {
        String key = "units[" + unit.id() + "]";
        OperatingPoint slowest =
                unit.operatingPoints().get(unit.operatingPoints().size() - 1);
        if (unit.idleW().value() > slowest.activeW().value()) {
            add(
                    key + ".idle_w",
                    unit.idleW().value() + " W is more than the "
                            + slowest.activeW().value() + " W of its slowest clock.",
                    "A unit needs less while it idles.");
        }
        double fastest = unit.operatingPoints().get(0).activeW().value();
        if (unit.operatingPoints().size() > 1 && slowest.activeW().value() == fastest) {
            add(
                    key + ".operating_points",
                    "every clock needs " + fastest + " W.",
                    "Power falls with the clock, on phones about as its 1.9th power; else slowing down cools nothing.");
        }
    }

    private void latencyRows() {
        Map<String, Integer> seen = new HashMap<>();
        Map<String, Integer> byUnit = new LinkedHashMap<>();
        profile.units().forEach(unit -> byUnit.put(unit.id(), 0));
        for (LatencyRow row : profile.latency().rows()) {
            String what = String.join(
                    " ",
                    row.network(),
                    row.inputWidthPx() + "x" + row.inputHeightPx(),
                    row.precision(),
                    "on " + row.unit(),
                    "with " + row.threads() + (row.threads() == 1 ? " thread, " : " threads, ") + row.statistic());
            String all = what
                    + row.latencyMs()
                    + row.runtime()
                    + row.conditions()
                    + row.source().cite();
            if (seen.merge(all, 1, Integer::sum) == 2 && !row.reference()) {
                add("latency.file", what + " stands twice with one source.", "Remove one.");
            }
            if (row.reference()) {
                byUnit.merge(row.unit(), 1, Integer::sum);
            }
        }
        byUnit.forEach((unit, rows) -> {
            if (rows == 0) {
                add(
                        "latency.reference." + unit,
                        "no row answers for this unit.",
                        "Predictions come from units like it; list the citation of a series that was measured on it.");
            }
        });
    }

    /** A number without any source does not load; these have one that says nothing. */
    private void sources() {
        Map<String, SourceKind> empty = new TreeMap<>();
        Set<String> unexplained = new TreeSet<>();
        ProfileNumbers.of(profile).sources().forEach((path, source) -> {
            boolean assumption = source.cite().equals(ASSUMPTION);
            if (assumption && source.kind() != SourceKind.ASSUMED && source.kind() != SourceKind.FITTED) {
                empty.put(path, source.kind());
            }
            if (source.assumed() && assumption && source.note() == null) {
                unexplained.add(path);
            }
        });
        empty.forEach((path, kind) -> add(
                path,
                "is called " + kind + " but cites an assumption.",
                "Cite the document, or say ASSUMED with low and high."));
        if (!unexplained.isEmpty()) {
            add(
                    unexplained.iterator().next(),
                    "is ASSUMED without a reason"
                            + (unexplained.size() > 1 ? ", as are " + (unexplained.size() - 1) + " others." : "."),
                    "Give source.note: why this value and this range.");
        }
    }

    private void battery() {
        BatteryProfile battery = profile.battery();
        if (battery == null) {
            return;
        }
        double fullV = battery.ocvV().get(battery.ocvV().size() - 1);
        double emptyV = battery.ocvV().get(0);
        double cutoffV = battery.cutoffV().value();
        if (cutoffV >= fullV) {
            add(
                    "battery.cutoff_v",
                    cutoffV + " V is not below the " + fullV + " V of the full battery.",
                    "The device would be off at once: is the curve that of one cell, the cut-off that of several?");
        } else if (cutoffV < emptyV) {
            add(
                    "battery.cutoff_v",
                    cutoffV + " V is below the " + emptyV + " V of the empty battery.",
                    "It would never be reached without load; both belong to the same number of cells.");
        }
        for (int i = 1; i < battery.capacityFactor().size(); i++) {
            if (battery.capacityFactor().get(i) < battery.capacityFactor().get(i - 1)) {
                add(
                        "battery.capacity_over_temperature",
                        "the capacity falls from " + battery.capacityFactor().get(i - 1) + " to "
                                + battery.capacityFactor().get(i) + " as it gets warmer, at "
                                + battery.capacityTempDegC().get(i) + " deg C.",
                        "A cold battery gives less, not more: are the columns in order?");
                return;
            }
        }
    }
}

package org.framebudget.sim.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.framebudget.models.Suggestions;
import org.framebudget.sim.scenario.PopulationSpec.AmbientShare;
import org.framebudget.sim.scenario.PopulationSpec.ProfileShare;
import org.framebudget.sim.scenario.Scenario.DeviceUse;
import org.jspecify.annotations.Nullable;

/** Reads {@code population}. */
final class PopulationBinder {
    /** Rounded percentages rarely sum to 100. */
    private static final double OFF_MAX = 0.001;

    private final Path baseDir;
    private final KnownIds known;

    PopulationBinder(Path baseDir, KnownIds known) {
        this.baseDir = baseDir;
        this.known = known;
    }

    /** Null where none is asked for. */
    @Nullable
    PopulationSpec population(Fields top, List<DeviceUse> devices) {
        Fields fields = top.sectionOrNull("population");
        if (fields == null) {
            return null;
        }
        String device = device(fields, devices.stream().map(DeviceUse::id).toList());
        List<ProfileShare> profiles = new ArrayList<>();
        Set<List<String>> seen = new HashSet<>();
        for (Fields item : fields.sections("devices")) {
            String profile = known.profile(item, "profile", baseDir);
            String unit = item.has("unit") ? item.choice("unit") : item.textOrNull("unit");
            if (!seen.add(List.of(profile, unit == null ? "" : unit))) {
                throw item.error(
                        "profile",
                        "'" + profile + "'" + (unit == null ? "" : " on " + unit) + " is listed twice.",
                        "List each once, with the sum of its shares.");
            }
            profiles.add(new ProfileShare(profile, item.number("share"), unit));
        }
        checkSum(
                fields,
                "devices",
                profiles.stream().mapToDouble(ProfileShare::shareFraction).sum());
        String source = fields.textOrNull("source");
        if (!fields.has("ambient_deg_c")) {
            if (fields.has("ambient_source")) {
                throw fields.error(
                        "ambient_source", "there are no ambients that it could be of.", "Give ambient_deg_c too.");
            }
            return new PopulationSpec(device, List.copyOf(profiles), source, List.of(), null);
        }
        List<AmbientShare> ambients = new ArrayList<>();
        for (Fields item : fields.sections("ambient_deg_c")) {
            double degC = item.number("value");
            if (ambients.stream().anyMatch(other -> other.ambientDegC() == degC)) {
                throw item.error(
                        "value",
                        Units.plain(degC) + " is listed twice.",
                        "List each once, with the sum of its shares.");
            }
            ambients.add(new AmbientShare(degC, item.number("share")));
        }
        checkSum(
                fields,
                "ambient_deg_c",
                ambients.stream().mapToDouble(AmbientShare::shareFraction).sum());
        if (!fields.has("ambient_source")) {
            fields.assume("ambient_source", "none, so the shares of ambients are ASSUMED (default)");
        }
        return new PopulationSpec(
                device, List.copyOf(profiles), source, List.copyOf(ambients), fields.textOrNull("ambient_source"));
    }

    private static String device(Fields fields, List<String> ids) {
        if (!fields.has("device")) {
            if (ids.size() > 1) {
                throw fields.error(
                        "device",
                        "is absent, and the scenario has " + ids.size() + " devices.",
                        "Name the one that differs from user to user: " + String.join(", ", ids) + ".");
            }
            return ids.get(0);
        }
        String device = fields.id("device");
        if (!ids.contains(device)) {
            throw fields.error(
                    "device", "there is no device '" + device + "' in this scenario.", Suggestions.advice(device, ids));
        }
        return device;
    }

    private static void checkSum(Fields fields, String key, double sum) {
        // sums of decimal fractions are off by their last bits
        if (Math.abs(sum - 1) > OFF_MAX + 1e-12) {
            throw fields.error(
                    key,
                    "the shares sum to " + Units.plain(Math.round(sum * 1e6) / 1e6) + ", not to 1.",
                    "Give shares of all users, such as 0.3 and 0.7.");
        }
    }
}

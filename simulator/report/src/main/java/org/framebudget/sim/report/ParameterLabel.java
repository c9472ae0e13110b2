package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A parameter of a plan's sensitivity in words: what the contract names by its key.
 *
 * @param name what it is
 * @param unit of its values, empty for a share or a count
 */
record ParameterLabel(String name, String unit) {
    private static final Map<String, ParameterLabel> OF_SCENARIO = Map.of(
            "environment.ambient_deg_c", new ParameterLabel("ambient temperature", "°C"),
            "cameras.jitter_ms", new ParameterLabel("jitter of the cameras", "ms"),
            "cameras.motion_fraction", new ParameterLabel("share of the time with motion", ""),
            "devices.battery.start_fraction", new ParameterLabel("charge at the start", ""));

    /** A suffix that contains another one stands before it. */
    private static final Map<String, String> UNITS = units();

    private static Map<String, String> units() {
        Map<String, String> units = new LinkedHashMap<>();
        units.put("_ns_per_px", "ns/px");
        units.put("_nj_per_px", "nJ/px");
        units.put("_k_per_w", "K/W");
        units.put("_j_per_k", "J/K");
        units.put("_mb_per_s", "MB/s");
        units.put("_gmac_per_s", "GMAC/s");
        units.put("_per_k", "1/K");
        units.put("_deg_c", "°C");
        units.put("_mhz", "MHz");
        units.put("_mb", "MB");
        units.put("_ms", "ms");
        units.put("_ah", "Ah");
        units.put("_ohm", "Ω");
        units.put("_w", "W");
        units.put("_s", "s");
        units.put("_v", "V");
        units.put("_k", "K");
        return units;
    }

    static ParameterLabel of(String parameter) {
        ParameterLabel known = OF_SCENARIO.get(parameter);
        if (known != null) {
            return known;
        }
        int blank = parameter.indexOf(' ');
        if (blank < 0) {
            return path(parameter, "");
        }
        String profile = " (" + parameter.substring(0, blank) + ")";
        String quantity = parameter.substring(blank + 1);
        if (quantity.startsWith("latency of ")) {
            return new ParameterLabel("time of " + quantity.substring("latency of ".length()) + profile, "ms");
        }
        if (quantity.equals("battery age")) {
            return new ParameterLabel("capacity that age has left the battery" + profile, "");
        }
        return path(quantity, profile);
    }

    private static ParameterLabel path(String path, String of) {
        String unit = "";
        String named = path.replace("[]", "");
        for (Map.Entry<String, String> suffix : UNITS.entrySet()) {
            if (named.endsWith(suffix.getKey())) {
                unit = suffix.getValue();
                named = named.substring(0, named.length() - suffix.getKey().length());
                break;
            }
        }
        if (named.endsWith(" temperatures")) {
            unit = "°C";
        } else if (named.endsWith(" clocks")) {
            unit = "MHz";
        }
        List<String> words = new ArrayList<>();
        // a name in brackets may hold dots
        for (String part : named.split("\\.(?![^\\[]*])")) {
            int open = part.indexOf('[');
            int close = part.lastIndexOf(']');
            if (open < 0) {
                words.add(part);
                continue;
            }
            String inside = part.substring(open + 1, close);
            String word =
                    inside.matches("\\d+") ? part.substring(0, open) + " " + (Integer.parseInt(inside) + 1) : inside;
            words.add(word + part.substring(close + 1));
        }
        return new ParameterLabel(String.join(", ", words).replace('_', ' ') + of, unit);
    }

    String range(double low, double high) {
        String from = Numbers.plain(low) + " to ";
        return from + (unit.isEmpty() ? Numbers.plain(high) : Numbers.withUnit(high, unit));
    }
}

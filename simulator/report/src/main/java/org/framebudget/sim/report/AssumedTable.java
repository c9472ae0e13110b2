package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** All ASSUMED values, packed: one row for each profile, part of it and reason, equal keys of a list in one go. */
final class AssumedTable {
    /** The last index in a key, as in {@code operating_points[3].active_w}. */
    private static final Pattern INDEX = Pattern.compile("^(.*)\\[(\\d+)\\]([^\\[\\]]*)$");

    private record Group(String profile, String part, String note) {}

    private AssumedTable() {}

    static HtmlTable of(List<AssumedValue> values) {
        Map<Group, List<AssumedValue>> groups = new LinkedHashMap<>();
        for (AssumedValue value : values) {
            groups.computeIfAbsent(
                            new Group(value.profile(), part(value.key()), value.note()), group -> new ArrayList<>())
                    .add(value);
        }
        HtmlTable table = new HtmlTable()
                .words("profile", 11)
                .words("part", 12)
                .words("value used (from to)", 51)
                .words("why", 26);
        groups.forEach((group, members) -> table.row()
                .cell(group.profile)
                .cell(group.part)
                .cell(packed(members))
                .cell(group.note));
        return table;
    }

    /** {@code units[cpu]} of {@code units[cpu].idle_w}, {@code power} of {@code power.base_w}. */
    private static String part(String key) {
        int dot = key.indexOf('.', Math.max(0, closing(key)));
        return dot < 0 ? key : key.substring(0, dot);
    }

    /** Ids in brackets may hold dots. */
    private static int closing(String key) {
        int open = key.indexOf('[');
        int dot = key.indexOf('.');
        return open >= 0 && (dot < 0 || open < dot) ? key.indexOf(']', open) : 0;
    }

    /** Key and values, keys that differ in one index alone together. */
    private static String packed(List<AssumedValue> members) {
        Map<String, List<AssumedValue>> byKey = new LinkedHashMap<>();
        for (AssumedValue value : members) {
            String rest = value.key().substring(part(value.key()).length()).replaceFirst("^\\.", "");
            Matcher matcher = INDEX.matcher(rest);
            String key = matcher.matches() ? matcher.group(1) + "[#]" + matcher.group(3) : rest;
            byKey.computeIfAbsent(key, any -> new ArrayList<>()).add(value);
        }
        return byKey.entrySet().stream()
                .map(entry -> named(entry.getKey(), entry.getValue())
                        + entry.getValue().stream().map(AssumedTable::figure).collect(Collectors.joining(", ")))
                .collect(Collectors.joining(" · "));
    }

    private static String named(String key, List<AssumedValue> values) {
        if (!key.contains("[#]")) {
            return key.isEmpty() ? "" : key + ": ";
        }
        List<Integer> indices = new ArrayList<>();
        for (AssumedValue value : values) {
            Matcher matcher = INDEX.matcher(value.key());
            if (matcher.matches()) {
                indices.add(Integer.parseInt(matcher.group(2)));
            }
        }
        int first = indices.get(0);
        int last = indices.get(indices.size() - 1);
        String shown = first == last
                ? Integer.toString(first)
                : last - first == indices.size() - 1
                        ? first + ".." + last
                        : indices.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return key.replace("[#]", "[" + shown + "]") + ": ";
    }

    /** {@code 3.5 (2.1 to 4.9)}; no range where it is a single point, and a word for a curve. */
    private static String figure(AssumedValue value) {
        if (Double.isNaN(value.value())) {
            return "a curve";
        }
        return value.low() == value.high()
                ? Numbers.plain(value.value())
                : Numbers.plain(value.value()) + "\u00a0(" + Numbers.plain(value.low()) + "\u00a0to\u00a0"
                        + Numbers.plain(value.high()) + ")";
    }
}

package org.framebudget.devices;

import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every number and every source of a profile, by its path as in {@code units[npu].operating_points[0].active_w}. Walks
 * the records by reflection, so that a number added to a record is counted without further ado.
 */
public final class ProfileNumbers {
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private final Map<String, Sourced> numbers = new LinkedHashMap<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();

    private ProfileNumbers() {}

    /** Walks a profile. */
    public static ProfileNumbers of(DeviceProfile profile) {
        ProfileNumbers all = new ProfileNumbers();
        all.walk("", profile);
        return all;
    }

    /** Each sourced number by path, in the order of the records. */
    public Map<String, Sourced> numbers() {
        return Collections.unmodifiableMap(numbers);
    }

    /** Each source by path: those of the numbers, of the latency rows, and of curves and traces as a whole. */
    public Map<String, Source> sources() {
        return Collections.unmodifiableMap(sources);
    }

    /** How many numbers, curves and traces nobody measured. */
    public int assumedCount() {
        return (int) sources.values().stream().filter(Source::assumed).count();
    }

    /** The keys of everything the profile cites, each once, in the order met. */
    public List<String> citedKeys() {
        Set<String> keys = new LinkedHashSet<>();
        sources.values().forEach(source -> keys.add(source.cite()));
        return List.copyOf(keys);
    }

    /** Everything the profile cites, as text, each once. */
    public List<String> citations(Citations citations) {
        return citedKeys().stream().map(citations::text).toList();
    }

    private void walk(String path, @Nullable Object value) {
        if (value instanceof Sourced sourced) {
            numbers.put(path, sourced);
            sources.put(path, sourced.source());
        } else if (value instanceof Source source) {
            sources.put(path, source);
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                walk(path + "[" + label(list.get(i), i) + "]", list.get(i));
            }
        } else if (value instanceof Record record) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                String name = name(component);
                walk(path.isEmpty() ? name : path + "." + name, read(component, record));
            }
        }
    }

    /** As a path names it. */
    static String name(RecordComponent component) {
        return HUMP.matcher(component.getName()).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    /** An item's own name where it has one, else its position. */
    static String label(@Nullable Object item, int position) {
        if (item instanceof Record record) {
            return Stream.of(record.getClass().getRecordComponents())
                    .filter(c -> c.getName().equals("id") || c.getName().equals("name"))
                    .map(c -> String.valueOf(read(c, record)))
                    .findFirst()
                    .orElse(Integer.toString(position));
        }
        return Integer.toString(position);
    }

    static @Nullable Object read(RecordComponent component, Record record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component.getName(), e);
        }
    }
}

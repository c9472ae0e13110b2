package org.framebudget.devices;

import java.lang.reflect.Method;
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

    /** Asking a record for its components costs more than reading them, so each kind of record is asked once. */
    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            return Stream.of(type.getRecordComponents()).map(Part::of).toList();
        }
    };

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
                // plain values, as those of a trace, are no numbers of their own
                if (list.get(i) instanceof Record item) {
                    walk(path + "[" + label(item, i) + "]", item);
                }
            }
        } else if (value instanceof Record record) {
            for (Part part : parts(record)) {
                walk(path.isEmpty() ? part.name() : path + "." + part.name(), part.of(record));
            }
        }
    }

    /** The components of a record, in order. */
    static List<Part> parts(Record record) {
        return PARTS.get(record.getClass());
    }

    /**
     * A component of a record.
     *
     * @param name as a path names it
     * @param type declared
     */
    record Part(String name, Class<?> type, Method accessor) {
        private static Part of(RecordComponent component) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            String name = HUMP.matcher(component.getName()).replaceAll("_").toLowerCase(Locale.ROOT);
            return new Part(name, component.getType(), accessor);
        }

        @Nullable
        Object of(Record record) {
            try {
                return accessor.invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + name, e);
            }
        }
    }

    /** An item's own name where it has one, else its position. */
    static String label(@Nullable Object item, int position) {
        if (item instanceof Record record) {
            for (Part part : parts(record)) {
                if (part.name().equals("id") || part.name().equals("name")) {
                    return String.valueOf(part.of(record));
                }
            }
        }
        return Integer.toString(position);
    }
}

package org.framebudget.devices;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import org.framebudget.devices.ProfileNumbers.Part;
import org.framebudget.devices.latency.LatencyTable;
import org.jspecify.annotations.Nullable;

/**
 * A profile with other numbers in it, for questions of the form "what if this were different". Walks the records by reflection
 * as {@link ProfileNumbers} does and names numbers by the same paths, so that a number added to a record is reached without
 * further ado. Measured latencies stay as they are.
 */
public final class ProfileValues {
    private final BiFunction<String, Sourced, Sourced> change;

    private ProfileValues(BiFunction<String, Sourced, Sourced> change) {
        this.change = change;
    }

    /**
     * The same profile with each number replaced.
     *
     * @param change new number by path and old number; the old one to leave it
     */
    public static DeviceProfile with(DeviceProfile profile, BiFunction<String, Sourced, Sourced> change) {
        return (DeviceProfile) new ProfileValues(change).record("", profile);
    }

    private @Nullable Object value(String path, @Nullable Object old) {
        if (old instanceof Sourced sourced) {
            return change.apply(path, sourced);
        }
        if (old instanceof List<?> list) {
            return list(path, list);
        }
        return old instanceof Record record && !(old instanceof LatencyTable) && !(old instanceof Source)
                ? record(path, record)
                : old;
    }

    private List<?> list(String path, List<?> old) {
        boolean changed = false;
        List<@Nullable Object> items = new ArrayList<>(old.size());
        for (int i = 0; i < old.size(); i++) {
            Object item = old.get(i);
            Object made = item instanceof Record ? value(path + "[" + ProfileNumbers.label(item, i) + "]", item) : item;
            changed |= made != item;
            items.add(made);
        }
        // a list of thresholds may hold nulls
        return changed ? Collections.unmodifiableList(items) : old;
    }

    private Object record(String path, Record old) {
        List<Part> parts = ProfileNumbers.parts(old);
        @Nullable Object[] values = new Object[parts.size()];
        boolean changed = false;
        for (int i = 0; i < values.length; i++) {
            String name = parts.get(i).name();
            Object had = parts.get(i).of(old);
            values[i] = value(path.isEmpty() ? name : path + "." + name, had);
            changed |= values[i] != had;
        }
        return changed ? made(old, parts, values) : old;
    }

    private static Object made(Record like, List<Part> parts, @Nullable Object[] values) {
        Class<?>[] types = parts.stream().map(Part::type).toArray(Class<?>[]::new);
        try {
            var constructor = like.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("cannot make " + like.getClass(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + like.getClass(), e);
        }
    }
}

package org.framebudget.sim.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what a file left out: JSON turns a missing list or object into null without a word. */
final class RequiredFields {
    private RequiredFields() {}

    /** Path of the first null that its record does not allow, or null where all is there. */
    static @Nullable String firstMissing(Object value) {
        return firstMissing("", value);
    }

    private static @Nullable String firstMissing(String path, @Nullable Object value) {
        if (value instanceof Record) {
            return inRecord(path, value);
        }
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                String missing = firstMissing(path + "[" + i + "]", list.get(i));
                if (missing != null) {
                    return missing;
                }
            }
        }
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String missing = firstMissing(path + "." + entry.getKey(), entry.getValue());
                if (missing != null) {
                    return missing;
                }
            }
        }
        return value == null ? path : null;
    }

    private static @Nullable String inRecord(String path, Object value) {
        for (RecordComponent field : value.getClass().getRecordComponents()) {
            String fieldPath = (path.isEmpty() ? "" : path + ".") + jsonName(field);
            Object content = read(field, value);
            boolean optional = field.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (content == null && optional) {
                continue;
            }
            String missing = firstMissing(fieldPath, content);
            if (missing != null) {
                return missing;
            }
        }
        return null;
    }

    private static @Nullable Object read(RecordComponent field, Object owner) {
        try {
            return field.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A public record did not let itself be read: " + owner.getClass(), e);
        }
    }

    private static String jsonName(RecordComponent field) {
        JsonProperty given = field.getAccessor().getAnnotation(JsonProperty.class);
        return given != null
                ? given.value()
                : PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(field.getName());
    }
}

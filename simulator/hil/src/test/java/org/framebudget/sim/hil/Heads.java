package org.framebudget.sim.hil;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;

/** Heads of recordings that differ from another in a field or two. */
final class Heads {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Heads() {}

    /** @param changed values by the names of their fields */
    static Recording.Head with(Recording.Head head, Map<String, ?> changed) {
        Map<String, Object> fields =
                new HashMap<>(JSON.convertValue(head, new TypeReference<Map<String, Object>>() {}));
        fields.putAll(changed);
        return JSON.convertValue(fields, Recording.Head.class);
    }

    /** A recording with such a head. */
    static Recording with(Recording recording, Map<String, ?> changed) {
        return new Recording(
                with(recording.head(), changed), recording.inferences(), recording.samples(), recording.pacing());
    }
}

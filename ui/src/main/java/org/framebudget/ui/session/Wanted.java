package org.framebudget.ui.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.framebudget.devices.ProfileRepository;
import org.jspecify.annotations.Nullable;

/** The changes that were asked for last: those of the question once it is read. */
final class Wanted {
    private final ProfileRepository profiles;
    private Map<String, String> changes = Map.of();
    /** What was asked for from the move of a device on, while that is read: nobody knows yet what it will set. */
    private @Nullable UnaryOperator<Question> moving;

    Wanted(ProfileRepository profiles) {
        this.profiles = profiles;
    }

    /** Nothing else is wanted than what there is. */
    void are(Map<String, String> present) {
        changes = present;
        moving = null;
    }

    /** Other changes: what makes the question that has them of the present one, in the background; null where they are wanted already. */
    @Nullable
    UnaryOperator<Question> edit(Map<String, String> values, Set<String> dropped) {
        UnaryOperator<Question> move = moving;
        if (move != null) {
            UnaryOperator<Question> more = present -> {
                Question moved = move.apply(present);
                return moved.with(edited(moved.changes(), values, dropped), profiles);
            };
            moving = more;
            return more;
        }
        Map<String, String> other = edited(changes, values, dropped);
        if (other.equals(changes)) {
            return null;
        }
        changes = other;
        return present -> present.with(other, profiles);
    }

    private static Map<String, String> edited(
            Map<String, String> changes, Map<String, String> values, Set<String> dropped) {
        Map<String, String> other = new LinkedHashMap<>(changes);
        other.keySet().removeAll(dropped);
        other.putAll(values);
        return other;
    }

    /** No changes at all; as {@link #edit}. */
    @Nullable
    UnaryOperator<Question> none() {
        if (moving == null && changes.isEmpty()) {
            return null;
        }
        are(Map.of());
        return present -> present.with(Map.of(), profiles);
    }

    /** A device on another profile; as {@link #edit}. */
    UnaryOperator<Question> move(String device, String profile) {
        Map<String, String> known = changes;
        UnaryOperator<Question> before = moving == null
                ? present -> present.changes().equals(known) ? present : present.with(known, profiles)
                : moving;
        UnaryOperator<Question> more = present -> before.apply(present).moved(device, profile, profiles);
        moving = more;
        return more;
    }
}

package org.framebudget.devices;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of a profile file with the line it stands in: a mapping, a list, a scalar or an empty value. */
sealed interface ProfileNode {
    /** Line in the file, from 1; for a mapping's value the line of its key. */
    int line();

    /** What the user would call it, for messages. */
    String kind();

    /** Keys with values, in file order. */
    record Mapping(int line, Map<String, ProfileNode> fields) implements ProfileNode {
        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** Items in file order. */
    record Items(int line, List<ProfileNode> items) implements ProfileNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A text, number or boolean; {@code number} is absent where it is no finite number written as one. */
    record Scalar(int line, String text, @Nullable Double number) implements ProfileNode {
        @Override
        public String kind() {
            return "'" + text + "'";
        }
    }

    /** {@code null} or nothing after the colon. */
    record Empty(int line) implements ProfileNode {
        @Override
        public String kind() {
            return "nothing";
        }
    }
}

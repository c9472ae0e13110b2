package org.framebudget.sim.sweep;

import org.framebudget.sim.pipeline.Trial;
import org.jspecify.annotations.Nullable;

/**
 * One result of a point, a column of the store.
 *
 * @param sqlType of DuckDB
 * @param sense which of two values is better
 * @param value of a finished point; absent where it has none
 */
record Output(String name, String sqlType, Sense sense, Value value) {
    /** Takes one figure out of all. */
    interface Value {
        @Nullable
        Object of(Trial trial);
    }

    boolean numeric() {
        return sqlType.equals("DOUBLE") || sqlType.equals("BIGINT");
    }
}

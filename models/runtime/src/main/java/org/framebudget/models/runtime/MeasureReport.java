package org.framebudget.models.runtime;

import java.util.List;

/**
 * The contract {@code framebudget/measure/v1}: the runs of one command.
 *
 * @param schema {@link #SCHEMA}
 * @param machine where they were made
 */
public record MeasureReport(String schema, MachineInfo machine, List<MeasureRecord> runs) {
    /** Schema id. */
    public static final String SCHEMA = "framebudget/measure/v1";

    /** Of these runs. */
    public static MeasureReport of(MachineInfo machine, List<MeasureRecord> runs) {
        return new MeasureReport(SCHEMA, machine, List.copyOf(runs));
    }
}

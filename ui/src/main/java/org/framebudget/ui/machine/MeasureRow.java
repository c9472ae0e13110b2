package org.framebudget.ui.machine;

import java.util.List;
import org.framebudget.models.runtime.Distribution;
import org.framebudget.models.runtime.MachineInfo;
import org.framebudget.models.runtime.MeasureRecord;
import org.framebudget.sim.cli.MeasureText;

/**
 * A run in words; times in milliseconds. A percentile that rests on too few inferences is a dash.
 *
 * @param network file, or id of a known network
 * @param input width × height; empty for a network without exactly one image
 * @param spread standard deviation
 * @param conditions runtime, kernels and machine in one line
 * @param notes what a reader should know before using the numbers
 */
public record MeasureRow(
        String network,
        String precision,
        String input,
        String threads,
        String runs,
        String first,
        String p50,
        String p95,
        String spread,
        String longest,
        String conditions,
        List<String> notes) {

    static MeasureRow of(MachineInfo machine, MeasureRecord record) {
        Distribution times = record.latencyMs();
        List<Integer> input = record.input();
        return new MeasureRow(
                record.file(),
                record.precision(),
                input == null ? "" : input.get(0) + "×" + input.get(1),
                Integer.toString(record.runtime().threads()),
                Long.toString(times.n()),
                MeasureText.ms(record.firstMs()),
                MeasureText.ms(times.p50()),
                MeasureText.ms(times.p95()),
                MeasureText.ms(times.sd()),
                MeasureText.ms(times.max()),
                MeasureText.conditions(machine, record),
                List.copyOf(record.warnings()));
    }
}

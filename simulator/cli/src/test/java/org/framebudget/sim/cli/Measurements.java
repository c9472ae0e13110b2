package org.framebudget.sim.cli;

import java.util.List;
import org.framebudget.models.runtime.Distribution;
import org.framebudget.models.runtime.MachineInfo;
import org.framebudget.models.runtime.MachineState;
import org.framebudget.models.runtime.MeasureRecord;
import org.framebudget.models.runtime.MeasureRequest;

/** A measurement with every part present. */
final class Measurements {
    static final MachineInfo MACHINE =
            new MachineInfo("Linux 6.1", "amd64", "A Processor, 2 GHz", null, 2, 4000L, "performance");

    private Measurements() {}

    static MeasureRecord of(MeasureRequest request) {
        Distribution latency = new Distribution(150, 11.25, 10.5, 11.0, 12.5, null, null, 20.125, 1.5);
        List<MeasureRecord.Rate> rates = request.ratesFps().stream()
                .map(rate -> new MeasureRecord.Rate(rate, 20, 20, latency, latency, 1.375))
                .toList();
        return new MeasureRecord(
                request.file().toString(),
                "net",
                "ab",
                3_600_000,
                "2026-11-22T10:00:00Z",
                request.input() == null
                        ? List.of(224, 192)
                        : List.of(request.input().widthPx(), request.input().heightPx()),
                request.input() != null,
                "uint8",
                3_500_000,
                List.of(new MeasureRecord.Tensor("in", "uint8", List.of(1, 192, 224, 3))),
                List.of(new MeasureRecord.Tensor("out", "uint8", List.of(1, 1001))),
                true,
                request.plain()
                        ? new MeasureRecord.Kernels("TensorFlow Lite", "2.20.0", "plain", 66, 66, 0, request.threads())
                        : new MeasureRecord.Kernels(
                                "TensorFlow Lite", "2.20.0", "xnnpack", 66, 4, 64, request.threads()),
                0.5,
                9.5,
                32.875,
                request.warmupRuns(),
                latency,
                new MeasureRecord.Memory(12.5, 0.25),
                rates,
                request.sustainedS() == 0
                        ? null
                        : new MeasureRecord.Sustained(
                                request.sustainedS(),
                                1,
                                latency,
                                40.0,
                                1.25,
                                List.of(new MeasureRecord.Window(0, 90, 11, 10.75, null, 2000.0, null))),
                request.operators()
                        ? List.of(new MeasureRecord.OperatorTime(0, "CONV_2D", "xnnpack", 3.5, 1))
                        : List.of(),
                new MachineState(2000.0, 45.5, 0.25),
                new MachineState(1800.0, 60.5, 0.75),
                0.5,
                List.of("Other work ran."));
    }
}

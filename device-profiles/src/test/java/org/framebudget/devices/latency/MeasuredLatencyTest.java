package org.framebudget.devices.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.framebudget.devices.Source;
import org.framebudget.devices.SourceKind;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.Test;

class MeasuredLatencyTest {
    private static final LatencyTable TABLE = new LatencyTable(List.of(
            row("net_1.0", 224, "fp32", "cpu", 4, true),
            row("net_1.0", 224, "int8", "npu", 0, true),
            row("net_0.5", 128, "int8", "npu", 0, true),
            row("other", 300, "int8", "gpu", 0, true),
            row("net_1.0", 160, "int8", "npu", 0, false)));
    private final MeasuredLatency measured = new MeasuredLatency("toy", TABLE);

    @Test
    void aReferenceRowAnswers() {
        assertEquals(TABLE.rows().get(1), measured.latency(new LatencyQuery("net_1.0", 224, 224, "int8", "npu", 0)));
        assertEquals(TABLE.rows().get(0), measured.latency(new LatencyQuery("net_1.0", 224, 224, "fp32", "cpu", 4)));
    }

    @Test
    void aMissListsWhatIsMeasuredNearestFirstAndNoEvidence() {
        assertEquals(
                "Nobody measured net_1.0 160x160 int8 on npu for 'toy'. Measured, nearest first: "
                        + "net_1.0 224x224 int8 on npu; net_1.0 224x224 fp32 on cpu with 4 threads; "
                        + "net_0.5 128x128 int8 on npu; other 300x300 int8 on gpu.",
                messageOf(measured, new LatencyQuery("net_1.0", 160, 160, "int8", "npu", 0)));
    }

    @Test
    void anotherNumberOfThreadsIsAMiss() {
        assertEquals(
                "Nobody measured net_1.0 224x224 fp32 on cpu with 1 thread for 'toy'. Measured, nearest first: "
                        + "net_1.0 224x224 fp32 on cpu with 4 threads; net_1.0 224x224 int8 on npu; "
                        + "net_0.5 128x128 int8 on npu; other 300x300 int8 on gpu.",
                messageOf(measured, new LatencyQuery("net_1.0", 224, 224, "fp32", "cpu", 1)));
    }

    @Test
    void aTableWithoutReferenceRowsSaysSo() {
        MeasuredLatency empty = new MeasuredLatency("bare", new LatencyTable(List.of()));
        assertEquals(
                "Nobody measured a 1x1 int8 on cpu for 'bare'. The profile has no reference measurement at all.",
                messageOf(empty, new LatencyQuery("a", 1, 1, "int8", "cpu", 0)));
    }

    private static String messageOf(LatencySource source, LatencyQuery query) {
        return assertThrows(InputException.class, () -> source.latency(query)).getMessage();
    }

    private static LatencyRow row(
            String network, int px, String precision, String unit, int threads, boolean reference) {
        return new LatencyRow(
                network,
                px,
                px,
                precision,
                unit,
                threads,
                10,
                "mean",
                "TFLite",
                "",
                reference,
                null,
                null,
                null,
                null,
                null,
                null,
                new Source(SourceKind.MEASURED, "x", null));
    }
}

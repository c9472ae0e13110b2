package org.framebudget.devices.latency;

/**
 * What somebody wants to run.
 *
 * @param network network id
 * @param inputWidthPx input width
 * @param inputHeightPx input height
 * @param precision {@code fp32 fp16 int8}
 * @param unit unit it shall run on
 * @param threads wanted CPU threads, or 0 for those of the reference series
 */
public record LatencyQuery(
        String network, int inputWidthPx, int inputHeightPx, String precision, String unit, int threads) {
    /** As a reader would say it, as in {@code efficientnet_lite0 224x224 int8 on npu}. */
    public String text() {
        return network + " " + inputWidthPx + "x" + inputHeightPx + " " + precision + " on " + unit
                + (threads > 0 ? " with " + threads + (threads == 1 ? " thread" : " threads") : "");
    }
}

package org.framebudget.devices.calibration.thermal;

import java.util.List;

/**
 * A simulated sustained run, one entry per minute.
 *
 * @param frameCount inferences done
 * @param medianMs their median latency
 * @param batteryDegC the battery's node at the end of the minute
 * @param deviceW mean electrical power of the whole device
 * @param endDegC every node at the end of the run
 */
record Forecast(
        List<Double> frameCount,
        List<Double> medianMs,
        List<Double> batteryDegC,
        List<Double> deviceW,
        List<Double> endDegC) {
    double totalFrameCount() {
        return frameCount.stream().mapToDouble(Double::doubleValue).sum();
    }
}

package org.framebudget.devices.calibration.thermal;

import java.util.ArrayList;
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
    /**
     * The forecast that goes on from what was seen: frames and median of its last minute times the change that is simulated since, the
     * battery's reading plus that change. Which level a phone is at was measured; of the simulation only its steps are asked.
     */
    Forecast after(SustainedSeries seen) {
        int last = seen.minutes().size() - 1;
        List<Double> frames = new ArrayList<>(seen.frameCount());
        List<Double> medians = new ArrayList<>(seen.medianMs());
        List<Double> batteries = new ArrayList<>(
                seen.minutes().stream().map(SustainedSeries.Minute::batteryDegC).toList());
        for (int i = last + 1; i < frameCount.size(); i++) {
            frames.add(frames.get(last) * frameCount.get(i) / frameCount.get(last));
            medians.add(medians.get(last) * medianMs.get(i) / medianMs.get(last));
            batteries.add(batteries.get(last) + batteryDegC.get(i) - batteryDegC.get(last));
        }
        return new Forecast(List.copyOf(frames), List.copyOf(medians), List.copyOf(batteries), deviceW, endDegC);
    }

    double totalFrameCount() {
        return frameCount.stream().mapToDouble(Double::doubleValue).sum();
    }
}

package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/**
 * What cameras ask of units: for each unit, the sum over streams of frame rate times mean demand per frame, over its
 * servers. Above 1 no queue can help. Demands are those measured in the run, so a throttled clock counts.
 */
final class OfferedLoad {
    private final RunPlan plan;
    private final List<StreamTotals> streams;
    private final Map<Unit, Double> loads = new LinkedHashMap<>();
    private final Map<Unit, String> deviceOf = new LinkedHashMap<>();
    private final List<Boolean> gateFits = new ArrayList<>();

    OfferedLoad(RunPlan plan, Run run, List<StreamTotals> streams) {
        this.plan = plan;
        this.streams = streams;
        for (DeviceRun device : run.devices) {
            device.units().forEach(unit -> deviceOf.put(unit, device.id));
        }
        for (int s = 0; s < streams.size(); s++) {
            StreamTotals totals = streams.get(s);
            RunPlan.StreamAt at = plan.streams().get(s);
            double fps = CameraTiming.rate(plan.cameras().get(at.cameraIndex()).spec())
                    .perS();
            double insideS = 0;
            for (int i = 0; i < totals.stages.size(); i++) {
                StreamTotals.StageTotals stage = totals.stages.get(i);
                if (stage.jobs == 0) {
                    continue;
                }
                // per frame of the camera, so that frames without motion count
                double jobs = (double) stage.jobs / Math.max(1, totals.processed());
                double serviceS = stage.jobSumNs * 1e-9 / stage.jobs;
                double occupancy = run.streams.get(s).stages[i].work.occupancyFraction();
                loads.merge(stage.unit, fps * jobs * serviceS * occupancy / stage.unit.servers.length, Double::sum);
                insideS += jobs * serviceS;
            }
            gateFits.add(insideS * fps <= at.pipeline().framesInFlightMax());
        }
    }

    /** Each unit's mean demand per frame, and the pipeline's where frames may not overlap, is at most the interval. */
    boolean cadenceMet(int stream) {
        boolean fits = gateFits.get(stream);
        for (StreamTotals.StageTotals stage : streams.get(stream).stages) {
            fits &= loads.getOrDefault(stage.unit, 0.0) <= 1;
        }
        return fits;
    }

    /** The busiest unit, or the pipeline that admits too few frames at a time; null where nothing computes. */
    RunResult.@Nullable Bottleneck bottleneck(List<RunResult.Stream> results, List<RunResult.Device> devices) {
        Unit busiest = null;
        double most = -1;
        for (Map.Entry<Unit, Double> entry : loads.entrySet()) {
            if (entry.getValue() > most) {
                most = entry.getValue();
                busiest = entry.getKey();
            }
        }
        if (busiest == null) {
            return null;
        }
        for (int s = 0; s < results.size(); s++) {
            if (!gateFits.get(s) && most <= 1) {
                return new RunResult.Bottleneck(
                        null,
                        null,
                        null,
                        "frames_in_flight_max",
                        "the stages of " + results.get(s).id()
                                + " together take longer than a frame interval, and only "
                                + plan.streams().get(s).pipeline().framesInFlightMax()
                                + " frame(s) may be in the pipeline at a time",
                        null);
            }
        }
        String device = deviceOf.get(busiest);
        String asked = String.format(Locale.ROOT, "frames ask for %.0f %% of the %s's time", 100 * most, busiest.id);
        if (device == null) {
            return new RunResult.Bottleneck(null, null, busiest.id, null, asked, null);
        }
        return new RunResult.Bottleneck(
                device, busiest.id, null, null, asked + throttled(device, busiest.id, devices), null);
    }

    private static String throttled(String deviceId, String unitId, List<RunResult.Device> devices) {
        for (RunResult.Device device : devices) {
            if (!device.id().equals(deviceId)) {
                continue;
            }
            for (RunResult.ThrottleStep step : device.throttle().steps()) {
                if (step.unit().equals(unitId) && step.clockFraction() < 1) {
                    return String.format(
                            Locale.ROOT,
                            ", once the %s lowers its clock at %.0f s; the clock is %.0f %% on average",
                            step.reason(),
                            step.atS(),
                            100 * meanClock(device, unitId));
                }
            }
        }
        return "";
    }

    private static double meanClock(RunResult.Device device, String unitId) {
        return device.units().stream()
                .filter(unit -> unit.id().equals(unitId))
                .mapToDouble(RunResult.Unit::clockFractionMean)
                .findFirst()
                .orElse(1);
    }
}

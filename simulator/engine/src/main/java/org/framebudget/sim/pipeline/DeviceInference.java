package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.models.InputException;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.StageSpec;

/**
 * A network that a scenario runs on a device.
 *
 * @param network id, as {@link Attachment#start} names it
 * @param widthPx of its input
 * @param heightPx of its input
 * @param precision fp32, fp16 or int8
 * @param unit that runs it
 * @param threads as the scenario states them, else of the measurement that the profile takes its time from, else 1
 * @param cameraWidthPx frame of the first camera that feeds it
 * @param cameraHeightPx frame of the first camera that feeds it
 * @param stages that run it, as {@code people.classify}
 * @param predictedMs mean time that the profile says it takes alone
 */
public record DeviceInference(
        String network,
        int widthPx,
        int heightPx,
        String precision,
        String unit,
        int threads,
        int cameraWidthPx,
        int cameraHeightPx,
        List<String> stages,
        double predictedMs) {
    public DeviceInference {
        stages = List.copyOf(stages);
    }

    /** As in {@code mobilenet_v1_1.0 224x224 int8}. */
    public String label() {
        return network + " " + widthPx + "x" + heightPx + " " + precision;
    }

    /**
     * All of them, in the order of streams and stages; one for each network, input, precision, unit and number of threads.
     *
     * @param device id as in the result
     * @throws InputException for a device that the scenario lacks, or something in it that cannot be resolved
     */
    public static List<DeviceInference> on(Scenario scenario, ProfileRepository profiles, String device) {
        RunPlan plan = RunPlan.of(scenario, profiles);
        int index = indexOf(plan, device);
        Map<List<Object>, DeviceInference> found = new LinkedHashMap<>();
        for (RunPlan.StreamAt stream : plan.streams()) {
            for (StageSpec stage : plan.everyWork(stream)) {
                Infer infer = stage.infer();
                if (infer == null || plan.deviceIndex(stream, stage) != index) {
                    continue;
                }
                DeviceInference made =
                        of(plan, stream, stage, infer, plan.devices().get(index));
                found.merge(
                        List.of(made.label(), made.unit, made.threads), made, (one, other) -> one.and(other.stages));
            }
        }
        return List.copyOf(found.values());
    }

    /** Ids of the streams that run any of them on the device, in the order of the result. */
    public static List<String> streams(Scenario scenario, ProfileRepository profiles, String device) {
        RunPlan plan = RunPlan.of(scenario, profiles);
        int index = indexOf(plan, device);
        return plan.streams().stream()
                .filter(stream -> plan.everyWork(stream).stream()
                        .anyMatch(stage -> stage.infer() != null && plan.deviceIndex(stream, stage) == index))
                .map(RunPlan.StreamAt::id)
                .toList();
    }

    private static int indexOf(RunPlan plan, String device) {
        int index = plan.devices().stream().map(RunPlan.Device::id).toList().indexOf(device);
        if (index < 0) {
            throw new InputException("--device: the scenario has no device '" + device + "'. It has "
                    + String.join(
                            ", ",
                            plan.devices().stream().map(RunPlan.Device::id).toList()) + ".");
        }
        return index;
    }

    private static DeviceInference of(
            RunPlan plan, RunPlan.StreamAt stream, StageSpec stage, Infer infer, RunPlan.Device on) {
        StageLatency latency = plan.latencies().of(infer, on);
        LatencyRow row = latency.prediction().row();
        Integer stated = infer.threads();
        int threads = stated != null ? stated : row != null && row.threads() > 0 ? row.threads() : 1;
        Scenario.CameraSpec camera = plan.cameras().get(stream.cameraIndex()).spec();
        return new DeviceInference(
                infer.network(),
                infer.inputWidthPx(),
                infer.inputHeightPx(),
                infer.precision(),
                infer.unit(),
                threads,
                camera.widthPx(),
                camera.heightPx(),
                List.of(stream.pipeline().id() + "." + stage.id()),
                latency.prediction().meanMs());
    }

    /** Whether it is what a stage asks for. */
    public boolean answers(Infer infer) {
        Integer stated = infer.threads();
        return network.equals(infer.network())
                && widthPx == infer.inputWidthPx()
                && heightPx == infer.inputHeightPx()
                && precision.equals(infer.precision())
                && unit.equals(infer.unit())
                && (stated == null || stated == threads);
    }

    private DeviceInference and(List<String> more) {
        List<String> all = new ArrayList<>(stages);
        more.stream().filter(stage -> !all.contains(stage)).forEach(all::add);
        return new DeviceInference(
                network, widthPx, heightPx, precision, unit, threads, cameraWidthPx, cameraHeightPx, all, predictedMs);
    }
}

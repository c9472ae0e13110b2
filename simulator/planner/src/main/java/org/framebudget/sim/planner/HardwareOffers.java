package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.sim.planner.Change.Kind;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.DeviceUse;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.LinkSpec;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;

/** More hardware: one more device, an accelerator, or a server behind a link. */
final class HardwareOffers {
    private static final String SERVER_PROFILE = "cloud-gpu";
    private static final String SERVER_UNIT = "gpu";

    // ASSUMED: a mobile network on a good day
    private static final double RTT_MS = 60;
    private static final double MBIT_PER_S = 40;
    private static final double LOSS_FRACTION = 0.005;

    private final Offers of;

    HardwareOffers(Offers of) {
        this.of = of;
    }

    /** One more of the pipeline's device, where there are cameras for it. */
    List<Change> oneMore() {
        DeviceUse use = of.device();
        Set<String> served = new LinkedHashSet<>();
        for (PipelineSpec pipeline : of.scenario.pipelines()) {
            if (Axes.device(of.scenario, pipeline).equals(use.id())) {
                served.addAll(pipeline.cameras());
            }
        }
        int cameras = served.stream()
                .mapToInt(id -> Axes.camera(of.scenario, id).count())
                .sum();
        if (cameras <= use.count() || use.profile().equals(SERVER_PROFILE)) {
            return List.of();
        }
        int count = use.count() + 1;
        return List.of(new Change(
                Kind.HARDWARE,
                0,
                "One more " + use.profile() + ": " + count + " of " + use.id() + " share the cameras evenly",
                Copies.devices(of.scenario, replaced(use, Copies.device(use, use.profile(), use.scheduling(), count))),
                of.published()));
    }

    private List<DeviceUse> replaced(DeviceUse old, DeviceUse other) {
        return of.scenario.devices().stream()
                .map(device -> device == old ? other : device)
                .toList();
    }

    /** An accelerator on a host that has ports and no battery, as nobody carries a phone with one. */
    List<Change> accelerator() {
        Infer own = of.infer;
        DeviceUse use = of.device();
        Optional<Accelerators.Sticks> sticks = Accelerators.Sticks.of(use, of.scenario, of.trials);
        if (own != null && sticks.isPresent()) {
            return oneMoreStick(sticks.get());
        }
        DeviceProfile host = of.trials.profile(use.profile());
        List<Change> changes = new ArrayList<>();
        if (own == null || host.usbGeneration() == null || host.battery() != null) {
            return changes;
        }
        for (String accelerator : ProfileRepository.accelerators()) {
            String profile = use.profile() + "+" + accelerator;
            try {
                String unit = of.trials.profile(profile).units().stream()
                        .map(u -> u.id())
                        .filter(id -> host.unitIndex(id) < 0)
                        .findFirst()
                        .orElse("");
                if (unit.isEmpty()) {
                    continue;
                }
                DeviceUse with = Copies.device(use, profile, use.scheduling(), use.count());
                Scenario attached = Copies.devices(of.scenario, replaced(use, with));
                changes.add(new Change(
                        Kind.HARDWARE,
                        0,
                        of.in("A " + accelerator + " on " + use.id() + ", inference there in int8"),
                        Axes.withInfer(attached, of.pipeline, own, i -> Copies.on(i, unit, "int8")),
                        own.precision().equals("int8") ? of.published() : null));
            } catch (InputException e) {
                continue;
            }
        }
        return changes;
    }

    private List<Change> oneMoreStick(Accelerators.Sticks sticks) {
        int count = sticks.now() + 1;
        return count > Accelerators.MOST
                ? List.of()
                : List.of(new Change(
                        Kind.HARDWARE,
                        0,
                        "One more " + sticks.accelerator() + " on "
                                + sticks.use().id() + ": " + count + " answer from one queue",
                        sticks.with(count),
                        of.published()));
    }

    /** Inferences on a server; not where the scenario is offline, and not where they are on another device already. */
    List<Change> offload() {
        Infer own = of.infer;
        Set<String> homes = new LinkedHashSet<>();
        for (CameraSpec camera : of.cameras()) {
            homes.add(camera.device());
        }
        boolean local = of.pipeline.stages().stream()
                .allMatch(stage -> (stage.device() == null || homes.equals(Set.of(stage.device())))
                        && stage.compare() == null
                        && stage.onFailure() == null);
        boolean known = of.scenario.devices().stream()
                .anyMatch(device -> device.profile().equals(SERVER_PROFILE));
        if (own == null || of.scenario.offline() || !local || known) {
            return List.of();
        }
        String server = free("server");
        List<DeviceUse> devices = new ArrayList<>(of.scenario.devices());
        devices.add(Copies.newDevice(server, SERVER_PROFILE));
        List<LinkSpec> links = new ArrayList<>(of.scenario.links());
        for (String home : homes) {
            links.add(new LinkSpec(
                    free("to-" + server + "-" + home), home, server, RTT_MS, MBIT_PER_S, LOSS_FRACTION, List.of()));
        }
        List<Change> changes = new ArrayList<>();
        Set<String> precisions = new LinkedHashSet<>(List.of(own.precision(), "int8"));
        for (String precision : precisions) {
            Scenario behind = Copies.behindLinks(of.scenario, devices, links);
            Scenario other = Copies.pipeline(
                    behind,
                    of.pipeline,
                    Copies.stagesOn(of.pipeline, server, i -> Copies.on(i, SERVER_UNIT, precision)));
            try {
                of.trials.of(other);
            } catch (InputException e) {
                continue;
            }
            boolean same = precision.equals(own.precision());
            changes.add(new Change(
                    Kind.OFFLOAD,
                    0,
                    of.in("Inference on a server (" + SERVER_PROFILE + (same ? "" : ", in " + precision)
                            + ") behind a link of " + Figures.plain(RTT_MS) + " ms round trip, "
                            + Figures.plain(MBIT_PER_S) + " Mbit/s and " + Figures.plain(100 * LOSS_FRACTION)
                            + " % loss (ASSUMED); the server's power is not counted"),
                    other,
                    same ? of.published() : null,
                    Set.of(server)));
            break;
        }
        return changes;
    }

    private String free(String name) {
        Set<String> taken = new LinkedHashSet<>();
        of.scenario.devices().forEach(device -> taken.add(device.id()));
        of.scenario.links().forEach(link -> taken.add(link.id()));
        of.pipeline.stages().forEach(stage -> taken.add(stage.id()));
        String free = name;
        for (int i = 2; taken.contains(free); i++) {
            free = name + "-" + i;
        }
        return free;
    }
}

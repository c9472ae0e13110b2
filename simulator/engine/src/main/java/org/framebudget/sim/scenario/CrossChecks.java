package org.framebudget.sim.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.framebudget.models.Suggestions;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.DeviceUse;
import org.framebudget.sim.scenario.Scenario.LinkSpec;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.StageSpec;

/** What one part of a scenario says about another: references, links and the way of a frame over them. */
final class CrossChecks {
    private final Scenario scenario;
    private final List<String> deviceIds;
    private final Map<String, String> deviceOfCamera = new HashMap<>();

    CrossChecks(Scenario scenario) {
        this.scenario = scenario;
        deviceIds = scenario.devices().stream().map(DeviceUse::id).toList();
        for (CameraSpec camera : scenario.cameras()) {
            deviceOfCamera.put(camera.id(), camera.device());
        }
    }

    /** The fields of each list stand in the order of the scenario's own lists. */
    void check(Fields top, List<Fields> devices, List<Fields> cameras, List<Fields> pipelines, List<Fields> links) {
        numbered(devices, scenario.devices().stream().map(DeviceUse::count).toList(), "device");
        numbered(cameras, scenario.cameras().stream().map(CameraSpec::count).toList(), "camera");
        for (Fields camera : cameras) {
            reference(camera, "device", camera.id("device"), deviceIds, "device");
        }
        links(top, links);
        for (int i = 0; i < pipelines.size(); i++) {
            pipeline(pipelines.get(i), scenario.pipelines().get(i));
        }
    }

    /** No name that a count makes is the id of another item. */
    private static void numbered(List<Fields> items, List<Integer> counts, String what) {
        Map<String, Fields> byId = new HashMap<>();
        items.forEach(item -> byId.put(item.id("id"), item));
        for (int i = 0; i < items.size(); i++) {
            for (int number = 1; number <= counts.get(i) && counts.get(i) > 1; number++) {
                String name = Scenario.numbered(items.get(i).id("id"), number, counts.get(i));
                Fields other = byId.get(name);
                if (other != null) {
                    throw items.get(i)
                            .error(
                                    "count",
                                    counts.get(i) + " makes a " + what + " '" + name + "', and " + other.pathOf("id")
                                            + " has this name too.",
                                    "Give one of them another id.");
                }
            }
        }
    }

    private static void reference(Fields fields, String key, String id, List<String> known, String what) {
        if (!known.contains(id)) {
            throw fields.error(
                    key, "there is no " + what + " '" + id + "' in this scenario.", Suggestions.advice(id, known));
        }
    }

    /** Each names a camera that some pipeline watches. */
    void objectives(List<Fields> ofCameras) {
        List<String> watched = scenario.pipelines().stream()
                .flatMap(pipeline -> pipeline.cameras().stream())
                .distinct()
                .toList();
        for (Fields fields : ofCameras) {
            reference(fields, "camera", fields.id("camera"), watched, "pipeline's camera");
        }
    }

    private void pipeline(Fields fields, PipelineSpec pipeline) {
        List<String> cameraIds = scenario.cameras().stream().map(CameraSpec::id).toList();
        String key = fields.has("camera") ? "camera" : "cameras";
        for (String camera : pipeline.cameras()) {
            reference(fields, key, camera, cameraIds, "camera");
        }
        List<Fields> stages = fields.reopen("stages");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < stages.size(); i++) {
            for (StageSpec work : pipeline.stages().get(i).everyWork().toList()) {
                if (!names.add(work.id())) {
                    throw stages.get(i)
                            .error(
                                    "id",
                                    "two stages would have the name '" + work.id() + "' in the result.",
                                    "Names with -second, -check and -on-failure are those of what stands beside a stage:"
                                            + " give another id.");
                }
            }
        }
        for (int i = 0; i < stages.size(); i++) {
            String device = pipeline.stages().get(i).device();
            if (device != null) {
                reference(stages.get(i), "device", device, deviceIds, "device");
            }
        }
        for (String camera : pipeline.cameras()) {
            String at = deviceOfCamera.getOrDefault(camera, "");
            String home = at;
            for (int i = 0; i < stages.size(); i++) {
                StageSpec stage = pipeline.stages().get(i);
                String next = stage.device() == null ? home : stage.device();
                if (!next.equals(at) && !linked(at, next)) {
                    throw stages.get(i)
                            .error(
                                    "device",
                                    "no link joins '" + at + "' and '" + next + "', so a frame of camera '" + camera
                                            + "' cannot get there.",
                                    scenario.offline()
                                            ? "'offline: true' allows no link: let it run on '" + at + "'."
                                            : "Add one under links: {id: …, from: " + at + ", to: " + next + ", …}.");
                }
                at = next;
            }
        }
    }

    /** A link carries frames one way and results back, so it serves both directions of a frame's way. */
    private boolean linked(String a, String b) {
        return scenario.links().stream()
                .anyMatch(link -> (link.from().equals(a) && link.to().equals(b))
                        || (link.from().equals(b) && link.to().equals(a)));
    }

    private void links(Fields top, List<Fields> fields) {
        if (scenario.offline() && !fields.isEmpty()) {
            throw top.error("offline", "is true, but the scenario has links.", "Remove the links, or set it to false.");
        }
        Map<String, List<String>> ways = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            LinkSpec link = scenario.links().get(i);
            Fields at = fields.get(i);
            reference(at, "from", link.from(), deviceIds, "device");
            reference(at, "to", link.to(), deviceIds, "device");
            if (link.from().equals(link.to())) {
                throw at.error("to", "the link joins '" + link.to() + "' to itself.", "Give another device.");
            }
            List<String> next = ways.computeIfAbsent(link.from(), unused -> new ArrayList<>());
            if (next.contains(link.to())) {
                throw at.error(
                        "to",
                        "'" + link.from() + "' and '" + link.to() + "' are joined by a link already.",
                        "Keep one of the two.");
            }
            if (reaches(ways, link.to(), link.from())) {
                throw at.error(
                        "to",
                        "the links run in a circle through '" + link.from() + "' and '" + link.to() + "'.",
                        "A link carries frames from 'from' to 'to' and results back by itself: remove one.");
            }
            next.add(link.to());
        }
    }

    private static boolean reaches(Map<String, List<String>> ways, String start, String goal) {
        Set<String> seen = new HashSet<>();
        List<String> open = new ArrayList<>(List.of(start));
        while (!open.isEmpty()) {
            String here = open.remove(open.size() - 1);
            if (here.equals(goal)) {
                return true;
            }
            if (seen.add(here)) {
                open.addAll(ways.getOrDefault(here, List.of()));
            }
        }
        return false;
    }
}

package org.framebudget.devices;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.LatencyTable;
import org.framebudget.devices.thermal.ThermalProfile;
import org.jspecify.annotations.Nullable;

/**
 * Attaches an accelerator, {@code framebudget/accelerator/v1}, to any host profile: its units, its thermal nodes, the link of the
 * host's USB generation; and what was measured with this very host (link bandwidth, coupling of heat, latencies), which wins.
 */
final class AcceleratorReader {
    private static final String HOSTS = "hosts";

    private AcceleratorReader() {}

    /** The hosts an accelerator was measured with, in file order. */
    static List<String> hosts(String file, String text) {
        return hosts(ProfileYaml.read(file, text));
    }

    private static List<String> hosts(ProfileNode.Mapping root) {
        return root.fields().get(HOSTS) instanceof ProfileNode.Mapping hosts
                ? List.copyOf(hosts.fields().keySet())
                : List.of();
    }

    /**
     * @param host with the accelerators that were attached before
     * @param bareId id of the host without any
     */
    static DeviceProfile attach(DeviceProfile host, String bareId, String file, String text, ProfileFiles files) {
        ProfileNode.Mapping node = ProfileYaml.read(file, text);
        List<String> hosts = hosts(node);
        Section root = Section.root(file, files.citations(), node, ProfileKeys.accelerator(hosts));
        ProfileReader reader = new ProfileReader(files);
        Section with = hosts.contains(bareId) ? root.section(HOSTS).section(bareId) : null;
        Sourced measuredLink = with == null ? null : with.numberOrNull("host_link_mb_per_s");
        Sourced hostLinkMbPerS = measuredLink == null ? link(root, host.usbGeneration()) : measuredLink;
        List<UnitProfile> own = reader.units(root);
        List<UnitProfile> units = new ArrayList<>(host.units());
        List<ThermalProfile.Node> nodes = ThermalReader.nodes(root.section("thermal"));
        for (UnitProfile unit : own) {
            units.add(attached(unit, name(root, host, unit.id()), nodeName(host, nodes, unit.node()), hostLinkMbPerS));
        }
        List<LatencyRow> rows = new ArrayList<>(host.latency().rows());
        boolean measured = false;
        if (with != null && with.has("latency")) {
            measured = true;
            for (LatencyRow row : reader.latency(with, own)) {
                rows.add(row.on(name(root, host, row.unit())));
            }
        }
        boolean first = host.id().equals(bareId);
        String name = with == null || !first ? null : with.textOrNull("name");
        DeviceProfile attached = new DeviceProfile(
                host.id() + "+" + root.id("id"),
                name == null ? host.name() + (first ? " with " : " and ") + root.text("name") : name,
                host.evidence(),
                first ? badge(host, root, own, measured) : severalBadge(host),
                List.copyOf(units),
                new LatencyTable(List.copyOf(rows)),
                host.memory(),
                host.power(),
                thermal(host, nodes, root.section("thermal"), first ? with : null),
                host.limiters(),
                host.battery(),
                host.camera(),
                host.usbGeneration(),
                host.fittedSets(),
                files.sha256());
        ProfileChecks.check(root, attached);
        return attached;
    }

    /** A host with such a unit already gets another one: {@code tpu2}, {@code tpu3} and so on. */
    private static String name(Section root, DeviceProfile host, String unitId) {
        String name = free(unitId, id -> host.unitIndex(id) >= 0);
        if (!ProfileKeys.UNITS.contains(name)) {
            throw root.error(
                    "units",
                    "the host '" + host.id() + "' has as many units '" + unitId + "' as there can be.",
                    "Attach fewer.");
        }
        return name;
    }

    /** The accelerator's node as it is called on this host; a node of the host's own keeps its name. */
    private static String nodeName(DeviceProfile host, List<ThermalProfile.Node> added, String nodeId) {
        return added.stream().anyMatch(node -> node.id().equals(nodeId))
                ? free(nodeId, id -> host.thermal().nodeIndex(id) >= 0)
                : nodeId;
    }

    private static String free(String id, Predicate<String> taken) {
        String free = id;
        for (int i = 2; taken.test(free); i++) {
            free = id + i;
        }
        return free;
    }

    private static String severalBadge(DeviceProfile host) {
        String sentence =
                "Nothing was measured with several accelerators at once: each is taken to be as fast as one alone.";
        String before = host.badge() == null ? "" : host.badge();
        return before.contains(sentence) ? before : (before + " " + sentence).strip();
    }

    private static @Nullable String badge(DeviceProfile host, Section root, List<UnitProfile> own, boolean measured) {
        List<String> sentences = new ArrayList<>();
        if (host.badge() != null) {
            sentences.add(host.badge());
        }
        if (!measured) {
            sentences.add("Nothing was measured with a " + root.text("name") + " on this host.");
        }
        for (UnitProfile unit : own) {
            String name = name(root, host, unit.id());
            if (!name.equals(unit.id())) {
                sentences.add("'" + unit.id() + "' is the host's own, '" + name + "' the " + root.text("name") + "'s.");
            }
        }
        return sentences.isEmpty() ? null : String.join(" ", sentences);
    }

    /** Bandwidth of the host's USB generation; of the row for unknown ones where the profile does not say. */
    private static Sourced link(Section root, @Nullable Sourced usbGeneration) {
        Section usb = root.section("usb");
        if (usbGeneration == null) {
            return usb.number("unknown_mb_per_s");
        }
        return usb.number(usbGeneration.value() < 3 ? "usb2_mb_per_s" : "usb3_mb_per_s");
    }

    private static ThermalProfile thermal(
            DeviceProfile host, List<ThermalProfile.Node> added, Section own, @Nullable Section with) {
        List<ThermalProfile.Node> nodes = new ArrayList<>(host.thermal().nodes());
        for (ThermalProfile.Node node : added) {
            nodes.add(new ThermalProfile.Node(
                    nodeName(host, added, node.id()), node.capacityJPerK(), node.toAmbientKPerW()));
        }
        List<ThermalProfile.Link> links = new ArrayList<>(host.thermal().links());
        if (with != null && with.has("links")) {
            links.addAll(ThermalReader.links(
                    with, nodes.stream().map(ThermalProfile.Node::id).toList()));
        } else {
            links.add(new ThermalProfile.Link(
                    nodeName(host, added, added.get(0).id()), host.power().baseNode(), own.number("to_host_k_per_w")));
        }
        return new ThermalProfile(
                List.copyOf(nodes), List.copyOf(links), host.thermal().settings());
    }

    private static UnitProfile attached(UnitProfile unit, String id, String node, Sourced hostLinkMbPerS) {
        return new UnitProfile(
                id,
                unit.architecture(),
                unit.servers(),
                node,
                unit.idleW(),
                unit.operatingPoints(),
                unit.computeFraction(),
                unit.preprocessFixedMs(),
                unit.preprocessNsPerPx(),
                unit.coldFirstFactor(),
                unit.idleRamp(),
                unit.weightCacheMb(),
                hostLinkMbPerS,
                unit.peakGmacPerS(),
                unit.threadPowerFraction(),
                unit.jitter());
    }
}

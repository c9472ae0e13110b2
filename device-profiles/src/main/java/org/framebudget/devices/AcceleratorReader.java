package org.framebudget.devices;

import java.util.ArrayList;
import java.util.List;
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

    static DeviceProfile attach(DeviceProfile host, String file, String text, ProfileFiles files) {
        ProfileNode.Mapping node = ProfileYaml.read(file, text);
        List<String> hosts = hosts(node);
        Section root = Section.root(file, files.citations(), node, ProfileKeys.accelerator(hosts));
        ProfileReader reader = new ProfileReader(files);
        Section with = hosts.contains(host.id()) ? root.section(HOSTS).section(host.id()) : null;
        Sourced measuredLink = with == null ? null : with.numberOrNull("host_link_mb_per_s");
        Sourced hostLinkMbPerS = measuredLink == null ? link(root, host.usbGeneration()) : measuredLink;
        List<UnitProfile> own = reader.units(root);
        List<UnitProfile> units = new ArrayList<>(host.units());
        for (UnitProfile unit : own) {
            units.add(attached(unit, name(root, host, unit.id()), hostLinkMbPerS));
        }
        List<LatencyRow> rows = new ArrayList<>(host.latency().rows());
        boolean measured = false;
        if (with != null && with.has("latency")) {
            measured = true;
            for (LatencyRow row : reader.latency(with, own)) {
                rows.add(row.on(name(root, host, row.unit())));
            }
        }
        String name = with == null ? null : with.textOrNull("name");
        DeviceProfile attached = new DeviceProfile(
                host.id() + "+" + root.id("id"),
                name == null ? host.name() + " with " + root.text("name") : name,
                host.evidence(),
                badge(host, root, own, measured),
                List.copyOf(units),
                new LatencyTable(List.copyOf(rows)),
                host.memory(),
                host.power(),
                thermal(host, root.section("thermal"), with),
                host.limiters(),
                host.battery(),
                host.camera(),
                host.usbGeneration(),
                host.fittedSets(),
                files.sha256());
        ProfileChecks.check(root, attached);
        return attached;
    }

    /** A host with such a unit of its own gets a second one. */
    private static String name(Section root, DeviceProfile host, String unitId) {
        if (host.unitIndex(unitId) < 0) {
            return unitId;
        }
        String second = unitId + "2";
        if (host.unitIndex(second) >= 0 || !ProfileKeys.UNITS.contains(second)) {
            throw root.error(
                    "units", "the host '" + host.id() + "' has a unit '" + unitId + "' already, and no second.", null);
        }
        return second;
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

    private static ThermalProfile thermal(DeviceProfile host, Section own, @Nullable Section with) {
        List<ThermalProfile.Node> nodes = new ArrayList<>(host.thermal().nodes());
        List<ThermalProfile.Node> added = ThermalReader.nodes(own);
        for (ThermalProfile.Node node : added) {
            if (host.thermal().nodeIndex(node.id()) >= 0) {
                throw own.error("nodes", "the host has a node '" + node.id() + "' already.", null);
            }
            nodes.add(node);
        }
        List<ThermalProfile.Link> links = new ArrayList<>(host.thermal().links());
        if (with != null && with.has("links")) {
            links.addAll(ThermalReader.links(
                    with, nodes.stream().map(ThermalProfile.Node::id).toList()));
        } else {
            links.add(
                    new ThermalProfile.Link(added.get(0).id(), host.power().baseNode(), own.number("to_host_k_per_w")));
        }
        return new ThermalProfile(
                List.copyOf(nodes), List.copyOf(links), host.thermal().settings());
    }

    private static UnitProfile attached(UnitProfile unit, String id, Sourced hostLinkMbPerS) {
        return new UnitProfile(
                id,
                unit.architecture(),
                unit.servers(),
                unit.node(),
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

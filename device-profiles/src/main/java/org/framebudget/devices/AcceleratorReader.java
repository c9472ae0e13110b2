package org.framebudget.devices;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.LatencyTable;
import org.framebudget.devices.thermal.ThermalProfile;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;

/**
 * Attaches an accelerator, {@code framebudget/accelerator/v1}, to a host profile: its units, its thermal nodes, and what
 * was measured with that host (link bandwidth, coupling of heat, latencies).
 */
final class AcceleratorReader {
    private AcceleratorReader() {}

    /** The hosts an accelerator's file names, in file order. */
    static List<String> hosts(String file, ProfileFiles files, String text) {
        return hosts(ProfileYaml.read(file, text));
    }

    private static List<String> hosts(ProfileNode.Mapping root) {
        return root.fields().get("hosts") instanceof ProfileNode.Mapping hosts
                ? List.copyOf(hosts.fields().keySet())
                : List.of();
    }

    static DeviceProfile attach(DeviceProfile host, String file, String text, ProfileFiles files) {
        ProfileNode.Mapping node = ProfileYaml.read(file, text);
        List<String> hosts = hosts(node);
        Section root = Section.root(file, files.citations(), node, ProfileKeys.accelerator(hosts));
        if (!hosts.contains(host.id())) {
            throw InputException.at(
                    file,
                    0,
                    "hosts",
                    "nothing is measured for '" + root.id("id") + "' on '" + host.id() + "'.",
                    Suggestions.advice(host.id(), hosts));
        }
        ProfileReader reader = new ProfileReader(files);
        Section with = root.section("hosts").section(host.id());
        Sourced hostLinkMbPerS = with.number("host_link_mb_per_s");
        List<UnitProfile> units = new ArrayList<>(host.units());
        List<UnitProfile> own = new ArrayList<>();
        for (UnitProfile unit : reader.units(root)) {
            if (host.unitIndex(unit.id()) >= 0) {
                throw root.error("units", "the host has a unit '" + unit.id() + "' already.", null);
            }
            own.add(withHostLink(unit, hostLinkMbPerS));
        }
        units.addAll(own);
        List<LatencyRow> rows = new ArrayList<>(host.latency().rows());
        rows.addAll(reader.latency(with, own));
        DeviceProfile attached = new DeviceProfile(
                host.id() + "+" + root.id("id"),
                with.text("name"),
                host.evidence(),
                host.badge(),
                List.copyOf(units),
                new LatencyTable(List.copyOf(rows)),
                host.memory(),
                host.power(),
                thermal(host.thermal(), root.section("thermal"), with),
                host.limiters(),
                host.battery(),
                host.camera(),
                files.sha256());
        ProfileChecks.check(root, attached);
        return attached;
    }

    private static ThermalProfile thermal(ThermalProfile host, Section own, Section with) {
        List<ThermalProfile.Node> nodes = new ArrayList<>(host.nodes());
        for (ThermalProfile.Node node : ThermalReader.nodes(own)) {
            if (host.nodeIndex(node.id()) >= 0) {
                throw own.error("nodes", "the host has a node '" + node.id() + "' already.", null);
            }
            nodes.add(node);
        }
        List<ThermalProfile.Link> links = new ArrayList<>(host.links());
        links.addAll(ThermalReader.links(
                with, nodes.stream().map(ThermalProfile.Node::id).toList()));
        return new ThermalProfile(List.copyOf(nodes), List.copyOf(links), host.settings());
    }

    private static UnitProfile withHostLink(UnitProfile unit, Sourced hostLinkMbPerS) {
        return new UnitProfile(
                unit.id(),
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
                unit.jitter());
    }
}

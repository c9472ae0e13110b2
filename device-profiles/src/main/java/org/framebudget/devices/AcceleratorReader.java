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
    static final String SCHEMA = "framebudget/accelerator/v1";

    private AcceleratorReader() {}

    /** The hosts an accelerator's file names, in file order. */
    static List<String> hosts(String file, ProfileFiles files, String text) {
        return root(file, files, text).keysOf("hosts");
    }

    static DeviceProfile attach(DeviceProfile host, String file, String text, ProfileFiles files) {
        Section root = root(file, files, text);
        ProfileReader.checkSchema(root, SCHEMA);
        List<String> hosts = root.keysOf("hosts");
        if (!hosts.contains(host.id())) {
            throw InputException.at(
                    file,
                    0,
                    "hosts",
                    "nothing is measured for '" + ProfileReader.id(root) + "' on '" + host.id() + "'.",
                    Suggestions.advice(host.id(), hosts));
        }
        ProfileReader reader = new ProfileReader(files);
        Section with = root.section("hosts", hosts.toArray(String[]::new))
                .section(host.id(), "name", "host_link_mb_per_s", "links", "latency");
        Sourced hostLinkMbPerS = with.number("host_link_mb_per_s", 0.001, 1e6);
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
                host.id() + "+" + ProfileReader.id(root),
                with.text("name"),
                host.evidence(),
                host.badge(),
                List.copyOf(units),
                new LatencyTable(List.copyOf(rows)),
                host.memory(),
                host.power(),
                thermal(host.thermal(), root.section("thermal", "nodes"), with),
                host.limiters(),
                host.battery(),
                host.camera(),
                files.sha256());
        ProfileChecks.check(root, attached);
        return attached;
    }

    private static Section root(String file, ProfileFiles files, String text) {
        return Section.root(
                file,
                files.citations(),
                ProfileYaml.read(file, text),
                "schema",
                "id",
                "name",
                "units",
                "thermal",
                "hosts");
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
                unit.jitter());
    }
}

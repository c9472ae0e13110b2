package org.framebudget.devices;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.thermal.ThermalProfile;
import org.framebudget.models.Suggestions;

/** Reads {@code thermal:}; an accelerator's file has the same form. */
final class ThermalReader {
    private ThermalReader() {}

    static ThermalProfile read(Section section) {
        List<ThermalProfile.Node> nodes = nodes(section);
        List<String> ids = nodes.stream().map(ThermalProfile.Node::id).toList();
        return new ThermalProfile(nodes, links(section, ids), settings(section));
    }

    static List<ThermalProfile.Node> nodes(Section section) {
        List<ThermalProfile.Node> nodes = new ArrayList<>();
        for (Section node : section.sections("nodes")) {
            String id = node.choice("id");
            if (nodes.stream().anyMatch(earlier -> earlier.id().equals(id))) {
                throw node.error("id", "'" + id + "' stands twice.", "Every node needs an id of its own.");
            }
            nodes.add(new ThermalProfile.Node(
                    id, node.number("capacity_j_per_k"), node.numberOrNull("to_ambient_k_per_w")));
        }
        return List.copyOf(nodes);
    }

    static List<ThermalProfile.Link> links(Section section, List<String> nodeIds) {
        List<ThermalProfile.Link> links = new ArrayList<>();
        for (Section link : section.sections("links")) {
            links.add(new ThermalProfile.Link(
                    node(link, "from", nodeIds), node(link, "to", nodeIds), link.number("resistance_k_per_w")));
        }
        return List.copyOf(links);
    }

    /** A reference to a node that must exist. */
    static String node(Section section, String key, List<String> nodeIds) {
        String id = section.text(key);
        if (!nodeIds.contains(id)) {
            throw section.error(key, "there is no node '" + id + "'.", Suggestions.advice(id, nodeIds));
        }
        return id;
    }

    private static List<ThermalProfile.Setting> settings(Section section) {
        List<ThermalProfile.Setting> settings = new ArrayList<>();
        for (Section setting : section.sections("settings")) {
            settings.add(new ThermalProfile.Setting(
                    setting.choice("kind"), setting.id("id"), setting.number("ambient_factor")));
        }
        return List.copyOf(settings);
    }
}

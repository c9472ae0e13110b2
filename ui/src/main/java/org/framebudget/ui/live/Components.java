package org.framebudget.ui.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.ui.text.Texts;

/** What takes the power of a device, the largest first; the small ones together. */
public final class Components {
    private static final int SHOWN_MAX = 4;

    private Components() {}

    /**
     * Components that took anything, under the name to show them by.
     *
     * @param energyJ by component
     */
    public static Map<String, List<String>> shown(Map<String, Double> energyJ) {
        List<String> ordered = energyJ.entrySet().stream()
                .filter(part -> part.getValue() > 0)
                .sorted(Comparator.comparingDouble((Map.Entry<String, Double> part) -> -part.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        Map<String, List<String>> shown = new LinkedHashMap<>();
        for (int i = 0; i < ordered.size(); i++) {
            boolean rest = i >= SHOWN_MAX && ordered.size() > SHOWN_MAX + 1;
            shown.computeIfAbsent(rest ? Texts.get("power.rest") : ordered.get(i), name -> new ArrayList<>())
                    .add(ordered.get(i));
        }
        return shown;
    }
}

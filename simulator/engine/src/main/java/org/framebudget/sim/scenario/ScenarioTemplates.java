package org.framebudget.sim.scenario;

import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;

/** Commented scenario files to start from. */
public final class ScenarioTemplates {
    private static final List<String> NAMES = List.of("phone", "low-end-phone", "pi-cameras", "throttling");

    private ScenarioTemplates() {}

    /** Names of the templates; the first is the one to take without a wish. */
    public static List<String> names() {
        return NAMES;
    }

    /** A template as YAML text; throws {@link InputException} for an unknown name. */
    public static String text(String name) {
        if (!NAMES.contains(name)) {
            throw new InputException("'" + name + "' is not a known template. " + Suggestions.advice(name, NAMES));
        }
        return Resources.text("/templates/" + name + ".yaml");
    }
}

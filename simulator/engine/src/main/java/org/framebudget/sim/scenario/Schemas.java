package org.framebudget.sim.scenario;

import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;

/** The JSON Schemas (draft 2020-12) that ship with the product, for editors, programs and tests. */
public final class Schemas {
    /** A new format adds its name here and its file under {@code resources/schemas}; the profile's lies with its reader. */
    private static final List<String> NAMES = List.of(
            "scenario-v1", "profile-v1", "result-v1", "plan-v1", "measure-v1", "twin-v1", "remote-v1", "sweep-v1");

    private Schemas() {}

    /** Names of the schemas, such as {@code scenario-v1}. */
    public static List<String> names() {
        return NAMES;
    }

    /** A schema as JSON text; throws {@link InputException} for an unknown name. */
    public static String text(String name) {
        if (!NAMES.contains(name)) {
            throw new InputException("'" + name + "' is not a known schema. " + Suggestions.advice(name, NAMES));
        }
        return Resources.text("/schemas/" + name + ".json");
    }
}

package org.framebudget.sim.sweep;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;

/** The engines of this installation. */
final class Engines {
    /** Comes in a module of its own, which the launcher puts on the class path only when it is asked for. */
    private static final String SPARK = "spark";

    private Engines() {}

    /**
     * An engine by its name; empty for the one of this module.
     *
     * @throws InputException where there is none of that name
     */
    static Optional<SweepEngine> named(String name, String own) {
        if (name.equals(own)) {
            return Optional.empty();
        }
        Set<String> names = new LinkedHashSet<>(List.of(own, SPARK));
        for (SweepEngine engine : ServiceLoader.load(SweepEngine.class)) {
            if (engine.name().equals(name)) {
                return Optional.of(engine);
            }
            names.add(engine.name());
        }
        if (name.equals(SPARK)) {
            throw new InputException(
                    "--engine: Spark is not part of this installation. It comes with the sources, whose"
                            + " './framebudget sweep FILE --engine spark' builds it.");
        }
        throw new InputException(
                "--engine: '" + name + "' is not known. " + Suggestions.advice(name, List.copyOf(names)));
    }
}

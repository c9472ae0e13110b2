package org.framebudget.ui.app;

import java.nio.file.Path;
import org.framebudget.scenarios.Library;

/** The scenarios that come with the program. */
final class Gallery {
    private static final String EXAMPLE = "phone-throttling";

    private Gallery() {}

    /** The one that shows most. */
    static Path example() {
        return Library.installed().entries().stream()
                .filter(entry -> entry.name().equals(EXAMPLE))
                .map(Library.Entry::file)
                .findFirst()
                .orElseThrow();
    }
}

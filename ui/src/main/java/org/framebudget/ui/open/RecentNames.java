package org.framebudget.ui.open;

import java.nio.file.Path;

/** A file in few words, for a list. */
public final class RecentNames {
    private RecentNames() {}

    /** Its name; of a {@code scenario.yaml}, as all shipped ones are called, with the folder it lies in. */
    public static String of(Path file) {
        Path folder = file.getParent();
        boolean plain = !String.valueOf(file.getFileName()).equals("scenario.yaml");
        return plain || folder == null || folder.getFileName() == null
                ? String.valueOf(file.getFileName())
                : folder.getFileName() + "/scenario.yaml";
    }
}

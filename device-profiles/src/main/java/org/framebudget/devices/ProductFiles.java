package org.framebudget.devices;

/** Files that this module ships, for the modules and packages that fit, audit and show them. */
public final class ProductFiles {
    private ProductFiles() {}

    /**
     * A file's text.
     *
     * @param name path below the resources, as in {@code measurements/training/latency.csv}
     */
    public static String text(String name) {
        return ProfileFiles.resource(name);
    }
}

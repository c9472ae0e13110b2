package org.framebudget.sim.report;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What it takes to make a plan again.
 *
 * @param command the command line
 * @param version of the product
 * @param profileSha256 hash of each profile in use by its id, lower-case hex
 */
public record Origin(String command, String version, Map<String, String> profileSha256) {
    /** Keeps a copy, sorted. */
    public Origin {
        profileSha256 = Collections.unmodifiableMap(new TreeMap<>(profileSha256));
    }
}

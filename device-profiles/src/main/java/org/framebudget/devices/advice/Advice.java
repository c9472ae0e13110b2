package org.framebudget.devices.advice;

/**
 * Something a profile's writer should look at; the profile works without it.
 *
 * @param file where it stands, as the user gave it
 * @param key dotted path, as in {@code units[npu].operating_points}
 * @param problem what is odd, with the value
 * @param right what would be right
 */
public record Advice(String file, String key, String problem, String right) {
    /** As one line. */
    public String text() {
        return file + ": " + key + ": " + problem + " " + right;
    }
}

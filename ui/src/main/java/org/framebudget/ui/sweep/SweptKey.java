package org.framebudget.ui.sweep;

import java.util.List;

/**
 * A value of the scenario that can be swept.
 *
 * @param key as {@code --set} takes it
 * @param name what people call it
 * @param values to begin with, as they stand in the field
 * @param choices all names that it can be; none for a number
 */
public record SweptKey(String key, String name, String values, List<String> choices) {}

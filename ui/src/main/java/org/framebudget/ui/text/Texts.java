package org.framebudget.ui.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Every word of the window, from one bundle. */
public final class Texts {
    private static final ResourceBundle BUNDLE =
            ResourceBundle.getBundle("org.framebudget.ui.text.texts", Locale.ROOT, Texts.class.getClassLoader());

    private Texts() {}

    /**
     * A text with its parts filled in.
     *
     * @param parts ready as text: nothing is formatted again
     * @throws java.util.MissingResourceException for an unknown key
     */
    public static String get(String key, Object... parts) {
        String text = BUNDLE.getString(key);
        return parts.length == 0 ? text : new MessageFormat(text, Locale.ROOT).format(parts);
    }
}

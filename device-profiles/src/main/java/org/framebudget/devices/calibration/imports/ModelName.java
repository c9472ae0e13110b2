package org.framebudget.devices.calibration.imports;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.models.network.InputSize;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a model's file says: a catalogue id, then an input size and a precision where there are some, as in
 * {@code mobilenet_v1_1.0_224_quant.tflite}. A name with any other word in it says nothing: it may be another network.
 */
final class ModelName {
    private static final Map<String, String> PRECISIONS = Map.of(
            "fp32", "fp32",
            "float", "fp32",
            "float32", "fp32",
            "fp16", "fp16",
            "float16", "fp16",
            "int8", "int8",
            "uint8", "int8",
            "quant", "int8",
            "quantized", "int8");
    private static final Pattern SIZE = Pattern.compile("(\\d{2,4})(?:x(\\d{2,4}))?");
    private static final Pattern BETWEEN = Pattern.compile("[-_.]+");

    private ModelName() {}

    static Subject read(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
                .toLowerCase(Locale.ROOT)
                .replaceFirst("\\.(tflite|lite)$", "");
        // longest first: ssd_mobilenet_v1 before anything it may begin with
        List<String> ids = Networks.ids().stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        for (String id : ids) {
            if (name.equals(id)) {
                return new Subject(id, null, null, null, null);
            }
            if (name.startsWith(id)
                    && BETWEEN.matcher(name.substring(id.length())).lookingAt()) {
                Subject subject = words(id, name.substring(id.length()));
                if (subject != null) {
                    return subject;
                }
            }
        }
        return Subject.UNKNOWN;
    }

    private static @Nullable Subject words(String id, String rest) {
        InputSize input = null;
        String precision = null;
        for (String word : BETWEEN.split(rest)) {
            var size = SIZE.matcher(word);
            if (word.isEmpty()) {
                continue;
            }
            if (PRECISIONS.containsKey(word)) {
                precision = PRECISIONS.get(word);
            } else if (size.matches()) {
                int widthPx = Integer.parseInt(size.group(1));
                int heightPx = size.group(2) == null ? widthPx : Integer.parseInt(size.group(2));
                if (Math.min(widthPx, heightPx) < InputSize.MIN_PX || Math.max(widthPx, heightPx) > InputSize.MAX_PX) {
                    return null;
                }
                input = new InputSize(widthPx, heightPx);
            } else {
                return null;
            }
        }
        return new Subject(id, input, precision, null, null);
    }
}

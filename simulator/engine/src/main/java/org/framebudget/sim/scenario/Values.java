package org.framebudget.sim.scenario;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.framebudget.models.InputException;
import org.framebudget.models.Ratio;
import org.framebudget.models.Suggestions;

/** Single values, each checked against its {@link Key}. All throw {@link InputException} with place, path and advice. */
final class Values {
    /** A decimal number as everybody reads it: no leading zero, no digit groups, no hexadecimal. */
    static final Pattern PLAIN_NUMBER = Pattern.compile(
            "[-+]?(?:(?:0|[1-9][0-9]{0,29})(?:\\.[0-9]{0,30})?|\\.[0-9]{1,30})(?:[eE][-+]?[0-9]{1,3})?");

    static final String ID_PATTERN = "[a-z0-9][a-z0-9_-]*";
    static final Pattern ID = Pattern.compile(ID_PATTERN);
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,6})x([0-9]{1,6})");
    private static final Pattern FRACTION = Pattern.compile("([0-9]{1,18})/([0-9]{1,18})");
    private static final Pattern NOT_FINITE = Pattern.compile("(?i)[-+]?\\.?(nan|inf|infinity)");
    private static final int LONGEST_TEXT = 200;

    /** Numerator and denominator may each have nine digits, so that every frame's instant fits a long exactly. */
    static final long LARGEST_TERM = 1_000_000_000L;

    private Values() {}

    /** Looks at a value of any key, with all that stands below it. */
    static void check(Key key, Node node, String path) {
        switch (key.type()) {
            case NUMBER -> number(key, node, path);
            case WHOLE -> whole(key, node, path);
            case RATE -> rate(key, node, path);
            case SIZE -> size(key, node, path);
            case CHOICE -> choice(key, node, path);
            case FLAG -> flag(key, node, path);
            case ID -> id(key, node, path);
            case TEXT, FILE -> text(key, node, path);
            case SECTION -> Fields.check(node, path, key.sub());
            case SECTIONS -> {
                List<Node> items = items(key, node, path);
                for (int i = 0; i < items.size(); i++) {
                    Fields.check(items.get(i), path + "." + Fields.idOf(items.get(i), i), key.sub());
                }
            }
            case WHOLE_OR_SECTION -> {
                if (node instanceof Node.Scalar) {
                    whole(key, node, path);
                } else {
                    Fields.check(node, path, key.sub());
                }
            }
            case NAMES, TEXTS, VALUES -> items(key, node, path);
            case SCHEMA -> schema(key, node, path);
        }
    }

    /** The items of a list, counted against the key's range. */
    static List<Node> items(Key key, Node node, String path) {
        if (!(node instanceof Node.Items list)) {
            boolean nothing = node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NOTHING;
            throw wrong(key, node, path, nothing ? "has no value." : "is " + node.shown() + ", not a list.");
        }
        int size = list.items().size();
        if (size < key.low() && size == 0) {
            throw wrong(key, node, path, "is an empty list.");
        }
        if (size < key.low()) {
            throw node.place()
                    .error(
                            path,
                            "has " + size + (size == 1 ? " item." : " items."),
                            "At least " + Units.plain(key.low()) + " are needed.");
        }
        if (size > key.high()) {
            throw node.place()
                    .error(path, "has " + size + " items.", "At most " + Units.plain(key.high()) + " are read.");
        }
        return list.items();
    }

    static double number(Key key, Node node, String path) {
        return inRange(key, node, path, decimal(key, node, path)).doubleValue();
    }

    static long whole(Key key, Node node, String path) {
        BigDecimal value = inRange(key, node, path, decimal(key, node, path));
        try {
            return value.longValueExact();
        } catch (ArithmeticException e) {
            throw wrong(key, node, path, node.shown() + " is not a whole number.");
        }
    }

    /** Events per second as an exact fraction in lowest terms. */
    static Ratio rate(Key key, Node node, String path) {
        Matcher fraction = FRACTION.matcher(scalar(key, node, path).text());
        BigInteger num;
        BigInteger den;
        if (fraction.matches()) {
            num = new BigInteger(fraction.group(1));
            den = new BigInteger(fraction.group(2));
            if (den.signum() == 0) {
                throw wrong(key, node, path, node.shown() + " divides by zero.");
            }
        } else {
            String text = scalar(key, node, path).text();
            if (!PLAIN_NUMBER.matcher(text).matches()) {
                throw notANumber(key, node, path);
            }
            BigDecimal value = inRange(key, node, path, new BigDecimal(text));
            num = value.unscaledValue().multiply(BigInteger.TEN.pow(Math.max(0, -value.scale())));
            den = BigInteger.TEN.pow(Math.max(0, value.scale()));
        }
        BigInteger shared = num.gcd(den).max(BigInteger.ONE);
        num = num.divide(shared);
        den = den.divide(shared);
        double perS = num.doubleValue() / den.doubleValue();
        if (!inRange(key, perS)) {
            throw wrong(key, node, path, node.shown() + " is out of range.");
        }
        BigInteger largest = BigInteger.valueOf(LARGEST_TERM);
        if (num.compareTo(largest) > 0 || den.compareTo(largest) > 0) {
            throw node.place()
                    .error(
                            path,
                            node.shown() + " has too many digits to keep every frame's instant exact.",
                            "Give a fraction of two whole numbers of at most " + LARGEST_TERM
                                    + ", such as \"30000/1001\".");
        }
        return new Ratio(num.longValueExact(), den.longValueExact());
    }

    /** Width and height in pixels. */
    static int[] size(Key key, Node node, String path) {
        Matcher size = SIZE.matcher(scalar(key, node, path).text());
        if (!size.matches()) {
            throw wrong(key, node, path, node.shown() + " is not a size.");
        }
        int width = Integer.parseInt(size.group(1));
        int height = Integer.parseInt(size.group(2));
        if (Math.min(width, height) < key.low() || Math.max(width, height) > key.high()) {
            throw wrong(key, node, path, node.shown() + " is out of range.");
        }
        return new int[] {width, height};
    }

    static String text(Key key, Node node, String path) {
        Node.Scalar scalar = scalar(key, node, path);
        if (scalar.kind() == Node.Kind.FLAG) {
            throw wrong(key, node, path, node.shown() + " is not text.");
        }
        String text = scalar.text().strip();
        if (text.isEmpty()) {
            throw wrong(key, node, path, "is empty.");
        }
        if (text.length() > LONGEST_TEXT || hasControl(text)) {
            throw node.place()
                    .error(
                            path,
                            node.shown() + " is not one short line of text.",
                            "Use at most " + LONGEST_TEXT + " characters and no control characters.");
        }
        return text;
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    static String id(Key key, Node node, String path) {
        String text = text(key, node, path);
        if (!ID.matcher(text).matches()) {
            throw wrong(key, node, path, "'" + text + "' is not an id.");
        }
        return text;
    }

    static boolean flag(Key key, Node node, String path) {
        Node.Scalar scalar = scalar(key, node, path);
        if (scalar.kind() != Node.Kind.FLAG) {
            throw wrong(key, node, path, node.shown() + " is neither true nor false.");
        }
        return scalar.text().equalsIgnoreCase("true");
    }

    static String choice(Key key, Node node, String path) {
        String text = scalar(key, node, path).text();
        if (!key.choices().contains(text)) {
            // the distance of a very long text would cost memory for nothing
            String start = text.substring(0, Math.min(text.length(), LONGEST_TEXT));
            String advice = Suggestions.nearest(start, key.choices())
                    .map(best -> "Maybe '" + best + "'? ")
                    .orElse("");
            throw node.place()
                    .error(path, node.shown() + " is not a known " + lastWord(path) + ".", advice + key.wanted());
        }
        return text;
    }

    static void schema(Key key, Node node, String path) {
        String text = scalar(key, node, path).text();
        if (!text.equals(key.choices().get(0))) {
            throw wrong(key, node, path, node.shown() + " is not a schema that this version reads.");
        }
    }

    /** The node as a single value that is not empty. */
    static Node.Scalar scalar(Key key, Node node, String path) {
        if (!(node instanceof Node.Scalar scalar)) {
            throw wrong(key, node, path, "is " + node.shown() + ", not a single value.");
        }
        if (scalar.kind() == Node.Kind.NOTHING) {
            throw wrong(key, node, path, "has no value.");
        }
        return scalar;
    }

    static InputException wrong(Key key, Node node, String path, String problem) {
        return node.place().error(path, problem, key.wanted());
    }

    private static BigDecimal decimal(Key key, Node node, String path) {
        Node.Scalar scalar = scalar(key, node, path);
        boolean plain = PLAIN_NUMBER.matcher(scalar.text()).matches();
        if (scalar.kind() == Node.Kind.TEXT && plain) {
            throw node.place().error(path, node.shown() + " is text, not a number.", "Remove the quotes.");
        }
        if (!plain) {
            throw notANumber(key, node, path);
        }
        return new BigDecimal(scalar.text());
    }

    private static InputException notANumber(Key key, Node node, String path) {
        String text = scalar(key, node, path).text();
        if (NOT_FINITE.matcher(text).matches()) {
            return wrong(key, node, path, node.shown() + " is not a finite number.");
        }
        return Units.converted(text, null, key.name())
                .map(value -> node.place()
                        .error(
                                path,
                                node.shown() + " has a unit in it.",
                                "The unit stands in the key: write '" + key.name() + ": " + value + "'."))
                .orElseGet(() -> wrong(key, node, path, node.shown() + " is not a plain number."));
    }

    private static BigDecimal inRange(Key key, Node node, String path, BigDecimal value) {
        if (!inRange(key, value.doubleValue())) {
            throw wrong(key, node, path, node.shown() + " is out of range.");
        }
        return value;
    }

    private static boolean inRange(Key key, double value) {
        boolean tooLow = key.lowOpen() ? value <= key.low() : value < key.low();
        return !tooLow && value <= key.high() && Double.isFinite(value);
    }

    private static String lastWord(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}

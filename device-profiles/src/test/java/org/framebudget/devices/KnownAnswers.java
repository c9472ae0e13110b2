package org.framebudget.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads {@code verification/known-answers.csv}. A test class takes the rows of its cases and fails on one it does not know. */
public final class KnownAnswers {
    private KnownAnswers() {}

    /** One row; {@code at} is where the quantity is asked for. */
    public record Row(String id, String quantity, String at, double[] expected, double[] tolerance, String unit) {
        /** The numbers of {@code at}. */
        public double[] given() {
            return numbers(at);
        }

        /** Asserts that the values are those expected. */
        public void check(double... actual) {
            assertEquals(expected.length, actual.length, this::toString);
            for (int i = 0; i < actual.length; i++) {
                assertEquals(expected[i], actual[i], tolerance[i], this + ", value " + (i + 1));
            }
        }

        /** For a quantity that the test does not know. */
        public AssertionError unknown() {
            return new AssertionError("No test for " + this);
        }

        @Override
        public String toString() {
            return id + " " + quantity + (at.isEmpty() ? "" : " at " + at) + " [" + unit + "]";
        }
    }

    /** The rows of some cases, in file order; at least one for each. */
    public static Stream<Row> of(String... cases) {
        List<String> wanted = List.of(cases);
        List<Row> rows = all().stream().filter(r -> wanted.contains(r.id())).toList();
        for (String id : wanted) {
            if (rows.stream().noneMatch(r -> r.id().equals(id))) {
                throw new AssertionError("There is no row for " + id);
            }
        }
        return rows.stream();
    }

    static List<Row> all() {
        return lines("/verification/known-answers.csv").stream()
                .map(line -> line.split(",", 7))
                .map(f -> new Row(f[0], f[1], f[2], numbers(f[3]), numbers(f[4]), f[5]))
                .toList();
    }

    /** Lines of a test resource without comments and header. */
    public static List<String> lines(String resource) {
        try (var in = Objects.requireNonNull(KnownAnswers.class.getResourceAsStream(resource), resource);
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(l -> !l.startsWith("#")).skip(1).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] numbers(String list) {
        return Arrays.stream(list.split(";")).mapToDouble(Double::parseDouble).toArray();
    }
}

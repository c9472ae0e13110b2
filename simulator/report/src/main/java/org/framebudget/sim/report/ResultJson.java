package org.framebudget.sim.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.framebudget.devices.SyntaxAdvice;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;
import org.framebudget.sim.planner.PlanResult;
import org.framebudget.sim.results.RunResult;

/**
 * Results as JSON and back. The same result gives the same bytes: fields in the contract's order, maps by key, two spaces
 * of indent, numbers without exponent. Fields that this version does not know are ignored on reading, missing ones are
 * an error.
 */
public final class ResultJson {
    private static final ObjectMapper MAPPER = mapper();

    private ResultJson() {}

    /**
     * One JSON document that ends with a line feed.
     *
     * @param result a {@link RunResult}, a {@link PlanResult} or another record of the contract
     * @throws IllegalArgumentException for a number that is not finite; it names the field
     */
    public static String text(Object result) {
        try {
            return MAPPER.writer(new Printer()).writeValueAsString(result) + "\n";
        } catch (JsonMappingException e) {
            throw new IllegalArgumentException(path(e) + ": " + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /** Writes {@link #text} to a file; errors as for {@link SafeFiles#write}. */
    public static void write(Path file, Object result) {
        SafeFiles.writeText(file, text(result));
    }

    /** Says what is wrong with a document that could not be taken. */
    @FunctionalInterface
    public interface Complaint {
        /** Throws an {@link InputException} in its own words, or returns where it finds nothing wrong. */
        void about(Path file, String text, String schema);
    }

    /**
     * Reads the result of a run.
     *
     * @throws InputException where the file is no result of this contract; it names file, line and field
     * @throws MachineException where the file cannot be read
     */
    public static RunResult readRun(Path file) {
        return readRun(file, (any, text, schema) -> {});
    }

    /** The same, with better words than the JSON library's for what is incomplete. */
    public static RunResult readRun(Path file, Complaint complaint) {
        return read(file, RunResult.SCHEMA, RunResult.class, complaint);
    }

    /** Reads a plan; errors as for {@link #readRun}. */
    public static PlanResult readPlan(Path file) {
        return read(file, PlanResult.SCHEMA, PlanResult.class, (any, text, schema) -> {});
    }

    private static <T> T read(Path file, String schema, Class<T> type, Complaint complaint) {
        String text = readText(file);
        try {
            JsonNode tree = MAPPER.readTree(text);
            String found = tree.path("schema").asText("");
            if (!found.equals(schema)) {
                throw InputException.at(
                        file.toString(),
                        0,
                        "schema",
                        found.isEmpty() ? "is missing." : "'" + found + "' is not what is wanted here.",
                        "It must be '" + schema + "'.");
            }
            // read from the text again, so that errors carry the line
            T value = MAPPER.readValue(text, type);
            String missing = RequiredFields.firstMissing(value);
            if (missing != null) {
                complaint.about(file, text, schema);
                throw InputException.at(file.toString(), 0, missing, "is missing.", "The file is no complete result.");
            }
            return value;
        } catch (JsonMappingException e) {
            complaint.about(file, text, schema);
            throw InputException.at(file.toString(), line(e), path(e), problem(e), "The file is no complete result.");
        } catch (JsonProcessingException e) {
            throw SyntaxAdvice.of(e, file.toString(), line(e), "JSON");
        }
    }

    private static String readText(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new InputException(file + ": there is no such file.", e);
        } catch (IOException e) {
            if (Files.isDirectory(file)) {
                throw new InputException(file + ": is a folder. Give a result file.", e);
            }
            throw new MachineException(file + ": could not be read: " + e.getMessage() + ".", e);
        }
    }

    private static String problem(JsonProcessingException e) {
        String first = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
        return first.endsWith(".") ? first : first + ".";
    }

    private static int line(JsonProcessingException e) {
        return e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.length() == 0 ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static ObjectMapper mapper() {
        SimpleModule numbers = new SimpleModule();
        numbers.addSerializer(Double.class, new PlainDouble());
        numbers.addSerializer(double.class, new PlainDouble());
        return JsonMapper.builder()
                .addModule(numbers)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /** Doubles without exponent and without needless zeros; NaN and infinity have no JSON. */
    private static final class PlainDouble extends StdScalarSerializer<Double> {
        private static final long serialVersionUID = 1L;

        PlainDouble() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (!Double.isFinite(value)) {
                throw JsonMappingException.from(out, "the number is " + value + ", which JSON cannot hold");
            }
            BigDecimal exact = new BigDecimal(value.toString());
            out.writeNumber(
                    exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString());
        }
    }

    /** Two spaces, {@code "key": value}, line feeds on every platform. */
    private static final class Printer extends DefaultPrettyPrinter {
        private static final long serialVersionUID = 1L;
        private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

        Printer() {
            super(new Separators()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""));
            indentObjectsWith(LINES);
            indentArraysWith(LINES);
        }

        @Override
        public DefaultPrettyPrinter createInstance() {
            return new Printer();
        }
    }
}

package org.framebudget.sim.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.framebudget.devices.SyntaxAdvice;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;

/** Holds a JSON document against the JSON Schema that ships with the product. */
final class SchemaCheck {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SchemaCheck() {}

    /**
     * Throws {@link InputException} for the first place where the text departs from the schema.
     *
     * @param schema as in {@code framebudget/result/v1}
     */
    static void validate(Path file, String text, String schema) {
        JsonNode document;
        try {
            document = STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw SyntaxAdvice.of(e, file.toString(), line, "JSON");
        }
        List<Error> errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schemaText(schema), InputFormat.JSON)
                .validate(document);
        if (!errors.isEmpty()) {
            Error first = errors.get(0);
            String more = errors.size() == 1 ? "" : " (" + (errors.size() - 1) + " more)";
            throw InputException.at(
                    file.toString(),
                    0,
                    first.getInstanceLocation().toString(),
                    first.getMessage() + more + ".",
                    "The schema " + schema + " says what is right.");
        }
    }

    private static String schemaText(String schema) {
        String resource = "/schemas/" + schema.replace("framebudget/", "").replace('/', '-') + ".json";
        try (InputStream in = SchemaCheck.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new InputException("No JSON Schema for " + schema + " comes with this version.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new MachineException("The shipped schema " + resource + " cannot be read.", e);
        }
    }
}

package org.framebudget.sim.cli;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import java.math.BigDecimal;
import org.framebudget.models.runtime.MeasureReport;
import org.jspecify.annotations.Nullable;

/** The JSON Schema of measurements, made from the {@link MeasureReport} record and the names Jackson writes. */
final class MeasureSchema {
    private MeasureSchema() {}

    static String text() throws JsonProcessingException {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule())
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS)
                .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT);
        // every component is written, null or not; jspecify annotates the type, not the field
        config.forFields().withRequiredCheck(field -> true);
        config.forFields()
                .withNullableCheck(
                        field -> field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class));
        config.forFields().withNumberInclusiveMinimumResolver(field -> low(field.getDeclaredName(), field.getType()));
        config.forFields()
                .withNumberInclusiveMaximumResolver(
                        field -> field.getDeclaredName().equals("shareFraction") ? BigDecimal.ONE : null);
        ObjectNode schema = new SchemaGenerator(config.build()).generateSchema(MeasureReport.class);
        ObjectNode root = schema.objectNode();
        root.set("$schema", schema.remove("$schema"));
        root.put("$id", "urn:framebudget:measure:v1");
        root.put("title", "Framebudget measurements");
        root.setAll(schema);
        ((ObjectNode) root.get("properties")).putObject("schema").put("const", MeasureReport.SCHEMA);
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        return new ObjectMapper().writer(printer).writeValueAsString(root) + "\n";
    }

    /** Nothing is negative but a temperature, and the growth of memory by a rounding of the system's. */
    private static @Nullable BigDecimal low(String name, ResolvedType type) {
        boolean number = Number.class.isAssignableFrom(type.getErasedType())
                || type.getErasedType().isPrimitive() && type.getErasedType() != boolean.class;
        return number && !name.matches("temperatureDegC|peakMb") ? BigDecimal.ZERO : null;
    }
}

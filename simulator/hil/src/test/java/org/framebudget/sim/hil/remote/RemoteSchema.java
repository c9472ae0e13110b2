package org.framebudget.sim.hil.remote;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The JSON Schema of what benchmark_model measured, made from the {@link RemoteRecord} record and the names Jackson writes. */
final class RemoteSchema {
    private RemoteSchema() {}

    static String text() throws JsonProcessingException {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule())
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS)
                .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT)
                .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES);
        // what is null is left out
        config.forFields().withRequiredCheck(field -> !nullable(field));
        config.forFields().withNullableCheck(field -> false);
        config.forFields().withNumberInclusiveMinimumResolver(field -> low(field.getDeclaredName(), field.getType()));
        ObjectNode schema = new SchemaGenerator(config.build()).generateSchema(RemoteRecord.class);
        ObjectNode root = schema.objectNode();
        root.set("$schema", schema.remove("$schema"));
        root.put("$id", "urn:framebudget:remote:v1");
        root.put("title", "Framebudget record of benchmark_model on a device");
        root.setAll(schema);
        ((ObjectNode) root.get("properties")).putObject("schema").put("const", RemoteRecord.SCHEMA);
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        return new ObjectMapper().writer(printer).writeValueAsString(root) + "\n";
    }

    /** jspecify annotates the type, not the field. */
    private static boolean nullable(FieldScope field) {
        return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** Nothing is negative but a temperature, and the power of a battery that is charged. */
    private static @Nullable BigDecimal low(String name, ResolvedType type) {
        boolean number = Number.class.isAssignableFrom(type.getErasedType())
                || type.getErasedType().isPrimitive() && type.getErasedType() != boolean.class;
        return number && !name.matches(".*DegC|powerW") ? BigDecimal.ZERO : null;
    }
}

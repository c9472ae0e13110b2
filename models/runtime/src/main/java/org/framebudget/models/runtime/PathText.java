package org.framebudget.models.runtime;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.nio.file.Path;

/** Reads a path as it was written, relative or not; Jackson's own reader takes a colon in it for the end of a scheme. */
final class PathText extends StdDeserializer<Path> {
    private static final long serialVersionUID = 1L;

    PathText() {
        super(Path.class);
    }

    @Override
    public Path deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return Path.of(parser.getText());
    }
}

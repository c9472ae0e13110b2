package org.framebudget.sim.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Markup with holes, {@code {{name}}}. */
final class Template {
    private Template() {}

    /** Replaces each hole once; what is put in is never searched for holes again. */
    static String fill(String name, Map<String, String> holes) {
        String template = resource(name);
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int open = template.indexOf("{{"); open >= 0; open = template.indexOf("{{", from)) {
            int close = template.indexOf("}}", open);
            String hole = template.substring(open + 2, close);
            String content = holes.get(hole);
            if (content == null) {
                throw new IllegalStateException("The template has a hole '" + hole + "' that nothing fills.");
            }
            out.append(template, from, open).append(content);
            from = close + 2;
        }
        return out.append(template.substring(from)).toString();
    }

    /** The style sheet for a size of paper. */
    static String css(Paper paper) {
        return fill("plan.css", Map.of("page", paper.css()));
    }

    static String resource(String name) {
        try (InputStream in = Template.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The template " + name + " is not on the class path.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("The template " + name + " cannot be read.", e);
        }
    }
}
